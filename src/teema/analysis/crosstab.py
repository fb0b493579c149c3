"""Counting codings by two of their properties: customers, interviews and segments side by side, with denominators."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import narwhals as nw
from narwhals.typing import IntoDataFrame

from teema.analysis.selection import values
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

    def cell(self, row: Key, column: Key) -> Count:
        """Return a cell; an empty one where nothing stands."""
        return self.cells.get((row, column), Count())

    def segments_of(self, row: Key, column: Key) -> tuple[str, ...]:
        """Return the ids of the codings that a cell counts."""
        return self._segments.get((row, column), ())

    @cached_property
    def _segments(self) -> dict[tuple[Key, Key], tuple[str, ...]]:
        found: dict[tuple[Key, Key], list[str]] = {}
        first, second = (_keys(self._codings, name) for name in self.by)
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
    customers interviewed who have the column's group, length, round or service (all of them for other properties), less
    those to whom the row's sub-theme does not apply (``asked``). Keys of ``row_order`` and ``column_order`` are shown even
    when empty. UsageError (A101): an unknown property.
    """
    first, second = _property(rows), _property(columns)
    frame, known = nw.from_native(codings, eager_only=True), nw.from_native(customers, eager_only=True)
    counted = _counts(frame, first, second)
    row_keys = _ordered({row for row, _ in counted}, row_order)
    column_keys = _ordered({column for _, column in counted}, column_order)
    denominators = _denominators(known, second, column_keys)
    absent = _not_applicable(asked, first, frame)
    cells = {
        (row, column): Count(
            *counted.get((row, column), (0, 0, 0)), n=len(denominators[column] - absent.get(row, set()))
        )
        for row in row_keys
        for column in column_keys
    }
    return Crosstab((first, second), row_keys, column_keys, cells, frame)


def _property(name: str) -> str:
    found = _OTHER_NAMES.get(name, name)
    if found not in PROPERTIES:
        raise UsageError("A101", property=name, known=", ".join(PROPERTIES))
    return found


def _keys(frame: nw.DataFrame[Any], name: str) -> list[Key]:
    found = values(frame, name)
    return [None if one is None else str(int(one)) for one in found] if name == "valence" else found


def _counts(frame: nw.DataFrame[Any], first: str, second: str) -> dict[tuple[Key, Key], tuple[int, int, int]]:
    """Count in two passes: rows for segments, distinct customers and interviews for the rest."""
    if first == second:
        frame = frame.with_columns(nw.col(second).alias(f"{second} "))
        second = f"{second} "
    places: list[dict[tuple[Key, Key], int]] = []
    for unit in ("customer", "interview", None):
        if unit is None:
            chosen = frame.select(first, second)
        elif unit in (first, second):
            chosen = frame.filter(~nw.col(unit).is_null()).select(first, second).unique()
        else:
            chosen = frame.filter(~nw.col(unit).is_null()).select(first, second, unit).unique()
        counted = chosen.group_by(first, second).agg(nw.len().alias("k"))
        keys = zip(_keys(counted, first), _keys_of(counted, second), strict=True)
        places.append(dict(zip(keys, values(counted, "k"), strict=True)))
    customers, interviews, segments = places
    return {key: (customers.get(key, 0), interviews.get(key, 0), k) for key, k in segments.items()}


def _keys_of(frame: nw.DataFrame[Any], name: str) -> list[Key]:
    found = values(frame, name)
    return [None if one is None else str(int(one)) for one in found] if name.strip() == "valence" else found


def _ordered(found: set[Key], order: Sequence[str]) -> tuple[Key, ...]:
    rest = sorted(one for one in found if one is not None and one not in order)
    return (*order, *rest, *((None,) if None in found else ()))


def _denominators(customers: nw.DataFrame[Any], column: str, keys: Sequence[Key]) -> dict[Key, set[str]]:
    names = values(customers, "customer")
    if column == "customer":
        return {key: {name for name in names if name == key} for key in keys}
    if column in ("group", "length", "round"):
        theirs = list(zip(names, values(customers, column), strict=True))
        return {key: {name for name, value in theirs if value == key} for key in keys}
    if column == "service" and "services" in customers.columns:
        offered = list(zip(names, customers["services"].to_list(), strict=True))
        return {key: {name for name, used in offered if key is None or key in used} for key in keys}
    return {key: set(names) for key in keys}


def _not_applicable(asked: IntoDataFrame | None, row: str, codings: nw.DataFrame[Any]) -> dict[Key, set[str]]:
    """Return the customers to whom each sub-theme or label does not apply, unless they spoke of it all the same."""
    if asked is None or row not in ("sub_theme", "label"):
        return {}
    frame = nw.from_native(asked, eager_only=True).filter(nw.col("asked") == "not_applicable")
    label_of = dict(zip(values(codings, "sub_theme"), values(codings, row), strict=True))
    spoken = set(zip(values(codings, row), values(codings, "customer"), strict=True))
    found: dict[Key, set[str]] = {}
    for sub_theme, customer in zip(values(frame, "sub_theme"), values(frame, "customer"), strict=True):
        key = sub_theme if row == "sub_theme" else label_of.get(sub_theme)
        if (key, customer) not in spoken:
            found.setdefault(key, set()).add(customer)
    return found
