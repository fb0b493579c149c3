"""Co-occurrence in overlapping words, turns and interviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import combinations
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teema.analysis.cooccurrence import Within, cooccurrence
from teema.study.tables import CODINGS

Engine = Callable[[pl.DataFrame], Any]
Row = tuple[str, str, int, int, int | None, str | None, str | None, str | None]
COLUMNS = ("coding_id", "document", "start", "end", "turn", "label", "customer", "interview")
ROWS: list[Row] = [
    ("1", "d1", 0, 10, 0, "palvelut", "k1", "i1"),
    ("2", "d1", 5, 20, 0, "asiakkuus", "k1", "i1"),
    ("3", "d1", 9, 12, 0, "palvelut", "k1", "i1"),
    ("4", "d1", 20, 30, 1, "palvelut", "k1", "i1"),
    ("5", "d2", 0, 10, 0, "asiakkuus", "k2", "i2"),
    ("6", "d2", 9, 30, 0, "palvelut", "k2", "i2"),
    ("7", "d2", 0, 30, 0, None, "k2", "i2"),
    ("8", "d3", 0, 30, None, "muutos", None, None),
]


def frame_of(rows: list[Row]) -> pl.DataFrame:
    """Make a frame of the columns that co-occurrence reads."""
    return pl.DataFrame(rows, schema={name: CODINGS[name] for name in COLUMNS}, orient="row")


@pytest.mark.parametrize(
    ("within", "weight", "ids"),
    [
        ("overlap", 3, ("1", "2", "3", "5", "6")),
        ("turn", 2, ("1", "2", "3", "5", "6")),
        ("interview", 2, ("1", "2", "3", "4", "5", "6")),
    ],
)
def test_weights_count_their_unit(engine: Engine, within: Within, weight: int, ids: tuple[str, ...]) -> None:
    """Weights count pairs of codings, turns, or interviews; touching spans and equal keys do not meet."""
    (edge,) = cooccurrence(engine(frame_of(ROWS)), by="label", within=within).pairs
    assert (edge.a, edge.b, edge.weight, edge.customers) == ("asiakkuus", "palvelut", weight, 2)
    assert edge.ids == ids


def test_the_heaviest_pair_comes_first(engine: Engine) -> None:
    """Pairs are ordered by weight, then by key, and evidence belongs to its own pair."""
    rows: list[Row] = [
        ("1", "d", 0, 9, 0, "c", "k", "i"),
        ("2", "d", 0, 9, 0, "b", "k", "i"),
        ("3", "d", 0, 9, 0, "a", "k", "i"),
        ("4", "d", 0, 9, 0, "c", "k", "i"),
    ]
    found = cooccurrence(engine(frame_of(rows)), by="label").pairs
    assert [(edge.a, edge.b, edge.weight, edge.ids) for edge in found] == [
        ("a", "c", 2, ("1", "3", "4")),
        ("b", "c", 2, ("1", "2", "4")),
        ("a", "b", 1, ("2", "3")),
    ]


@pytest.mark.parametrize("within", ["overlap", "turn", "interview"])
@pytest.mark.parametrize("rows", [[], ROWS[:1], [row for row in ROWS if row[5] == "palvelut"], ROWS[-2:]])
def test_nothing_meets_alone(engine: Engine, within: Within, rows: list[Row]) -> None:
    """Zero rows, one coding, one category and codings without a key or place give no pairs."""
    assert cooccurrence(engine(frame_of(rows)), by="label", within=within).pairs == ()


spans = st.tuples(st.sampled_from("de"), st.integers(0, 30), st.integers(1, 12), st.sampled_from("abc"))


@given(st.lists(spans, max_size=25))
def test_the_sweep_finds_what_comparing_every_pair_finds(drawn: list[tuple[str, int, int, str]]) -> None:
    """The pairs are those of every two codings that share a character, whatever their order and nesting."""
    rows: list[Row] = [
        (str(n), document, start, start + length, 0, label, "k", "i")
        for n, (document, start, length, label) in enumerate(drawn)
    ]
    expected = Counter(
        tuple(sorted((one[5] or "", other[5] or "")))
        for one, other in combinations(rows, 2)
        if one[1] == other[1] and one[2] < other[3] and other[2] < one[3] and one[5] != other[5]
    )
    assert {(edge.a, edge.b): edge.weight for edge in cooccurrence(frame_of(rows), by="label").pairs} == expected
