"""A study as a folder: UTF-8 text, csv and toml that any program can read."""

from teema.formats.folder.reading import StudyRead, read_study
from teema.formats.folder.writing import write_study

__all__ = ["StudyRead", "read_study", "write_study"]
