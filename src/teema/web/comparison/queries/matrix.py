"""The free matrix: any property by any other, in customers, interviews or segments, each number with its way to the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, TypeAlias

from teema.analysis.crosstab import Count, Crosstab, Key, crosstab
from teema.analysis.whole import Results
from teema.report.words import Words
from teema.web.comparison.numbers import UNITS, Number, Unit, number
from teema.web.comparison.queries.properties import COLUMNS, ROWS, name, order, present, sub_themes_under
from teema.web.studies.models import Study

Empty: TypeAlias = Literal["", "silent", "not_asked", "not_applicable", "void"]
MOST: Final = 200
"""The most rows, and columns, that a page shows: what occurs most; all are in the report's workbook."""
_SUB_THEMES: Final = ("sub_theme", "label", "theme")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the matrix shows: which properties, counted in what, of which round (empty: the study's own)."""

    rows: str
    columns: str
    unit: Unit
    round: str = ""

    @property
    def turned(self) -> Choice:
        """Return the choice with rows and columns changed round."""
        return Choice(self.columns, self.rows, self.unit, self.round)

    @property
    def parameters(self) -> dict[str, str]:
        """Return the choice as an address holds it."""
        given = {"rows": self.rows, "columns": self.columns, "unit": self.unit}
        return given | ({"round": self.round} if self.round else {})


def chosen(results: Results, asked: Mapping[str, str]) -> Choice:
    """Read a choice from an address; what it doesn't say, or says of nothing known, is sub-themes by groups in customers."""
    known = present(results)
    rows = _known(asked.get("rows"), known, "sub_theme")
    rest = [one for one in known if one != rows]
    columns = _known(asked.get("columns"), rest, "group" if rows != "group" else "sub_theme")
    unit = next((one for one in UNITS if one == asked.get("unit")), UNITS[0])
    return Choice(rows, columns, unit, asked.get("round", ""))


def _known(value: str | None, known: tuple[str, ...] | list[str], otherwise: str) -> str:
    return value if value and value in known else otherwise


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A number, or why there is none."""

    number: Number | None
    empty: Empty = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row with its name, its cells and the whole of it; ``theme`` is the theme that a sub-theme begins."""

    name: str
    cells: tuple[MatrixCell, ...]
    whole: MatrixCell
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix as a page shows it. ``left_out`` are rows and columns beyond what a page shows."""

    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    wholes: tuple[MatrixCell, ...]
    whole: MatrixCell
    left_out: int


def matrix(study: Study, results: Results, words: Words, choice: Choice) -> Matrix:
    """Count and set out what was chosen."""
    return _Setting(study, results, words, choice).matrix()


@dataclass(frozen=True)
class _Setting:
    """One matrix in the making."""

    study: Study
    results: Results
    words: Words
    choice: Choice

    @cached_property
    def table(self) -> Crosstab:
        """What is counted: over all rounds where one side is the rounds."""
        key = ("matrix", self.choice.rows, self.choice.columns)
        if key not in self.results.kept:
            self.results.kept[key] = self._counted()
        table: Crosstab = self.results.kept[key]
        return table

    def _counted(self) -> Crosstab:
        results, (rows, columns) = self.results, (self.choice.rows, self.choice.columns)
        row_order, column_order = order(results, rows), tuple(order(results, columns))
        if not self.over_rounds:
            return results.crosstab(rows, columns, row_order, column_order)
        parts = (results.frames.codings, results.frames.customers)
        return crosstab(*parts, rows=rows, columns=columns, row_order=row_order, column_order=column_order)

    @property
    def over_rounds(self) -> bool:
        return "round" in (self.choice.rows, self.choice.columns)

    def matrix(self) -> Matrix:
        table = self.table
        rows, columns = _most(table.rows, table.row_totals), _most(table.columns, table.column_totals)
        left_out = len(table.rows) + len(table.columns) - len(rows) - len(columns)
        names = tuple(self.name(self.choice.columns, column) for column in columns)
        wholes = tuple(self.counted(table.column_totals[column], column=column) for column in columns)
        return Matrix(names, tuple(self.row(row, columns) for row in rows), wholes, self.counted(table.total), left_out)

    def row(self, row: Key, columns: tuple[Key, ...]) -> MatrixRow:
        cells = tuple(self.cell(row, column) for column in columns)
        name = self.name(self.choice.rows, row)
        return MatrixRow(name, cells, self.counted(self.table.row_totals[row], row=row), self.theme(row))

    def cell(self, row: Key, column: Key) -> MatrixCell:
        count = self.table.cell(row, column)
        return self.counted(count, row=row, column=column) if count.segments else self.empty(row, column, count)

    def counted(self, count: Count, **place: Key) -> MatrixCell:
        """Show a count in the unit that was chosen, as a link to its segments."""
        unit = self.choice.unit
        k = getattr(count, unit)
        text = f"{k}/{count.n}" if unit == "customers" else self.words.number(k)
        shown = number(self.study, k, self.by, unit, text, **self.parameters(place))
        return MatrixCell(shown, "" if count.segments else "silent")

    @property
    def by(self) -> str:
        return "everywhere" if self.over_rounds else "properties"

    def parameters(self, place: Mapping[str, Key]) -> dict[str, str]:
        given = {self.kind(side): key or "" for side, key in place.items()}
        given |= {"of_round": given.pop("round")} if "round" in given else {}
        return given | ({"round": self.choice.round} if self.choice.round and not self.over_rounds else {})

    def kind(self, side: str) -> str:
        return self.choice.rows if side == "row" else self.choice.columns

    def empty(self, row: Key, column: Key, count: Count) -> MatrixCell:
        """Tell silence from what wasn't asked, doesn't apply, or can't be: a sub-theme under another's theme."""
        asked_in_rows = self.choice.rows in _SUB_THEMES
        if asked_in_rows and self.choice.columns in _SUB_THEMES:
            return MatrixCell(None, "void")
        sub_themes = sub_themes_under(
            self.results, *((self.choice.rows, row) if asked_in_rows else (self.choice.columns, column))
        )
        customers = self.table.able_in_column(column) if asked_in_rows else self.table.able_in_row(row)
        why = self.results.silences.why(sub_themes, customers) if sub_themes and not self.over_rounds else "silent"
        return self.counted(count) if why == "silent" else MatrixCell(None, why)

    def name(self, kind: str, key: Key) -> str:
        if kind == "sub_theme" and key and kind == self.choice.columns:
            return f"{self.words.code(self.results.study.codebook.theme_of[key].key)}: {self.words.code(key)}"
        return name(self.words, kind, key)

    def theme(self, row: Key) -> str:
        """Return the theme above a row of sub-themes or codes."""
        if self.choice.rows not in ("sub_theme", "code") or row is None:
            return ""
        theme = self.results.study.codebook.theme_of.get(row)
        return self.words.code(theme.key) if theme and theme.key != row else ""


def _most(keys: tuple[Key, ...], totals: Mapping[Key, Count]) -> tuple[Key, ...]:
    """Return keys in their order, of too many those with the most segments."""
    if len(keys) <= MOST:
        return keys
    kept = set(sorted(keys, key=lambda one: -totals[one].segments)[:MOST])
    return tuple(key for key in keys if key in kept)


def kinds(results: Results) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the properties to choose from, those of codings and those of who speaks apart."""
    known = present(results)
    return tuple(
        (group, tuple(one for one in held if one in known))
        for group, held in (("codings", ROWS), ("speakers", COLUMNS))
    )
