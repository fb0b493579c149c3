"""Which words are said in the same turns: the network of the commonest lemmas."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from teema.analysis.words.association import LEAST_G2, log_likelihood
from teema.analysis.words.shown import frame_of, written
from teema.analysis.words.spoken import IntoWords, Places, Spoken, Truths, distinct, heard, spoken

if TYPE_CHECKING:
    import polars as pl

_Rows: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class WordNode:
    """A lemma of the network: its occurrences, the turns and customers in which it is said."""

    lemma: str
    count: int
    turns: int
    customers: int
    places: Places = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class WordPair:
    """Two lemmas, ``a`` before ``b`` in the alphabet, the turns that hold both and the customers who speak them.

    ``log_likelihood`` (G²) tells how far they meet more often than by chance; ``share`` is the share of the turns with either
    that hold both (Jaccard 1912): 1 when neither is said without the other.
    """

    a: str
    b: str
    turns: int
    customers: int
    log_likelihood: float
    share: float
    places: Places = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True, repr=False)
class WordNetwork:
    """The most frequent lemmas and the pairs that meet more often than by chance, the clearest first. ``turns`` are all turns."""

    nodes: tuple[WordNode, ...]
    pairs: tuple[WordPair, ...]
    turns: int
    n: int

    def to_frame(self) -> pl.DataFrame:
        """Return the pairs as a Polars frame."""
        return frame_of(WordPair, self.pairs)

    def __repr__(self) -> str:
        return written(self.to_frame(), f"lemmas {len(self.nodes)}, turns {self.turns}, customers {self.n}")


def word_network(
    words: IntoWords,
    *,
    most: int = 40,
    stop: Collection[str] = (),
    min_turns: int = 3,
    min_customers: int = 2,
    min_g2: float = LEAST_G2,
) -> WordNetwork:
    """Join the most frequent lemmas, at most ``most``, by the turns that hold both.

    A lemma is said by at least ``min_customers`` customers. A pair meets in at least ``min_turns`` turns, in the words of
    ``min_customers`` customers, and so much more often than by chance that its G² over the turns is at least ``min_g2``:
    otherwise common words would be joined to everything.
    """
    of = spoken(words)
    customers = distinct(of.lemma, of.customer, len(of.lemmas))
    telling = np.flatnonzero(of.telling(stop) & (of.counts > 0) & (customers >= min_customers))
    chosen = telling[np.lexsort((telling, -of.counts[telling]))][:most]
    met = _Met(of, chosen)
    pairs = list(met.pairs(min_turns, min_customers, min_g2))
    pairs.sort(key=lambda one: (-one.log_likelihood, -one.turns, one.a, one.b))
    return WordNetwork(tuple(met.nodes(customers)), tuple(pairs), met.turns, of.customers)


class _Met:
    """Which of some lemmas each turn holds: a row a turn, a column a lemma."""

    def __init__(self, of: Spoken, lemmas: _Rows) -> None:
        self.of, self.lemmas, self.turns = of, lemmas, int(of.turn[-1]) + 1 if len(of) else 0
        column = np.full(len(of.lemmas), -1, np.int64)
        column[lemmas] = np.arange(len(lemmas))
        of_row = column[of.lemma] if len(of) else np.zeros(0, np.int64)
        self.held: Truths = np.zeros((self.turns, len(lemmas)), np.bool_)
        self.held[of.turn[of_row >= 0], of_row[of_row >= 0]] = True

    def nodes(self, customers: _Rows) -> Iterator[WordNode]:
        """Yield the lemmas as they were chosen."""
        of, turns = self.of, self.held.sum(axis=0).tolist()
        for lemma, held in zip(self.lemmas.tolist(), turns, strict=True):
            places = of.places_of(lemma)
            yield WordNode(of.lemmas[lemma], int(of.counts[lemma]), held, int(customers[lemma]), places)

    def pairs(self, min_turns: int, min_customers: int, min_g2: float) -> Iterator[WordPair]:
        """Yield the pairs that meet often enough, and more often than by chance."""
        numbers = self.held.astype(np.float32)
        both = np.rint(numbers.T @ numbers).astype(np.int64)
        one, other = np.nonzero(np.triu(both >= max(1, min_turns), 1))
        met, of_one, of_other = both[one, other], both[one, one], both[other, other]
        g2 = log_likelihood(met, of_other - met, of_one, self.turns - of_one)
        clear = np.flatnonzero((met * self.turns > of_one * of_other) & (g2 >= min_g2))
        share = met / (of_one + of_other - met)
        for at in clear.tolist():
            pair = (int(one[at]), int(other[at]))
            customers = heard(self._customer_of_turn[self._both(*pair)])
            if customers >= min_customers:
                a, b = sorted(self.of.lemmas[int(self.lemmas[place])] for place in pair)
                places = Places(self.of, partial(self._rows_of, *pair))
                yield WordPair(a, b, int(met[at]), customers, float(g2[at]), float(share[at]), places)

    def _both(self, one: int, other: int) -> Truths:
        return self.held[:, one] & self.held[:, other]

    @cached_property
    def _customer_of_turn(self) -> NDArray[np.int32]:
        first = np.searchsorted(self.of.turn, np.arange(self.turns))
        return self.of.customer[first]

    def _rows_of(self, one: int, other: int) -> _Rows:
        """Return the rows of both lemmas in the turns that hold both."""
        of, met = self.of, self._both(one, other)
        either = (of.lemma == self.lemmas[one]) | (of.lemma == self.lemmas[other])
        return np.flatnonzero(either & met[of.turn])
