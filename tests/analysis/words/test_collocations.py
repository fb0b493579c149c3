"""Which words stand near a word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from teema.analysis.words import collocations
from teema.analysis.words.association import log_dice, log_likelihood

Engine = Callable[[pl.DataFrame], Any]
Say = Callable[..., pl.DataFrame]


def test_near_words_within_a_turn(engine: Engine, said: Say) -> None:
    """What another turn holds is near nothing here; stop words take their place in the window but are no results."""
    frame = engine(
        said("k1 kunta: kauan on se palkka myöhässä", "k1 kunta: muu", "k2 kunta: palkka ja ja myöhässä muu muu muu")
    )
    found = collocations(frame, "palkka", window=2, min_count=1, stop={"on", "se", "ja"})
    assert [(one.lemma, one.count, one.total) for one in found.rows] == [("myöhässä", 1, 2)]
    wider = collocations(frame, "palkka", window=3, min_count=1, stop={"on", "se", "ja"})
    assert {one.lemma: one.count for one in wider.rows} == {"kauan": 1, "myöhässä": 2}
    assert (wider.occurrences, wider.n, wider.window) == (2, 2, 3)


def test_measures_and_sides(engine: Engine, said: Say) -> None:
    """logDice of the two words' frequencies; G² of the window against everything else but the word itself."""
    frame = engine(said("k1 kunta: tuli palkka tuli x x", "k2 kunta: palkka tuli y y y"))
    (tuli,) = collocations(frame, "palkka", window=1, min_count=2).rows
    assert (tuli.lemma, tuli.before, tuli.after, tuli.customers) == ("tuli", 1, 2, 2)
    assert tuli.log_dice == pytest.approx(float(log_dice(3, 3, 2)))
    assert tuli.log_likelihood == pytest.approx(float(log_likelihood(3, 0, 3, 5)))
    assert list(tuli.places) == [("k1", 0, 4), ("k1", 12, 16), ("k2", 7, 11)]
    assert (list(tuli.places_before), list(tuli.places_after)) == ([("k1", 0, 4)], [("k1", 12, 16), ("k2", 7, 11)])
    assert collocations(frame, "palkka", window=1, min_count=2, min_g2=99.0).rows == ()


def test_a_word_between_two_counts_once(engine: Engine, said: Say) -> None:
    """On both sides, but as one occurrence; the word isn't its own neighbour."""
    frame = engine(said("k1 kunta: palkka tuli palkka", "k1 kunta: muu muu"))
    (tuli,) = collocations(frame, "palkka", min_count=1).rows
    assert (tuli.count, tuli.before, tuli.after) == (1, 1, 1)


def test_words_set_aside_leave_their_room(engine: Engine, said: Say) -> None:
    """Words on either side of a passage set aside don't become neighbours."""
    frame = engine(said("k1 kunta: palkka [pois] [pois] myöhässä", "k1 kunta: muu muu muu"))
    assert collocations(frame, "palkka", window=2, min_count=1).rows == ()
    assert len(collocations(frame, "palkka", window=3, min_count=1).rows) == 1


def test_least_customers(engine: Engine, said: Say) -> None:
    """A habit of one speaker can be left out."""
    frame = engine(said("k1 kunta: palkka tuli", "k1 kunta: palkka tuli", "k2 kunta: palkka apu", "k2 kunta: eri asia"))
    assert [one.lemma for one in collocations(frame, "palkka", window=1, min_count=1).rows] == ["tuli", "apu"]
    assert collocations(frame, "palkka", window=1, min_count=1, min_customers=2).rows == ()


@pytest.mark.parametrize("lines", [(), ("k1 kunta: muu",), ("k1 kunta: palkka",), ("k1 kunta: palkka palkka",)])
def test_nothing_near(engine: Engine, said: Say, lines: tuple[str, ...]) -> None:
    """Zero rows, a word that nobody says, a word alone and a word repeated have no collocates."""
    assert collocations(engine(said(*lines)), "palkka", min_count=1).rows == ()


def test_the_word_may_be_given_in_capitals(engine: Engine, said: Say) -> None:
    """Lemmas are in small letters."""
    assert collocations(engine(said("k1 kunta: palkka tuli", "k1 kunta: muu")), "Palkka").occurrences == 1
