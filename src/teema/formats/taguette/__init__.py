"""Taguette's projects: a SQLite file in, with its highlights put on their words."""

from teema.formats.taguette.reading import project_names, read_project

__all__ = ["project_names", "read_project"]
