"""Codings, relevance and turns: rows whose positions are checked against the words they quote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from typing import Any

from teema.formats.folder.layout import CODINGS, RELEVANCE, TURNS
from teema.formats.folder.names import sub_themes_named
from teema.formats.folder.sheets import Notes, Place, csv_text
from teema.study.codes import Codebook
from teema.study.codings import Coding, Relevance
from teema.study.documents import Document, Turn, turn_over
from teema.study.identity import derived_id
from teema.study.spans import Span, anchor
from teema.study.study import Study


def read_turns(
    folder: Path, texts: dict[str, str], notes: Notes, file: str = TURNS.file
) -> dict[str, tuple[Turn, ...]]:
    """Read the turns of each document; a turn outside its text is reported and left out."""
    found: dict[str, list[Turn]] = {}
    for row, place in replace(TURNS, file=file).read(folder, notes):
        fields: Any = row
        text = texts.get(fields["document"])
        start, end = fields["start"], fields["end"]
        if text is None:
            continue
        if start is None or end is None or not 0 <= start < end <= len(text):
            notes.add("error", "S306", place, document=fields["document"], length=len(text))
            continue
        turn = turn_over(text, start, end, fields["speaker"], fields["from_ms"], fields["to_ms"])
        if fields["speech"] is not None:
            turn = replace(turn, speech=fields["speech"])
        found.setdefault(fields["document"], []).append(turn)
    return {name: tuple(sorted(turns, key=lambda turn: turn.start)) for name, turns in found.items()}


def write_turns(study: Study) -> str:
    """Write every document's turns. Where the words begin is written only if a turn's label in the text doesn't show it."""
    rows = [
        [document.name, *map(_text, (turn.start, turn.end, turn.speaker, turn.from_ms, turn.to_ms, speech))]
        for document in study.documents
        for turn, speech in ((turn, _speech_untold(document.text, turn)) for turn in document.turns)
    ]
    wanted = len(TURNS.columns) if any(row[-1] for row in rows) else len(TURNS.columns) - 1
    return csv_text([column.name for column in TURNS.columns[:wanted]], (row[:wanted] for row in rows))


def _speech_untold(text: str, turn: Turn) -> int | None:
    """Return where a turn's words begin, if that doesn't show from the label that the text has. A plain label shows it at a glance."""
    label = f"{turn.speaker}: "
    begins = turn.start + len(label)
    is_plain = turn.speaker[:1].isalpha() and text.startswith(label, turn.start) and text[begins : begins + 1].isalpha()
    if is_plain and turn.speech == begins < turn.end:
        return None
    told = turn_over(text, turn.start, turn.end, turn.speaker)
    return None if told.speech == turn.speech else turn.speech


def read_codings(
    folder: Path, study: str, documents: dict[str, Document], book: Codebook, notes: Notes
) -> tuple[Coding, ...]:
    """Read the codings whose words are found; the others are reported, each with what to do.

    A coding whose id stands already gets one of its own: both stay, and the check says so.
    """
    found: dict[str, Coding] = {}
    free: dict[str, Iterator[str]] = {}
    for row, place in CODINGS.read(folder, notes):
        fields: Any = row
        code = _code(fields, book, place, notes)
        span = _span(fields, documents, place, notes)
        if span is None or code is None:
            continue
        kept = {name: value for name, value in fields.items() if name not in _POSITIONS}
        natural = (fields["document"], span.start, span.end, code, fields["coder"], fields["topic"], fields["reduced"])
        own = fields["id"] or derived_id(study, "coding", *natural)
        kept["id"] = next(one for one in free.setdefault(own, _ids(own)) if one not in found)
        if kept["id"] != fields["id"] and fields["id"]:
            notes.add("error", "S321", place, id=own)
        found[kept["id"]] = Coding(span=span, code=code, **kept)
    return tuple(found.values())


_POSITIONS = frozenset({"start", "end", "quote_text", "theme", "sub_theme"})


def _ids(own: str) -> Iterator[str]:
    """Yield an id, then others made of it for those that repeat it."""
    return chain([own], (derived_id(own, "repeated", times) for times in count(1)))


def _code(fields: dict[str, Any], book: Codebook, place: Place, notes: Notes) -> str | None:
    """Return the key of the deepest node that the row names, None where it names none, which is then reported."""
    theme, sub = fields["theme"], fields["sub_theme"]
    if not sub:
        if not theme:
            notes.add("error", "S308", place)
        return theme if theme in book.codes else None
    named = sub_themes_named(book, theme, sub)
    if len(named) == 1:
        above = book.theme_of[named[0]].key
        if theme and theme != above:
            notes.add("error", "S309", place, theme=theme, sub_theme=sub, belongs=above)
        return named[0]
    if named or sub_themes_named(book, "", sub):
        notes.add("error", "S328", place, sub_theme=sub, count=len(named))
    return None


def _span(fields: dict[str, Any], documents: dict[str, Document], place: Place, notes: Notes) -> Span | None:
    document = documents.get(fields["document"])
    if document is None:
        if not fields["document"]:
            notes.add("error", "S330", place)
        return None
    quoted: str = fields["quote_text"]
    found = anchor(document.text, fields["start"], fields["end"], quoted)
    shown = {"quote": _shortened(quoted), "document": document.name}
    if found.how == "repaired" and found.span and (fields["start"], fields["end"]) != (None, None):
        notes.add("warning", "S310", place, start=found.span.start, end=found.span.end, **shown)
    if found.how == "ambiguous":
        notes.add("error", "S311", place, **shown)
    if found.how == "lost":
        start, end = (_text(fields[name]) or "?" for name in ("start", "end"))
        code = "S312" if quoted.strip() else "S334"
        notes.add("error", code, place, start=start, end=end, length=len(document.text), **shown)
    return found.span


def _shortened(quoted: str) -> str:
    return quoted if len(quoted) <= 60 else quoted[:57] + "…"


def read_relevance(folder: Path, study: str, documents: dict[str, Document], notes: Notes) -> tuple[Relevance, ...]:
    """Read the judgements of relevance whose words are found."""
    found = []
    for row, place in RELEVANCE.read(folder, notes):
        fields: Any = row
        span = _span(fields, documents, place, notes)
        if span is None:
            continue
        kept = {name: value for name, value in fields.items() if name not in _POSITIONS}
        natural = (fields["document"], span.start, span.end, fields["status"], fields["coder"])
        kept["id"] = fields["id"] or derived_id(study, "relevance", *natural)
        found.append(Relevance(span=span, **kept))
    return tuple(found)


def write_codings(study: Study) -> str:
    """Write every coder's codings with the words that they cover."""
    extra = list(dict.fromkeys(name for coding in study.codings for name in coding.extra))
    header = [column.name for column in CODINGS.columns]
    return csv_text(
        [*header, *extra], ([*_coding_row(study, one, header), *_more(one, extra)] for one in study.codings)
    )


def _coding_row(study: Study, coding: Coding, header: list[str]) -> list[str]:
    theme = study.codebook.theme_of.get(coding.code)
    below = theme is not None and theme.key != coding.code
    values: dict[str, object] = {
        **_place(study, coding.document, coding.span),
        "theme": theme.key if theme else coding.code,
        "sub_theme": coding.code if below else "",
        "quote": "yes" if coding.quote else "",
    }
    return [_text(values[name] if name in values else getattr(coding, name)) for name in header]


def write_relevance(study: Study) -> str:
    """Write the judgements of relevance with the words that they cover."""
    extra = list(dict.fromkeys(name for one in study.relevance for name in one.extra))
    header = [column.name for column in RELEVANCE.columns]
    rows = []
    for one in study.relevance:
        place = _place(study, one.document, one.span)
        values = [_text(place[name] if name in place else getattr(one, name)) for name in header]
        rows.append([*values, *_more(one, extra)])
    return csv_text([*header, *extra], rows)


def _place(study: Study, name: str, span: Span) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "quote_text": span.of(study.document_by_name[name].text)}


def _more(one: Coding | Relevance, extra: list[str]) -> list[str]:
    return [_text(one.extra.get(name)) for name in extra]


def _text(value: object) -> str:
    return "" if value is None else str(value)
