"""The words that count, each column as numbers: what every analysis of words works on, and the way back to their places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, TypeAlias

import numpy as np
from narwhals.typing import IntoDataFrame
from numpy.typing import NDArray

from teema.errors import UsageError

Numbers: TypeAlias = NDArray[np.int32]
Counts: TypeAlias = NDArray[np.int64]
Truths: TypeAlias = NDArray[np.bool_]
Place: TypeAlias = tuple[str, int, int]
"""A document's name, and where a word starts and ends in its text: code points, half-open."""

_AT_ONCE = 1 << 24


@dataclass(frozen=True)
class Spoken:
    """The words that count, in the order of documents and positions.

    ``lemma`` and ``document`` are places in ``lemmas`` and ``documents``; ``turn`` is a number of its own for every turn of the
    material. ``occasions`` tells of each document whose interview it records: its interview, round, customer and group, and
    whatever else the frame knew of it.
    """

    lemmas: tuple[str, ...] = field(repr=False)
    documents: tuple[str, ...] = field(repr=False)
    occasions: Mapping[str, list[Any]] = field(repr=False)
    lemma: Numbers = field(repr=False)
    document: Numbers = field(repr=False)
    turn: Numbers = field(repr=False)
    position: Numbers = field(repr=False)
    start: Numbers = field(repr=False)
    end: Numbers = field(repr=False)

    def __len__(self) -> int:
        return len(self.lemma)

    @cached_property
    def counts(self) -> Counts:
        """How often each lemma occurs."""
        return np.bincount(self.lemma, minlength=len(self.lemmas))

    @cached_property
    def lettered(self) -> Truths:
        """Which lemmas are words: those with a letter. The others are bare numbers."""
        return np.fromiter((any(map(str.isalpha, one)) for one in self.lemmas), np.bool_, len(self.lemmas))

    @cached_property
    def words(self) -> int:
        """How many words there are, stop words included and bare numbers left out: what rates are counted per."""
        return int(self.counts[self.lettered].sum())

    def telling(self, stop: Collection[str]) -> Truths:
        """Tell which lemmas may be results: words that are no stop words, nor made of stop words alone (niin kuin)."""
        stopped = np.fromiter((_stopped(one, stop) for one in self.lemmas), np.bool_, len(self.lemmas))
        return self.lettered & ~stopped

    def by(self, name: str) -> tuple[Numbers, tuple[Any, ...]]:
        """Return the place of each document's value among those of a property of its interview, −1 for none, and the values.

        UsageError (A101): the words have no such property.
        """
        if name == "document":
            return np.arange(len(self.documents), dtype=np.int32), self.documents
        if name not in self.occasions:
            raise UsageError("A101", property=name, known=", ".join(["document", *self.occasions]))
        held = self.occasions[name]
        found = tuple(sorted({one for one in held if one is not None}))
        number = {value: place for place, value in enumerate(found)}
        return np.array([number.get(one, -1) for one in held], dtype=np.int32), found

    def customers_at(self, rows: Counts | Numbers | slice = slice(None)) -> Numbers:
        """Return whose interview the words of some rows are from, as numbers; −1 where nobody knows."""
        return self._customers[self.document[rows]]

    def interviews_at(self, rows: Counts | Numbers | slice = slice(None)) -> Numbers:
        """Return the interviews that the words of some rows are from, as numbers; −1 outside every interview."""
        return self._interviews[self.document[rows]]

    @cached_property
    def _customers(self) -> Numbers:
        return self.by("customer")[0]

    @cached_property
    def _interviews(self) -> Numbers:
        return self.by("interview")[0]

    @cached_property
    def customers(self) -> int:
        """How many customers speak here: the n that the customers of a word are out of."""
        return heard(self.customers_at())

    def place_of(self, lemma: str) -> int | None:
        """Return a lemma's place; None where nobody says it."""
        return self._places.get(lemma)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {lemma: place for place, lemma in enumerate(self.lemmas)}

    def rows_of(self, lemma: int) -> Counts:
        """Return the rows in which a lemma stands."""
        order, opens = self._by_lemma
        return order[opens[lemma] : opens[lemma + 1]].astype(np.int64)

    @cached_property
    def _by_lemma(self) -> tuple[Numbers, Counts]:
        """All rows lemma by lemma, and where each lemma's rows begin."""
        order = np.argsort(self.lemma, kind="stable").astype(np.int32)
        return order, np.concatenate([[0], np.cumsum(self.counts)])

    def places_of(self, lemma: int) -> Places:
        """Return where a lemma stands."""
        return Places(self, partial(self.rows_of, lemma))

    def places_among(self, rows: Numbers, lemma: int) -> Places:
        """Return where a lemma stands in some rows."""
        return Places(self, partial(rows_among, self, rows, lemma))


IntoWords: TypeAlias = IntoDataFrame | Spoken


class Places:
    """Where the words behind a number stand, looked up when they are asked for; as (document, start, end), in their order."""

    __slots__ = ("_find", "_rows", "_spoken")

    def __init__(self, spoken: Spoken, find: Callable[[], Counts]) -> None:
        self._spoken, self._find = spoken, find
        self._rows: Counts | None = None

    @property
    def rows(self) -> Counts:
        """Return the rows of the words among those that count."""
        if self._rows is None:
            self._rows = self._find()
        return self._rows

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Place]:
        return self._of(self.rows)

    def spread(self, most: int) -> tuple[Place, ...]:
        """Return at most so many places, chosen in turn from each customer, in their order."""
        rows = self.rows
        if len(rows) <= most:
            return tuple(self)
        customer = self._spoken.customers_at(rows)
        order = np.argsort(customer, kind="stable")
        first = np.searchsorted(customer[order], customer[order])
        nth = np.empty(len(rows), np.int64)
        nth[order] = np.arange(len(rows)) - first
        return tuple(self._of(rows[np.sort(np.argsort(nth, kind="stable")[:most])]))

    def _of(self, rows: Counts) -> Iterator[Place]:
        spoken = self._spoken
        found = (spoken.document[rows], spoken.start[rows], spoken.end[rows])
        for document, start, end in zip(*(one.tolist() for one in found), strict=True):
            yield spoken.documents[document], start, end


def _stopped(lemma: str, stop: Collection[str]) -> bool:
    return lemma in stop or (" " in lemma and all(word in stop for word in lemma.split()))


def rows_among(of: Spoken, rows: Numbers, lemma: int) -> Counts:
    """Return those of some rows in which a lemma stands."""
    found: Counts = rows[of.lemma[rows] == lemma].astype(np.int64)
    return found


def heard(units: Numbers) -> int:
    """Count the distinct units, such as customers, that some words come from."""
    return int((np.bincount(units[units >= 0]) > 0).sum()) if len(units) else 0


def distinct(keys: Numbers, units: Numbers, n_keys: int) -> Counts:
    """Count the distinct units, such as customers, of each key; missing ones (−1) are nobody."""
    found = np.zeros(n_keys, np.int64)
    n_units = int(units.max(initial=-1)) + 1
    step = max(1, _AT_ONCE // max(1, n_keys))
    for first in range(0, n_units, step):
        some = (units >= first) & (units < first + step)
        met = np.zeros((min(step, n_units - first), n_keys), np.bool_)
        met[units[some] - first, keys[some]] = True
        found += met.sum(axis=0)
    return found
