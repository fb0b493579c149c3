"""The words behind a page's numbers, packed so that tens of thousands of segments still open at once.

Turns, places and meanings that repeat are stored once; a link names its segments by their position.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from teema.report.blocks import Segment
from teema.report.layout import printable

_AT_ONCE: Final = 1_000


class Evidence:
    """Collects the segments that a page refers to, in the order in which it does. Of an empty mapping it shows none."""

    def __init__(self, segments: Mapping[str, Segment]) -> None:
        self.known = segments
        self.places: dict[str, int] = {}
        self.order: list[str] = []

    def positions(self, ids: tuple[str, ...]) -> str:
        """Return the positions of the known segments, separated by spaces; nothing when none is known."""
        found = [self.places.get(one) for one in ids]  # most stand somewhere already
        places = [self._position(one) if place is None else place for one, place in zip(ids, found, strict=True)]
        return " ".join([str(place) for place in places if place is not None])

    def _position(self, one: str) -> int | None:
        """Give a segment its position, if it is known."""
        if one not in self.known:
            return None
        place = self.places.setdefault(one, len(self.order))
        if place == len(self.order):
            self.order.append(one)
        return place

    def first(self, positions: str) -> str:
        """Return the identity of the first segment of some positions."""
        return self.order[int(positions.partition(" ")[0])]

    def packed(self) -> Iterator[str]:
        """Yield the segments used, part by part, as JSON that may stand inside a script element.

        A segment is [id, place, text, start, end, meaning]; start and end count code points of the text.
        """
        texts: dict[str, int] = {}
        where: dict[str, int] = {}
        means: dict[str, int] = {}
        rows = [_row(self.known[one], texts, where, means) for one in self.order]
        for name, held in (("texts", texts), ("where", where), ("means", means), ("segments", rows)):
            yield f'{"{" if name == "texts" else ","}"{name}":['
            yield from _listed(held)
            yield "]"
        yield "}"


def _listed(held: Iterable[object]) -> Iterator[str]:
    """Yield the members of a list as JSON, some at a time: a large list is never written at once."""
    members = iter(held)
    comma = ""
    while some := list(islice(members, _AT_ONCE)):
        written = json.dumps(some, ensure_ascii=False, separators=(",", ":"))[1:-1]
        yield comma + written.replace("<", "\\u003c")
        comma = ","


def _row(segment: Segment, texts: dict[str, int], where: dict[str, int], means: dict[str, int]) -> list[str | int]:
    before, said, after = printable(segment.before), printable(segment.said), printable(segment.after)
    return [
        segment.id,
        where.setdefault(printable(segment.where), len(where)),
        texts.setdefault(before + said + after, len(texts)),
        len(before),
        len(before) + len(said),
        means.setdefault(printable(segment.means), len(means)),
    ]
