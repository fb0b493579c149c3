"""RQDA's projects in: a SQLite file, the ancestor of QualCoder's."""

from teema.formats.rqda.reading import read_project

__all__ = ["read_project"]
