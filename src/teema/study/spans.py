"""Positions in a text: Unicode code points, half-open, over the canonical text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from teema.errors import StudyError

Anchoring: TypeAlias = Literal["exact", "repaired", "ambiguous", "lost"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The words from ``start`` up to, not including, ``end``.

    >>> Span(0, 4).of("Hyvä päivä")
    'Hyvä'
    >>> Span(3, 3)
    Traceback (most recent call last):
        ...
    teema.errors.StudyError: S201
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise StudyError("S201", start=self.start, end=self.end)

    def of(self, text: str) -> str:
        """Return the words that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a quoted text stands now, and how it was found. ``span`` is None when it was not."""

    span: Span | None
    how: Anchoring


def anchor(text: str, start: int | None, end: int | None, quoted: str) -> Anchored:
    """Find ``quoted`` in ``text``, trusting the given positions only when the words match.

    White space is compared loosely. A quote that stands elsewhere exactly once is repaired; when several places hold it,
    the nearest is taken only if it lies within 200 characters of the given start and no other place is within twice that
    distance; otherwise it is ambiguous and has no span. Without a quoted text, valid positions are taken as they are.

    >>> anchor("joo no hyvin toimii", 0, 5, "hyvin")
    Anchored(span=Span(start=7, end=12), how='repaired')
    >>> anchor("joo joo", None, None, "joo").how
    'ambiguous'
    """
    given = Span(start, end) if start is not None and end is not None and 0 <= start < end <= len(text) else None
    if not quoted.strip():
        return Anchored(given, "exact" if given else "lost")
    if given and _folded(given.of(text)) == _folded(quoted):
        return Anchored(given, "exact")
    places = [Span(*match.span()) for match in re.finditer(_loose(quoted), text)]
    if len(places) == 1:
        return Anchored(places[0], "repaired")
    if not places:
        return Anchored(None, "lost")
    near = _nearest(places, start)
    return Anchored(near, "repaired" if near else "ambiguous")


def _nearest(places: list[Span], start: int | None) -> Span | None:
    if start is None:
        return None
    first, second = sorted(places, key=lambda place: abs(place.start - start))[:2]
    near, next_ = abs(first.start - start), abs(second.start - start)
    return first if near <= 200 and next_ > 2 * max(near, 1) else None


def _folded(words: str) -> str:
    return " ".join(words.split())


def _loose(quoted: str) -> str:
    return r"\s+".join(re.escape(word) for word in quoted.split())
