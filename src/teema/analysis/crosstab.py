"""Counting codings by two of their properties: customers, interviews and segments side by side, with denominators."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Any

import narwhals as nw
from narwhals.typing import IntoDataFrame

from teema.analysis.rows import values
from teema.errors import UsageError

Key = str | None
PROPERTIES = (
    "theme",
    "sub_theme",
    "code",
    "label",
    "topic",
    "group",
    "service",
    "length",
    "customer",
    "interview",
    "document",
    "round",
    "time",
    "whose",
    "aspect",
    "person",
    "valence",
)
_OTHER_NAMES = {"subtheme": "sub_theme", "relationship": "length", "label_across_themes": "label"}


@dataclass(frozen=True, slots=True)
class Count:
    """How many customers, interviews and segments stand in a cell; ``n`` is the customers who could."""

    customers: int = 0
    interviews: int = 0
    segments: int = 0
    n: int = 0

    def __str__(self) -> str:
        return f"{self.customers}/{self.n}"


@dataclass(frozen=True)
class Crosstab:
    """The cells of a cross-tabulation. A key of None stands for codings without that property."""

    by: tuple[str, str]
    rows: tuple[Key, ...]
    columns: tuple[Key, ...]
    cells: dict[tuple[Key, Key], Count]
    _codings: Any = field(repr=False)
    _able: tuple[dict[Key, set[Key]], dict[Key, set[Key]], set[Key]] = field(default=({}, {}, set()), repr=False)

    def cell(self, row: Key, column: Key) -> Count:
        """Return a cell; an empty one where nothing stands."""
        return self.cells.get((row, column), Count())

    def able_in_row(self, row: Key) -> frozenset[Key]:
        """Return the customers who could stand in a row."""
        return frozenset(self._able[0].get(row, ()))

    def able_in_column(self, column: Key) -> frozenset[Key]:
        """Return the customers who could stand in a column."""
        return frozenset(self._able[1].get(column, ()))

    @cached_property
    def row_totals(self) -> dict[Key, Count]:
        """Each row as a whole: a customer or interview of several cells counts once."""
        return self._totals(self.by[0], self.rows, self._able[0])

    @cached_property
    def column_totals(self) -> dict[Key, Count]:
        """Each column as a whole: a customer or interview of several cells counts once."""
        return self._totals(self.by[1], self.columns, self._able[1])

    @cached_property
    def total(self) -> Count:
        """The whole table: a customer or interview counts once."""
        customers, interviews = (len(set(values(self._codings, name)) - {None}) for name in ("customer", "interview"))
        return Count(customers, interviews, len(self._codings), len(self._able[2]))

    def _totals(self, name: str, keys: Sequence[Key], able: dict[Key, set[Key]]) -> dict[Key, Count]:
        counted = _counts(self._codings, name, name)
        return {key: Count(*counted.get((key, key), (0, 0, 0)), n=len(able.get(key, ()))) for key in keys}

    def segments_of(self, row: Key, column: Key) -> tuple[str, ...]:
        """Return the ids of the codings that a cell counts."""
        return self._segments.get((row, column), ())

    @cached_property
    def _segments(self) -> dict[tuple[Key, Key], tuple[str, ...]]:
        found: dict[tuple[Key, Key], list[str]] = {}
        first, second = (_keys(values(self._codings, name), name) for name in self.by)
        for row, column, coding in zip(first, second, values(self._codings, "coding_id"), strict=True):
            found.setdefault((row, column), []).append(coding)
        return {place: tuple(codings) for place, codings in found.items()}

    def to_frame(self) -> Any:
        """Return the table as a Polars frame: a row a key, and in each column customers/n (segments)."""
        import polars as pl

        shown = {self.by[0]: [_shown(row) for row in self.rows]}
        for column in self.columns:
            counts = [self.cell(row, column) for row in self.rows]
            shown[_shown(column)] = [f"{one} ({one.segments})" for one in counts]
        return pl.DataFrame(shown)

    def __repr__(self) -> str:
        import polars as pl

        with pl.Config(tbl_rows=-1, tbl_cols=-1, tbl_hide_dataframe_shape=True, tbl_hide_column_data_types=True):
            return f"{self.to_frame()}\ncustomers/n (segments)"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(_shown(column))}</th>" for column in (self.by[0], *self.columns))
        body = "".join(
            f"<tr><th>{html.escape(_shown(row))}</th>"
            + "".join(f"<td>{one} ({one.segments})</td>" for one in (self.cell(row, column) for column in self.columns))
            + "</tr>"
            for row in self.rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>customers/n (segments)</p>"


def _shown(key: Key) -> str:
    return "–" if key is None else key


def crosstab(
    codings: IntoDataFrame,
    customers: IntoDataFrame,
    *,
    rows: str,
    columns: str,
    asked: IntoDataFrame | None = None,
    row_order: Sequence[str] = (),
    column_order: Sequence[str] = (),
) -> Crosstab:
    """Count the customers, interviews and segments of each value of ``rows`` in each value of ``columns``.

    A customer counts once a cell. A missing value becomes a row or column of its own, never a dropped coding. ``n`` is the
    customers interviewed who could stand in the cell: those of its group, length, round, service or customer (all of them
    for other properties), less those to whom its theme, sub-theme or label does not apply (``asked``), and always those
    who do stand there. A customer whose services nobody noted may use any. Keys of ``row_order`` and ``column_order`` are
    shown even when empty. UsageError (A101): an unknown property.
    """
    first, second = _property(rows), _property(columns)
    frame, known = nw.from_native(codings, eager_only=True), nw.from_native(customers, eager_only=True)
    counted = _counts(frame, first, second)
    row_keys = _ordered({row for row, _ in counted}, row_order)
    column_keys = _ordered({column for _, column in counted}, column_order)
    able = _Able(known, frame, asked)
    in_rows, in_columns = able.under(first, row_keys), able.under(second, column_keys)
    cells = {
        (row, column): Count(*counted.get((row, column), (0, 0, 0)), n=len(in_rows[row] & in_columns[column]))
        for row, column in product(row_keys, column_keys)
    }
    return Crosstab((first, second), row_keys, column_keys, cells, frame, (in_rows, in_columns, able.everyone))


def _property(name: str) -> str:
    found = _OTHER_NAMES.get(name, name)
    if found not in PROPERTIES:
        raise UsageError("A101", property=name, known=", ".join(PROPERTIES))
    return found


def _keys(found: list[Any], name: str) -> list[Key]:
    return [None if one is None else str(int(one)) for one in found] if name == "valence" else found


def _counts(frame: nw.DataFrame[Any], first: str, second: str) -> dict[tuple[Key, Key], tuple[int, int, int]]:
    """Count each cell's customers, interviews and segments; a missing customer or interview is nobody and none."""
    named = (nw.col(first).alias("row"), nw.col(second).alias("column"))
    counted = (
        frame.select(*named, "customer", "interview")
        .group_by("row", "column")
        .agg(
            nw.len().alias("segments"),
            nw.col("customer").n_unique().alias("customers"),
            nw.col("interview").n_unique().alias("interviews"),
            nw.col("customer").count().alias("with_customer"),
            nw.col("interview").count().alias("with_interview"),
        )
    )
    row, column, *numbers = (values(counted, name) for name in counted.columns)
    places = zip(_keys(row, first), _keys(column, second), strict=True)
    return {
        place: (customers - (told < segments), interviews - (held < segments), segments)
        for place, segments, customers, interviews, told, held in zip(places, *numbers, strict=True)
    }


def _ordered(found: set[Key], order: Sequence[str]) -> tuple[Key, ...]:
    rest = sorted(one for one in found if one is not None and one not in order)
    return (*order, *rest, *((None,) if None in found else ()))


class _Able:
    """Who could stand under a key: what the denominators count. Who speaks of a thing outweighs what was noted of it."""

    def __init__(self, customers: nw.DataFrame[Any], codings: nw.DataFrame[Any], asked: IntoDataFrame | None) -> None:
        self._customers, self._codings, self._asked = customers, codings, asked
        self._names: list[Key] = values(customers, "customer")
        self.everyone = set(self._names)

    def under(self, name: str, keys: Sequence[Key]) -> dict[Key, set[Key]]:
        """Return the customers who could stand under each key of a property."""
        if name in ("customer", "group", "length", "round"):
            theirs = list(zip(self._names, values(self._customers, name), strict=True))
            return {key: {customer for customer, value in theirs if value == key} for key in keys}
        without: dict[Key, set[Key]] = {}
        if name == "service" and "services" in self._customers.columns:
            without = self._without_service(keys)
        elif name in ("theme", "label", "sub_theme") and self._asked is not None:
            without = self._not_applicable(name, nw.from_native(self._asked, eager_only=True))
        return {key: self.everyone - without.get(key, set()) for key in keys}

    def _without_service(self, keys: Sequence[Key]) -> dict[Key, set[Key]]:
        """Return, by service, the customers for whom services are noted, but not this one."""
        spoke = _customers_by(self._codings, "service")
        used = list(zip(self._names, self._customers["services"].to_list(), strict=True))
        return {
            key: {one for one, services in used if len(services) and key not in services} - spoke.get(key, set())
            for key in keys
            if key
        }

    def _not_applicable(self, name: str, asked: nw.DataFrame[Any]) -> dict[Key, set[Key]]:
        """Return, by key, the customers whose every answer on its sub-themes is that it does not apply."""
        if name != "sub_theme":
            asked = asked.join(self._codings.select("sub_theme", name).unique(), on="sub_theme", how="inner")
        applies = (nw.col("asked") != "not_applicable").cast(nw.Int8).alias("applies")
        told = asked.select(name, "customer", applies).group_by(name, "customer").agg(nw.col("applies").max())
        silent = told.filter(nw.col("applies") == 0).join(self._codings, on=[name, "customer"], how="anti")
        return _customers_by(silent, name)


def _customers_by(frame: nw.DataFrame[Any], name: str) -> dict[Key, set[Key]]:
    told = frame.select(name, "customer").unique()
    found: dict[Key, set[Key]] = {}
    for key, customer in zip(values(told, name), values(told, "customer"), strict=True):
        found.setdefault(key, set()).add(customer)
    return found
