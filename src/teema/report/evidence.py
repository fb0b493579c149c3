"""The words behind every number, in their context: what a click opens in the working edition.

A coding's words are addressed by its id, words found by where they stand: ``DOCUMENT@start-end``, as :func:`hit` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from teema.analysis.words import Place
from teema.report.blocks import Segment
from teema.report.words import SIGNS, Words
from teema.study.codings import Coding
from teema.study.documents import Document
from teema.study.spans import Span
from teema.study.study import Study
from teema.wording import clock

CONTEXT = 240
HIT_CONTEXT = 120
_HIT = re.compile(r"(.*)@(\d+)-(\d+)", re.DOTALL)


def hit(place: Place) -> str:
    """Return the address of words found.

    >>> hit(("haastattelu-1", 12, 20))
    'haastattelu-1@12-20'
    """
    document, start, end = place
    return f"{document}@{start}-{end}"


class Segments(Mapping[str, Segment]):
    """Every coding of record of every round as a segment, by id. Each is made when it is asked for: not all are shown.

    Words found are segments too, by their address; since any words may be, these aren't among those listed and counted.
    """

    def __init__(self, study: Study, words: Words) -> None:
        self._words, self._book, self._documents = words, study.codebook, study.document_by_name
        held = (coding for coding in study.codings_of_record if coding.document in self._documents)
        self._codings = {coding.id: coding for coding in held}

    def __iter__(self) -> Iterator[str]:
        return iter(self._codings)

    def __len__(self) -> int:
        return len(self._codings)

    def __bool__(self) -> bool:
        return bool(self._documents)

    def __contains__(self, key: object) -> bool:
        return key in self._codings or (isinstance(key, str) and self._found(key) is not None)

    def __getitem__(self, key: str) -> Segment:
        coding = self._codings.get(key)
        if coding:
            return _segment(key, self._documents[coding.document], coding.span, self._meaning(coding), CONTEXT)
        found = self._found(key)
        if found is None:
            raise KeyError(key)
        return _segment(key, *found, "", HIT_CONTEXT)

    def document_of(self, key: str) -> str:
        """Return the name of the document that a segment stands in. KeyError: there is no such segment."""
        coding = self._codings.get(key)
        if coding:
            return coding.document
        found = self._found(key)
        if found is None:
            raise KeyError(key)
        return found[0].name

    def _found(self, key: str) -> tuple[Document, Span] | None:
        """Return the place that an address of words found names; None where it is no address of any."""
        match = _HIT.fullmatch(key)
        if not match or match[1] not in self._documents:
            return None
        start, end = int(match[2]), int(match[3])
        return (self._documents[match[1]], Span(start, end)) if start < end else None

    def _meaning(self, coding: Coding) -> str:
        words, theme = self._words, self._book.theme_of.get(coding.code)
        sub_theme = self._book.sub_theme_of.get(coding.code)
        path = [words.code(theme.key if theme else None), words.code(sub_theme.key) if sub_theme else ""]
        path += [words.topic(coding.topic)] if coding.topic else []
        aspect = coding.aspect or self._book.aspect_of(coding.code)
        shown = [" › ".join(part for part in path if part), coding.reduced]
        shown += [words.term("aspects", aspect)] if aspect else []
        shown += [words.say(f"segment.{SIGNS[coding.valence]}")] if coding.valence is not None else []
        return " · ".join(part for part in shown if part)


def _segment(key: str, document: Document, span: Span, means: str, context: int) -> Segment:
    """Set words in their turn; outside every turn, in what stands around them."""
    text, place = document.text, document.turn_at(span.start)
    turn = document.turns[place] if place is not None else None
    start = turn.speech if turn else max(0, span.start - context)
    end = max(turn.end, span.end) if turn else span.end + context
    where = (document.name, turn.speaker, clock(turn.from_ms)) if turn else (document.name,)
    return Segment(
        key,
        " · ".join(part for part in where if part),
        _last(text[start : span.start], context),
        span.of(text),
        _first(text[span.end : end], context),
        means,
    )


def _last(text: str, most: int) -> str:
    return text if len(text) <= most else "…" + text[-most:].split(" ", 1)[-1]


def _first(text: str, most: int) -> str:
    return text.rstrip() if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"
