"""Clouds of words by code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from teema.analysis.words import word_clouds

Engine = Callable[[pl.DataFrame], Any]
Say = Callable[..., pl.DataFrame]
LINES = (
    "k1 kunta: palkka palkka virhe hyvä ja apu apu hyvä",
    "k2 kunta: palkka palkka virhe hyvä ja apu tuki hyvä",
)


def codings() -> pl.DataFrame:
    """Code the first half of each turn as experience, the second as expectation."""
    return pl.DataFrame(
        {
            "document": ["k1", "k1", "k2", "k2"],
            "start": [0, 28, 0, 28],
            "end": [24, 99, 24, 99],
            "theme": ["kokemukset", "odotukset"] * 2,
        }
    )


def test_a_cloud_holds_what_is_typical_as_large_as_it_is_frequent(engine: Engine, said: Say) -> None:
    """Words commoner elsewhere, and words of one customer, stay out; so do those that are as common everywhere."""
    clouds = word_clouds(engine(said(*LINES)), engine(codings()), min_count=1, min_words=1)
    assert [(one.code, one.n, [(word.lemma, word.count) for word in one.words or ()]) for one in clouds] == [
        ("kokemukset", 2, [("palkka", 4), ("virhe", 2)]),
        ("odotukset", 2, [("apu", 3), ("hyvä", 2)]),
    ]


def test_at_most_so_many_words(engine: Engine, said: Say) -> None:
    """The ones with the greatest G² are kept."""
    (first, _) = word_clouds(engine(said(*LINES)), engine(codings()), min_count=1, min_words=1, most=1)
    assert [word.lemma for word in first.words or ()] == ["palkka"]


def test_too_little_to_compare(engine: Engine, said: Say) -> None:
    """A small code has no cloud, but a reason."""
    (first, _) = word_clouds(engine(said(*LINES)), engine(codings()))
    assert (first.words, first.reason) == (None, "too_few_words")


def test_nothing_is_coded(engine: Engine, said: Say) -> None:
    """Zero rows of either give no clouds."""
    assert word_clouds(engine(said(*LINES)), engine(codings().clear())) == ()
    assert [one.words for one in word_clouds(engine(said()), engine(codings()))] in ([], [None, None])
