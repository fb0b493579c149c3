"""The same counts by plain SQL and plain Polars, without a product around them: what Teema's speed is held against."""

from __future__ import annotations

import sqlite3
from typing import Any, TypeAlias

import polars as pl

from teema.analysis.cooccurrence import CoOccurrence
from teema.analysis.crosstab import Crosstab

Counts: TypeAlias = dict[tuple[str, str], tuple[int, ...]]
_COLUMNS = ("document", "turn", "start", "end", "sub_theme", "group", "customer", "interview")
_CROSSTAB = """
    select sub_theme, "group", count(distinct customer), count(distinct interview), count(*) from codings group by 1, 2
"""
_TURNS = """
    with held as (select distinct document, turn, sub_theme, customer from codings where turn is not null)
    select a.sub_theme, b.sub_theme, count(*), count(distinct a.customer)
    from held a join held b on a.document = b.document and a.turn = b.turn and a.sub_theme < b.sub_theme group by 1, 2
"""


def loaded(codings: pl.DataFrame) -> sqlite3.Connection:
    """Return a database in memory that holds the codings."""
    database = sqlite3.connect(":memory:")
    names = ", ".join(f'"{name}"' for name in _COLUMNS)
    database.execute(f"create table codings ({names})")
    places = ", ".join("?" * len(_COLUMNS))
    database.executemany(f"insert into codings values ({places})", codings.select(_COLUMNS).iter_rows())
    return database


def crosstab_by_sql(database: sqlite3.Connection) -> Counts:
    """Count customers, interviews and segments of each sub-theme in each group."""
    return _counts(database.execute(_CROSSTAB).fetchall())


def turns_by_sql(database: sqlite3.Connection) -> Counts:
    """Count the turns, and customers, in which two sub-themes meet."""
    return _counts(database.execute(_TURNS).fetchall())


def overlaps_by_polars(codings: pl.DataFrame) -> Counts:
    """Count the overlapping pairs of codings, and their customers, of two sub-themes: a lazy join and a filter."""
    one = codings.lazy().select("document", "start", "end", "sub_theme", "customer")
    meet = (
        (pl.col("start") < pl.col("end_b"))
        & (pl.col("start_b") < pl.col("end"))
        & (pl.col("sub_theme") < pl.col("sub_theme_b"))
    )
    joined = one.join(one, on="document", suffix="_b").filter(meet)
    counted = joined.group_by("sub_theme", "sub_theme_b").agg(
        pl.len(), pl.col("customer").n_unique().alias("customers")
    )
    return _counts(counted.collect().rows())


def _counts(rows: list[tuple[Any, ...]]) -> Counts:
    return {(first, second): tuple(numbers) for first, second, *numbers in rows}


def counts_of_crosstab(found: Crosstab) -> Counts:
    """Return what Teema counted, in the reference's form."""
    cells = found.cells.items()
    return {
        (str(row), str(column)): (one.customers, one.interviews, one.segments)
        for (row, column), one in cells
        if one.segments
    }


def counts_of_pairs(found: CoOccurrence) -> Counts:
    """Return the meetings that Teema found, in the reference's form."""
    return {(edge.a, edge.b): (edge.weight, edge.customers) for edge in found.pairs}
