"""A table of the report → what the template shows: each number and line with the way to its segments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from teema.report.blocks import Cell, Column, Line, Tone
from teema.report.layout import tally
from teema.web.bridge.standing import results_of
from teema.web.comparison.numbers import Number, Unit, number
from teema.web.comparison.tables.made import made
from teema.web.comparison.tables.named import column_names, line_names, row_names
from teema.web.studies.models import Study
from teema.wording import Language

Shown: TypeAlias = Number | str


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell's lines, and k/n where they don't say it."""

    lines: tuple[Shown, ...]
    tally: Shown = ""
    tone: Tone = "plain"
    numeric: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as a page shows it. The first cell of a row is its header."""

    key: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[ShownCell, ...], ...]

    @property
    def transposed(self) -> ShownTable:
        """Return the table with rows and columns changed round."""
        heads = (self.columns[0], *(Column(_words(row[0])) for row in self.rows))
        names = [ShownCell((column.text,)) for column in self.columns]
        turned = zip(*self.rows, strict=True) if self.rows else iter([()] * len(self.columns))
        rows = [(name, *cells) for name, cells in zip(names, turned, strict=True)][1:]
        return replace(self, columns=heads, rows=tuple(rows))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a cell stands, as its address names it."""

    study: Study
    unit: Unit
    parameters: Mapping[str, str]
    told: str

    def opening(self, text: str, count: int, unit: Unit, **line: str) -> Number:
        return number(self.study, count, "cell", unit, text, self.told, **self.parameters, **line)


def shown(
    study: Study,
    name: str,
    language: Language,
    *,
    unit: Unit = "customers",
    round_: str | None = None,
    **parameters: str,
) -> ShownTable:
    """Make a registered table (``makes_table``) of a study's results as they stand, with every number and line a link.

    ``unit`` is what the table's counts of n count. NotFound (B802): there is no such table.
    """
    given = parameters if round_ is None else {**parameters, "round": round_}
    table = made(results_of(study, round_), language, name, parameters)
    named = {"table": name, "in": language, **given}
    columns, rows = column_names(table), row_names(table)
    lines = tuple(
        tuple(
            _cell(cell, column, _Place(study, unit, {**named, "row": row, "column": at}, _told(cells[0], column)))
            for cell, column, at in zip(cells, table.columns, columns, strict=True)
        )
        for cells, row in zip(table.rows, rows, strict=True)
    )
    return ShownTable(table.key, table.title, table.note, table.columns, lines)


def _cell(cell: Cell, column: Column, place: _Place) -> ShownCell:
    counted = tally(cell)
    alone = len(cell.lines) == 1 and not counted
    lines = (_whole(cell, place),) if alone else tuple(_lines(cell, place))
    whole = place.opening(counted, cell.count or 0, place.unit) if cell.segments and counted else counted
    return ShownCell(lines, whole, cell.tone, column.numeric, column.text)


def _whole(cell: Cell, place: _Place) -> Shown:
    """Show a cell of one line: what it counts is what its line says."""
    text = cell.lines[0].text
    if not cell.segments:
        return text
    counts = cell.count is not None and cell.n is not None  # and so it says k/n itself: else there were a tally
    return place.opening(text, cell.count or 0, place.unit) if counts else _line(cell.lines[0], place)


def _lines(cell: Cell, place: _Place) -> Iterator[Shown]:
    names = line_names(cell.lines)
    return (_line(line, place, name) for line, name in zip(cell.lines, names, strict=True) if line.text.strip())


def _line(line: Line, place: _Place, name: str = "") -> Shown:
    if not line.segments:
        return line.text
    return place.opening(line.text, len(line.segments), "segments", **({"line": name} if name else {}))


def _told(header: Cell, column: Column) -> str:
    return " · ".join(part for part in (header.text, column.text) if part)


def _words(cell: ShownCell) -> str:
    return ", ".join(line.text if isinstance(line, Number) else line for line in cell.lines)
