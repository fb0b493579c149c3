"""Which words stand near a word, within its turn."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from teema.analysis.words.association import log_dice, log_likelihood
from teema.analysis.words.counting import spoken
from teema.analysis.words.shown import frame_of, written
from teema.analysis.words.spoken import Counts, IntoWords, Numbers, Places, Spoken, Truths, distinct

if TYPE_CHECKING:
    import polars as pl


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
    _near: _Near = field(repr=False, compare=False)
    _place: int = field(repr=False, compare=False)

    @property
    def places(self) -> Places:
        """Return where the lemma stands near the other."""
        return self._near.of.places_among(self._near.rows, self._place)

    @property
    def places_before(self) -> Places:
        """Return where it stands before the other."""
        return self._near.of.places_among(self._near.before, self._place)

    @property
    def places_after(self) -> Places:
        """Return where it stands after the other."""
        return self._near.of.places_among(self._near.after, self._place)


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
    every = _near(of, of.rows_of(place), window).collocates(of.telling(stop), place, min_count)
    found = [one for one in every if one.customers >= min_customers and one.log_likelihood >= min_g2]
    found.sort(key=lambda one: (-one.log_dice, -one.count, one.lemma))
    return Collocations(node, window, int(of.counts[place]), of.customers, tuple(found))


@dataclass(frozen=True, slots=True)
class _Near:
    """The rows of the words near some others: all of them, those before one, and those after one."""

    of: Spoken
    rows: Numbers
    before: Numbers
    after: Numbers

    def collocates(self, telling: Truths, node: int, min_count: int) -> Iterator[Collocate]:
        """Yield the lemmas that occur here often enough and are commoner here than elsewhere."""
        of, here = self.of, self._counts_of(self.rows)
        there, own = of.counts - here, int(of.counts[node])
        all_here = int(here[of.lettered].sum())
        all_there = of.words - own * int(of.lettered[node]) - all_here
        often = telling & (here >= max(1, min_count)) & (here * all_there > there * all_here)
        often[node] = False
        places = np.flatnonzero(often)
        if len(places):
            g2 = log_likelihood(here[places], there[places], all_here, all_there)
            dice = log_dice(here[places], of.counts[places], own)
            sides = (self._counts_of(rows)[places] for rows in (self.before, self.after))
            customers = distinct(of.lemma[self.rows], of.customers_at(self.rows), len(of.lemmas))[places]
            columns = (here[places], of.counts[places], *sides, customers, dice, g2)
            for place, *numbers in zip(*(column.tolist() for column in (places, *columns)), strict=True):
                count, total, before, after, by, one, other = numbers
                yield Collocate(of.lemmas[place], count, total, before, after, by, one, other, self, place)

    def _counts_of(self, rows: Numbers) -> Counts:
        return np.bincount(self.of.lemma[rows], minlength=len(self.of.lemmas))


def _near(of: Spoken, rows: Counts, window: int) -> _Near:
    before, after = (_beside(of, rows, window, step) for step in (-1, 1))
    before[rows] = after[rows] = False
    return _Near(of, *(np.flatnonzero(side).astype(np.int32) for side in (before | after, before, after)))


def _beside(of: Spoken, rows: Counts, window: int, step: int) -> Truths:
    """Mark the words that stand at most ``window`` words after (``step`` 1) or before (−1) one of the rows, in its turn."""
    marked = np.zeros(len(of), np.bool_)
    for distance in range(1, window + 1):
        other = rows + step * distance
        inside = (other >= 0) & (other < len(of))
        one, other = rows[inside], other[inside]
        near = (of.turn[one] == of.turn[other]) & (np.abs(of.position[one] - of.position[other]) <= window)
        marked[other[near]] = True
    return marked
