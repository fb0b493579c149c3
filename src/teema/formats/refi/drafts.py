"""Sources as they come, before it is known how their positions were counted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias
from xml.etree.ElementTree import Element

from teema.formats.exchange.project import SourceKind
from teema.formats.refi.conventions import Mark, RawText
from teema.formats.refi.markup import children, guid, words

Medium: TypeAlias = Literal["text", "transcript", "media", "page"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A selection as it comes: where it was made, and its positions, None where the file gives none."""

    element: Element
    medium: Medium
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class SyncPoint:
    """A place of a transcript and its time in milliseconds, None where unknown."""

    guid: str
    position: int
    time: int | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A source that has a text.

    ``element`` describes it: the source, or a transcript beside its first; ``holder`` holds the text: the same, a PDF's
    representation, a recording's transcript.
    """

    element: Element
    holder: Element
    kind: SourceKind
    guid: str
    raw: RawText
    chosen: tuple[Chosen, ...]
    points: tuple[SyncPoint, ...] = ()
    original: tuple[str, bytes] | None = None

    @property
    def marks(self) -> list[Mark]:
        """List the selections that have positions in the text, each once."""
        return [each.mark for each in self.chosen if each.mark is not None]


def number(written: str | None) -> int | None:
    """Read a whole number; None where there is none.

    >>> number(" 12 "), number("1.5"), number(None)
    (12, None, None)
    """
    try:
        return int(written or "")
    except ValueError:
        return None


def text_selections(holder: Element) -> Iterator[Chosen]:
    """Yield the selections of a plain text."""
    for each in children(holder, "PlainTextSelection"):
        start, end = number(each.get("startPosition")), number(each.get("endPosition"))
        yield Chosen(each, "text", _mark(start, end, each))


def page_selections(source: Element) -> Iterator[Chosen]:
    """Yield the rectangles of a PDF's pages."""
    for each in children(source, "PDFSelection"):
        yield Chosen(each, "page", None)


def sync_points(transcript: Element) -> tuple[SyncPoint, ...]:
    """Read a transcript's sync points that have a position, in its order."""
    found = []
    for each in children(transcript, "SyncPoint"):
        position, time = number(each.get("position")), number(each.get("timeStamp"))
        if position is not None:
            found.append(SyncPoint(guid(each.get("guid")), position, time))
    return tuple(sorted(found, key=lambda point: point.position))


def transcript_selections(transcript: Element, points: tuple[SyncPoint, ...]) -> Iterator[Chosen]:
    """Yield the selections of a transcript: from one sync point to another, or to the next one that stands further on."""
    places = {point.guid: point.position for point in points}
    positions = [point.position for point in points]
    for each in children(transcript, "TranscriptSelection"):
        start = places.get(guid(each.get("fromSyncPoint")))
        end = places.get(guid(each.get("toSyncPoint")))
        if start is not None and end is None and not each.get("toSyncPoint"):
            following = bisect_right(positions, start)
            end = positions[following] if following < len(positions) else None
        yield Chosen(each, "transcript", _mark(start, end, each))


def media_selections(source: Element, points: tuple[SyncPoint, ...]) -> Iterator[Chosen]:
    """Yield the selections of a recording; those whose times are those of sync points have a place in the text."""
    starts = {point.time: point.position for point in points if point.time is not None}
    ends = {point.time: point.position for point in reversed(points) if point.time is not None}
    for each in children(source, "AudioSelection", "VideoSelection"):
        begin, close = number(each.get("begin")), number(each.get("end"))
        start = starts.get(begin) if begin is not None else None
        end = ends.get(close) if close is not None else None
        mark = _mark(start, end, each)
        yield Chosen(each, "media", mark if mark and mark.start < mark.end else None)


def quoted_on_page(selection: Element) -> str:
    """Return the words that a page's rectangle says it holds; empty where it doesn't."""
    return next((words(each) for held in children(selection, "Representation") for each in held if each.text), "")


def _mark(start: int | None, end: int | None, element: Element) -> Mark | None:
    return None if start is None or end is None else Mark(start, end, element.get("name") or "")
