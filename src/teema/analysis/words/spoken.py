"""The words that count, each column as numbers: what every analysis of words works on, and the way back to their places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, TypeAlias

import narwhals as nw
import numpy as np
from narwhals.typing import IntoDataFrame
from numpy.typing import NDArray

from teema.analysis.rows import values
from teema.errors import UsageError

Numbers: TypeAlias = NDArray[np.int32]
Truths: TypeAlias = NDArray[np.bool_]
Place: TypeAlias = tuple[str, int, int]
"""A document's name, and where a word starts and ends in its text: code points, half-open."""

_OF_WORDS = ("turn", "position", "start", "end", "lemma", "interviewer", "set_aside")
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
    def counts(self) -> NDArray[np.int64]:
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
        """Return each word's place among the values of a property of its interview, −1 for none, and the values in order.

        UsageError (A101): the words have no such property.
        """
        if name == "document":
            return self.document, self.documents
        if name not in self.occasions:
            raise UsageError("A101", property=name, known=", ".join(["document", *self.occasions]))
        held = self.occasions[name]
        found = tuple(sorted({one for one in held if one is not None}))
        number = {value: place for place, value in enumerate(found)}
        of_document = np.array([number.get(one, -1) for one in held], dtype=np.int32)
        return of_document[self.document] if len(self) else np.zeros(0, np.int32), found

    @cached_property
    def customer(self) -> Numbers:
        """Whose interview each word is from, as a number; −1 where nobody knows."""
        return self.by("customer")[0]

    @cached_property
    def interview(self) -> Numbers:
        """The interview that each word is from, as a number; −1 outside every interview."""
        return self.by("interview")[0]

    @cached_property
    def customers(self) -> int:
        """How many customers speak here: the n that the customers of a word are out of."""
        return heard(self.customer)

    def place_of(self, lemma: str) -> int | None:
        """Return a lemma's place; None where nobody says it."""
        return self._places.get(lemma)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {lemma: place for place, lemma in enumerate(self.lemmas)}

    def rows_of(self, lemma: int) -> NDArray[np.int64]:
        """Return the rows in which a lemma stands."""
        order, opens = self._by_lemma
        return order[opens[lemma] : opens[lemma + 1]].astype(np.int64)

    def places_of(self, lemma: int) -> Places:
        """Return where a lemma stands."""
        return Places(self, partial(self.rows_of, lemma))

    @cached_property
    def _by_lemma(self) -> tuple[Numbers, NDArray[np.int64]]:
        """All rows lemma by lemma, and where each lemma's rows begin."""
        order = np.argsort(self.lemma, kind="stable").astype(np.int32)
        return order, np.concatenate([[0], np.cumsum(self.counts)])


IntoWords: TypeAlias = IntoDataFrame | Spoken


class Places:
    """Where the words behind a number stand, looked up when they are asked for; as (document, start, end), in their order."""

    __slots__ = ("_find", "_rows", "_spoken")

    def __init__(self, spoken: Spoken, find: Callable[[], NDArray[np.int64]]) -> None:
        self._spoken, self._find = spoken, find
        self._rows: NDArray[np.int64] | None = None

    @property
    def rows(self) -> NDArray[np.int64]:
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
        customer = self._spoken.customer[rows]
        order = np.argsort(customer, kind="stable")
        first = np.searchsorted(customer[order], customer[order])
        nth = np.empty(len(rows), np.int64)
        nth[order] = np.arange(len(rows)) - first
        return tuple(self._of(rows[np.sort(np.argsort(nth, kind="stable")[:most])]))

    def _of(self, rows: NDArray[np.int64]) -> Iterator[Place]:
        spoken = self._spoken
        found = (spoken.document[rows], spoken.start[rows], spoken.end[rows])
        for document, start, end in zip(*(one.tolist() for one in found), strict=True):
            yield spoken.documents[document], start, end


def counted(words: IntoDataFrame, interviewers: bool = False, set_aside: bool = False) -> Spoken:
    """Choose the words that count: by default neither what interviewers say nor what was judged irrelevant.

    A document records one interview: what is told of its first word holds of all of it.

    >>> import polars as pl
    >>> words = pl.DataFrame({"document": ["d", "d"], "turn": [0, 1], "position": [0, 1], "start": [0, 9], "end": [3, 12],
    ...     "lemma": ["mikä", "apu"], "interviewer": [True, False], "set_aside": False, "customer": "k", "interview": "i"})
    >>> [len(counted(words, interviewers=one)) for one in (False, True)]
    [1, 2]
    """
    frame: nw.DataFrame[Any] = nw.from_native(words, eager_only=True)
    document, documents = _numbered(frame["document"], in_order=False)
    lemma, lemmas = _numbered(frame["lemma"], in_order=True)
    turn, position, start, end = (
        frame[name].to_numpy().astype(np.int32) for name in ("turn", "position", "start", "end")
    )
    kept = _kept(frame, interviewers, set_aside)
    rows = _in_order(document, position, kept)
    columns = (lemma, document, _numbered_turns(document[rows], turn[rows]), position, start, end)
    chosen = [column if place == 2 else column[rows] for place, column in enumerate(columns)]
    return Spoken(lemmas, documents, _occasions(frame), *chosen)


def spoken(words: IntoWords) -> Spoken:
    """Return the words that count: those already chosen, or by default those of a frame."""
    return words if isinstance(words, Spoken) else counted(words)


def _stopped(lemma: str, stop: Collection[str]) -> bool:
    return lemma in stop or (" " in lemma and all(word in stop for word in lemma.split()))


def _numbered(series: nw.Series[Any], *, in_order: bool) -> tuple[Numbers, tuple[str, ...]]:
    """Return each value's place among the distinct ones, which come in the alphabet's order or as they stand."""
    if series.dtype not in (nw.Categorical, nw.Enum):
        series = series.cast(nw.Categorical)
    distinct = values(series.unique(maintain_order=True).alias("value").to_frame(), "value")
    names = sorted(distinct) if in_order else distinct
    if not names:
        return np.zeros(0, np.int32), ()
    numbers = series.replace_strict(names, list(range(len(names))), return_dtype=nw.Int32)
    return numbers.to_numpy().astype(np.int32), tuple(names)


def _kept(frame: nw.DataFrame[Any], interviewers: bool, set_aside: bool) -> Truths:
    kept = np.ones(len(frame), np.bool_)
    for name, counts in (("interviewer", interviewers), ("set_aside", set_aside)):
        if not counts:
            kept &= ~frame[name].to_numpy().astype(np.bool_)
    return kept


def _in_order(document: Numbers, position: Numbers, kept: Truths) -> NDArray[np.int64]:
    """Return the rows that are kept, by documents and positions, however they stood."""
    rows = np.flatnonzero(kept)
    key = document[rows].astype(np.int64) << 32 | position[rows]
    return rows if bool((key[1:] >= key[:-1]).all()) else rows[np.argsort(key, kind="stable")]


def _numbered_turns(document: Numbers, turn: Numbers) -> Numbers:
    """Number the turns one after another over all documents."""
    begins = np.ones(len(turn), np.int32)
    begins[1:] = (document[1:] != document[:-1]) | (turn[1:] != turn[:-1])
    return (np.cumsum(begins, dtype=np.int32) - 1).astype(np.int32)


def _occasions(frame: nw.DataFrame[Any]) -> dict[str, list[Any]]:
    """Return what the frame tells of each document, by the property."""
    once = frame.unique(subset=["document"], keep="first", maintain_order=True)
    return {name: values(once, name) for name in once.columns if name not in ("document", *_OF_WORDS)}


def rows_among(of: Spoken, rows: NDArray[np.int64], lemma: int) -> NDArray[np.int64]:
    """Return those of some rows in which a lemma stands."""
    found: NDArray[np.int64] = rows[of.lemma[rows] == lemma]
    return found


def heard(units: Numbers) -> int:
    """Count the distinct units, such as customers, that some words come from."""
    return int((np.bincount(units[units >= 0]) > 0).sum()) if len(units) else 0


def distinct(keys: Numbers, units: Numbers, n_keys: int) -> NDArray[np.int64]:
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
