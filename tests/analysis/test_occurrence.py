"""Occurrence, and the trace of a topic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from teema.analysis.occurrence import occurrence, trace
from teema.study.tables import CODINGS, Frames

Engine = Callable[[pl.DataFrame], Any]
TABLE = """
    customer code                 topic          valence
    k1       odotukset-palvelut   -              -
    k1       kokemukset-palvelut  tavoitettavuus -1
    k2       kokemukset-palvelut  tavoitettavuus 1
    k2       kokemukset-asiakkaat -              -
    k2       riskit-henkilosto    tavoitettavuus -1
"""


def test_a_label_counts_across_themes(engine: Engine, frames_of: Callable[..., Frames]) -> None:
    """Palvelut under two themes is one label: three segments of two customers; ties go by the key."""
    found = occurrence(engine(frames_of(TABLE).codings), by="label")
    assert [(one.key, one.segments, one.customers, one.themes) for one in found] == [
        ("palvelut", 3, 2, 2),
        ("asiakkaat", 1, 1, 1),
        ("henkilosto", 1, 1, 1),
    ]
    assert found[0].ids == ("c1", "c2", "c3")


def test_a_key_is_never_missing(engine: Engine, frames_of: Callable[..., Frames]) -> None:
    """Codings without a topic are no topic's."""
    assert [one.key for one in occurrence(engine(frames_of(TABLE).codings), by="topic")] == ["tavoitettavuus"]


def test_a_topic_is_traced_over_themes(engine: Engine, frames_of: Callable[..., Frames]) -> None:
    """A topic's trace has a row for each place, the place with the most segments first."""
    found = trace(engine(frames_of(TABLE).codings), "tavoitettavuus")
    assert [(row.theme, row.sub_theme, row.customers, row.segments, row.balance.value) for row in found.rows] == [
        ("kokemukset", "kokemukset-palvelut", 2, 2, 0.0),
        ("riskit", "riskit-henkilosto", 1, 1, -1.0),
    ]


def test_nothing_occurs_in_nothing(engine: Engine) -> None:
    """Zero rows give no occurrence, and a topic that nobody raised an empty trace."""
    empty = engine(pl.DataFrame(schema=CODINGS))
    assert occurrence(empty, by="label") == ()
    assert trace(empty, "tavoitettavuus").rows == ()


def test_one_category(engine: Engine, frames_of: Callable[..., Frames]) -> None:
    """One category is one row."""
    found = occurrence(engine(frames_of("customer code\n a t-x\n a t-x").codings), by="sub_theme")
    assert [(one.key, one.segments) for one in found] == [("t-x", 2)]
