"""Whatever has a position in a document: codings, relevance, turns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from teema.pseudonyms.positions import PositionMap
from teema.pseudonyms.texts import Address
from teema.study import Coding, Document, Relevance, Span, Study, Turn

Anchored = TypeVar("Anchored", Coding, Relevance)
Positions = dict[Address, tuple[int, ...]]
_STAYS = PositionMap()


def moved(study: Study, maps: Mapping[str, PositionMap], exactly: Positions | None = None) -> Study:
    """Return the study with everything where the maps of its documents put it; what has a place in ``exactly`` goes there."""
    known = exactly or {}

    def anchored(kind: str, one: Anchored) -> Anchored:
        place = known.get((kind, one.id))
        span = Span(*place) if place else maps.get(one.document, _STAYS).span(one.span)
        return one if span == one.span else replace(one, span=span)

    def turn(document: Document, number: int, one: Turn) -> Turn:
        place = known.get(("documents", document.name, "turns", str(number)))
        if place:
            return replace(one, start=place[0], end=place[1], speech=place[2])
        return maps.get(document.name, _STAYS).turn(one)

    return replace(
        study,
        codings=tuple(anchored("codings", one) for one in study.codings),
        relevance=tuple(anchored("relevance", one) for one in study.relevance),
        documents=tuple(
            replace(document, turns=tuple(turn(document, number, one) for number, one in enumerate(document.turns)))
            for document in study.documents
        ),
    )


def positions_of(study: Study) -> Iterator[tuple[Address, tuple[int, ...]]]:
    """Yield every position in the study with its address: start and end, of turns the beginning of the words too."""
    for one in study.codings:
        yield ("codings", one.id), (one.span.start, one.span.end)
    for judged in study.relevance:
        yield ("relevance", judged.id), (judged.span.start, judged.span.end)
    for document in study.documents:
        for number, turn in enumerate(document.turns):
            yield ("documents", document.name, "turns", str(number)), (turn.start, turn.end, turn.speech)
