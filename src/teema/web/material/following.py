"""Positions of a text before a correction → after it: where spans and turns stand now, and which of them are doubtful."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

from teema.study.documents import Turn
from teema.study.spans import anchor
from teema.web.material.differing import Change, changes_between

DOUBTFUL: Final = "doubtful"
"""The key in a row's ``extra`` that holds its words as they were, until someone says that it stands where it should."""
_ALIKE: Final = 0.6
"""The least likeness (``SequenceMatcher.ratio``: twice the common characters ÷ all) of words that count as corrected, not replaced."""
_COMPARED: Final = 1_000
"""Characters up to which words are compared letter by letter; of longer ones what stayed is counted."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a span stands now. ``doubtful``: its words went or changed much; the place is the nearest that makes sense."""

    start: int
    end: int
    doubtful: bool = False


@dataclass(frozen=True)
class Moves:
    """A text before and after, and what changed. What is typed before a span's first word or after its last stays outside it."""

    before: str
    after: str
    changes: tuple[Change, ...]

    @classmethod
    def between(cls, before: str, after: str) -> Moves:
        """Find what changed between two versions of a text."""
        return cls(before, after, changes_between(before, after))

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.changes]

    def span(self, start: int, end: int) -> Moved:
        """Tell where a span stands now.

        >>> moves = Moves.between("No siis palkat tuli.", "No palkat sitten tuli.")
        >>> moves.span(8, 19)
        Moved(start=3, end=21, doubtful=False)
        >>> moves.span(3, 7)
        Moved(start=3, end=9, doubtful=True)
        """
        old, at, to = self.before[start:end], self._start(start), self._end(end)
        words = self.after[at:to]
        if not words.strip():
            return self._lost(old, at)
        if words != old:
            at, to = at + len(words) - len(words.lstrip()), to - (len(words) - len(words.rstrip()))
        return Moved(at, to, not self._is_same(old, self.after[at:to], start, end))

    def turn(self, turn: Turn, *, ends_at_next: bool = False) -> Turn:
        """Tell where a turn stands now: what is typed at either end of its words is its own, unless the next begins there."""
        speech = self._end(turn.speech)
        start = speech if turn.start == turn.speech else self._start(turn.start)
        end = self._end(turn.end) if ends_at_next else self._after(turn.end)
        return replace(turn, start=start, speech=speech, end=end)

    def keeps(self, turn: Turn) -> bool:
        """Tell whether something is left of a turn."""
        return bool(self.after[self._start(turn.start) : self._after(turn.end)].strip())

    def _start(self, place: int) -> int:
        """Where a beginning is now: what was put in right before it stays before it."""
        return self._at(place, bisect_right(self._starts, place) - 1)

    def _end(self, place: int) -> int:
        """Where an end is now: what was put in right after it stays after it."""
        return self._at(place, bisect_left(self._starts, place) - 1)

    def _after(self, place: int) -> int:
        """Where an end is now, with what was put in right after it."""
        index = bisect_right(self._starts, place) - 1
        opened = index >= 0 and self.changes[index].start == place < self.changes[index].end
        return self._end(place) if opened else self._at(place, index)

    def _at(self, place: int, index: int) -> int:
        if index < 0:
            return place
        change = self.changes[index]
        if place >= change.end:
            return place + change.new_end - change.end
        return self._within(change, place)

    def _within(self, change: Change, place: int) -> int:
        """Where a position within a changed stretch is now: by letters that stayed, else at the end that leaves it the most words."""
        old, new = self.before[change.start : change.end], self.after[change.new_start : change.new_end]
        ahead = _common(old, new)
        behind = min(_common(old[::-1], new[::-1]), min(len(old), len(new)) - ahead)
        if place - change.start <= ahead:
            return change.new_start + place - change.start
        if change.end - place <= behind:
            return change.new_end - (change.end - place)
        into = 2 * (place - change.start) > len(old)
        return change.new_end if into else change.new_start

    def _lost(self, old: str, at: int) -> Moved:
        """Place a span whose words went: where the same words stand, else on the nearest word."""
        found = anchor(self.after, at, at + len(old), old).span
        if found:
            return Moved(found.start, found.end, doubtful=True)
        nearest = min(_WORD.finditer(self.after), key=lambda word: max(word.start() - at, at - word.end()))
        return Moved(nearest.start(), nearest.end(), doubtful=True)

    def _is_same(self, old: str, new: str, start: int, end: int) -> bool:
        if old.split() == new.split():
            return True
        if max(len(old), len(new)) <= _COMPARED:
            return SequenceMatcher(None, old, new, autojunk=False).ratio() >= _ALIKE
        went = sum(max(0, min(end, one.end) - max(start, one.start)) for one in self.changes)
        return 2 * (len(old) - went) >= _ALIKE * (len(old) + len(new))


_WORD = re.compile(r"\S+")


def _common(one: str, other: str) -> int:
    """Count the characters with which both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
