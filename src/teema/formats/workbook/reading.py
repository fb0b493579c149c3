"""Sheets of cells → the rows of codings and of the codebook that a workbook holds, wherever they stand in it now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from teema.errors import Problem, ReadFailed
from teema.formats.safety import DEFAULT, Limits
from teema.formats.spreadsheets import SheetRead, read_sheets
from teema.formats.workbook.cells import clean, dated
from teema.formats.workbook.columns import headers
from teema.formats.workbook.state import MARK, State, read_state
from teema.wording import LANGUAGES, say

_ROWS_BEFORE_HEADER: Final = 20
_LEAST_CODING_COLUMNS: Final = frozenset({"words", "id"})
_KEYS: Final = frozenset({"id", "key"})
_LEAST_CODE_COLUMNS: Final = frozenset({"kind", "name", "key"})


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row as it stands in the workbook: the cells of the columns that its sheet has, an empty one included.

    A cell that holds an error of the spreadsheet's is left out, as if its column weren't there.
    """

    sheet: str
    row: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class WorkbookRead:
    """What a workbook holds. ``codes`` is None where it has no codebook any more; ``sheets`` are the sheets of codings."""

    name: str
    state: State
    codings: tuple[RowRead, ...]
    codes: tuple[RowRead, ...] | None
    sheets: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def read_workbook(path: Path, limits: Limits = DEFAULT) -> WorkbookRead:
    """Read a workbook that was exported and edited.

    ReadFailed: it can't be read (F101–F109, F113, F135, X203, X204), or its hidden state is gone or damaged (X205). Problems: sheets and
    columns that aren't Teema's (X207, X208), hidden ids gone (X209), cells that hold an error (X210) or became dates (X211).
    """
    return _Reading(path.name, read_sheets(path, limits, dated)).read()


class _Reading:
    """One workbook being made sense of."""

    def __init__(self, name: str, sheets: list[SheetRead]) -> None:
        self.name, self.sheets, self.problems = name, sheets, list[Problem]()

    def read(self) -> WorkbookRead:
        """Find what each sheet is by what it holds: names may have changed."""
        codings, codes, named = list[RowRead](), None, list[str]()
        for sheet in self.sheets:
            if _is_own(sheet):
                continue
            if at := _header(sheet, "columns", _LEAST_CODING_COLUMNS):
                named.append(sheet.name)
                codings += self._rows(sheet, *at)
            elif at := _header(sheet, "code_columns", _LEAST_CODE_COLUMNS):
                codes = (codes or []) + list(self._rows(sheet, *at))
            elif sheet.rows:
                self._note_unread(sheet)
        book = None if codes is None else tuple(codes)
        return WorkbookRead(self.name, self._state(), tuple(codings), book, tuple(named), tuple(self.problems))

    def _state(self) -> State:
        for sheet in self.sheets:
            if _first(sheet) == MARK:
                rows = (sheet.rows[number] for number in sorted(sheet.rows)[1:])
                return read_state([[row[column] for column in sorted(row)] for row in rows], self.name)
        raise ReadFailed("X205", path=self.name)

    def _note_unread(self, sheet: SheetRead) -> None:
        """A sheet of codings without its hidden ids can't be compared; any other one is the writer's own."""
        lost = _header(sheet, "columns", frozenset({"words", "theme"}))
        self.problems.append(Problem("error", "X209", sheet.name) if lost else Problem("note", "X207", sheet.name))

    def _rows(self, sheet: SheetRead, top: int, columns: Mapping[int, str]) -> Iterator[RowRead]:
        """Yield the rows below a header that hold anything; cells are canonical, as the study's texts are."""
        self._note_columns(sheet, top, columns)
        for number in sorted(sheet.rows):
            if number <= top:
                continue
            row = sheet.rows[number]
            faulty = {column for column in columns if (number, column) in sheet.faults}
            cells = {name: _cell(name, row.get(at, "")) for at, name in columns.items() if at not in faulty}
            if any(cell.strip() for cell in cells.values()):
                self._note_cells(sheet, number, {at: sheet.rows[top][at] for at in columns})
                yield RowRead(sheet.name, number, cells)

    def _note_cells(self, sheet: SheetRead, number: int, columns: Mapping[int, str]) -> None:
        for kind, code in ((sheet.faults, "X210"), (sheet.dates, "X211")):
            for column in sorted(columns) if kind else ():
                if (number, column) in kind:
                    shown = sheet.rows.get(number, {}).get(column, "")
                    params: dict[str, str | int | float] = {"column": columns[column], "value": shown}
                    self.problems.append(Problem("warning", code, sheet.name, number, params))

    def _note_columns(self, sheet: SheetRead, top: int, columns: Mapping[int, str]) -> None:
        own = [name for at, name in sorted(sheet.rows[top].items()) if at not in columns and name.strip()]
        if own:
            self.problems.append(Problem("note", "X208", sheet.name, top, {"columns": ", ".join(own)}))


def _cell(column: str, written: str) -> str:
    """Return a cell's text, composed as the study's texts are; a key is left as it is."""
    return written if column in _KEYS else clean(written)


def _first(sheet: SheetRead) -> str:
    """Return a sheet's first cell."""
    return next(iter(sheet.rows[min(sheet.rows)].values()), "") if sheet.rows else ""


def _is_own(sheet: SheetRead) -> bool:
    """Tell whether a sheet is one that Teema made and doesn't read as rows: its state, its lists, its advice."""
    first = _first(sheet)
    return first.startswith(MARK) or first in {say(one, "workbook.guide.title") for one in LANGUAGES}


def _header(sheet: SheetRead, table: str, least: frozenset[str]) -> tuple[int, dict[int, str]] | None:
    """Find the row of a sheet that names its columns, with the columns that are known; the first of two with one name counts."""
    known = headers(table)
    for number in sorted(sheet.rows)[:_ROWS_BEFORE_HEADER]:
        found: dict[str, int] = {}
        for at, cell in sorted(sheet.rows[number].items()):
            name = known.get(" ".join(cell.split()).casefold())
            if name and name not in found:
                found[name] = at
        if least <= found.keys():
            return number, {at: name for name, at in found.items()}
    return None
