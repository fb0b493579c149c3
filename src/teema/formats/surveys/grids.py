"""Any table file → its rows as words: csv of any separator and encoding, or a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from teema.errors import Problem, ReadFailed
from teema.formats.safety import DEFAULT, Limits, read_bytes
from teema.formats.source import Source, decoded
from teema.formats.surveys.spreadsheet import MOST_CELLS, is_spreadsheet, sheets_of

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


def is_table(path: Path) -> bool:
    """Tell by its suffix whether a file is a table.

    >>> is_table(Path("Kysely 2016.XLSX")), is_table(Path("muistio.docx"))
    (True, False)
    """
    return path.suffix.lower() in _SUFFIXES


def read_grid(path: Path, limits: Limits = DEFAULT) -> Grid:
    """Read a csv file or the fullest sheet of a spreadsheet.

    Errors: those of `safety.read_bytes` and `source.decoded`, X231 damaged, X232 too large, X233 nothing in it.
    """
    source = Source(path.name, read_bytes(path, limits), limits)
    problems: tuple[Problem, ...] = ()
    others: tuple[str, ...] = ()
    if is_spreadsheet(source.data):
        sheets = sorted(sheets_of(source), key=lambda sheet: -sum(map(_filled, sheet[1])))
        rows, others, problems = (sheets[0][1] if sheets else ()), tuple(name for name, _ in sheets[1:]), ()
    elif path.suffix.lower().startswith(".xls") or source.data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise ReadFailed("X231", path=source.name)
    else:
        text, problems = decoded(source)
        rows = _separated(text, source.name)
    return Grid(source.name, _even(rows, source.name), others, problems)


def _filled(row: tuple[str, ...]) -> int:
    return sum(map(bool, row))


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
    if width > MOST_COLUMNS or width * len(kept) > MOST_CELLS:
        raise ReadFailed("X232", path=name)
    return tuple((*row[:width], *[""] * (width - len(row))) for row in kept)


_BLANK = " \t\n\u00a0\u2007\u202f\u200b"
