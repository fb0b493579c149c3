"""oTranscribe's ``.otr``: JSON with the transcript as HTML, in which marks tell the recording's time.

A mark is no word and leaves the text; the turn that it opens begins at its time. Speakers are found by the speaker rules, for which a
mark counts as a time in brackets. A mark inside a turn tells nothing that a turn could keep.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from teema.errors import ReadFailed
from teema.formats.source import Reading, Source, canonical, decoded, within
from teema.formats.transcripts.html import blocks_of, parsed
from teema.formats.transcripts.styled import listed, shown
from teema.formats.transcripts.times import LONGEST_S, milliseconds
from teema.formats.transcripts.turns import find_turns
from teema.study.documents import Turn, turn_over

_SIGNS = (b'"media-time"', b"data-timestamp=")
_MARK = r"\[\d{1,4}:\d\d:\d\d\.\d{3}\]"
_REMOVED = re.compile(
    rf"(?m)^[ \t\u00a0]*{_MARK}[ \t\u00a0]*(?:\n+|\Z)|[ \t\u00a0]+{_MARK}[ \t\u00a0]*$|{_MARK}[ \t\u00a0]*"
)


def is_otranscribe(data: bytes) -> bool:
    """Tell by its signs whether JSON was written by oTranscribe.

    >>> is_otranscribe(b'{"text": "<p>Hei</p>", "media": "", "media-time": 0}'), is_otranscribe(b'{"text": "Hei"}')
    (True, False)
    """
    return any(sign in data for sign in _SIGNS)


def read(source: Source) -> Reading:
    """Read an ``.otr``. Errors: F130 it is no such file, F108 its text cannot be parsed."""
    text, problems = decoded(source)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as broken:
        raise ReadFailed("F130", path=source.name) from broken
    html = content.get("text") if isinstance(content, dict) else None
    if not isinstance(html, str):
        raise ReadFailed("F130", path=source.name)
    root = parsed(html, source)
    _write_marks(root)
    return replace(_reading(canonical(shown(listed(blocks_of(root), source))), source), problems=problems)


def _write_marks(root: etree._Element) -> None:
    """Write every time mark out as a time in brackets, to the millisecond."""
    for mark in root.iter("span"):
        time = _time(mark)
        if time is not None:
            for child in list(mark):
                mark.remove(child)
            mark.text = f"{_written(time)} "


def _time(mark: etree._Element) -> int | None:
    """Return the time of a mark in milliseconds; None where an element is none or holds no time."""
    told = mark.get("data-timestamp")
    if told is None and "timestamp" not in (mark.get("class") or "").split():
        return None
    if told is not None and _SECONDS.fullmatch(told.strip()) and float(told) < LONGEST_S:
        return round(1000 * float(told))
    return milliseconds("".join(str(words) for words in mark.itertext()))


_SECONDS = re.compile(r"[0-9]{1,8}(?:\.[0-9]{1,20})?")


def _written(time: int) -> str:
    """Write a time as a mark.

    >>> _written(12_110)
    '[0:00:12.110]'
    """
    seconds, fraction = divmod(time, 1000)
    return f"[{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{fraction:03}]"


def _reading(marked: str, source: Source) -> Reading:
    """Find the turns with the marks in their places, then take the marks away."""
    removed = [(match.start(), match.end()) for match in _REMOVED.finditer(marked)]
    text = within(_REMOVED.sub("", marked), source)
    return Reading(text, tuple(_moved(find_turns(marked), _Removal(removed), text)))


class _Removal:
    """Where a position of the marked text lies once the marks are gone."""

    def __init__(self, removed: list[tuple[int, int]]) -> None:
        self._starts = [start for start, _ in removed]
        self._ends = [end for _, end in removed]
        self._gone = [0]
        for start, end in removed:
            self._gone.append(self._gone[-1] + end - start)

    def __call__(self, position: int) -> int:
        before = bisect_right(self._starts, position)
        inside = max(0, self._ends[before - 1] - position) if before else 0
        return position - self._gone[before] + inside


def _moved(turns: tuple[Turn, ...], removal: _Removal, text: str) -> Iterator[Turn]:
    for turn in turns:
        start, end = removal(turn.start), removal(turn.end)
        words = text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        if start < end:
            yield turn_over(text, start, end, turn.speaker, turn.from_ms, turn.to_ms)
