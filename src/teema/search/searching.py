"""Asking an index: the turns that a query is found in, and its hits as words in context."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np

from teema.search.finding import Finder, Found
from teema.search.index import Index, Numbers
from teema.search.ordering import Order, ordered
from teema.search.query import parse
from teema.search.terms import Terms
from teema.search.where import Where, open_to
from teema.study.spans import Span

EVERYWHERE = Where()


@dataclass(frozen=True, slots=True)
class Match:
    """A piece of text that a query is found in: a turn (its index), or what stands outside every turn (None).

    ``start`` and ``end`` limit its words in the document, the speaker's label left out; ``spans`` are the hits within. A query that only
    leaves out has none.
    """

    document: str
    turn: int | None
    speaker: str
    start: int
    end: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found: how many hits in how many pieces, and those of the page that was asked for."""

    hits: int
    turns: int
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A hit in its context: the words before, the hit, and the words after, of the same turn; white space is single."""

    document: str
    turn: int | None
    speaker: str
    start: int
    end: int
    left: str
    hit: str
    right: str


@dataclass(frozen=True, slots=True)
class Lines:
    """The words in context that were asked for, and how many hits there are in all.

    ``documents`` tells how many stand in each document that has any; ``mark`` differs as soon as the hits stand otherwise.
    """

    hits: int
    lines: tuple[Line, ...]
    documents: Mapping[str, int] = field(default_factory=dict)
    mark: str = ""


def search(
    index: Index,
    asked: str,
    where: Where = EVERYWHERE,
    *,
    all_readings: bool = False,
    parts: bool = False,
    most: int | None = None,
    skip: int = 0,
) -> Answer:
    """Return the turns that a query is found in, in the order of the texts; ``most`` of them after ``skip``.

    Words are found by their lemma; with ``all_readings`` by every lemma that their form may have (more is found, and more that isn't
    meant), with ``parts`` also within compounds. UsageError: the query can't be understood (W101–W109, with its position), or names
    what the study doesn't have (W111–W114).
    """
    found = _found(index, asked, where, all_readings, parts)
    pieces = np.flatnonzero(found.pieces)
    chosen = pieces[skip : None if most is None else skip + most]
    of_piece = index.tokens.piece[found.first]
    starts, ends = np.searchsorted(of_piece, chosen), np.searchsorted(of_piece, chosen, side="right")
    matches = (
        _match(index, int(piece), found.first[start:end], found.last[start:end])
        for piece, start, end in zip(chosen, starts, ends, strict=True)
    )
    return Answer(len(found.first), len(pieces), tuple(matches))


def _found(index: Index, asked: str, where: Where, all_readings: bool, parts: bool) -> Found:
    query = parse(asked)
    finder = Finder(index, Terms(index, all_readings, parts), open_to(index, where))
    return finder.within(finder.find(query))


def _match(index: Index, number: int, first: Numbers, last: Numbers) -> Match:
    document, piece = index.document_of(number)
    starts, ends = index.tokens.start[first].tolist(), index.tokens.end[last].tolist()
    spans = tuple(Span(start, end) for start, end in zip(starts, ends, strict=True))
    return Match(document.name, piece.turn, index.speaker_of(number), piece.start, piece.end, spans)


def kwic(
    index: Index,
    asked: str,
    where: Where = EVERYWHERE,
    *,
    width: int = 50,
    order: Order = "place",
    all_readings: bool = False,
    parts: bool = False,
    most: int | None = None,
    skip: int = 0,
) -> Lines:
    """Return the hits of a query as words in context, ``width`` characters to each side at most.

    ``order``: as they stand in the texts (``place``), or by the words to the left (the nearest first), by the hit itself, by the
    words to the right, or by speaker. ``most`` lines in that order are returned, after ``skip``. UsageError: as for ``search``.

    >>> from teema.study import Document, Study
    >>> from teema.search import index_of
    >>> index = index_of(Study("s", "S", documents=(Document("d", "Puhelin soi. Puhelimeen vastattiin heti."),)))
    >>> [(line.left, line.hit, line.right) for line in kwic(index, "puhelin", width=12).lines]
    [('', 'Puhelin', ' soi.'), ('soi. ', 'Puhelimeen', ' vastattiin')]
    """
    found = _found(index, asked, where, all_readings, parts)
    end = None if most is None else skip + most
    chosen = ordered(index, found.first, found.last, order)[skip:end]
    lines = _lines(index, found.first[chosen], found.last[chosen], width)
    return Lines(len(found.first), tuple(lines), _by_document(index, found.first), _mark(index, found))


def _by_document(index: Index, first: Numbers) -> dict[str, int]:
    """Count the hits of each document."""
    place = np.searchsorted(index.tokens.bounds, first, side="right") - 1
    known, counts = np.unique(place, return_counts=True)
    return {index.documents[one].name: count for one, count in zip(known.tolist(), counts.tolist(), strict=True)}


def _mark(index: Index, found: Found) -> str:
    tokens, mark = index.tokens, blake2b(digest_size=8)
    for column in (tokens.piece[found.first], tokens.start[found.first], tokens.end[found.last]):
        mark.update(column.tobytes())
    return mark.hexdigest()


def _lines(index: Index, first: Numbers, last: Numbers, width: int) -> Iterator[Line]:
    tokens = index.tokens
    columns = (tokens.piece[first], tokens.start[first], tokens.end[last])
    for piece, start, end in zip(*(column.tolist() for column in columns), strict=True):
        document, around = index.document_of(piece)
        text = document.text
        left = _single_spaced(text[max(around.start, start - 2 * width) : start])
        right = _single_spaced(text[end : min(around.end, end + 2 * width)])
        yield Line(
            document.name,
            around.turn,
            index.speaker_of(piece),
            start,
            end,
            _tail(left.lstrip(), width),
            _single_spaced(text[start:end]),
            _head(right.rstrip(), width),
        )


def _single_spaced(text: str) -> str:
    """Return a text with every run of white space as one space, at its ends too.

    >>> _single_spaced(" ei\\n  saa ")
    ' ei saa '
    """
    words = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{words}{' ' if words and text[-1:].isspace() else ''}"


def _tail(text: str, width: int) -> str:
    """Return a text's last words, none of them cut.

    >>> _tail("siihen ei saa ", 10)
    'ei saa '
    """
    return text if len(text) <= width else text[-width - 1 :].partition(" ")[2]


def _head(text: str, width: int) -> str:
    """Return a text's first words, none of them cut.

    >>> _head(" ei saa ketään", 9)
    ' ei saa'
    """
    return text if len(text) <= width else text[: width + 1].rpartition(" ")[0]
