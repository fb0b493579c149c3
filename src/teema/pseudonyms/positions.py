"""Words replaced in a text, and where every position stands afterwards."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol, TypeVar

from teema.study.documents import Turn
from teema.study.spans import Span


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """What is put in the place of the words from ``start`` to ``end``: a replacement, and the ending that inflects it."""

    start: int
    end: int
    replacement: str
    ending: str = ""

    @property
    def new(self) -> str:
        """Return the words that come in the place."""
        return self.replacement + self.ending


@dataclass(frozen=True)
class PositionMap:
    """Where positions of one text stand in another that differs from it in some ``places``.

    Each place is (start, end) in the one and (start, end) in the other; they are in order and don't overlap.
    """

    places: tuple[tuple[int, int, int, int], ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [place[0] for place in self.places]

    def inverse(self) -> PositionMap:
        """Return the way back."""
        return PositionMap(tuple((there, until, here, to) for here, to, there, until in self.places))

    def span(self, span: Span) -> Span:
        """Return where a span stands; one that begins or ends within a place takes the whole of it.

        >>> PositionMap(((5, 9, 5, 12),)).span(Span(0, 7)), PositionMap(((5, 9, 5, 12),)).span(Span(9, 11))
        (Span(start=0, end=12), Span(start=12, end=14))
        """
        return Span(self._at(span.start, last=False), self._at(span.end, last=True))

    def turn(self, turn: Turn) -> Turn:
        """Return where a turn stands; its speaker and times stay."""
        moved = self.span(Span(turn.start, turn.end))
        return replace(turn, start=moved.start, end=moved.end, speech=self._at(turn.speech, last=False))

    def _at(self, position: int, *, last: bool) -> int:
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return position
        start, end, there, until = self.places[index]
        if start < position < end:
            return until if last else there
        return there if position == start else until + position - end


class Placed(Protocol):
    """Whatever stands from ``start`` to ``end``."""

    @property
    def start(self) -> int:
        """Return where it begins."""

    @property
    def end(self) -> int:
        """Return where it ends."""


P = TypeVar("P", bound=Placed)


def apart(found: Iterable[P], taken: Iterable[tuple[int, int]] = ()) -> list[P]:
    """Keep what doesn't overlap: the longest first, then the earliest, then what comes first; return it in order.

    >>> [one.start for one in apart([Edit(0, 5, "x"), Edit(4, 12, "y"), Edit(13, 14, "x")])]
    [4, 13]
    """
    kept: list[P] = []
    occupied = {place for span in taken for place in range(*span)}
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if occupied.isdisjoint(range(one.start, one.end)):
            occupied.update(range(one.start, one.end))
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def replaced(text: str, edits: Iterable[Edit]) -> tuple[str, PositionMap]:
    """Carry out edits, which are in order and don't overlap, and tell where everything stands afterwards.

    >>> replaced("Soitin Matille.", [Edit(7, 14, "[henkilö A]", ":lle")])[0]
    'Soitin [henkilö A]:lle.'
    """
    parts: list[str] = []
    places: list[tuple[int, int, int, int]] = []
    done = length = 0
    for edit in edits:
        parts += (text[done : edit.start], edit.new)
        there = length + edit.start - done
        length = there + len(edit.new)
        places.append((edit.start, edit.end, there, length))
        done = edit.end
    return "".join((*parts, text[done:])), PositionMap(tuple(places))
