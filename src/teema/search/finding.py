"""A query's tree over the tokens → what is found: hits, and the pieces of text that they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from teema.search.index import Index, Numbers, Tokens
from teema.search.query import Both, Either, Near, Phrase, Query, Without, Word
from teema.search.terms import Terms

Flags: TypeAlias = NDArray[np.bool_]
Hits: TypeAlias = tuple[Numbers, Numbers]
_FAR = 100_000
"""Words between pieces: more than a query may ask for."""
_NOWHERE = 1 << 60
"""A place farther from every other than any two places are."""


@dataclass(frozen=True, slots=True)
class Found:
    """The hits, each from its first token to its last, in the order of the texts; and which pieces match the query."""

    first: Numbers
    last: Numbers
    pieces: Flags


class Finder:
    """Finds what a query asks for among the tokens that may be looked at (``open_to``: None for all)."""

    def __init__(self, index: Index, terms: Terms, open_to: Flags | None = None) -> None:
        self._tokens: Tokens = index.tokens
        self._terms = terms
        self._open = open_to
        self._count = index.piece_bounds[-1]

    def find(self, query: Query) -> Found:
        """Return the hits of a query."""
        match query:
            case Word() | Phrase():
                return self._found(*self._item(query))
            case Near():
                return self._found(*self._near(query))
            case Both():
                return _both(self.find(query.left), self.find(query.right))
            case Either():
                return _either(self.find(query.left), self.find(query.right))
            case Without():
                return self._without(self.find(query.what))

    def _item(self, item: Word | Phrase) -> Hits:
        if isinstance(item, Phrase):
            return self._phrase(item)
        places = self._places(item)
        return places, places

    def _places(self, word: Word) -> Numbers:
        places = self._terms.places(word)
        return places if self._open is None else places[self._open[places]]

    def _phrase(self, phrase: Phrase) -> Hits:
        """Begin where every word stands in its place after the first, and the last in the same piece."""
        length = len(phrase.words)
        begins = sorted((self._places(word) - place for place, word in enumerate(phrase.words)), key=len)
        first = reduce(_common, begins)
        first = first[(first >= 0) & (first + length <= len(self._tokens))]
        last = first + length - 1
        together = self._tokens.piece[first] == self._tokens.piece[last]
        return first[together], last[together]

    def _near(self, near: Near) -> Hits:
        """Take each place of the first item with the nearest place of every other one in its piece, if it is near enough."""
        anchor, *others = (self._item(item) for item in near.items)
        first, last = anchor
        for other in others:
            nearest, apart = self._nearest(anchor, other)
            kept = np.flatnonzero(apart <= near.apart)
            begins, ends = (column[nearest[kept]] for column in other)
            first, last = np.minimum(first[kept], begins), np.maximum(last[kept], ends)
            anchor = anchor[0][kept], anchor[1][kept]
        return first, last

    def _nearest(self, anchor: Hits, other: Hits) -> tuple[Numbers, Numbers]:
        """Return for each of the anchor's hits the other's nearest one that doesn't overlap it, and how many words lie between.

        Pieces are laid so far apart that what stands in another piece is never near.
        """
        (begin, end), (begins, ends) = self._laid_apart(anchor), self._laid_apart(other)
        after = np.searchsorted(begins, end, side="right")
        before = np.searchsorted(ends, begin, side="left") - 1
        edged = np.concatenate([begins, [_NOWHERE]]), np.concatenate([ends, [-_NOWHERE]])
        ahead, behind = edged[0][after] - end, begin - edged[1][before]
        return np.where(behind <= ahead, before, after), np.minimum(behind, ahead) - 1

    def _laid_apart(self, hits: Hits) -> tuple[Numbers, Numbers]:
        shift = self._tokens.piece[hits[0]].astype(np.int64) * _FAR
        return hits[0] + shift, hits[1] + shift

    def _without(self, found: Found) -> Found:
        """Match the pieces that hold words one may look at, but nothing found."""
        looked_at = self._tokens.piece if self._open is None else self._tokens.piece[self._open]
        pieces = np.bincount(looked_at, minlength=self._count) > 0
        nothing = np.empty(0, np.int64)
        return Found(nothing, nothing, pieces & ~found.pieces)

    def _found(self, first: Numbers, last: Numbers) -> Found:
        pieces = np.zeros(self._count, bool)
        pieces[self._tokens.piece[first]] = True
        return Found(first, last, pieces)

    def within(self, found: Found) -> Found:
        """Keep the hits in pieces that match."""
        kept = found.pieces[self._tokens.piece[found.first]]
        return Found(found.first[kept], found.last[kept], found.pieces)


def _common(few: Numbers, many: Numbers) -> Numbers:
    """Return the members of a short rising list that a longer one holds too."""
    at = np.minimum(np.searchsorted(many, few), max(len(many) - 1, 0))
    return few[many[at] == few] if len(many) else few[:0]


def _both(left: Found, right: Found) -> Found:
    return Found(*_merged((left, right)), left.pieces & right.pieces)


def _either(left: Found, right: Found) -> Found:
    return Found(*_merged((left, right)), left.pieces | right.pieces)


def _merged(founds: Iterable[Found]) -> tuple[Numbers, Numbers]:
    """Join hits in the order of the texts, each once."""
    first, last = (np.concatenate([getattr(one, name) for one in founds]) for name in ("first", "last"))
    order = np.lexsort((last, first))
    first, last = first[order], last[order]
    new = np.ones(len(first), bool)
    new[1:] = (first[1:] != first[:-1]) | (last[1:] != last[:-1])
    return first[new], last[new]
