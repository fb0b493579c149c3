"""Lines of running text that could open a turn, whatever the rest of the text says of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from teema.formats.transcripts.labels import Shape, folded, shape
from teema.study.documents import MARKED_TIME, STAMP

Form: TypeAlias = Literal["inline", "timed", "bare"]
"""``inline``: label and colon (or tab, or time in brackets), then the words · ``timed``: a line of label and time ·
``bare``: a line with the label alone."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: its place in the text, and its number among such lines."""

    start: int
    words: str
    number: int
    after_blank: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that could open a turn; ``start`` is earlier than the line's where a time stands above it."""

    line: Line
    start: int
    speaker: str
    shape: Shape
    form: Form
    rest: str
    stamp: str

    @property
    def key(self) -> str:
        """Return the form by which two spellings of the label are the same."""
        return folded(self.speaker)


_GAP = r"[ \t\u00a0]*"
_BEFORE = rf"{_GAP}(?:(?:[-–—•>]|\d{{1,4}}[.)])[ \t]+)?(?:(?P<before>{STAMP}){_GAP}(?:[-–—][ \t]+)?)?[*_]{{0,3}}"
_LABEL = r"(?P<label>[^\W_](?:[^\n\t:<>{}|*\"“”?!;=/]|/(?!/)){0,49}?)"
_IN_BRACKETS = r"(?:[\[<](?P<bracketed>[^\W_][^\n\t:<>{}|\[\]*\"“”?!;=]{0,48})[\]>])"
_NAMED = rf"(?:{_LABEL}|{_IN_BRACKETS})[*_]{{0,3}}"
_COLON = rf"{_GAP}(?P<middle>{STAMP})?{_GAP}[*_]{{0,3}}:(?!//)(?!(?<=\d:)\d)[*_]{{0,3}}"
_ASIDE_TIME = rf"{_GAP}(?P<aside>{MARKED_TIME})(?={_GAP}\S)"
_INLINE = re.compile(
    rf"{_BEFORE}{_NAMED}(?:{_COLON}|{_ASIDE_TIME}|\t+){_GAP}(?:(?P<after>{MARKED_TIME}|{STAMP}(?={_GAP}$)))?"
)
_BRACKETED = re.compile(
    rf"{_BEFORE}(?:\[(?P<label>[A-ZÅÄÖ][^\[\]()\n]{{0,30}})\]|\((?P<bracketed>[A-ZÅÄÖ][^\[\]()\n]{{0,30}})\)){_GAP}(?=\S)"
)
_TIMED = re.compile(rf"{_BEFORE}{_NAMED}[ \t\u00a0]+(?P<after>{STAMP}){_GAP}$")
_BARE = re.compile(rf"{_BEFORE}{_NAMED}{_GAP}$")
_ONLY_TIME = re.compile(rf"{_GAP}({STAMP}){_GAP}$")


def lines_of(text: str) -> list[Line]:
    """Return the lines that are not blank, in order."""
    lines: list[Line] = []
    start, blank = 0, True
    for words in text.split("\n"):
        if words.strip():
            lines.append(Line(start, words, len(lines), blank))
        blank = not words.strip()
        start += len(words) + 1
    return lines


def candidates(lines: list[Line]) -> list[Candidate]:
    """Return the lines that have the form of a label and what it labels.

    >>> [(c.speaker, c.form) for c in candidates(lines_of("Jonas Rosland  0:22\\nHello\\nH1: [00:12] No joo"))]
    [('Jonas Rosland', 'timed'), ('Hello', 'bare'), ('H1', 'inline')]
    """
    found = []
    for index, line in enumerate(lines):
        above = _time_above(lines, index)
        candidate = _candidate(line, above)
        if candidate:
            found.append(candidate)
    return found


def _time_above(lines: list[Line], index: int) -> Line | None:
    """Return the line above if it holds a time alone: the time of what follows."""
    above = lines[index - 1] if index else None
    return above if above and _ONLY_TIME.match(above.words) else None


def _candidate(line: Line, above: Line | None) -> Candidate | None:
    for form, pattern, shapes in _FORMS:
        match = pattern.match(line.words[:_HEAD])
        found = _from_match(line, match, form, above) if match else None
        if found and found.shape in shapes:
            return found
    return None


_HEAD = 160
_ANY: tuple[Shape, ...] = ("role", "code", "name", "phrase")
_FORMS: tuple[tuple[Form, re.Pattern[str], tuple[Shape, ...]], ...] = (
    ("timed", _TIMED, _ANY),
    ("inline", _INLINE, _ANY),
    ("inline", _BRACKETED, ("role", "code")),
    ("bare", _BARE, ("role", "code", "name")),
)


def _from_match(line: Line, match: re.Match[str], form: Form, above: Line | None) -> Candidate | None:
    groups = match.groupdict()
    speaker = " ".join((groups["label"] or groups["bracketed"]).split())
    kind = shape(speaker)
    if kind is None or (form == "bare" and speaker.endswith((".", ","))):
        return None
    stamp = next((groups[place] for place in ("before", "middle", "aside", "after") if groups.get(place)), "")
    start = above.start if above and not stamp else line.start
    stamp = stamp or (above.words.strip() if above else "")
    return Candidate(line, start, speaker, kind, form, line.words[match.end() :].strip(), stamp)
