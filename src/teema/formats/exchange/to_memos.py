"""The notes and descriptions of a project that are no coding's own → memos."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from teema.formats.exchange.carried_files import Carried, file_named
from teema.formats.exchange.from_codings import CREATED
from teema.formats.exchange.identities import StudyGuids
from teema.formats.exchange.memo_places import place_of
from teema.formats.exchange.project import Note, Project, Selection
from teema.formats.exchange.to_codebook import changed, renamed
from teema.formats.source import canonical
from teema.study.conclusions import Memo
from teema.study.documents import Document
from teema.study.identity import derived_id

_SHOWN = 300  # characters of the quoted words in a memo on them


class MemoReader:
    """Reads the memos of one project. ``places`` tells what each identity is in the study: ``coding:ID``, ``document:NAME`` …"""

    def __init__(
        self, project: Project, study: str, users: dict[str, str], base: Carried | None, guids: StudyGuids | None
    ) -> None:
        self._project, self._study, self._users, self._guids = project, study, users, guids
        memos = {one.id: one for one in base.study.memos} if base else {}
        self._known = {guid: memos[id] for id, guid in guids.memos.items()} if guids else {}
        present = {note.guid for note in project.notes}
        gone = [memo for guid, memo in self._known.items() if guid not in present]
        self._by_text = {canonical(memo.text).strip(): memo for memo in gone}
        self._order = list(memos)
        self._ids = set(memos)
        self._last: dict[str, str] = {}

    @property
    def owned(self) -> frozenset[str]:
        """Return the notes that are the study's own memos, or its files."""
        return frozenset(self._known) | {note.guid for note in self._project.notes if file_named(note)}

    def read(self, places: dict[str, str], documents: dict[str, Document], noted: set[str]) -> tuple[Memo, ...]:
        """Read every note that isn't in ``noted``, and the descriptions; the study's own memos come first, in their order."""
        on = self._referred(places, documents)
        notes = [note for note in self._project.notes if note.guid not in noted and not file_named(note)]
        memos = [memo for note in notes for memo in self._memos(note, on.get(note.guid, [""]), places)]
        described = self._described(places, documents)
        rank = {id: place for place, id in enumerate(self._order)}
        return tuple(sorted((*memos, *described), key=lambda one: rank.get(one.id, len(rank))))

    def _referred(self, places: dict[str, str], documents: dict[str, Document]) -> dict[str, list[str]]:
        """Return what each note is on, in the study's words; selections' notes are on their first coding or the document."""
        found: dict[str, list[str]] = {}
        for about, notes in _references(self._project, places, documents):
            for guid in notes:
                found.setdefault(guid, []).append(about)
        return {guid: list(dict.fromkeys(abouts)) for guid, abouts in found.items()}

    def _memos(self, note: Note, abouts: list[str], places: dict[str, str]) -> Iterator[Memo]:
        known = self._known.get(note.guid) or self._by_text.pop(canonical(note.text).strip(), None)
        if known:
            yield self._kept(note, known, abouts, places)
            return
        for about in abouts:
            yield self._new(note.guid, note, about)

    def _kept(self, note: Note, memo: Memo, abouts: list[str], places: dict[str, str]) -> Memo:
        """Return the study's own memo, with what another program changed of it."""
        abouts = [about.partition("\x1f")[0] for about in abouts]
        place = place_of(memo.about, self._guids) if self._guids else ""
        own = places.get(place, "") if place else ""
        followed = own if own.startswith("document:") else memo.about
        about = followed if own in abouts else abouts[0]
        return replace(
            memo,
            text=changed(memo.text, note.text),
            title=renamed(memo.title, note.name),
            about=about,
        )

    def _new(self, key: str, note: Note, about: str) -> Memo:
        extra = {CREATED: note.created} if len(note.created) > 10 else {}
        words = about.partition("\x1f")
        text = f"{words[2]}\n\n{canonical(note.text).strip()}" if words[2] else canonical(note.text).strip()
        by = self._users.get(note.user, "")
        return Memo(self._id(key, about), text, words[0], canonical(note.name).strip(), _day(note.created), by, extra)

    def _id(self, guid: str, about: str) -> str:
        """Return an identity for a memo: the note's own, or one derived from the last that was given for the note."""
        id = self._last.get(guid, guid.lower())
        while id in self._ids or not id:
            id = derived_id(self._study, "memo", id, about)
        self._ids.add(id)
        self._last[guid] = id
        return id

    def _described(self, places: dict[str, str], documents: dict[str, Document]) -> Iterator[Memo]:
        """Yield a memo of each description that has no other place: of the project, of sources and of selections."""
        yield from self._description("", "", self._project.description, places)
        for source in self._project.sources:
            document = documents.get(source.guid)
            about = f"document:{document.name}" if document else ""
            yield from self._description(source.guid, about, source.description, places)
            for one in source.selections if document else ():
                if one.description:
                    yield from self._description(one.guid, _about(one, places, document), one.description, places)

    def _description(self, guid: str, about: str, text: str, places: dict[str, str]) -> Iterator[Memo]:
        if text.strip():
            key = derived_id(self._study, "description", guid)
            yield from self._memos(Note(key, text), [about], places)


def _references(
    project: Project, places: dict[str, str], documents: dict[str, Document]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what notes are on, with the notes."""
    yield "", project.project_notes
    for root in project.codes:
        for node in root.walk():
            yield places.get(node.guid, ""), node.notes
    for source in project.sources:
        document = documents.get(source.guid)
        yield places.get(source.guid, ""), source.notes
        for one in source.selections:
            if one.notes:
                yield _about(one, places, document), one.notes
            for applied in one.codings:
                if applied.notes:
                    yield places.get(applied.guid) or _about(one, places, document), applied.notes
        for applied in source.codings:
            yield places.get(applied.guid) or places.get(source.guid, ""), applied.notes


def _about(one: Selection, places: dict[str, str], document: Document | None) -> str:
    """Tell what a selection's notes are on: its first coding; the document with the words quoted, where it has none."""
    coding = next((places[applied.guid] for applied in one.codings if applied.guid in places), "")
    if coding or document is None:
        return coding
    words = document.text[max(one.start, 0) : one.end]
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    return f"document:{document.name}\x1f”{shown}”"


def _day(moment: str) -> date | None:
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None
