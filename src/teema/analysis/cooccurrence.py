"""Which keys are spoken of together: in overlapping words, in the same turn, or in the same interview.

Every kind is a sweep along one line. For overlaps the documents lie on it end to end with their codings; for turns and
interviews each key lies once on each of them. A sweep costs no more than the meetings that it finds, on any engine; a join
on the document and a filter finds the same, but makes every pair of codings of a document first.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, TypeAlias

import narwhals as nw
import numpy as np
from narwhals.typing import IntoDataFrame
from numpy.typing import NDArray

from teema.analysis.occurrence import By
from teema.analysis.rows import column, rows

Within = Literal["overlap", "turn", "interview"]
_Numbers: TypeAlias = NDArray[np.int64]
_UNIT = {"overlap": ("document",), "turn": ("document", "turn"), "interview": ("interview",)}


@dataclass(frozen=True, slots=True)
class Edge:
    """Two different keys, ``a`` before ``b`` in the alphabet, and how often they meet.

    ``weight`` counts pairs of codings for overlaps, turns for turns, interviews for interviews; ``customers`` are those in
    whose words they meet.
    """

    a: str
    b: str
    weight: int
    customers: int
    _met: _Meetings = field(repr=False, compare=False)
    _first: int = field(repr=False, compare=False)

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the codings that meet, each once, in the frame's order; looked up when asked for."""
        return self._met.ids(self._first, self._first + self.weight)


@dataclass(frozen=True, slots=True)
class CoOccurrence:
    """All pairs of keys that meet, the heaviest first, then by key."""

    by: By
    within: Within
    pairs: tuple[Edge, ...]

    def of(self, a: str, b: str) -> Edge | None:
        """Return how two keys meet, whichever comes first; None where they don't."""
        pair = {a, b}
        return next((edge for edge in self.pairs if {edge.a, edge.b} == pair), None)


@dataclass(frozen=True)
class _Places:
    """Where keys lie on the line. A place is one coding's span, or all codings of one key in one turn or interview."""

    key: _Numbers
    customer: _Numbers
    opens: _Numbers
    closes: _Numbers
    of_coding: _Numbers


@dataclass(frozen=True)
class _Meetings:
    """The places that meet, in the order of their pair of keys, with the number of each pair and its customers'."""

    left: _Numbers
    right: _Numbers
    pair: _Numbers
    customer: _Numbers
    of_coding: _Numbers
    coding_ids: list[str]

    @cached_property
    def _codings_at(self) -> tuple[_Numbers, _Numbers]:
        order = np.argsort(self.of_coding, kind="stable")
        return order, self.of_coding[order]

    def ids(self, first: int, last: int) -> tuple[str, ...]:
        """Return the codings at the places of some meetings."""
        order, place = self._codings_at
        places = np.union1d(self.left[first:last], self.right[first:last])
        starts, ends = np.searchsorted(place, places), np.searchsorted(place, places, side="right")
        found = np.concatenate([order[start:end] for start, end in zip(starts, ends, strict=True)])
        return tuple(self.coding_ids[row] for row in np.sort(found))


def cooccurrence(codings: IntoDataFrame, *, by: By, within: Within = "overlap") -> CoOccurrence:
    """Find the pairs of different keys that are spoken of together.

    Two codings overlap when they share at least one character of the same document. Codings without the key, or outside
    every turn or interview, meet nothing.
    """
    frame: nw.DataFrame[Any] = nw.from_native(codings, eager_only=True)
    complete = frame.filter(*(~nw.col(name).is_null() for name in (by, *_UNIT[within])))
    if not len(complete):
        return CoOccurrence(by, within, ())
    held = column(complete[by])
    names = sorted(set(held))
    keys = _numbers(held, names)
    places = _spans(complete, keys) if within == "overlap" else _units(complete, keys, len(names), _UNIT[within])
    edges = _edges(_meetings(places, len(names), column(complete["coding_id"])), names)
    return CoOccurrence(by, within, tuple(sorted(edges, key=lambda edge: (-edge.weight, edge.a, edge.b))))


def _numbers(members: Sequence[Hashable], names: Iterable[Hashable] | None = None) -> _Numbers:
    """Return each member's place among ``names``, by default the distinct members as they come; a missing one is −1."""
    known = dict.fromkeys(member for member in members if member is not None) if names is None else names
    number = {name: index for index, name in enumerate(known)}
    return np.fromiter((number.get(member, -1) for member in members), np.int64, len(members))


def _spans(codings: nw.DataFrame[Any], keys: _Numbers) -> _Places:
    document = _numbers(column(codings["document"]))
    customer = _numbers(column(codings["customer"]))
    start, end = (codings[name].to_numpy().astype(np.int64) for name in ("start", "end"))
    shift = document * (end.max() + 1)
    return _Places(keys, customer, start + shift, end + shift, np.arange(len(keys)))


def _units(codings: nw.DataFrame[Any], keys: _Numbers, n_keys: int, unit: tuple[str, ...]) -> _Places:
    number = _numbers(rows(codings.to_native(), *unit))
    customer = _numbers(column(codings["customer"]))
    held, first, of_coding = np.unique(number * n_keys + keys, return_index=True, return_inverse=True)
    opens = held // n_keys
    return _Places(held % n_keys, customer[first], opens, opens + 1, of_coding)


def _meetings(places: _Places, n_keys: int, coding_ids: list[str]) -> _Meetings:
    """Sweep along the line: what opens before another closes, and not before it opens, meets it."""
    order = np.argsort(places.opens, kind="stable")
    open_ = np.arange(len(order))
    later = np.searchsorted(places.opens[order], places.closes[order]) - open_ - 1
    left = np.repeat(open_, later)
    right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(later) - later, later)
    left, right = order[left], order[right]
    differs = places.key[left] != places.key[right]
    left, right = left[differs], right[differs]
    one, other = places.key[left], places.key[right]
    pair = np.minimum(one, other) * n_keys + np.maximum(one, other)
    by_pair = np.argsort(pair, kind="stable")
    left, right = left[by_pair], right[by_pair]
    return _Meetings(left, right, pair[by_pair], places.customer[left], places.of_coding, coding_ids)


def _edges(met: _Meetings, names: list[str]) -> list[Edge]:
    pairs, first, weights = np.unique(met.pair, return_index=True, return_counts=True)
    known = met.customer >= 0
    n_customers = int(met.customer.max(initial=0)) + 1
    heard = np.unique(met.pair[known] * n_customers + met.customer[known]) // n_customers
    customers = np.searchsorted(heard, pairs, side="right") - np.searchsorted(heard, pairs)
    found = zip(pairs.tolist(), weights.tolist(), customers.tolist(), first.tolist(), strict=True)
    return [
        Edge(names[pair // len(names)], names[pair % len(names)], weight, heard_by, met, start)
        for pair, weight, heard_by, start in found
    ]
