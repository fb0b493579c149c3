"""Any table file → its rows as words: csv of any separator and encoding, or a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path, PurePath

from teema.errors import Problem, ReadFailed
from teema.formats.safety import DEFAULT, Limits, read_bytes
from teema.formats.source import Source, canonical, decoded
from teema.formats.spreadsheets import MOST_CELLS, SheetRead, is_spreadsheet, read_sheets

MOST_COLUMNS = 2_000
_SUFFIXES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm")
_SEPARATORS = (",", ";", "\t", "|")
_NONE = "\x1f"
_SEEN = 40


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it came: every row as long as the longest, cells without white space around them, no empty rows.

    ``others`` names further sheets of the file, which weren't read.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    others: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def is_table(path: PurePath) -> bool:
    """Tell by its suffix whether a file is a table.

    >>> is_table(Path("Kysely 2016.XLSX")), is_table(Path("muistio.docx"))
    (True, False)
    """
    return path.suffix.lower() in _SUFFIXES


def read_grid(path: Path, limits: Limits = DEFAULT) -> Grid:
    """Read a csv file or the fullest sheet of a spreadsheet.

    Errors: those of `safety.read_bytes`, `source.decoded` and `spreadsheets.read_sheets`, X231 damaged, X232 too large, X233
    nothing in it. Warnings: X245 cells that hold a calculation error are read as empty ones.
    """
    return grid_of(Source(path.name, read_bytes(path, limits), limits))


def grid_of(source: Source) -> Grid:
    """Read a table's bytes as `read_grid` does; they are within their limits."""
    if is_spreadsheet(source.data):
        return _fullest(source)
    if Path(source.name).suffix.lower().startswith(".xls") or source.data.startswith(
        (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
    ):
        raise ReadFailed("X231", path=source.name)
    text, problems = decoded(source)
    return Grid(source.name, _even(_separated(text, source.name), source.name), (), problems)


def _fullest(source: Source) -> Grid:
    sheets = [sheet for sheet in read_sheets(source) if sheet.rows]
    if not sheets:
        raise ReadFailed("X233", path=source.name)
    sheets.sort(key=lambda sheet: -sum(map(len, sheet.rows.values())))
    sheet, faults = sheets[0], len(sheets[0].faults)
    problems = (Problem("warning", "X245", sheet.name, None, {"count": faults}),) if faults else ()
    rows = _even(_laid_out(sheet, source), source.name)
    return Grid(source.name, rows, tuple(one.name for one in sheets[1:]), problems)


def _laid_out(sheet: SheetRead, source: Source) -> tuple[tuple[str, ...], ...]:
    """Return a sheet's rows that hold anything, from its first column that does to its last.

    X232 where that is too large: cells may stand far apart, and many may share a long text. No more characters are laid out
    than a csv file may hold. A text that cells share stays one.
    """
    tidied = cache(_tidied)
    rows = [
        {
            column: text
            for column, cell in row.items()
            if (number, column) not in sheet.faults and (text := tidied(cell))
        }
        for number, row in sorted(sheet.rows.items())
    ]
    used = {column for row in rows for column in row} or {0}
    columns = range(min(used), max(used) + 1)
    _check_size(len(columns), sum(map(bool, rows)), source.name)
    if sum(len(cell) for row in rows for cell in row.values()) > source.limits.file_bytes:
        raise ReadFailed("X232", path=source.name)
    return tuple(tuple(row.get(column, "") for column in columns) for row in rows if row)


def _tidied(cell: str) -> str:
    return canonical(cell).strip(_BLANK)


def _check_size(width: int, height: int, name: str) -> None:
    if width > MOST_COLUMNS or width * height > MOST_CELLS:
        raise ReadFailed("X232", path=name)


def _separated(text: str, name: str) -> tuple[tuple[str, ...], ...]:
    separator, text = _separator(text)
    try:
        return tuple(map(tuple, csv.reader(io.StringIO(text), delimiter=separator)))
    except csv.Error as broken:
        raise ReadFailed("X231", path=name) from broken


def _separator(text: str) -> tuple[str, str]:
    """Return what separates the cells and the text without the line with which Excel may say so.

    Where nothing does in the first row, each line is one cell.

    >>> _separator("a;b\\n1,5;2\\n")[0], _separator("sep=;\\na;b\\n"), _separator("a\\nb, c\\n")[0]
    (';', (';', 'a;b\\n'), '\\x1f')
    """
    first, _, rest = text.partition("\n")
    if first[:4].casefold() == "sep=" and len(first) == 5:
        return first[4], rest
    best = max(_SEPARATORS, key=lambda separator: _evenness(text, separator))
    return best if _evenness(text, best)[1] > 1 else _NONE, text


def _evenness(text: str, separator: str) -> tuple[float, int]:
    """Measure how well a separator cuts the first rows: the share of rows as wide as the first one, and that width."""
    try:
        seen = [row for row in islice(csv.reader(io.StringIO(text), delimiter=separator), _SEEN) if any(row)]
    except csv.Error:
        return 0.0, 0
    width = len(seen[0]) if seen else 0
    return (sum(len(row) == width for row in seen) / len(seen), width) if width > 1 else (0.0, width)


def _even(rows: tuple[tuple[str, ...], ...], name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows that hold anything, equally long; X232 where they are too many, X233 where there are none."""
    kept = [row for row in (tuple(cell.strip(_BLANK) for cell in row) for row in rows) if any(row)]
    if not kept:
        raise ReadFailed("X233", path=name)
    width = max(max(place for place, cell in enumerate(row, 1) if cell) for row in kept)
    _check_size(width, len(kept), name)
    return tuple((*row[:width], *[""] * (width - len(row))) for row in kept)


_BLANK = " \t\n\u00a0\u2007\u202f\u200b"
