"""Which words count, and the way back to where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teema.analysis.words import counted
from teema.analysis.words.spoken import distinct
from teema.errors import UsageError

Engine = Callable[[pl.DataFrame], Any]
Say = Callable[..., pl.DataFrame]


def lemmas_of(spoken: Any) -> list[str]:
    """Return the words that count, in order."""
    return [spoken.lemmas[place] for place in spoken.lemma]


def test_interviewers_and_what_was_set_aside_are_left_out_by_default(engine: Engine, said: Say) -> None:
    """Either can be asked for."""
    frame = engine(said("H k1: miten menee", "k1 kunta: hyvin [kahvi] menee"))
    assert lemmas_of(counted(frame)) == ["hyvin", "menee"]
    assert lemmas_of(counted(frame, interviewers=True)) == ["miten", "menee", "hyvin", "menee"]
    assert lemmas_of(counted(frame, set_aside=True)) == ["hyvin", "kahvi", "menee"]


def test_words_is_what_rates_are_per(engine: Engine, said: Say) -> None:
    """Everything with a letter: stop words are among them, bare numbers aren't."""
    assert counted(engine(said("k1 kunta: ja 3,5 tuntia 12:30 5:nnes 2026"))).words == 3


@pytest.mark.parametrize("as_enum", [False, True])
def test_places_lead_back_to_the_words(engine: Engine, said: Say, as_enum: bool) -> None:
    """Turns of different documents are different turns, whatever kind of column the names are."""
    frame = said("k1 kunta: apu tuli", "k1 kunta: apu", "k2 kunta: tuli")
    if as_enum:
        frame = frame.with_columns(
            pl.col("lemma").cast(pl.Enum(["tuli", "apu"])), pl.col("document").cast(pl.Categorical)
        )
    spoken = counted(engine(frame))
    assert spoken.turn.tolist() == [0, 0, 1, 2]
    assert spoken.rows_of(spoken.place_of("apu") or 0).tolist() == [0, 2]
    assert spoken.by("customer")[1] == ("k1", "k2")


def test_rows_may_stand_in_any_order(engine: Engine, said: Say) -> None:
    """They are put in the order of documents and positions first."""
    frame = said("k1 kunta: yksi kaksi", "k1 kunta: kolme", "k2 kunta: neljä")
    assert lemmas_of(counted(engine(frame[[2, 0, 1, 3]]))) == ["yksi", "kaksi", "kolme", "neljä"]
    assert counted(engine(frame[[2, 0, 1, 3]])).turn.tolist() == [0, 0, 1, 2]


def test_a_property_that_nobody_has_is_named(engine: Engine, said: Say) -> None:
    """A customer without a group has none; an unknown property is an error that lists the known ones."""
    spoken = counted(engine(said("k1 kunta: apu", "k2 ?: apu")))
    assert spoken.by("group")[0].tolist() == [0, -1]
    with pytest.raises(UsageError, match="A101"):
        spoken.by("väri")


def test_no_words_at_all(engine: Engine, said: Say) -> None:
    """Zero rows count nothing."""
    spoken = counted(engine(said()))
    assert (len(spoken), spoken.words, spoken.customers) == (0, 0, 0)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(-1, 5)), max_size=40))
def test_distinct_counts_each_unit_once(pairs: list[tuple[int, int]]) -> None:
    """Whatever the order; nobody (−1) isn't counted."""
    keys, units = (np.array([pair[side] for pair in pairs], dtype=np.int32) for side in (0, 1))
    expected = Counter(key for key, unit in set(pairs) if unit >= 0)
    assert distinct(keys, units, 7).tolist() == [expected[key] for key in range(7)]
