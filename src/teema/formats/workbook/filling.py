"""Rows put into a workbook's sheets fast: each sheet has one row as its pattern, whose looks every row takes.

A library that writes cell by cell takes seconds for a large study. It makes everything else: looks, lists, columns.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import ceil
from typing import Final, TypeAlias

from teema.formats.workbook.cells import escaped

Row: TypeAlias = Sequence[str | int]
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
_PATTERN = re.compile(rb'<row r="(\d+)"[^>]*>((?:<c [^>]*/>)+)</row></sheetData>')
_LOOK = re.compile(rb' s="(\d+)"/>')
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
_COLUMN = re.compile(rb'<col min="(\d+)" max="(\d+)" width="([\d.]+)"[^>]*/>')
_LINE, _TALLEST = 15, 405
"""The height of a line and of the tallest row, in points."""
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LEVEL: Final = 2
"""How hard the sheets are packed: the hardest takes twice as long, and saves a tenth."""


def fill(workbook: bytes, fillings: Iterable[Iterator[Row] | None]) -> bytes:
    """Return the workbook with the rows of each sheet in the place of its last row, which is their pattern.

    Sheets come in the workbook's order, and are filled in it; None leaves one as it is.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(packed, "w") as target:
        filled = {f"xl/worksheets/sheet{number}.xml": rows for number, rows in enumerate(fillings, start=1)}
        others = (name for name in source.namelist() if name not in filled)
        for name in (*others, *filled):
            rows, content = filled.get(name), source.read(name)
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            target.writestr(entry, content if rows is None else _filled(content, rows), compresslevel=_LEVEL)
    return packed.getvalue()


def _filled(sheet: bytes, rows: Iterator[Row]) -> bytes:
    """Put rows in the place of a sheet's pattern. What the sheet tells of its extent is left out: it is no longer so."""
    found = _PATTERN.search(sheet)
    if found is None:
        raise ValueError("a sheet without a pattern")
    looks = [f' s="{look.decode()}"' for look in _LOOK.findall(found[2])]
    widths = _widths(sheet)
    written = "".join(_row(number, row, looks, widths) for number, row in enumerate(rows, start=int(found[1])))
    before = _DIMENSION.sub(b"", sheet[: found.start()])
    return b"".join([before, written.encode("utf-8", "replace"), b"</sheetData>", sheet[found.end() :]])


def _widths(sheet: bytes) -> dict[int, float]:
    """Return the characters that each shown column's cells hold in a line, by the column counted from 0."""
    shown = (each for each in _COLUMN.finditer(sheet) if b"hidden" not in each[0])
    return {at: float(each[3]) for each in shown for at in range(int(each[1]) - 1, int(each[2]))}


def _height(row: Row, widths: dict[int, float]) -> str:
    """Return the height of a row whose cells take several lines: not every program looks for itself when it opens a file."""
    texts = ((value, widths[at]) for at, value in enumerate(row) if isinstance(value, str) and at in widths)
    lines = max((ceil(0.95 * len(value) / width) + value.count("\n") for value, width in texts), default=1)
    return f' ht="{min(_TALLEST, _LINE * lines)}"' if lines > 1 else ""


def _row(number: int, row: Row, looks: list[str], widths: dict[int, float]) -> str:
    cells = []
    for place, value in enumerate(row):
        look = looks[place] if place < len(looks) else looks[-1]
        start = f'<c r="{_LETTERS[place] if place < 26 else letters(place)}{number}"{look}'
        if value == "":
            cells.append(f"{start}/>")
        elif isinstance(value, str):
            cells.append(f'{start} t="inlineStr"><is><t xml:space="preserve">{escaped(value)}</t></is></c>')
        else:
            cells.append(f"{start}><v>{value}</v></c>")
    return f'<row r="{number}"{_height(row, widths)}>{"".join(cells)}</row>'


@cache
def letters(column: int) -> str:
    """Return the letters of a column counted from 0.

    >>> letters(0), letters(25), letters(26), letters(16_383)
    ('A', 'Z', 'AA', 'XFD')
    """
    above, own = divmod(column, 26)
    return (letters(above - 1) if above else "") + chr(65 + own)
