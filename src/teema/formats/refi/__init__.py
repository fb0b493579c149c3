"""REFI-QDA, the exchange format of the field's programs: projects (``.qdpx``) and codebooks (``.qdc``), in and out."""

from teema.formats.refi.codebook import read_codebook
from teema.formats.refi.reading import read_project
from teema.formats.refi.writing import Written, codebook_bytes, project_bytes, write_project

__all__ = ["Written", "codebook_bytes", "project_bytes", "read_codebook", "read_project", "write_project"]
