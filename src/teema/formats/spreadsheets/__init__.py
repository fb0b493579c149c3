"""An xlsx file from anyone → its sheets as cells of text: for surveys, and for workbooks of codings that come back."""

from teema.formats.spreadsheets.reading import MOST_CELLS, SheetRead, is_spreadsheet, read_sheets
from teema.formats.spreadsheets.values import Moment, column_letters, iso

__all__ = ["MOST_CELLS", "Moment", "SheetRead", "column_letters", "is_spreadsheet", "iso", "read_sheets"]
