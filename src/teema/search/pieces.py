"""A document as pieces of running text: what each turn says, and what stands outside every turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from teema.study.documents import Document


@dataclass(frozen=True, slots=True)
class Piece:
    """Some running text of a document. ``turn`` is the index of the turn that says it; None outside every turn."""

    start: int
    end: int
    turn: int | None


def pieces_of(document: Document) -> tuple[Piece, ...]:
    """Cut a document into pieces, in order. Speakers' labels are in none of them.

    >>> from teema.study import Turn
    >>> pieces_of(Document("d", "Alku.\\nA: Joo.", (Turn(6, 13, "A", speech=9),)))
    (Piece(start=0, end=6, turn=None), Piece(start=9, end=13, turn=0))
    """
    return tuple(_pieces(document))


def _pieces(document: Document) -> Iterator[Piece]:
    last = 0
    for index, turn in enumerate(document.turns):
        if document.text[last : turn.start].strip():
            yield Piece(last, turn.start, None)
        if turn.speech < turn.end:
            yield Piece(turn.speech, turn.end, index)
        last = max(last, turn.end)
    if document.text[last:].strip():
        yield Piece(last, len(document.text), None)


def print_of(document: Document) -> str:
    """Return a fingerprint of a document: it changes with the text and with the limits of the turns."""
    mark = blake2b(document.text.encode("utf-8", "surrogatepass"), digest_size=16)
    mark.update(b"".join(b"%d,%d;" % (turn.speech, turn.end) for turn in document.turns))
    return mark.hexdigest()
