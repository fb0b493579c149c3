"""Where two versions of a text differ, word by word, in time that hardly grows with the text.

The common beginning and end go first; then words that stand once in either text are what the rest is laid by, in the longest order
that both share (Cohen's *patience* diff); what is left between them is small, and the shortest edit of it is looked for (Myers
1986, O(ND)) up to a limit beyond which it counts as rewritten.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

_TOKEN: Final = re.compile(r"\S+|\s+")
"""Words with their marks: a mark alone stands so often that what it belonged to couldn't be told."""
_MOST_EDITS: Final = 400
"""Edits of a stretch without words of its own in common, beyond which it was rewritten rather than corrected."""

Pair: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """``before[start:end]`` became ``after[new_start:new_end]``; either may be empty."""

    start: int
    end: int
    new_start: int
    new_end: int


def changes_between(before: str, after: str) -> tuple[Change, ...]:
    """Return what changed, in order, in code points; whole words, with their marks, and white space are what changes.

    >>> changes_between("No siis palkat tuli", "No palkka tuli")
    (Change(start=3, end=14, new_start=3, new_end=9),)
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    places, new_places = _places(old), _places(new)
    found = []
    for (i, j), (k, m) in pairwise([(-1, -1), *_pairs(old, new), (len(old), len(new))]):
        if k > i + 1 or m > j + 1:
            found.append(Change(places[i + 1], places[k], new_places[j + 1], new_places[m]))
    return tuple(_as_one(before, found))


def _as_one(before: str, found: list[Change]) -> Iterator[Change]:
    """Yield changes, those with nothing but white space between them as one: words changed side by side are one change."""
    held: Change | None = None
    for one in found:
        if (
            held is not None
            and not before[held.end : one.start].strip()
            and held.end > held.start
            and one.end > one.start
        ):
            held = Change(held.start, one.end, held.new_start, one.new_end)
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _places(tokens: Sequence[str]) -> list[int]:
    places = [0]
    for token in tokens:
        places.append(places[-1] + len(token))
    return places


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Return which tokens of two texts are the same ones, in order."""
    pairs: list[Pair] = []
    waiting: list[tuple[int, int, int, int]] = [(0, len(old), 0, len(new))]
    while waiting:
        i, k, j, m = waiting.pop()
        ahead = _alike_ahead(old, new, i, k, j, m)
        pairs += [(i + n, j + n) for n in range(ahead)]
        i, j = i + ahead, j + ahead
        behind = _alike_behind(old, new, i, k, j, m)
        pairs += [(k - n, m - n) for n in range(1, behind + 1)]
        k, m = k - behind, m - behind
        if i == k or j == m:
            continue
        anchors = _anchors(old[i:k], new[j:m])
        if anchors:
            fixed = [(i + a, j + b) for a, b in anchors]
            pairs += fixed
            ends = [(i - 1, j - 1), *fixed, (k, m)]
            waiting += [(a + 1, c, b + 1, d) for (a, b), (c, d) in pairwise(ends)]
        else:
            pairs += [(i + a, j + b) for a, b in _shortest(old[i:k], new[j:m])]
    return sorted(pairs)


def _alike_ahead(old: Sequence[str], new: Sequence[str], i: int, k: int, j: int, m: int) -> int:
    most, n = min(k - i, m - j), 0
    while n < most and old[i + n] == new[j + n]:
        n += 1
    return n


def _alike_behind(old: Sequence[str], new: Sequence[str], i: int, k: int, j: int, m: int) -> int:
    most, n = min(k - i, m - j), 0
    while n < most and old[k - 1 - n] == new[m - 1 - n]:
        n += 1
    return n


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Return the tokens that stand once in both, in the longest order that both share."""
    times, new_times = Counter(old), Counter(new)
    there = {token: place for place, token in enumerate(new) if new_times[token] == 1}
    both = [(place, there[token]) for place, token in enumerate(old) if times[token] == 1 and token in there]
    return _longest_rising(both)


def _longest_rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the longest run of pairs whose second part rises as the first does.

    >>> _longest_rising([(0, 5), (1, 1), (2, 2), (3, 0), (4, 4)])
    [(1, 1), (2, 2), (4, 4)]
    """
    tails: list[int] = []
    last: list[int] = []
    back: list[int] = []
    for place, (_, value) in enumerate(pairs):
        at = bisect_left(tails, value)
        back.append(last[at - 1] if at else -1)
        if at == len(tails):
            tails.append(value)
            last.append(place)
        else:
            tails[at], last[at] = value, place
    found: list[Pair] = []
    place = last[-1] if last else -1
    while place >= 0:
        found.append(pairs[place])
        place = back[place]
    return found[::-1]


def _shortest(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Return the tokens kept by the shortest edit; none when it takes more edits than the limit."""
    reach: dict[int, int] = {1: 0}
    trail: list[dict[int, int]] = []
    for edits in range(min(len(old) + len(new), _MOST_EDITS) + 1):
        trail.append(dict(reach))
        for diagonal in range(-edits, edits + 1, 2):
            down = diagonal == -edits or (diagonal != edits and reach[diagonal - 1] < reach[diagonal + 1])
            i = reach[diagonal + 1] if down else reach[diagonal - 1] + 1
            j = i - diagonal
            while i < len(old) and j < len(new) and old[i] == new[j]:
                i, j = i + 1, j + 1
            reach[diagonal] = i
            if i >= len(old) and j >= len(new):
                return _kept(trail, len(old), len(new))
    return []


def _kept(trail: list[dict[int, int]], i: int, j: int) -> list[Pair]:
    """Walk an edit back from its end; return the tokens that it kept."""
    kept: list[Pair] = []
    for edits in range(len(trail) - 1, -1, -1):
        reach, diagonal = trail[edits], i - j
        down = diagonal == -edits or (diagonal != edits and reach[diagonal - 1] < reach[diagonal + 1])
        before = diagonal + 1 if down else diagonal - 1
        from_i = reach[before] if edits else 0
        from_j = from_i - before if edits else 0
        while i > from_i and j > from_j:
            i, j = i - 1, j - 1
            kept.append((i, j))
        i, j = from_i, from_j
    return kept[::-1]
