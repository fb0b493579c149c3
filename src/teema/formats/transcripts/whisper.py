"""What Whisper and its kin write beside captions: JSON with segments, TSV in milliseconds, and text with times in brackets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from teema.errors import Problem, ReadFailed
from teema.formats.source import Reading, Source, canonical, decoded, within
from teema.formats.transcripts.cues import Cue, gathered, reading_of
from teema.formats.transcripts.times import LONGEST_S, span
from teema.formats.transcripts.turns import find_turns

_LINE = re.compile(r"\s*(\[[\d:.,]+\s*-->\s*[\d:.,]+\])[ \t]*(.*)")


def read_json(source: Source) -> Reading:
    """Read Whisper's (or WhisperX's) JSON: ``segments`` with ``start`` and ``end`` in seconds, ``text``, perhaps ``speaker``.

    JSON that holds a ``text`` alone is read as running text. A segment with broken times is left out (F125). Errors:
    F115 the file is no such JSON.
    """
    text, problems = decoded(source)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as broken:
        raise ReadFailed("F115", path=source.name) from broken
    segments = content.get("segments") if isinstance(content, dict) else content
    if isinstance(segments, list) and segments and all(isinstance(segment, dict) for segment in segments):
        return _reading(gathered(_segments(segments), source), source, problems)
    if isinstance(content, dict) and isinstance(content.get("text"), str):
        words = within(canonical(content["text"]).strip(), source)
        return Reading(words, find_turns(words), problems)
    raise ReadFailed("F115", path=source.name)


def read_tsv(source: Source) -> Reading:
    """Read Whisper's TSV: start and end in milliseconds, text. Errors: F115 the columns are others."""
    text, problems = decoded(source)
    header, *rows = text.strip("\n").split("\n")
    if header.split("\t")[:3] != ["start", "end", "text"]:
        raise ReadFailed("F115", path=source.name)
    return _reading([_row(number, row) for number, row in enumerate(rows, 2) if row.strip()], source, problems)


def is_timed_text(text: str) -> bool:
    """Tell whether at least nine lines of ten begin with Whisper's ``[00:43.810 --> 00:47.850]``."""
    lines = [line for line in text.split("\n") if line.strip()]
    return bool(lines) and 10 * sum(_LINE.match(line) is not None for line in lines) >= 9 * len(lines)


def timed_text(text: str, source: Source, problems: tuple[Problem, ...]) -> Reading:
    """Read lines of ``[00:43.810 --> 00:47.850]  text``; a line without a time belongs to the one above."""
    cues: list[Cue] = []
    for row, line in enumerate(text.split("\n"), 1):
        match = _LINE.match(line)
        from_ms, to_ms = span(match[1]) if match else (None, None)
        if match:
            cues.append(Cue(-1 if from_ms is None else from_ms, -1 if to_ms is None else to_ms, (match[2],), None, row))
        elif cues and line.strip():
            cues.append(Cue(cues[-1].from_ms, cues[-1].to_ms, (line,), None, row))
    return _reading(cues, source, problems)


def _reading(cues: list[Cue], source: Source, problems: tuple[Problem, ...]) -> Reading:
    timed = [cue for cue in cues if 0 <= cue.from_ms <= cue.to_ms]
    met = [Problem("warning", "F125", source.name, cue.row) for cue in cues if not 0 <= cue.from_ms <= cue.to_ms]
    return reading_of(timed, source, (*problems, *met))


def _segments(segments: list[dict[str, Any]]) -> Iterator[Cue]:
    for number, segment in enumerate(segments, 1):
        speaker = segment.get("speaker")
        words = str(segment.get("text") or "")
        times = _milliseconds(segment.get("start")), _milliseconds(segment.get("end"))
        yield Cue(*times, (words,), speaker if isinstance(speaker, str) and speaker.strip() else None, number)


def _milliseconds(seconds: object) -> int:
    """Return a time in milliseconds; −1 where it is no time."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds <= LONGEST_S:
        return -1
    return round(1000 * seconds)


def _row(number: int, row: str) -> Cue:
    first, last, words = (*row.split("\t", 2), "", "")[:3]
    return Cue(_whole(first), _whole(last), (words,), None, number)


def _whole(written: str) -> int:
    """Return a count of milliseconds; −1 where it is none."""
    return int(written) if written.isdecimal() and len(written) < 12 else -1
