"""How a program counted its positions: candidates, scored by what they would select, one for the whole project.

The format says Unicode code points; programs count UTF-16 units too, a line break of two characters as one, the byte order mark,
and the last character in. A right convention cuts no words and selects what the file quotes; a wrong one soon does neither.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from typing import Literal, TypeAlias

from teema.formats.refi.quotes import cuts_word, quote_of

Unit: TypeAlias = Literal["cp", "u16"]
Points: TypeAlias = "dict[Convention, Sequence[list[int]]]"
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_SAMPLE = 2_000
"""How many selections of a project are scored at most, evenly spread."""
_QUOTE = 4
"""What a selection that reads as quoted weighs, against each of its ends that cuts no word."""
_BEGUN = 3
"""What one weighs that begins as quoted, where the name may be cut short without saying so."""
_CLEAR = 3
"""How many points more a source of its own way, or a last character counted in, must bring."""


@dataclass(frozen=True, slots=True)
class Convention:
    r"""A way of counting: the unit, what ``\r\n`` counts as, whether the byte order mark counts, whether the end is counted in."""

    unit: Unit = "cp"
    break_length: Literal[1, 2] = 2
    mark: bool = False
    end_in: bool = False

    def named(self, breaks: bool) -> str:
        """Name the convention; ``breaks`` tells whether the texts hold any line break of two characters.

        >>> Convention("u16", 2).named(True), Convention("cp", 1, mark=True).named(True), Convention().named(False)
        ('u16_crlf', 'cp_crlf_as_1_bom', 'cp_lf')
        """
        ends = ("crlf" if self.break_length == 2 else "crlf_as_1") if breaks else "lf"
        return f"{self.unit}_{ends}" + "_bom" * self.mark + "_end_in" * self.end_in


_UNITS: tuple[Unit, ...] = ("cp", "u16")
_LENGTHS: tuple[Literal[1, 2], ...] = (2, 1)
CANDIDATES = tuple(Convention(unit, length, mark) for unit, length, mark in product(_UNITS, _LENGTHS, (False, True)))
OWN = "Teema"
"""What projects written here say that they come from: no need to ask how they count."""
_PRODUCERS = (("nvivo", Convention("u16", 2)), ("atlas", Convention("cp", 1)))


def usual(origin: str) -> Convention:
    """Return how the program that a project names usually counts; as the format says, where that isn't known.

    >>> usual("NVivo for Windows 12.6").unit, usual("ATLAS.ti 8").break_length, usual("").named(True)
    ('u16', 1, 'cp_crlf')
    """
    return next((way for name, way in _PRODUCERS if name in origin.casefold()), Convention())


@dataclass(frozen=True)
class RawText:
    """A text as it came, less its byte order mark, which ``marked`` tells of."""

    text: str
    marked: bool = False

    @cached_property
    def has_breaks(self) -> bool:
        """Tell whether a line break takes two characters."""
        return "\r\n" in self.text

    @cached_property
    def one_break(self) -> str:
        """Return the text with line breaks of one character."""
        return self.text.replace("\r\n", "\n")

    @cached_property
    def has_astral(self) -> bool:
        """Tell whether a character takes two UTF-16 units."""
        return not self.text.isascii() and len(self.text.encode("utf-16-le", "surrogatepass")) > 2 * len(self.text)

    @property
    def is_plain(self) -> bool:
        """Tell whether every convention counts alike here."""
        return not (self.has_breaks or self.has_astral or self.marked)

    def under(self, way: Convention) -> Convention:
        """Return the simplest convention that counts alike in this text."""
        length = way.break_length if self.has_breaks else 1
        return Convention(way.unit if self.has_astral else "cp", length, way.mark and self.marked, way.end_in)


class Counted:
    """A text under a convention: where a raw position stands in ``base``."""

    def __init__(self, raw: RawText, way: Convention) -> None:
        self.base = raw.one_break if way.break_length == 1 else raw.text
        self._before = int(way.mark and raw.marked)
        self._last = int(way.end_in)
        wide = _ASTRAL.finditer(self.base) if way.unit == "u16" and raw.has_astral else ()
        self._units = [match.start() + order for order, match in enumerate(wide)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a selection starts and ends in ``base``; it may lie outside, or be empty."""
        return self._index(start), self._index(end + self._last)

    def _index(self, position: int) -> int:
        """Return a position's code point; within a pair of units, where the pair begins."""
        own = position - self._before
        return own - bisect_left(self._units, own)


@dataclass(frozen=True, slots=True)
class Mark:
    """A selection as the file gives it."""

    start: int
    end: int
    name: str = ""


@dataclass(frozen=True)
class Decision:
    """What was decided: one convention, the one that came close if one did, and the sources that count otherwise."""

    convention: Convention
    close: Convention | None = None
    exceptions: dict[int, Convention] = field(default_factory=dict)

    def of(self, source: int) -> Convention:
        """Return the convention of a source."""
        return self.exceptions.get(source, self.convention)


def decide(sources: Sequence[tuple[RawText, Sequence[Mark]]], origin: str) -> Decision:
    """Decide how the selections of a project were counted.

    >>> text = RawText("a\\r\\nb 👍 hyvin meni")
    >>> decide([(text, [Mark(8, 13, "hyvin")])], "").convention.named(True)
    'u16_crlf'
    """
    if origin == OWN:
        return Decision(Convention())
    sampled = list(_sampled(sources))
    weighed = [_under_each(raw, marks) for raw, marks in sampled]
    points: Points = {way: [each[order] for each in weighed] for order, way in enumerate(CANDIDATES)}
    expected = usual(origin)
    best = max(CANDIDATES, key=lambda way: (_total(points[way]), way == expected, way.unit == expected.unit))
    exceptions = dict(_exceptions(points, best))
    counting_end = replace(best, end_in=True)
    ended, own = _all(_points(raw, marks, counting_end) for raw, marks in sampled), _all(points[best])
    if _clearly_better(ended, own):
        return Decision(counting_end)
    close = counting_end if _may_be_better(ended, own) else None
    return Decision(best, _close(sampled, points, best) or close, exceptions)


def _sampled(sources: Sequence[tuple[RawText, Sequence[Mark]]]) -> Iterable[tuple[RawText, Sequence[Mark]]]:
    step = -(-sum(len(marks) for _, marks in sources) // _SAMPLE) or 1
    for raw, marks in sources:
        yield raw, marks[::step]


def _under_each(raw: RawText, marks: Sequence[Mark]) -> list[list[int]]:
    """Weigh a source's selections under each candidate, once for those that count alike here."""
    known: dict[Convention, list[int]] = {}
    for way in map(raw.under, CANDIDATES):
        if way not in known:
            known[way] = _points(raw, marks, way)
    return [known[raw.under(way)] for way in CANDIDATES]


def _points(raw: RawText, marks: Sequence[Mark], way: Convention) -> list[int]:
    """Weigh each selection of a source as a convention would place it."""
    if not marks:
        return []
    counted = Counted(raw, way)
    return [_weight(counted.base, *counted.span(mark.start, mark.end), mark.name) for mark in marks]


def _weight(text: str, start: int, end: int, name: str) -> int:
    if not 0 <= start < end <= len(text):
        return -1
    quote = quote_of(name)
    clean = _opens(text, start) + _closes(text, end)
    if not quote.words:
        return clean
    return clean + (_QUOTE if quote.reads(text, start, end) else _BEGUN if quote.begins(text, start, end) else 0)


def _opens(text: str, start: int) -> bool:
    """Tell whether a selection may start here: at no white space and within no word."""
    return not text[start].isspace() and not cuts_word(text, start)


def _closes(text: str, end: int) -> bool:
    return not text[end - 1].isspace() and not cuts_word(text, end)


def _total(points: Sequence[list[int]]) -> int:
    return sum(map(sum, points))


def _all(points: Iterable[list[int]]) -> list[int]:
    return [each for source in points for each in source]


def _gain_and_loss(new: Sequence[int], old: Sequence[int]) -> tuple[int, int]:
    gain = sum(max(0, one - other) for one, other in zip(new, old, strict=True))
    return gain, gain - sum(new) + sum(old)


def _clearly_better(new: Sequence[int], old: Sequence[int]) -> bool:
    gain, loss = _gain_and_loss(new, old)
    return gain >= _CLEAR and gain >= 4 * loss


def _may_be_better(new: Sequence[int], old: Sequence[int]) -> bool:
    """Tell whether, of the selections that stand in their text, at least half read better and none worse."""
    inside = [(one, other) for one, other in zip(new, old, strict=True) if other >= 0]
    better = sum(one > other for one, other in inside)
    return 2 * better >= len(inside) > 0 and all(one >= other for one, other in inside)


def _exceptions(points: Points, best: Convention) -> Iterable[tuple[int, Convention]]:
    """Yield the sources that another convention suits clearly better: a project may be put together from several."""
    for source, own in enumerate(points[best]):
        way = max(CANDIDATES, key=lambda each: sum(points[each][source]))
        if sum(own) < sum(points[way][source]) and _clearly_better(points[way][source], own):
            yield source, way


def _close(sampled: Sequence[tuple[RawText, Sequence[Mark]]], points: Points, best: Convention) -> Convention | None:
    """Return a convention that places something elsewhere and reads about as well; None where the best is sure."""
    for way in CANDIDATES:
        if _differs(sampled, best, way):
            gain, loss = _gain_and_loss(_all(points[best]), _all(points[way]))
            if 2 * loss > gain or not gain:
                return way
    return None


def _differs(sampled: Sequence[tuple[RawText, Sequence[Mark]]], one: Convention, other: Convention) -> bool:
    return any(
        _spans(raw, marks, one) != _spans(raw, marks, other) for raw, marks in sampled if marks and not raw.is_plain
    )


def _spans(raw: RawText, marks: Sequence[Mark], way: Convention) -> list[tuple[int, int]]:
    """Return where a convention places a source's selections, counted in one way so that two can be compared."""
    counted = Counted(raw, way)
    spans = [counted.span(mark.start, mark.end) for mark in marks]
    if way.break_length == 1 or not raw.has_breaks:
        return spans
    breaks = [match.start() for match in re.finditer("\r\n", raw.text)]
    return [(start - bisect_left(breaks, start), end - bisect_left(breaks, end)) for start, end in spans]
