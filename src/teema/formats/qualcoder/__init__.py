"""QualCoder's projects: a folder with a database in and out."""

from teema.formats.qualcoder.reading import read_project
from teema.formats.qualcoder.writing import write_project

__all__ = ["read_project", "write_project"]
