"""The words behind every number, in their context: what a click opens in the working edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from teema.report.blocks import Segment
from teema.report.words import Words
from teema.study.codings import Coding
from teema.study.documents import Document
from teema.study.study import Study

_SIGNS = {1: "positive", 0: "mixed", -1: "negative"}
CONTEXT = 240


class Segments(Mapping[str, Segment]):
    """Every coding of record of every round as a segment, by id. Each is made when it is asked for: not all are shown."""

    def __init__(self, study: Study, words: Words) -> None:
        self._words, self._book, self._documents = words, study.codebook, study.document_by_name
        held = (coding for coding in study.codings_of_record if coding.document in self._documents)
        self._codings = {coding.id: coding for coding in held}

    def __iter__(self) -> Iterator[str]:
        return iter(self._codings)

    def __len__(self) -> int:
        return len(self._codings)

    def __contains__(self, key: object) -> bool:
        return key in self._codings

    def __getitem__(self, key: str) -> Segment:
        coding = self._codings[key]
        return _segment(coding, self._documents[coding.document], self._meaning(coding))

    def _meaning(self, coding: Coding) -> str:
        words, theme = self._words, self._book.theme_of.get(coding.code)
        sub_theme = self._book.sub_theme_of.get(coding.code)
        path = [words.code(theme.key if theme else None), words.code(sub_theme.key) if sub_theme else ""]
        path += [words.topic(coding.topic)] if coding.topic else []
        aspect = coding.aspect or self._book.aspect_of(coding.code)
        shown = [" › ".join(part for part in path if part), coding.reduced]
        shown += [words.term("aspects", aspect)] if aspect else []
        shown += [words.say(f"segment.{_SIGNS[coding.valence]}")] if coding.valence is not None else []
        return " · ".join(part for part in shown if part)


def _segment(coding: Coding, document: Document, means: str) -> Segment:
    """Set a coding's words in their turn; outside every turn, in what stands around them."""
    text, span, place = document.text, coding.span, document.turn_at(coding.span.start)
    turn = document.turns[place] if place is not None else None
    start = turn.speech if turn else max(0, span.start - CONTEXT)
    end = max(turn.end, span.end) if turn else span.end + CONTEXT
    where = (document.name, turn.speaker, _clock(turn.from_ms)) if turn else (document.name,)
    return Segment(
        coding.id,
        " · ".join(part for part in where if part),
        _last(text[start : span.start]),
        span.of(text),
        _first(text[span.end : end]),
        means,
    )


def _last(text: str) -> str:
    return text if len(text) <= CONTEXT else "…" + text[-CONTEXT:].split(" ", 1)[-1]


def _first(text: str) -> str:
    return text.rstrip() if len(text) <= CONTEXT else text[:CONTEXT].rsplit(" ", 1)[0] + "…"


def _clock(milliseconds: int | None) -> str:
    """Write a time as 00:12:05; nothing for None."""
    if milliseconds is None:
        return ""
    seconds = milliseconds // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
