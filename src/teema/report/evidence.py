"""The words behind every number, in their context: what a click opens in the working edition."""

from __future__ import annotations

from typing import Any

from teema.report.blocks import Segment
from teema.report.telling import Telling
from teema.report.words import Words
from teema.study.documents import Document

_SIGNS = {1: "positive", 0: "mixed", -1: "negative"}
CONTEXT = 240


def segments(telling: Telling) -> dict[str, Segment]:
    """Return every coding of record of every round as a segment, by id."""
    documents = telling.study.document_by_name
    return {
        row["coding_id"]: _segment(telling.words, row, documents[row["document"]])
        for row in telling.results.frames.codings.iter_rows(named=True)
        if row["document"] in documents
    }


def _segment(words: Words, row: dict[str, Any], document: Document) -> Segment:
    turns = [document.turns[index] for index in ([row["turn"]] if row["turn"] is not None else [])]
    start = turns[0].speech if turns else max(0, row["start"] - CONTEXT)
    end = max(turns[0].end, row["end"]) if turns else row["end"] + CONTEXT
    said = document.text[row["start"] : row["end"]]
    speaker = turns[0].speaker if turns else ""
    time = _clock(turns[0].from_ms) if turns else ""
    return Segment(
        row["coding_id"],
        " · ".join(part for part in (document.name, speaker, time) if part),
        _last(document.text[start : row["start"]]),
        said,
        _first(document.text[row["end"] : end]),
        _meaning(words, row),
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


def _meaning(words: Words, row: dict[str, Any]) -> str:
    path = [words.code(row["theme"]), words.code(row["sub_theme"]) if row["sub_theme"] else ""]
    path += [words.topic(row["topic"])] if row["topic"] else []
    shown = [" › ".join(part for part in path if part), row["reduced"] or ""]
    shown += [words.term("aspects", row["aspect"])] if row["aspect"] else []
    shown += [words.say(f"segment.{_SIGNS[row['valence']]}")] if row["valence"] in _SIGNS else []
    return " · ".join(part for part in shown if part)
