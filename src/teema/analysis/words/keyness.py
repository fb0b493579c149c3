"""Which words are typical of each group, theme or other value, against all the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from teema.analysis.words.association import LEAST_G2, log_likelihood, log_ratio
from teema.analysis.words.coded import CodedWords
from teema.analysis.words.counting import spoken
from teema.analysis.words.shown import frame_of, written
from teema.analysis.words.spoken import Counts, IntoWords, Numbers, Places, Spoken, Truths, distinct, heard, rows_among

if TYPE_CHECKING:
    import polars as pl

Reason: TypeAlias = Literal["ok", "too_few_words", "too_few_customers"]
LEAST_WORDS = 500
LEAST_COUNT = 5


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
    _side: _Side = field(repr=False, compare=False)
    _place: int = field(repr=False, compare=False)

    @property
    def places(self) -> Places:
        """Return where the lemma stands under the value."""
        return self._side.places(self._place)

    @property
    def places_elsewhere(self) -> Places:
        """Return where it stands under other values only."""
        return self._side.places_elsewhere(self._place)


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


@dataclass(frozen=True, slots=True)
class Least:
    """What a keyword and its side must have at least."""

    count: int = LEAST_COUNT
    customers: int = 2
    words: int = LEAST_WORDS
    g2: float = LEAST_G2


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
    return compared(words, by, stop, Least(min_count, min_customers, min_words, min_g2))


def compared(
    words: IntoWords | CodedWords, by: str, stop: Collection[str], least: Least, clearest: int | None = None
) -> Keyness:
    """Compare as :func:`keyness` does; with ``clearest``, keep at most so many words of each value, by their G²."""
    sides = _sides(words, by)
    telling = sides.of.telling(stop)
    return Keyness(by, tuple(sides.keywords(place, telling, least, clearest) for place in range(len(sides.values))))


@dataclass(frozen=True, slots=True)
class _Sides:
    """Words (``row``) with the value they stand under, in the order of values; a word may stand under several.

    ``once`` marks the words that stand under any, ``counts`` are their lemmas'.
    """

    of: Spoken
    row: Numbers
    opens: Counts
    values: tuple[Any, ...]
    once: Truths
    counts: Counts

    def keywords(self, place: int, telling: Truths, least: Least, clearest: int | None) -> KeyWords:
        """Find the keywords of the value at a place."""
        side = _Side(self, self.row[self.opens[place] : self.opens[place + 1]])
        here = np.bincount(self.of.lemma[side.rows], minlength=len(self.of.lemmas))
        there = self.counts - here
        all_here, all_there = (int(one[self.of.lettered].sum()) for one in (here, there))
        n = heard(self.of.customers_at(side.rows))
        small = min(all_here, all_there) < max(1, least.words)
        reason: Reason = "too_few_words" if small else "too_few_customers" if n < least.customers else "ok"
        often = np.flatnonzero(telling & (here >= max(1, least.count)))
        sides = (here[often], there[often], all_here, all_there)
        found = tuple(side.keywords(often, sides, least, clearest)) if reason == "ok" else None
        return KeyWords(self.values[place], all_here, all_there, n, reason, found)


def _sides(words: IntoWords | CodedWords, by: str) -> _Sides:
    if isinstance(words, CodedWords):
        of, (row, opens, names) = words.words, words.by(by)
    else:
        of = spoken(words)
        of_document, names = of.by(by)
        value = of_document[of.document] if len(of) else of.document
        row = np.flatnonzero(value >= 0).astype(np.int32)
        row = row[np.argsort(value[row], kind="stable")]
        opens = np.searchsorted(value[row], np.arange(len(names) + 1))
    once = np.zeros(len(of), np.bool_)
    once[row] = True
    return _Sides(of, row, opens, names, once, np.bincount(of.lemma[once], minlength=len(of.lemmas)))


@dataclass(frozen=True, slots=True)
class _Side:
    """The words of one value, by their rows, against all others."""

    sides: _Sides
    rows: Numbers

    def keywords(
        self, lemmas: Counts, sides: tuple[Counts, Counts, int, int], least: Least, clearest: int | None
    ) -> Iterator[KeyWord]:
        """Yield the keywords among some lemmas, those with the greatest log ratio first."""
        customers, g2, ratio = self._customers(lemmas), log_likelihood(*sides), log_ratio(*sides)
        kept = np.flatnonzero((customers >= least.customers) & (g2 >= least.g2) & (ratio > 0))
        kept = kept[np.lexsort((kept, -g2[kept]))][:clearest]
        ranked = kept[np.lexsort((-sides[0][kept], -g2[kept], -ratio[kept]))]
        columns = (column[ranked].tolist() for column in (lemmas, *sides[:2], customers, g2, ratio))
        for place, *numbers in zip(*columns, strict=True):
            here, there, by, one, other = numbers
            yield KeyWord(self.sides.of.lemmas[place], here, there, by, one, other, self, place)

    def _customers(self, lemmas: Counts) -> Counts:
        """Count the customers who say each of some lemmas here."""
        of = self.sides.of
        number = np.full(len(of.lemmas), -1, np.int32)
        number[lemmas] = np.arange(len(lemmas))
        keys = number[of.lemma[self.rows]]
        return distinct(keys[keys >= 0], of.customers_at(self.rows[keys >= 0]), len(lemmas))

    def places(self, lemma: int) -> Places:
        """Return where a lemma stands here."""
        return self.sides.of.places_among(self.rows, lemma)

    def places_elsewhere(self, lemma: int) -> Places:
        """Return where a lemma stands under other values only."""
        return Places(self.sides.of, partial(self._elsewhere, lemma))

    def _elsewhere(self, lemma: int) -> Counts:
        rows = self.sides.of.rows_of(lemma)
        return np.setdiff1d(rows[self.sides.once[rows]], rows_among(self.sides.of, self.rows, lemma))
