"""WebVTT: Teams, Zoom, YouTube, Whisper, noScribe and what breaks the rules. SRT shares the parser."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from teema.errors import Problem
from teema.formats.source import Reading, Source, decoded
from teema.formats.transcripts.cues import Cue, gathered, reading_of
from teema.formats.transcripts.times import milliseconds
from teema.formats.transcripts.voices import tidied

_TIME = r"(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,7})?"
_TIMING = re.compile(rf"\s*({_TIME})\s*-->\s*({_TIME})(?:\s.*)?$")
_BLOCK_TO_SKIP = re.compile(r"(?:NOTE|STYLE|REGION|WEBVTT)(?:\s|$)")
_TEAMS_ID = re.compile(r"(\S+/\d+)-\d+")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]*)>|(</v>)")
_TAG = re.compile(
    r"</?(?:c|i|b|u|s|v|ruby|rt|lang|font|em|strong)(?:[.\s][^<>]*)?>|<\d[\d:.,]*>|\{\\[^{}]*\}", re.IGNORECASE
)


def read(source: Source) -> Reading:
    """Read WebVTT. Warnings: F125 a cue with a time that cannot be read is left out, F126 so is text without a time,
    F127 the header is missing."""
    text, problems = decoded(source)
    if not text.lstrip().startswith("WEBVTT"):
        problems = (*problems, Problem("warning", "F127", source.name))
    cues, met = cues_of(text, source)
    return reading_of(cues, source, (*problems, *met))


def cues_of(text: str, source: Source, *, blank_lines_inside: bool = False) -> tuple[list[Cue], list[Problem]]:
    """Return the cues of WebVTT or SRT and what was wrong.

    ``blank_lines_inside`` takes text after a blank line for the rest of the cue before, as SRT files have it.
    """
    parts: list[_Part] = []
    problems: list[Problem] = []
    for block in _blocks(text):
        if not any("-->" in words for _, words in block):
            if parts and blank_lines_inside:
                parts[-1].lines.extend(words for _, words in block)
            elif not _BLOCK_TO_SKIP.match(block[0][1]):
                problems.append(Problem("warning", "F126", source.name, block[0][0]))
        else:
            parts.extend(_parts(block))
    timed = [part for part in parts if part.is_timed]
    problems.extend(Problem("warning", "F125", source.name, part.row) for part in parts if not part.is_timed)
    return gathered(tidied(cue for part in _utterances(timed) for cue in _spoken(part)), source), problems


@dataclass(slots=True)
class _Part:
    """One cue as written: ``from_ms`` is −1 where its time cannot be read."""

    name: str
    from_ms: int
    to_ms: int
    lines: list[str]
    row: int

    @property
    def is_timed(self) -> bool:
        return 0 <= self.from_ms <= self.to_ms


def _blocks(text: str) -> Iterator[list[tuple[int, str]]]:
    """Yield runs of lines that are not blank, with their row numbers."""
    block: list[tuple[int, str]] = []
    for row, words in enumerate(text.split("\n"), 1):
        if words.strip():
            block.append((row, words))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _parts(block: Sequence[tuple[int, str]]) -> Iterator[_Part]:
    """Divide a block at its timing lines; the line above one is its id, if it stands first or is a number."""
    timings = [index for index, (_, words) in enumerate(block) if "-->" in words]
    for index, following in zip(timings, [*timings[1:], len(block)], strict=True):
        row, words = block[index]
        above = block[index - 1][1].strip() if index else ""
        lines = [line for _, line in block[index + 1 : following]]
        if following < len(block) and lines and lines[-1].strip().isdigit():
            del lines[-1]
        yield _Part(above, *_times(words), lines, row)


def _times(words: str) -> tuple[int, int]:
    match = _TIMING.match(words)
    first, last = (milliseconds(match[1]), milliseconds(match[2])) if match else (None, None)
    return (-1, -1) if first is None or last is None else (first, last)


def _utterances(parts: Iterable[_Part]) -> list[_Part]:
    """Put together what Teams cut into ``<id>/11-0`` and ``<id>/11-1``, in the order of their numbers."""
    whole: dict[str, list[_Part]] = {}
    for number, part in enumerate(parts):
        match = _TEAMS_ID.fullmatch(part.name)
        whole.setdefault(match[1] if match else f"#{number}", []).append(part)
    return [_together(sorted(pieces, key=_number)) for pieces in whole.values()]


def _number(part: _Part) -> int:
    tail = part.name.rpartition("-")[2]
    return int(tail) if tail.isdecimal() and len(tail) < 10 else 0


def _together(pieces: list[_Part]) -> _Part:
    first, last = min(piece.from_ms for piece in pieces), max(piece.to_ms for piece in pieces)
    return replace(pieces[0], from_ms=first, to_ms=last, lines=[line for piece in pieces for line in piece.lines])


def _spoken(part: _Part) -> Iterator[Cue]:
    """Divide a cue by its voices and take the tags away."""
    speaker: str | None = None
    lines: list[str] = []
    for line in part.lines:
        position = 0
        for voice in _VOICE.finditer(line):
            lines.append(line[position : voice.start()])
            if voice[1] is not None and html.unescape(voice[1]).strip() != speaker:
                yield _cue(part, lines, speaker)
                lines, speaker = [], html.unescape(voice[1]).strip()
            position = voice.end()
        lines.append(line[position:])
    yield _cue(part, lines, speaker)


def _cue(part: _Part, lines: Iterable[str], speaker: str | None) -> Cue:
    words = tuple(html.unescape(_TAG.sub("", line)) for line in lines)
    return Cue(part.from_ms, part.to_ms, words, speaker, part.row)
