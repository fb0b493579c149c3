"""A spreadsheet (xlsx) → rows of words, whoever made it.

calamine lays a sheet out whole, from its first cell to its last, and copies a shared string into every cell that holds it. A small file
may therefore ask for all of a machine's memory; so it is given only the parts that it needs, unpacked under limits and measured first.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from teema.errors import ReadFailed
from teema.formats.safety import Archive
from teema.formats.source import Source, canonical

MOST_CELLS = 2_000_000
_NEEDED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?:workbook|styles|sharedStrings|worksheets/[^/]+)\.xml|xl/_rels/workbook\.xml\.rels",
    re.IGNORECASE,
)
_SHEET = re.compile(r"xl/worksheets/", re.IGNORECASE)
_STRINGS = re.compile(r"xl/sharedStrings\.xml", re.IGNORECASE)
_PLACE = re.compile(rb"\br\s*=\s*[\"']\$?([A-Za-z]{0,10})\$?(\d{0,10})[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_CELL = re.compile(rb"<(?:\w+:)?c\b")
_SHARED = re.compile(rb"<(?:\w+:)?si\b.*?</(?:\w+:)?si\s*>", re.DOTALL)
_TO_SHARED = re.compile(rb"<(?:\w+:)?c\b[^>]*?\bt\s*=\s*[\"']s[\"'][^>]*>\s*<(?:\w+:)?v\b[^>]*>\s*(\d{1,9})")


def sheets_of(source: Source) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    """Return the sheets that hold anything: their names and rows, from each sheet's first cell to its last.

    Errors: F105–F107 of the archive, X231 it is no spreadsheet or damaged, X232 it is too large.
    """
    copy = _safe_copy(source)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(copy))
        found = ((name, _rows(book.get_sheet_by_name(name))) for name in book.sheet_names)
        return tuple((name, rows) for name, rows in found if rows)
    except (CalamineError, OSError, ValueError, OverflowError) as broken:
        raise ReadFailed("X231", path=source.name) from broken


def _safe_copy(source: Source) -> bytes:
    """Return an archive of the parts that are needed, unpacked and measured."""
    archive = Archive(source.data, source.name, source.limits)
    needed = {name: archive.read(name) for name in sorted(archive.names) if _NEEDED.fullmatch(name)}
    sheets = [content for name, content in needed.items() if _SHEET.match(name)]
    if not sheets:
        raise ReadFailed("X231", path=source.name)
    strings = [content for name, content in needed.items() if _STRINGS.fullmatch(name)]
    if any(b"\x00" in content for content in needed.values()):
        raise ReadFailed("X231", path=source.name)
    if max(map(_extent, sheets)) > MOST_CELLS or _copied(strings, sheets) > source.limits.unpacked_bytes // 4:
        raise ReadFailed("X232", path=source.name)
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as made:
        for name, content in needed.items():
            made.writestr(name, content)
    return copy.getvalue()


def _extent(sheet: bytes) -> int:
    """Return how many cells a sheet takes up to its last one, whether they hold anything or not.

    Cells and rows without an address follow the one before: there are no more columns than cells in the fullest row.
    """
    pieces = _ROW.split(sheet)
    columns, rows = max(len(_CELL.findall(piece)) for piece in pieces), len(pieces)
    for letters, number in _PLACE.findall(sheet):
        columns, rows = max(columns, _column(letters)), max(rows, int(number or b"0"))
    return columns * rows


def _column(letters: bytes) -> int:
    """Return a column's number by its letters.

    >>> _column(b"A"), _column(b"xfd")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number


def _copied(strings: list[bytes], sheets: list[bytes]) -> int:
    """Return how many bytes the shared strings take once each stands in its cells."""
    lengths = [len(one) for content in strings for one in _SHARED.findall(content)]
    places = (int(place) for sheet in sheets for place in _TO_SHARED.findall(sheet))
    return sum(lengths[place] for place in places if place < len(lengths))


def _rows(sheet: CalamineSheet) -> tuple[tuple[str, ...], ...]:
    rows = [tuple(map(_words, row)) for row in sheet.to_python()]
    return tuple(rows) if any(map(any, rows)) else ()


def _words(value: object) -> str:
    """Write a cell's value as a person reads it: whole numbers without decimals, days as 2016-08-03.

    >>> _words(4.0), _words(4.5), _words(datetime(2016, 8, 3, 9, 30)), _words(date(2016, 8, 3)), _words("\\u00a0Hei\\r\\n")
    ('4', '4.5', '2016-08-03 09:30:00', '2016-08-03', '\\xa0Hei\\n')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return canonical(str(value))


def is_spreadsheet(data: bytes) -> bool:
    """Tell whether bytes are an archive with a workbook in it."""
    return data.startswith(b"PK\x03\x04") and b"xl/" in data


def column_letters() -> Iterator[str]:
    """Yield the names that spreadsheets give their columns.

    >>> from itertools import islice
    >>> list(islice(column_letters(), 24, 28))
    ['Y', 'Z', 'AA', 'AB']
    """
    number = 0
    while True:
        number, rest, letters = number + 1, number + 1, ""
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(65 + letter) + letters
        yield letters
