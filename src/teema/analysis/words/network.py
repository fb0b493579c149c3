"""Which words are said in the same turns: the network of the commonest lemmas."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from teema.analysis.words.association import Floats, simple_log_likelihood
from teema.analysis.words.counting import spoken
from teema.analysis.words.shown import frame_of, written
from teema.analysis.words.spoken import Counts, IntoWords, Numbers, Places, Spoken, Truths, distinct, heard

if TYPE_CHECKING:
    import polars as pl

MOST = 60
LEAST_LINK = 3.84
"""The G² that chance would exceed once in twenty: as elsewhere, a line to rank above."""
_FITTING = 40


@dataclass(frozen=True, slots=True)
class WordNode:
    """A lemma of the network: its occurrences, the turns and customers in which it is said."""

    lemma: str
    count: int
    turns: int
    customers: int
    _of: Spoken = field(repr=False, compare=False)
    _place: int = field(repr=False, compare=False)

    @property
    def places(self) -> Places:
        """Return where the lemma stands."""
        return self._of.places_of(self._place)


@dataclass(frozen=True, slots=True)
class WordPair:
    """Two lemmas, ``a`` before ``b`` in the alphabet, the turns that hold both and the customers who speak them.

    ``expected`` are the turns that would hold both by chance, ``log_likelihood`` (G²) tells how far they hold more; ``share``
    is the share of the turns with either that hold both (Jaccard 1912): 1 when neither is said without the other.
    """

    a: str
    b: str
    turns: int
    customers: int
    expected: float
    log_likelihood: float
    share: float
    _met: _Met = field(repr=False, compare=False)
    _columns: tuple[int, int] = field(repr=False, compare=False)

    @property
    def places(self) -> Places:
        """Return where the two lemmas stand in the turns that hold both."""
        return Places(self._met.of, partial(self._met.rows_of, *self._columns))


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
    most: int = MOST,
    stop: Collection[str] = (),
    min_turns: int = 3,
    min_customers: int = 2,
    min_g2: float = LEAST_LINK,
) -> WordNetwork:
    """Join the most frequent lemmas, at most ``most``, by the turns that hold both.

    A lemma is said by at least ``min_customers`` customers. A pair meets in at least ``min_turns`` turns, in the words of
    ``min_customers`` customers, and so much more often than by chance that its G² is at least ``min_g2``: otherwise common
    words would be joined to everything. Chance leaves each word as many turns as it has, and gives it a long turn
    rather than a short one.
    """
    of = spoken(words)
    customers = distinct(of.lemma, of.customers_at(), len(of.lemmas))
    telling = np.flatnonzero(of.telling(stop) & (of.counts > 0) & (customers >= min_customers))
    chosen = telling[np.lexsort((telling, -of.counts[telling]))][:most]
    met = _Met(of, chosen)
    pairs = list(met.pairs(min_turns, min_customers, min_g2))
    pairs.sort(key=lambda one: (-one.log_likelihood, -one.turns, one.a, one.b))
    return WordNetwork(tuple(met.nodes(customers)), tuple(pairs), met.turns, of.customers)


class _Met:
    """Which of some lemmas each turn holds: a row a lemma, a column a turn."""

    def __init__(self, of: Spoken, lemmas: Counts) -> None:
        self.of, self.lemmas, self.turns = of, lemmas, int(of.turn[-1]) + 1 if len(of) else 0
        self.held: Truths = np.zeros((len(lemmas), self.turns), np.bool_)
        for row, lemma in enumerate(lemmas.tolist()):
            self.held[row, of.turn[of.rows_of(lemma)]] = True

    def nodes(self, customers: Counts) -> Iterator[WordNode]:
        """Yield the lemmas as they were chosen."""
        of, turns = self.of, self.held.sum(axis=1).tolist()
        for lemma, held in zip(self.lemmas.tolist(), turns, strict=True):
            yield WordNode(of.lemmas[lemma], int(of.counts[lemma]), held, int(customers[lemma]), of, lemma)

    def pairs(self, min_turns: int, min_customers: int, min_g2: float) -> Iterator[WordPair]:
        """Yield the pairs that meet often enough, and more often than by chance."""
        numbers = self.held.astype(np.float32)
        both = np.rint(numbers @ numbers.T).astype(np.int64)
        one, other = np.nonzero(np.triu(both >= max(1, min_turns), 1))
        met, expected = both[one, other], self._expected[one, other]
        g2, share = simple_log_likelihood(met, expected), met / (both[one, one] + both[other, other] - met)
        clear = np.flatnonzero((met > expected) & (g2 >= min_g2))
        for at in clear.tolist():
            pair = (int(one[at]), int(other[at]))
            customers = heard(self._customer_of_turn[self._both(*pair)])
            if customers >= min_customers:
                a, b = sorted(self.of.lemmas[int(self.lemmas[place])] for place in pair)
                chance, clearness, jaccard = (float(one[at]) for one in (expected, g2, share))
                yield WordPair(a, b, int(met[at]), customers, chance, clearness, jaccard, self, pair)

    @property
    def _expected(self) -> Floats:
        """Return how many turns would hold both lemmas of each pair by chance.

        A lemma keeps the number of its turns, and a turn holds it the likelier the longer it is: 1 − exp(−rate · words).
        """
        long, turns = np.unique(np.bincount(self.of.turn, minlength=self.turns), return_counts=True)
        held = self.held.sum(axis=1)
        rate: Floats = held / max(1, len(self.of))
        for _ in range(_FITTING):
            rate = rate * held / np.maximum(-np.expm1(-np.outer(rate, long)) @ turns, 1e-9)
        holds = -np.expm1(-np.outer(rate, long))
        found: Floats = holds * turns @ holds.T
        return found

    def _both(self, one: int, other: int) -> Truths:
        found: Truths = self.held[one] & self.held[other]
        return found

    @cached_property
    def _customer_of_turn(self) -> Numbers:
        first = np.searchsorted(self.of.turn, np.arange(self.turns))
        return self.of.customers_at(first)

    def rows_of(self, one: int, other: int) -> Counts:
        """Return the rows of both lemmas in the turns that hold both."""
        of, met = self.of, self._both(one, other)
        either = (of.lemma == self.lemmas[one]) | (of.lemma == self.lemmas[other])
        return np.flatnonzero(either & met[of.turn])
