"""Which words are typical of each group, theme or other value, against all the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from teema.analysis.words.association import LEAST_G2, log_likelihood, log_ratio
from teema.analysis.words.coded import CodedWords
from teema.analysis.words.shown import frame_of, written
from teema.analysis.words.spoken import IntoWords, Places, Spoken, Truths, distinct, heard, rows_among, spoken

if TYPE_CHECKING:
    import polars as pl

Reason: TypeAlias = Literal["ok", "too_few_words", "too_few_customers"]
LEAST_WORDS = 500
LEAST_COUNT = 5
_Rows: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class KeyWord:
    """A lemma that is commoner under a value than under the others: its occurrences here and elsewhere, the customers who
    say it here, its log-likelihood (G²) and, as the size of the difference, its log ratio."""

    lemma: str
    count: int
    elsewhere: int
    customers: int
    log_likelihood: float
    log_ratio: float
    places: Places = field(repr=False, compare=False)
    places_elsewhere: Places = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class KeyWords:
    """The keywords of one value. ``words`` and ``words_elsewhere`` are what the two sides' rates are counted per; ``n`` is
    the customers who speak here. ``rows`` is None where there is too little to compare: ``reason`` tells what."""

    value: Any
    words: int
    words_elsewhere: int
    n: int
    reason: Reason
    rows: tuple[KeyWord, ...] | None


@dataclass(frozen=True, slots=True, repr=False)
class Keyness:
    """The keywords of each value of a property, the values in order."""

    by: str
    values: tuple[KeyWords, ...]

    def of(self, value: Any) -> KeyWords:
        """Return the keywords of one value; none where nothing is said of it."""
        nothing = KeyWords(value, 0, 0, 0, "too_few_words", None)
        return next((one for one in self.values if one.value == value), nothing)

    def to_frame(self) -> pl.DataFrame:
        """Return all keywords as a Polars frame, each with its value."""
        found = [(one.value, word) for one in self.values for word in one.rows or ()]
        return frame_of(KeyWord, (word for _, word in found), **{self.by: (value for value, _ in found)})

    def __repr__(self) -> str:
        small = [f"{one.value}: {one.reason}" for one in self.values if one.rows is None]
        return written(self.to_frame(), *small)


def keyness(
    words: IntoWords | CodedWords,
    *,
    by: str,
    stop: Collection[str] = (),
    min_count: int = LEAST_COUNT,
    min_customers: int = 2,
    min_words: int = LEAST_WORDS,
    min_g2: float = LEAST_G2,
) -> Keyness:
    """Compare the words of each value of a property with those of all other values; the greatest log ratio first.

    ``by`` is a property of the interviews (group, customer, round …) or, for the words of :func:`words_of_codings`, one of
    the codings (theme, sub_theme, label, topic …). Words without the property are on neither side; a word under several
    themes is on the side of each, and never on the other side of one it is under. A keyword occurs under its value at
    least ``min_count`` times, in the words of ``min_customers`` customers, and its G² is at least ``min_g2``. A value is
    compared when both sides have ``min_words`` words. UsageError (A101): no such property.
    """
    sides = _sides(words, by)
    telling, least = sides.of.telling(stop), _Least(min_count, min_customers, min_words, min_g2)
    return Keyness(by, tuple(sides.keywords(place, telling, least) for place in range(len(sides.values))))


@dataclass(frozen=True, slots=True)
class _Least:
    """What a keyword and its side must have at least."""

    count: int
    customers: int
    words: int
    g2: float


@dataclass(frozen=True, slots=True)
class _Sides:
    """Words (``row``) with the value they stand under, in the order of values; a word may stand under several.

    ``once`` marks the words that stand under any, ``counts`` are their lemmas'.
    """

    of: Spoken
    row: _Rows
    opens: _Rows
    values: tuple[Any, ...]
    once: Truths
    counts: _Rows

    def keywords(self, place: int, telling: Truths, least: _Least) -> KeyWords:
        """Find the keywords of the value at a place."""
        of = self.of
        side = _Side(self, self.row[self.opens[place] : self.opens[place + 1]])
        n = heard(of.customer[side.rows])
        small = min(side.all_here, side.all_there) < max(1, least.words)
        reason: Reason = "too_few_words" if small else "too_few_customers" if n < least.customers else "ok"
        found = tuple(side.keywords(telling, least)) if reason == "ok" else None
        return KeyWords(self.values[place], side.all_here, side.all_there, n, reason, found)


def _sides(words: IntoWords | CodedWords, by: str) -> _Sides:
    if isinstance(words, CodedWords):
        of, (row, opens, names) = words.words, words.by(by)
    else:
        of = spoken(words)
        value, names = of.by(by)
        row = np.flatnonzero(value >= 0)
        row = row[np.argsort(value[row], kind="stable")]
        opens = np.searchsorted(value[row], np.arange(len(names) + 1))
    once = np.zeros(len(of), np.bool_)
    once[row] = True
    return _Sides(of, row, opens, names, once, np.bincount(of.lemma[once], minlength=len(of.lemmas)))


class _Side:
    """The words of one value against all others."""

    def __init__(self, sides: _Sides, rows: _Rows) -> None:
        self.sides, self.of, self.rows = sides, sides.of, rows
        self.here = np.bincount(self.of.lemma[rows], minlength=len(self.of.lemmas))
        self.there = sides.counts - self.here
        self.all_here, self.all_there = (int(side[self.of.lettered].sum()) for side in (self.here, self.there))

    def keywords(self, telling: Truths, least: _Least) -> Iterator[KeyWord]:
        """Yield the keywords, those with the greatest log ratio first."""
        of, often = self.of, np.flatnonzero(telling & (self.here >= max(1, least.count)))
        counts = (self.here[often], self.there[often], self.all_here, self.all_there)
        customers, g2, ratio = _customers(of, self.rows, often), log_likelihood(*counts), log_ratio(*counts)
        kept = np.flatnonzero((customers >= least.customers) & (g2 >= least.g2) & (ratio > 0))
        ranked = kept[np.lexsort((-counts[0][kept], -g2[kept], -ratio[kept]))]
        columns = (column[ranked].tolist() for column in (often, *counts[:2], customers, g2, ratio))
        for lemma, here, there, by, one, other in zip(*columns, strict=True):
            places = Places(of, partial(rows_among, of, self.rows, lemma))
            elsewhere = Places(of, partial(_elsewhere, self.sides, self.rows, lemma))
            yield KeyWord(of.lemmas[lemma], here, there, by, one, other, places, elsewhere)


def _elsewhere(sides: _Sides, here: _Rows, lemma: int) -> _Rows:
    """Return the rows in which a lemma stands under other values only."""
    rows = sides.of.rows_of(lemma)
    return np.setdiff1d(rows[sides.once[rows]], rows_among(sides.of, here, lemma))


def _customers(of: Spoken, rows: _Rows, lemmas: _Rows) -> _Rows:
    """Count the customers who say each of some lemmas in some rows."""
    number = np.full(len(of.lemmas), -1, np.int32)
    number[lemmas] = np.arange(len(lemmas))
    keys = number[of.lemma[rows]]
    return distinct(keys[keys >= 0], of.customer[rows][keys >= 0], len(lemmas))
