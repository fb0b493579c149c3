"""The files of a study that travel as notes, so that it comes back whole: what other programs have no fields for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from teema.errors import Problem, ReadFailed
from teema.formats.exchange.plain_text import is_plain, quoted, unquoted
from teema.formats.exchange.project import Note, Project
from teema.formats.folder import layout
from teema.formats.folder.anchored import write_turns
from teema.formats.folder.design_toml import FILE, design_in, write_design
from teema.formats.folder.sheets import Notes, Sheet, csv_text, rows_in
from teema.formats.folder.writing import sheets_of
from teema.study.documents import Turn, turn_over
from teema.study.identity import study_id
from teema.study.study import Study

PREFIX = "Teema: "
DOCUMENTS, GUIDE = "documents.csv", "guide.md"
_SHEETS: dict[str, Sheet[Any]] = {
    "customers": layout.CUSTOMERS, "people": layout.PEOPLE, "interviews": layout.INTERVIEWS, "asked": layout.ASKED,
    "judgements": layout.JUDGEMENTS, "findings": layout.FINDINGS, "finding_links": layout.LINKS,
    "measures": layout.MEASURES, "memos": layout.MEMOS, "material": layout.MATERIAL, "kept": layout.KEPT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a document beyond its text: a fingerprint that tells whether the text changed, its file, its turns."""

    fingerprint: str
    source: str = ""
    turns: list[tuple[str, ...]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Carried:
    """A study as the notes tell it: without texts and codings. ``documents`` tells of its documents by their names."""

    study: Study
    documents: dict[str, Told]
    problems: tuple[Problem, ...] = ()

    def turns(self, name: str, text: str) -> tuple[Turn, ...] | None:
        """Return the turns of a document; None where its text isn't the one that they were over."""
        told = self.documents.get(name)
        if told is None or told.fingerprint != fingerprint(text):
            return None
        turns = (_turn(text, row) for row in told.turns)
        return tuple(sorted((turn for turn in turns if turn), key=lambda turn: turn.start))


def fingerprint(text: str) -> str:
    """Return what tells a text from any other."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def files_of(study: Study) -> Iterator[tuple[str, str]]:
    """Yield each file that travels as a note: its name and its text."""
    yield FILE, write_design(study)
    if study.documents:
        rows = [[one.name, fingerprint(one.text), one.source] for one in study.documents]
        yield DOCUMENTS, csv_text(["document", "fingerprint", "source"], rows)
        yield layout.TURNS.file, write_turns(study)
    yield from ((name, text) for name, text in sheets_of(study) if text)
    if study.guide:
        yield GUIDE, study.guide


def note_text(file: str, text: str) -> str:
    """Return a file's text as a note holds it: the last line feed of a table is left out, as programs would."""
    bare = text if file == GUIDE else text.removesuffix("\n")
    return bare if is_plain(bare) else quoted(bare)


def file_named(note: Note) -> str:
    """Name the file that a note carries; empty where it is any other note."""
    return note.name.removeprefix(PREFIX) if note.name in _NAMES else ""


_NAMES = frozenset(
    PREFIX + file for file in (FILE, DOCUMENTS, GUIDE, layout.TURNS.file, *(sheet.file for sheet in _SHEETS.values()))
)


def carried(project: Project) -> Carried | None:
    """Read the notes that carry a study's files; None where there are none."""
    texts = {file: unquoted(note.text) for note in project.notes if (file := file_named(note))}
    if not texts:
        return None
    problems: list[Problem] = []
    study = _design(texts, project, problems)
    records: dict[str, Any] = {name: _records(sheet, texts, problems) for name, sheet in _SHEETS.items()}
    study = replace(study, **records)
    return Carried(replace(study, guide=texts.get(GUIDE, "")), _documents(texts, problems), tuple(problems))


def _design(texts: dict[str, str], project: Project, problems: list[Problem]) -> Study:
    try:
        return design_in(texts.get(FILE, ""), project.name, problems)
    except ReadFailed:
        problems.append(_unreadable(FILE))
        return Study(study_id(project.name), project.name)


def _records(sheet: Sheet[Any], texts: dict[str, str], problems: list[Problem]) -> tuple[Any, ...]:
    try:
        return tuple(sheet.read_text(texts.get(sheet.file, "")))
    except ReadFailed:
        problems.append(_unreadable(sheet.file))
        return ()


def _unreadable(file: str) -> Problem:
    return Problem("warning", "X130", PREFIX + file)


def _documents(texts: dict[str, str], problems: list[Problem]) -> dict[str, Told]:
    try:
        rows = rows_in(texts.get(DOCUMENTS, ""), DOCUMENTS, Notes())
        found = {row.get("document", ""): Told(row.get("fingerprint", ""), row.get("source", "")) for row, _ in rows}
        for name, *turn in list(csv.reader(io.StringIO(texts.get(layout.TURNS.file, ""))))[1:]:
            if name in found:
                found[name].turns.append(tuple(turn))
    except (ReadFailed, csv.Error, ValueError):
        problems.append(_unreadable(DOCUMENTS))
        return {}
    return found


def _turn(text: str, row: tuple[str, ...]) -> Turn | None:
    """Make a turn of its row; None where the row is none of this text."""
    try:
        start, end, speaker, begun, ended, *speech = row
        if not 0 <= int(start) < int(end) <= len(text):
            return None
        turn = turn_over(text, int(start), int(end), speaker, *(int(time) if time else None for time in (begun, ended)))
        return replace(turn, speech=int(speech[0])) if any(speech) else turn
    except ValueError:
        return None
