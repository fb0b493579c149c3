"""Which words are said in the same turns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
import pytest

from teema.analysis.words import word_network
from teema.analysis.words.association import simple_log_likelihood

Engine = Callable[[pl.DataFrame], Any]
Say = Callable[..., pl.DataFrame]
ANY: dict[str, Any] = {"min_turns": 1, "min_g2": 0.0}
LINES = (
    "k1 kunta: palkka virhe palkka ja",
    "k1 kunta: palkka virhe",
    "k2 kunta: palkka virhe",
    "k2 kunta: apu ja",
    "k2 kunta: apu",
    "k3 yhteisö: apu palkka",
)


def test_pairs_count_turns_and_customers(engine: Engine, said: Say) -> None:
    """A turn counts once however often it holds a word; the share is of the turns that hold either."""
    found = word_network(engine(said(*LINES)), stop={"ja"}, **ANY)
    assert [(one.lemma, one.count, one.turns, one.customers) for one in found.nodes] == [
        ("palkka", 5, 4, 3),
        ("apu", 3, 3, 2),
        ("virhe", 3, 3, 2),
    ]
    assert [(one.a, one.b, one.turns, one.customers, one.share) for one in found.pairs] == [
        ("palkka", "virhe", 3, 2, pytest.approx(3 / 4))
    ]
    assert (found.turns, found.n) == (6, 3)
    (pair,) = found.pairs
    assert pair.log_likelihood == pytest.approx(float(simple_log_likelihood(3, np.array(pair.expected))))


def test_evidence_is_both_words_where_they_meet(engine: Engine, said: Say) -> None:
    """Nothing from turns that hold only one of them."""
    (pair,) = word_network(engine(said(*LINES)), stop={"ja"}, **ANY).pairs
    assert len(pair.places) == 7
    assert {document for document, _, _ in pair.places} == {"k1", "k2"}


def test_words_that_meet_by_chance_are_not_joined(engine: Engine, said: Say) -> None:
    """Two words of nearly every turn meet often and belong together no more than any others."""
    lines = ["k1 kunta: hyvä asia", "k2 kunta: hyvä asia", "k1 kunta: hyvä", "k2 kunta: asia"]
    assert word_network(engine(said(*lines)), **ANY).pairs == ()


def test_long_turns_are_no_evidence(engine: Engine, said: Say) -> None:
    """A long turn holds more of everything: chance gives it both words, a short one neither."""
    long = " ".join(f"sana{place}" for place in range(30))
    lines = [f"k{place % 3} kunta: palkka virhe {long}" for place in range(3)] + [
        f"k{place % 3} kunta: no" for place in range(9)
    ]
    (met,) = [one for one in word_network(engine(said(*lines)), **ANY).pairs if (one.a, one.b) == ("palkka", "virhe")]
    assert met.expected > 2 > 3 * 3 / len(lines)


def test_chance_keeps_the_number_of_a_words_turns(engine: Engine, said: Say) -> None:
    """In turns of one length, a word that half the turns hold meets another such in a quarter of them by chance."""
    lines = [
        f"k{place % 2} kunta: {'apu' if place < 4 else 'muu'} {'tuki' if 1 <= place < 5 else 'eri'}"
        for place in range(8)
    ]
    pairs = word_network(engine(said(*lines)), **ANY).pairs
    assert [one.expected for one in pairs if (one.a, one.b) == ("apu", "tuki")] == [pytest.approx(2.0)]


def test_the_line_that_pairs_must_pass(engine: Engine, said: Say) -> None:
    """By default a pair needs three turns and a G² above the line; the clearest pair comes first."""
    rest = [f"k{place % 3} kunta: apu tuki muu" for place in range(20)]
    lines = [f"k{place % 3} kunta: jono numero kiinni" for place in range(6)] + ["k1 kunta: kiinni eri eri"] * 3 + rest
    found = word_network(engine(said(*lines))).pairs
    assert [(one.a, one.b, one.turns) for one in found][:1] == [("jono", "numero", 6)]
    assert all(one.log_likelihood >= 3.84 for one in found)
    assert len(word_network(engine(said(*lines)), min_g2=0.0).pairs) > len(found)


def test_pairs_of_one_customer_are_left_out(engine: Engine, said: Say) -> None:
    """Unless they are asked for."""
    lines = (
        "k1 kunta: palkka virhe",
        "k1 kunta: palkka virhe",
        "k2 kunta: palkka",
        "k3 kunta: virhe",
        "k2 kunta: muu muu",
    )
    assert word_network(engine(said(*lines)), **ANY).pairs == ()
    pairs = word_network(engine(said(*lines, "k3 kunta: apu")), **ANY, min_customers=1).pairs
    assert [(one.a, one.b) for one in pairs] == [("palkka", "virhe")]


def test_at_most_so_many_words(engine: Engine, said: Say) -> None:
    """The most frequent are kept, ties by the alphabet."""
    found = word_network(engine(said(*LINES)), most=2, stop={"ja"})
    assert [one.lemma for one in found.nodes] == ["palkka", "apu"]


@pytest.mark.parametrize("lines", [(), ("k1 kunta: apu",), ("k1 kunta: ja",)])
def test_nothing_to_join(engine: Engine, said: Say, lines: tuple[str, ...]) -> None:
    """Zero rows, one word, stop words alone."""
    found = word_network(engine(said(*lines)), stop={"ja"}, **ANY, min_customers=1)
    assert found.pairs == ()
