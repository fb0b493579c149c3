"""Selections of a project's sources → codings with their topics and notes, and judgements of relevance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from teema.formats.exchange.coding_notes import NAME, told
from teema.formats.exchange.from_codings import CREATED, WHOLE
from teema.formats.exchange.plain_text import folded
from teema.formats.exchange.project import Applied, Note, Project, Selection, SourceText
from teema.formats.exchange.to_codebook import CodebookReader
from teema.formats.exchange.transfer import Loss
from teema.formats.folder.layout import CODINGS
from teema.formats.source import canonical
from teema.study.codings import Coding, Relevance
from teema.study.documents import Document
from teema.study.identity import derived_id
from teema.study.spans import Span

_COLUMNS = {
    column.name: column.parse
    for column in CODINGS.columns
    if column.name in ("reduced", "aspect", "valence", "time", "whose", "service", "quote", "memo")
}
_WORDS = frozenset({"reduced", "service", "memo"})


@dataclass(slots=True)
class _Coded:
    """One coding on its way: where it came from, what its note says, and the topic that it gets."""

    applied: Applied
    selection: str
    values: dict[str, str]
    memo: str
    topic: str = ""

    @property
    def claim(self) -> str | None:
        return self.values.get("topic")


@dataclass(slots=True)
class _Group:
    """What one coder put on the same words."""

    span: Span
    coder: str
    whole: bool
    codings: list[_Coded] = field(default_factory=list)
    topics: list[tuple[Applied, str]] = field(default_factory=list)


@dataclass
class CodingsRead:
    """What was read: codings, relevance, how many of the project's codings arrived, and what became of the others."""

    codings: list[Coding] = field(default_factory=list)
    relevance: list[Relevance] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    carried: int = 0
    clipped: int = 0
    alone: int = 0
    lost: dict[str, int] = field(default_factory=dict)
    noted: set[str] = field(default_factory=set)

    def losses(self) -> tuple[Loss, ...]:
        """Return what was left out, by the reason."""
        return tuple(Loss("codings", why, count) for why, count in self.lost.items())


class CodingReader:
    """Reads the codings of one project. ``owned`` are the notes that memos are made of whatever they stand on."""

    def __init__(
        self, project: Project, study: str, codes: CodebookReader, coders: dict[str, str], owned: frozenset[str]
    ) -> None:
        self._study, self._codes, self._coders, self._owned = study, codes, coders, owned
        self._notes = {note.guid: note for note in project.notes}
        self._ids: set[str] = set()
        self._judged_ids: set[str] = set()
        self.found = CodingsRead()

    def read(self, source: SourceText, document: Document) -> None:
        """Read what stands on a source."""
        groups: dict[tuple[int, int, str, bool], _Group] = {}
        whole = Selection("", 0, len(document.text), codings=source.codings)
        for selection, is_whole in [*((one, False) for one in source.selections), (whole, True)]:
            span = self._span(selection, len(document.text)) if selection.codings else None
            for applied in selection.codings if span else ():
                coder = self._coders.get(applied.user or selection.user, "")
                place = (selection.start, selection.end, coder, is_whole)
                group = groups.get(place) or groups.setdefault(place, _Group(span, coder, is_whole))  # type: ignore[arg-type]
                self._place(applied, selection.guid, group, document.name)
        for group in groups.values():
            self._finish(group, document.name)

    def _span(self, one: Selection, length: int) -> Span | None:
        start, end = max(one.start, 0), min(one.end, length)
        if start >= end:
            self._lose("outside_text", len(one.codings))
            return None
        self.found.clipped += (start, end) != (one.start, one.end)
        return Span(start, end)

    def _lose(self, why: str, count: int = 1) -> None:
        self.found.lost[why] = self.found.lost.get(why, 0) + count

    def _place(self, applied: Applied, selection: str, group: _Group, document: str) -> None:
        """Put a coding where it belongs: a judgement, a topic of the words, or a code on them."""
        meanings = self._codes.meanings
        if applied.code in meanings.codes:
            group.codings.append(_Coded(applied, selection, *self._told(applied, group.coder)))
        elif applied.code in meanings.topics or self._codes.is_topic_root(applied.code):
            group.topics.append((applied, selection))
        elif applied.code in meanings.statuses:
            self._judge(applied, group, document)
        else:
            self._lose("no_code")

    def _told(self, applied: Applied, coder: str) -> tuple[dict[str, str], str]:
        """Return what the notes on a coding say: Teema's own by key, and the words of others that make its memo."""
        if not applied.notes:
            return {}, ""
        values: dict[str, str] = {}
        words: list[str] = []
        for guid in applied.notes:
            note = self._notes.get(guid)
            if note is None or guid in self._owned:
                continue
            found = None if values else told(note.text, note.name == NAME)
            if found is None and self._is_memo(note, coder):
                continue
            self.found.noted.add(guid)
            values = found.values if found else values
            words.append(found.rest if found else note.text)
        return values, "\n\n".join(canonical(one).strip() for one in words if one.strip())

    def _is_memo(self, note: Note, coder: str) -> bool:
        """Tell whether a note stays a memo of its own: it has a heading, or somebody else wrote it, or it was told elsewhere."""
        return bool(note.name) or self._coders.get(note.user, coder) != coder or note.guid in self.found.noted

    # topics

    def _finish(self, group: _Group, document: str) -> None:
        self.found.carried += len(group.codings) + len(group.topics)
        if group.topics:
            self._settle(group, document)
        for one in group.codings:
            self._add(one, self._codes.meanings.codes[one.applied.code], group, document)

    def _settle(self, group: _Group, document: str) -> None:
        """Give the topics on some words to the codings there; one that has a topic already is doubled for a further one.

        A note that names one of the topics decides. Else a topic goes to the codings of its own selection, or, where it has
        one to itself, to all on the same words.
        """
        topics = self._codes.meanings.topics
        present = {topics[applied.code] for applied, _ in group.topics if applied.code in topics}
        for one in group.codings:
            one.topic = one.claim if one.claim in present else ""
        original = tuple(group.codings)
        for applied, selection in group.topics:
            beside = [one for one in original if one.selection == selection] or list(original)
            if not beside or applied.code not in topics:
                self._alone(applied, group, document)
            else:
                self._give(topics[applied.code], beside, group)

    @staticmethod
    def _give(topic: str, beside: list[_Coded], group: _Group) -> None:
        if any(one.topic == topic for one in beside):
            return
        bare = [one for one in beside if not one.topic]
        for one in [one for one in bare if one.claim is None] or bare:
            one.topic = topic
        if not bare:
            group.codings += [replace(one, topic=topic) for one in beside]

    def _alone(self, applied: Applied, group: _Group, document: str) -> None:
        """Keep a topic's coding that has no theme on its words, under a theme made of the topics."""
        self.found.alone += 1
        one = _Coded(applied, "", *self._told(applied, group.coder))
        one.topic = self._codes.meanings.topics.get(applied.code, "")
        self._add(one, self._codes.alone(applied.code), group, document)

    # records

    def _add(self, one: _Coded, code: str, group: _Group, document: str) -> None:
        fields, extra, unread = _fields(one.values)
        memo = "\n\n".join(filter(None, (fields.pop("memo", ""), unread, one.memo)))
        if one.applied.created:
            extra[CREATED] = one.applied.created
        if group.whole:
            extra[WHOLE] = "yes"
        id = self._id(self._ids, one.values.get("id", ""), one.applied.guid)
        self.found.ids.setdefault(one.applied.guid, id)
        self.found.codings.append(
            Coding(
                id, document, group.span, code, _coder(one.values, group), one.topic, memo=memo, extra=extra, **fields
            )
        )

    def _id(self, taken: set[str], told: str, guid: str) -> str:
        """Return an id that is free: the one that the note tells, else the coding's own, else one made of it."""
        id = told if told and told not in taken else guid.lower()
        while id in taken or not id:
            id = derived_id(self._study, "coding", id, guid)
        taken.add(id)
        return id

    def _judge(self, applied: Applied, group: _Group, document: str) -> None:
        self.found.carried += 1
        status, reason = self._codes.meanings.statuses[applied.code]
        values, words = self._told(applied, group.coder)
        extra = {name: value for name, value in values.items() if name not in ("id", "reason", "coder")}
        if applied.created:
            extra[CREATED] = applied.created
        reasons = (values.get("reason", "") or reason, words)
        id = self._id(self._judged_ids, values.get("id", ""), applied.guid)
        self.found.relevance.append(
            Relevance(
                id, document, group.span, status, "\n\n".join(filter(None, reasons)), _coder(values, group), extra
            )
        )


def _coder(values: dict[str, str], group: _Group) -> str:
    """Return the coder's name as the note has it, if it is the same but for what a user's name can't hold."""
    told = values.get("coder", "")
    return told if told and folded(told) == folded(group.coder) else group.coder


def _fields(values: dict[str, str]) -> tuple[dict[str, Any], dict[str, Any], str]:
    """Return what a note's values make: a coding's fields, its further columns, and the lines that say nothing known."""
    fields: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    unread: list[str] = []
    for name, value in values.items():
        if name in _WORDS:
            fields[name] = value
        elif name in _COLUMNS:
            try:
                fields[name] = _COLUMNS[name](value)
            except ValueError:
                unread.append(f"{name}: {value}")
        elif name not in ("id", "topic", "coder"):
            extra[name] = value
    return fields, extra, "\n".join(unread)


def with_columns(rows: list[Any]) -> tuple[Any, ...]:
    """Return codings or judgements that all have the same further columns, as the rows of a table have."""
    names = {name: "" for one in rows for name in one.extra}
    if names:
        rows = [one if len(one.extra) == len(names) else replace(one, extra=names | one.extra) for one in rows]
    return tuple(rows)


def uncoded(source: SourceText, used: frozenset[str]) -> Iterator[Selection]:
    """Yield the selections that nothing stands on: no code, no note, no description, and that no case holds."""
    for one in source.selections:
        if not (one.codings or one.notes or one.description or one.guid in used):
            yield one
