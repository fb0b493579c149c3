"""Spans that a program stored with the words they cover: checked against them, and put on them where they have slipped."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from teema.errors import Problem

_NEAR = 200
"""Characters within which the nearest of several equal places is believed."""
_WIDE = re.compile("[\U00010000-\U0010ffff]")
_SEARCHED = 500_000_000
"""Characters that are looked through for slipped words in one project; after that they are left where they are."""


@dataclass(slots=True)
class Placing:
    """Counts what became of a project's spans, by document where something went less than well.

    ``differing`` are left where the file puts them, though it quotes other words; ``outside`` have no place in the text.
    """

    verified: int = 0
    repaired: int = 0
    differing: Counter[str] = field(default_factory=Counter)
    outside: Counter[str] = field(default_factory=Counter)
    _left: int = _SEARCHED

    def problems(self) -> tuple[Problem, ...]:
        """Tell the documents whose spans cover other words than quoted (X164), or lie outside the text (X165)."""
        return tuple(
            Problem("warning", code, name, None, {"count": count})
            for code, found in (("X164", self.differing), ("X165", self.outside))
            for name, count in found.items()
        )

    def place(self, words: Words, start: int, end: int, quoted: str) -> tuple[int, int] | None:
        """Return where the quoted words stand, None where the span has no place in the text.

        Positions that cover the words are right. If not, they may be UTF-16 units; then the only or the clearly nearest place that
        holds the words is taken. Words found nowhere leave the positions as they are.

        >>> placing = Placing()
        >>> placing.place(Words("a", "😀 hyvä 😀 hintaa"), 11, 17, "hintaa"), placing.repaired
        ((9, 15), 1)
        """
        within = 0 <= start < end <= len(words.text)
        if within and (not quoted.strip() or same(words.text[start:end], quoted)):
            self.verified += bool(quoted.strip())
            return start, end
        found = self._found(words, start, end, quoted) if quoted.strip() else None
        if found:
            self.repaired += 1
        elif within:
            self.differing[words.name] += 1
        else:
            self.outside[words.name] += 1
        return found or ((start, end) if within else None)

    def _found(self, words: Words, start: int, end: int, quoted: str) -> tuple[int, int] | None:
        as_units = words.from_units(start), words.from_units(end)
        if 0 <= as_units[0] < as_units[1] <= len(words.text) and same(words.text[slice(*as_units)], quoted):
            return as_units
        if self._left < 0:
            return None
        self._left -= len(words.text)
        place = _nearest(words.text, quoted, start)
        return None if place is None else (place, place + len(quoted))


class Words:
    """A document's canonical text, by name, which knows where UTF-16 counts more than one unit."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self._wide: tuple[int, ...] | None = None

    def from_units(self, position: int) -> int:
        """Return the code point at a position counted in UTF-16 units.

        >>> Words("a", "😀 hyvä").from_units(3)
        2
        """
        if self._wide is None:
            self._wide = tuple(found.start() + before for before, found in enumerate(_WIDE.finditer(self.text)))
        return position - bisect_left(self._wide, position)


def same(words: str, quoted: str) -> bool:
    r"""Tell whether the words are those quoted, white space aside.

    >>> same("hyvä\nhinta", "hyvä hinta"), same("hyvä", "hinta")
    (True, False)
    """
    return words == quoted or "".join(words.split()) == "".join(quoted.split())


def _nearest(text: str, quoted: str, start: int) -> int | None:
    first, last = text.find(quoted), text.rfind(quoted)
    if first == last:
        return None if first < 0 else first
    places = (text.rfind(quoted, 0, max(0, start) + len(quoted)), text.find(quoted, max(0, start)))
    near = min((place for place in places if place >= 0), key=lambda place: abs(place - start))
    away = abs(near - start)
    around = text[max(0, start - 2 * away) : max(0, start + 2 * away) + len(quoted)]
    return near if away <= _NEAR and around.find(quoted) == around.rfind(quoted) else None
