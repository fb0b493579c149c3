"""Documents and their turns: what was said, by whom, when."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from teema.errors import StudyError
from teema.study.spans import Span

_TIME = r"(?:\d{1,3}:\d{2}(?::\d{2})?|\d{1,2}:\d{1,2}:\d{1,2})(?:[.,]\d{1,7}|-\d(?![\d:]))?(?!\d)"
_SPAN = rf"{_TIME}(?:[ \t]*(?:-->|->|–|—|-)[ \t]*{_TIME})?"
MARKED_TIME = rf"(?:\[[ \t]*{_SPAN}[ \t]*\]|\([ \t]*{_SPAN}[ \t]*\)|<{_SPAN}>|\{{{_SPAN}\}}|#{_SPAN}#)"
"""A time, or from–to, in brackets or number signs, as transcripts write it: ``[00:12]``, ``(1:02:03)``, ``#00:01:23-4#``."""
STAMP = rf"(?:{MARKED_TIME}|{_SPAN})"
"""The same with or without its brackets."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn over the document's text.

    ``start`` and ``end`` are half-open code points and cover the speaker's label; ``speech`` is where the words begin.
    ``speaker`` is empty where the text does not tell. Times are milliseconds from the recording's start, None where unknown.
    """

    start: int
    end: int
    speaker: str = ""
    from_ms: int | None = None
    to_ms: int | None = None
    speech: int = -1

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise StudyError("S201", start=self.start, end=self.end)
        if not self.start <= self.speech <= self.end:
            object.__setattr__(self, "speech", self.start)


def turn_over(
    text: str, start: int, end: int, speaker: str, from_ms: int | None = None, to_ms: int | None = None
) -> Turn:
    """Make a turn whose words begin after the label that the text shows, if it shows one.

    >>> turn_over("H1: No joo.", 0, 11, "H1").speech
    4
    """
    return Turn(start, end, speaker, from_ms, to_ms, start + _label_length(text[start:end], speaker))


def _label_length(words: str, speaker: str) -> int:
    """Measure the label with which a turn begins, in any of the ways of writing it; 0 where it shows none.

    Letter case and the width of spaces do not matter; the label may stand in brackets or between marks of emphasis.
    """
    if not speaker:
        match = _TIME_ALONE.match(words)
        return match.end() if match else 0
    before = _BEFORE_LABEL.match(words)
    label = _label_end(words, before.end(), speaker) if before else None
    if label is None:
        return 0
    after = _AFTER_LABEL.match(words, label) or _AFTER_BRACKET.match(words, label)
    return after.end() if after else 0


def _label_end(words: str, start: int, speaker: str) -> int | None:
    """Return where a label ends that stands at a place; None where it doesn't. One written as it is needs no pattern of its own."""
    if words.startswith(speaker, start) and speaker == speaker.strip():
        closed = _LABEL_CLOSED.match(words, start + len(speaker))
        return closed.end() if closed else None
    label = _label(speaker).match(words, start)
    return label.end() if label else None


@lru_cache(maxsize=256)
def _label(speaker: str) -> re.Pattern[str]:
    name = r"\s+".join(re.escape(part) for part in speaker.split())
    return re.compile(rf"[\[(<]?{name}{_LABEL_CLOSED.pattern}", re.IGNORECASE)


_LABEL_CLOSED = re.compile(r"[\])>]?[*_]{0,3}")
_GAP = r"[ \t\u00a0]*"
_COLON = rf"{_GAP}{STAMP}?{_GAP}[*_]{{0,3}}:(?!(?<=\d:)\d)[*_]{{0,3}}"
_TIME_AFTER = rf"{_GAP}[*_]{{0,3}}{MARKED_TIME}[*_]{{0,3}}(?!{_GAP}:)|[ \t\u00a0]+{STAMP}(?={_GAP}(?:\n|$))"
_THEN = rf"{_GAP}(?:(?:{MARKED_TIME}|{STAMP}(?={_GAP}\n))[*_]{{0,3}})?\s*"
_BEFORE_LABEL = re.compile(rf"\s*(?:(?:[-–—•>]|\d{{1,4}}[.)])\s+)?(?:{STAMP}\s*(?:[-–—]\s+)?)?[*_]{{0,3}}")
_AFTER_LABEL = re.compile(rf"(?:{_TIME_AFTER}|{_COLON}|(?={_GAP}(?:\n|$))|\s{{2,}}|\t){_THEN}")
_AFTER_BRACKET = re.compile(rf"(?<=[\])]){_THEN}")
_TIME_ALONE = re.compile(rf"\s*(?:{MARKED_TIME}|{STAMP}[ \t]*\n)\s*")


@dataclass(frozen=True)
class Document:
    """One transcript: its canonical text (NFC, ``\\n``, what a reader sees) and its turns in order.

    ``name`` is the document's address within the study; ``source`` names the file it was read from, if any.

    >>> Document("haastattelu-1", "H: Hei.\\nA: No moi moi.", turns=(turn_over("H: Hei.", 0, 7, "H"),)).turn_at(3)
    0
    """

    name: str
    text: str
    turns: tuple[Turn, ...] = ()
    source: str = ""

    @cached_property
    def _starts(self) -> list[int]:
        return [turn.start for turn in self.turns]

    def turn_at(self, position: int) -> int | None:
        """Return the index of the turn that covers a position; None where no turn does."""
        index = bisect_right(self._starts, position) - 1
        return index if index >= 0 and position < self.turns[index].end else None

    def turns_under(self, span: Span) -> range:
        """Return the indexes of the turns that a span touches.

        >>> Document("d", "A: joo B: ei", (Turn(0, 7), Turn(7, 12))).turns_under(Span(3, 9))
        range(0, 2)
        """
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = bisect_left(self._starts, span.end)
        return range(first, last)

    def said(self, turn: Turn) -> str:
        """Return a turn's words without the speaker's label."""
        return self.text[turn.speech : turn.end]

    @property
    def speakers(self) -> tuple[str, ...]:
        """Name the speakers in the order in which they first speak."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns if turn.speaker))


def count_words(text: str) -> int:
    """Count the words: runs of letters or digits, inner hyphens, apostrophes and colons included.

    >>> count_words("No siis HR-puoli, se on 5:nnes (naurahtaa)...")
    7
    """
    return len(_WORD.findall(text))


_WORD = re.compile(r"[^\W_]+(?:[-'’:.,][^\W_]+)*")
