"""Small questions about a document's text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from teema.study import Document as PlainDocument
from teema.study.documents import count_words

Stretch: TypeAlias = tuple[int, int]
"""Start and end, half-open code points."""


def words_of(document: PlainDocument) -> int:
    """Count the words that were said: those of the turns without their labels; of a text without turns, all."""
    return sum(count_words(document.said(turn)) for turn in document.turns) or count_words(document.text)


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return stretches in order, those that touch or overlap as one.

    >>> joined([(5, 9), (0, 3), (2, 4)])
    [(0, 4), (5, 9)]
    """
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def words_under(document: PlainDocument, stretches: Iterable[Stretch]) -> int:
    """Count the words said under stretches, each word once; a label isn't said.

    >>> words_under(PlainDocument("d", "H: Hei vaan."), [(3, 6), (0, 6)])
    2
    >>> from teema.study.documents import turn_over
    >>> words_under(PlainDocument("d", "H: Hei vaan.", (turn_over("H: Hei vaan.", 0, 12, "H"),)), [(0, 6)])
    1
    """
    said = [(turn.speech, turn.end) for turn in document.turns] or [(0, len(document.text))]
    return sum(
        count_words(document.text[max(start, first) : min(end, last)])
        for start, end in joined(stretches)
        for first, last in said
        if first < end and start < last
    )
