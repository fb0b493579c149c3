"""Which words stand near a word, within its turn."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from teema.analysis.words.association import log_dice, log_likelihood
from teema.analysis.words.shown import frame_of, written
from teema.analysis.words.spoken import IntoWords, Places, Spoken, Truths, distinct, rows_among, spoken

if TYPE_CHECKING:
    import polars as pl

_Rows: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Collocate:
    """A lemma near another: how many of its ``total`` occurrences stand within the window, before it or after it, and how
    many customers say them so. An occurrence between two of the other counts on both sides."""

    lemma: str
    count: int
    total: int
    before: int
    after: int
    customers: int
    log_dice: float
    log_likelihood: float
    places: Places = field(repr=False, compare=False)
    places_before: Places = field(repr=False, compare=False)
    places_after: Places = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True, repr=False)
class Collocations:
    """The collocates of a lemma (``node``) within ``window`` words of it, the greatest logDice first."""

    node: str
    window: int
    occurrences: int
    n: int
    rows: tuple[Collocate, ...]

    def to_frame(self) -> pl.DataFrame:
        """Return the rows as a Polars frame."""
        return frame_of(Collocate, self.rows)

    def __repr__(self) -> str:
        told = f"{self.node}: {self.occurrences} occurrences, within {self.window} words, customers {self.n}"
        return written(self.to_frame(), told)


def collocations(
    words: IntoWords,
    node: str,
    *,
    window: int = 5,
    min_count: int = 3,
    min_customers: int = 1,
    min_g2: float = 0.0,
    stop: Collection[str] = (),
) -> Collocations:
    """Find the words that stand nearer a lemma than they stand elsewhere, within a turn and at most ``window`` words away.

    A word near several occurrences of the lemma counts once. Stop words are no collocates, but they take their place in the
    window. G² compares the words within the windows with all other words, the lemma itself left out (Evert 2008). A
    collocate occurs at least ``min_count`` times in the window, in the words of ``min_customers`` customers, and its G² is at
    least ``min_g2``.
    """
    of = spoken(words)
    place = of.place_of(node.lower())
    if place is None:
        return Collocations(node, window, 0, of.customers, ())
    near = _Near(of, of.rows_of(place), window)
    often = np.flatnonzero(of.telling(stop) & (near.counts >= max(1, min_count)))
    often = often[often != place]
    every = near.collocates(often, place)
    found = [one for one in every if one.customers >= min_customers and one.log_likelihood >= min_g2]
    found.sort(key=lambda one: (-one.log_dice, -one.count, one.lemma))
    return Collocations(node, window, int(of.counts[place]), of.customers, tuple(found))


class _Near:
    """The words near some rows, on either side."""

    def __init__(self, of: Spoken, rows: _Rows, window: int) -> None:
        self.of = of
        before, after = (_beside(of, rows, window, step) for step in (-1, 1))
        before[rows] = after[rows] = False
        self.rows, self.before, self.after = (np.flatnonzero(side) for side in (before | after, before, after))
        self.counts = np.bincount(of.lemma[self.rows], minlength=len(of.lemmas))

    def collocates(self, lemmas: _Rows, node: int) -> Iterator[Collocate]:
        """Yield those of some lemmas that are commoner here than elsewhere."""
        of, here = self.of, self.counts
        there, own = of.counts - here, int(of.counts[node])
        others = of.words - own * int(of.lettered[node])
        all_here = int(here[of.lettered].sum())
        all_there = others - all_here
        nearer = lemmas[here[lemmas] * all_there > there[lemmas] * all_here]
        if len(nearer):
            g2 = log_likelihood(here[nearer], there[nearer], all_here, all_there).tolist()
            dice = log_dice(here[nearer], of.counts[nearer], own).tolist()
            told = (column[nearer].tolist() for column in self._columns)
            for lemma, *numbers in zip(nearer.tolist(), *told, dice, g2, strict=True):
                count, total, before, after, customers, one, other = numbers
                places = [
                    Places(of, partial(rows_among, of, rows, lemma)) for rows in (self.rows, self.before, self.after)
                ]
                yield Collocate(of.lemmas[lemma], count, total, before, after, customers, one, other, *places)

    @property
    def _columns(self) -> tuple[_Rows, ...]:
        """Return each lemma's occurrences here, in all, before and after the node, and its customers here."""
        of, every = self.of, len(self.of.lemmas)
        sides = (np.bincount(of.lemma[rows], minlength=every) for rows in (self.before, self.after))
        return self.counts, of.counts, *sides, distinct(of.lemma[self.rows], of.customer[self.rows], every)


def _beside(of: Spoken, rows: _Rows, window: int, step: int) -> Truths:
    """Mark the words that stand at most ``window`` words after (``step`` 1) or before (−1) one of the rows, in its turn."""
    marked = np.zeros(len(of), np.bool_)
    for distance in range(1, window + 1):
        other = rows + step * distance
        inside = (other >= 0) & (other < len(of))
        one, other = rows[inside], other[inside]
        near = (of.turn[one] == of.turn[other]) & (np.abs(of.position[one] - of.position[other]) <= window)
        marked[other[near]] = True
    return marked
