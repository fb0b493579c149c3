"""Hits in the order of the words around them, as Finnish orders words: by numbers, so that thousands of hits take no time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import numpy as np

from teema.search.collation import collated
from teema.search.index import Index, Numbers

Order: TypeAlias = Literal["place", "left", "hit", "right", "speaker"]
ORDERS: tuple[Order, ...] = ("place", "left", "hit", "right", "speaker")
LOOKED_AT = 5
"""Words on a side that decide; hits with the same five stand as they do in the texts."""


def ordered(index: Index, first: Numbers, last: Numbers, order: Order) -> Numbers:
    """Return the numbers of hits, given by their first and last tokens in the texts' order, in another order."""
    if order == "place" or not len(first):
        return np.arange(len(first))
    columns = _columns(index, first, last, order)
    found: Numbers = np.lexsort((first, *reversed(columns)))
    return found


def _columns(index: Index, first: Numbers, last: Numbers, order: Order) -> list[Numbers]:
    """Return what an order looks at, the weightiest first."""
    if order == "left":
        return _words(index, first, [first - 1 - step for step in range(LOOKED_AT)])
    if order == "speaker":
        return [_speakers(index, first)]
    return [*(_hit(index, first, last) if order == "hit" else ()), *_after(index, first, last)]


def _after(index: Index, first: Numbers, last: Numbers) -> list[Numbers]:
    return _words(index, first, [last + 1 + step for step in range(LOOKED_AT)])


def _hit(index: Index, first: Numbers, last: Numbers) -> list[Numbers]:
    """Return the words of the hits themselves; −1 where a hit has fewer."""
    columns = _words(index, first, [first + step for step in range(LOOKED_AT)])
    return [np.where(first + step <= last, column, -1) for step, column in enumerate(columns)]


def _words(index: Index, first: Numbers, places: Sequence[Numbers]) -> list[Numbers]:
    """Return the ranks of the words at some places; −1 outside the piece of text that the hit stands in."""
    tokens, ranks = index.tokens, index.ranks
    return [_ranks(index, first, place, ranks[tokens.form[np.clip(place, 0, len(tokens) - 1)]]) for place in places]


def _ranks(index: Index, first: Numbers, place: Numbers, ranks: Numbers) -> Numbers:
    piece = index.tokens.piece
    within = (place >= 0) & (place < len(piece))
    within &= piece[np.clip(place, 0, len(piece) - 1)] == piece[first]
    return np.where(within, ranks, -1)


def _speakers(index: Index, first: Numbers) -> Numbers:
    """Return the ranks of the speakers' labels."""
    pieces, places = np.unique(index.tokens.piece[first], return_inverse=True)
    labels = [collated(index.speaker_of(int(piece))) for piece in pieces]
    rank = {label: number for number, label in enumerate(sorted(set(labels)))}
    return np.array([rank[label] for label in labels], np.int64)[places]
