"""A document's text as it is read: its turns, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from teema.web.material.models import Document


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a text. ``turn`` is its index, None for what belongs to no turn."""

    words: str
    turn: int | None = None
    speaker: str = ""
    from_ms: int | None = None


def pieces_of(document: Document) -> list[Piece]:
    """Return a document's text in pieces, in order; white space between them is left out."""
    return list(_pieces(document))


def _pieces(document: Document) -> Iterator[Piece]:
    plain, at = document.plain(), 0
    for index, turn in enumerate(plain.turns):
        between = plain.text[at : turn.start].strip()
        if between:
            yield Piece(between)
        yield Piece(plain.said(turn).strip(), index, turn.speaker, turn.from_ms)
        at = turn.end
    after = plain.text[at:].strip()
    if after:
        yield Piece(after)
