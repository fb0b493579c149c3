"""Turns with times out of a transcript's sync points, and sync points out of turns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from teema.formats.transcripts.turns import find_turns
from teema.study.documents import Turn, turn_over

Point: TypeAlias = tuple[int, int | None]
"""A position in the canonical text and its time in milliseconds, None where unknown."""


def turns_of(text: str, points: Sequence[Point]) -> tuple[Turn, ...] | None:
    r"""Lay the times of sync points over the turns that the text shows; without speakers, the points divide the text.

    None where no time is given: the text is to tell.

    >>> turns_of("H: Hei.\nH1: No moi.", [(0, 0), (8, 1500)])[1].from_ms
    1500
    """
    if all(time is None for _, time in points):
        return None
    turns = find_turns(text)
    if any(turn.speaker for turn in turns):
        return _timed(turns, points)
    return _between(text, [point for point in points if point[1] is not None])


def _timed(turns: Sequence[Turn], points: Sequence[Point]) -> tuple[Turn, ...]:
    """Give each turn the time at its own start and end; else the last time before its words, the first one after them."""
    positions = [position for position, _ in points]
    timed = []
    for index, turn in enumerate(turns):
        before = turns[index - 1].end if index else 0
        following = turns[index + 1].start if index + 1 < len(turns) else max([turn.end, *positions[-1:]])
        own = _at(points, positions, turn.start, turn.start) or _at(points, positions, before, turn.speech, timed=True)
        close = _at(points, positions, turn.end, turn.end) or _at(points, positions, turn.end, following, timed=True)
        from_ms = own[-1][1] if own else turn.from_ms
        timed.append(replace(turn, from_ms=from_ms, to_ms=close[0][1] if close else turn.to_ms))
    return tuple(timed)


def _at(
    points: Sequence[Point], positions: Sequence[int], first: int, last: int, *, timed: bool = False
) -> Sequence[Point]:
    """Return the points from a position to another, that included."""
    found = points[bisect_left(positions, first) : bisect_right(positions, last)]
    return [point for point in found if point[1] is not None] if timed else found


def _between(text: str, points: Sequence[Point]) -> tuple[Turn, ...]:
    """Make a turn of nobody of each stretch of words between two timed points."""
    ended = [*points, (len(text), None)]
    turns = []
    for (start, from_ms), (end, to_ms) in pairwise(ended):
        spoken = text[start:end]
        first, last = start + len(spoken) - len(spoken.lstrip()), start + len(spoken.rstrip())
        if first < last:
            turns.append(turn_over(text, first, last, "", from_ms, to_ms))
    return tuple(turns)


@dataclass(frozen=True, slots=True, order=True)
class Stop:
    """A sync point to be written: where it stands, what it is for (an end stands before a start), and its time."""

    position: int
    role: str
    time: int | None = None


def stops_of(turns: Iterable[Turn]) -> list[Stop]:
    """Return a sync point at each turn's start and end, one where an end and a start are the same moment.

    >>> [(stop.position, stop.time) for stop in stops_of([Turn(0, 7, "H", 0, 900), Turn(8, 20, "A", 900)])]
    [(0, 0), (7, 900), (8, 900), (20, None)]
    """
    found: list[Stop] = []
    for turn in turns:
        start = Stop(turn.start, "start", turn.from_ms)
        if not (found and (found[-1].position, found[-1].time) == (start.position, start.time)):
            found.append(start)
        found.append(Stop(turn.end, "end", turn.to_ms))
    return found


def expressed(turns: Iterable[Turn]) -> frozenset[Point]:
    """Return the points that the turns themselves tell."""
    return frozenset(point for turn in turns for point in ((turn.start, turn.from_ms), (turn.end, turn.to_ms)))
