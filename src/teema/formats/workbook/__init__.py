"""Codings out to a workbook, edited in any spreadsheet program, and back: what was changed is found by comparing three ways."""

from teema.formats.workbook.applying import apply_workbook, difference, write_workbook
from teema.formats.workbook.comparing import compare
from teema.formats.workbook.difference import CodeChange, CodingChange, Conflict, Difference, FieldChange
from teema.formats.workbook.reading import read_workbook
from teema.formats.workbook.writing import export_codings

__all__ = [
    "CodeChange",
    "CodingChange",
    "Conflict",
    "Difference",
    "FieldChange",
    "apply_workbook",
    "compare",
    "difference",
    "export_codings",
    "read_workbook",
    "write_workbook",
]
