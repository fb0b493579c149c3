"""How often words occur."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from teema.analysis.words import frequencies

Engine = Callable[[pl.DataFrame], Any]
Say = Callable[..., pl.DataFrame]
LINES = ("k1 kunta: apu ja apu 2026", "H k1: apu", "k2 kunta: apu ja tuki", "k3 yhteisö: tuki ja ja", "? ?: tuki")


def test_occurrences_customers_interviews_and_rates(engine: Engine, said: Say) -> None:
    """The most frequent first, then the one of more customers; the rate is per 1,000 words, numbers left out."""
    found = frequencies(engine(said(*LINES)), stop={"ja"})
    assert [(one.lemma, one.count, one.customers, one.interviews) for one in found.rows] == [
        ("apu", 3, 2, 2),
        ("tuki", 3, 2, 3),
    ]
    assert (found.words, found.n, found.lemmas) == (10, 3, 2)
    assert found.rows[0].rate == 300


def test_every_number_leads_to_its_words(engine: Engine, said: Say) -> None:
    """As many places as occurrences, in their order, and the same words in the frame."""
    frame = said(*LINES)
    (apu, _) = frequencies(engine(frame), stop={"ja"}).rows
    assert list(apu.places) == [("k1", 0, 3), ("k1", 7, 10), ("k2", 0, 3)]
    assert len(apu.places) == apu.count


def test_a_few_places_are_spread_over_customers(engine: Engine, said: Say) -> None:
    """Each customer's first comes before anyone's second, and they stand in the material's order."""
    frame = engine(said("k1 kunta: apu apu apu apu", "k2 kunta: apu apu", "k3 kunta: apu"))
    (apu,) = frequencies(frame).rows
    assert apu.places.spread(3) == (("k1", 0, 3), ("k2", 0, 3), ("k3", 0, 3))
    assert apu.places.spread(5) == (("k1", 0, 3), ("k1", 4, 7), ("k2", 0, 3), ("k2", 4, 7), ("k3", 0, 3))
    assert len(apu.places.spread(99)) == 7


def test_at_most_so_many(engine: Engine, said: Say) -> None:
    """The rest is still counted: how many lemmas there are is told."""
    found = frequencies(engine(said(*LINES)), most=1)
    assert ([one.lemma for one in found.rows], found.lemmas) == (["ja"], 3)


def test_nothing_is_said(engine: Engine, said: Say) -> None:
    """Zero rows, and stop words alone, give no rows."""
    assert frequencies(engine(said())).rows == ()
    assert frequencies(engine(said("k1 kunta: ja ja")), stop={"ja"}).rows == ()


def test_what_is_made_of_stop_words_is_one(engine: Engine, said: Say) -> None:
    """Some lemmas are two words: niin kuin is left out with niin and kuin."""
    frame = said("k1 kunta: niinku apu").with_columns(pl.col("lemma").replace("niinku", "niin kuin"))
    assert [one.lemma for one in frequencies(engine(frame), stop={"niin", "kuin"}).rows] == ["apu"]
    assert len(frequencies(engine(frame), stop={"niin"}).rows) == 2
