"""How often each word occurs, and in how many customers' mouths."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from teema.analysis.words.shown import frame_of, written
from teema.analysis.words.spoken import IntoWords, Places, Spoken, distinct, spoken

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a lemma occurs, by how many customers and in how many interviews. ``rate`` is occurrences per 1,000 words."""

    lemma: str
    count: int
    customers: int
    interviews: int
    rate: float
    places: Places = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True, repr=False)
class Frequencies:
    """The lemmas by how often they occur, the most frequent first, then by customers and the alphabet.

    ``words`` is what rates are counted per: all words that count, stop words included, bare numbers left out. ``n`` is the
    customers who speak. ``lemmas`` counts the different lemmas of which ``rows`` were chosen.
    """

    rows: tuple[Frequency, ...]
    words: int
    n: int
    lemmas: int

    def to_frame(self) -> pl.DataFrame:
        """Return the rows as a Polars frame."""
        return frame_of(Frequency, self.rows)

    def __repr__(self) -> str:
        return written(self.to_frame(), f"words {self.words}, customers {self.n}, lemmas {self.lemmas}")


def frequencies(words: IntoWords, *, stop: Collection[str] = (), most: int | None = None) -> Frequencies:
    """Count each lemma that is a word, stop words and bare numbers left out; at most ``most`` of them (None: all).

    >>> import polars as pl
    >>> said = pl.DataFrame({"document": "d", "turn": 0, "position": [0, 1, 2], "start": [0, 4, 8], "end": [3, 7, 9],
    ...     "lemma": ["apu", "ja", "apu"], "interviewer": False, "set_aside": False, "customer": "k", "interview": "i"})
    >>> [(one.lemma, one.count, one.customers, round(one.rate)) for one in frequencies(said, stop={"ja"}).rows]
    [('apu', 2, 1, 667)]
    """
    of = spoken(words)
    telling = np.flatnonzero(of.telling(stop) & (of.counts > 0))
    customers, interviews = (distinct(of.lemma, units, len(of.lemmas)) for units in (of.customer, of.interview))
    ranked = telling[np.lexsort((telling, -customers[telling], -of.counts[telling]))][:most]
    rows = tuple(
        _row(of, lemma, count, by, within)
        for lemma, count, by, within in zip(
            *(one.tolist() for one in (ranked, of.counts[ranked], customers[ranked], interviews[ranked])), strict=True
        )
    )
    return Frequencies(rows, of.words, of.customers, len(telling))


def _row(of: Spoken, lemma: int, count: int, customers: int, interviews: int) -> Frequency:
    rate = 1000 * count / of.words
    return Frequency(of.lemmas[lemma], count, customers, interviews, rate, of.places_of(lemma))
