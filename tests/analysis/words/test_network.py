"""Which words are said in the same turns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from teema.analysis.words import word_network
from teema.analysis.words.association import log_likelihood

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
    assert found.pairs[0].log_likelihood == pytest.approx(float(log_likelihood(3, 0, 4, 2)))


def test_evidence_is_both_words_where_they_meet(engine: Engine, said: Say) -> None:
    """Nothing from turns that hold only one of them."""
    (pair,) = word_network(engine(said(*LINES)), stop={"ja"}, **ANY).pairs
    assert len(pair.places) == 7
    assert {document for document, _, _ in pair.places} == {"k1", "k2"}


def test_words_that_meet_by_chance_are_not_joined(engine: Engine, said: Say) -> None:
    """Two words of nearly every turn meet often and belong together no more than any others."""
    lines = ["k1 kunta: hyvä asia", "k2 kunta: hyvä asia", "k1 kunta: hyvä", "k2 kunta: asia"]
    assert word_network(engine(said(*lines)), **ANY).pairs == ()


def test_the_line_that_pairs_must_pass(engine: Engine, said: Say) -> None:
    """By default a pair needs three turns and a G² above the line; the clearest pair comes first."""
    lines = [f"k{place % 3} kunta: jono numero kiinni" for place in range(6)] + [
        "k1 kunta: apu kiinni",
        "k2 kunta: muu",
    ] * 3
    found = word_network(engine(said(*lines))).pairs
    assert [(one.a, one.b, one.turns) for one in found] == [("jono", "numero", 6)]
    loose = word_network(engine(said(*lines)), min_g2=1.0).pairs
    assert [one.a + " " + one.b for one in loose] == ["jono numero", "jono kiinni", "kiinni numero"]


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
