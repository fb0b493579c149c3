"""Files → documents: each file is read on its own, so that a bad one never stops the good ones.

Reading comes first, outside the transaction; then everything that could be read is written as one act, which is undone as one.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Any

from teema.errors import Problem, ReadFailed
from teema.formats.safety import DEFAULT
from teema.formats.source import Source
from teema.formats.surveys.contacts import Contact, contact_of, is_email
from teema.formats.surveys.grids import is_table
from teema.study.materials import MATERIAL_KINDS
from teema.web.accounts.models import User
from teema.web.history.recording import Recorder
from teema.web.material.models import Document, Original, row_of
from teema.web.material.names import document_name, file_name, free_name
from teema.web.material.texts import words_of
from teema.web.studies.access import act
from teema.web.studies.actions.places import last_place
from teema.web.studies.models import Interview, Study

_PROJECTS = frozenset({".qdpx", ".qdc", ".qda", ".rqda", ".sqlite3", ".zip", ".toml"})
"""Whole studies of this or another program: they are opened, not added."""


@dataclass(frozen=True, slots=True)
class Received:
    """A file as a browser sent it. Neither its name nor what it is said to be is trusted."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file: a document with warnings, or the error for which there is none. ``interview`` is the one that it found."""

    name: str
    document: Document | None = None
    problems: tuple[Problem, ...] = ()
    interview: Interview | None = None

    @property
    def error(self) -> Problem | None:
        """Return why nothing came of the file."""
        return next((one for one in self.problems if one.severity == "error"), None)


@dataclass(frozen=True, slots=True)
class _Read:
    file: Received
    contact: Contact


def import_files(actor: User, study: Study, files: Iterable[Received], *, kind: str = "") -> list[Outcome]:
    """Add a document for each file that can be read, in the files' order, and keep the files as received.

    ``kind`` says what other material they are (``MATERIAL_KINDS``); empty: transcripts of interviews, e-mails aside. A transcript
    that bears the name of an interview without a document becomes that interview's. The error of a file is the reader's, B310 for a
    table, B311 for a project of this or another program, B312 for words that the study has already.
    """
    read = [_read(Received(file_name(one.name), one.data)) for one in files]
    with act(actor, study, "material.add") as changes:
        outcomes = _Adding(changes, study, kind if kind in MATERIAL_KINDS else "").add(read)
        changes.note(documents=sum(one.document is not None for one in outcomes), files=len(outcomes))
    return outcomes


def _read(file: Received) -> _Read | Outcome:
    try:
        return _Read(file, contact_of(_source(file), document_name(file.name)))
    except ReadFailed as failed:
        return Outcome(file.name, problems=(failed.as_problem(),))


def _source(file: Received) -> Source:
    path = PurePath(file.name)
    if not file.data:
        raise ReadFailed("F102", path=file.name)
    if len(file.data) > DEFAULT.file_bytes:
        raise ReadFailed("F103", path=file.name, limit=DEFAULT.file_bytes // 1_000_000)
    if is_table(path) and path.suffix.lower() != ".tsv":
        raise ReadFailed("B310", path=file.name)
    if path.suffix.lower() in _PROJECTS:
        raise ReadFailed("B311", path=file.name)
    return Source(file.name, file.data)


class _Adding:
    """Adds what was read to a study, under names that are free."""

    def __init__(self, changes: Recorder, study: Study, kind: str) -> None:
        self.changes, self.study, self.kind = changes, study, kind
        documents = list(Document.objects.filter(study=study).values_list("key", "text"))
        self.names = {name.casefold() for name, _ in documents}
        self.texts = {_digest(text.encode()): name for name, text in documents}
        self.files = {key.casefold() for key in Original.objects.filter(study=study).values_list("key", flat=True)}
        waiting = Interview.objects.filter(study=study, document=None)
        self.waiting: dict[str, Interview] = {one.key.casefold(): one for one in waiting}
        self.place = last_place(Document, study)

    def add(self, read: Sequence[_Read | Outcome]) -> list[Outcome]:
        return [one if isinstance(one, Outcome) else self._outcome(one) for one in read]

    def _outcome(self, read: _Read) -> Outcome:
        digest = _digest(read.contact.document.text.encode())
        if there := self.texts.get(digest):
            problem = Problem("error", "B312", read.file.name, None, {"name": there})
            return Outcome(read.file.name, problems=(problem,))
        document = self._document(read)
        self.texts[digest] = document.key
        self._original(read, document)
        return Outcome(read.file.name, document, read.contact.problems, document.interview)

    def _document(self, read: _Read) -> Document:
        plain, name = read.contact.document, free_name(read.contact.document.name, self.names)
        self.names.add(name.casefold())
        kind = self.kind or ("email" if is_email(PurePath(read.file.name)) else "")
        row = Document(
            study=self.study,
            key=name,
            position=self.place,
            text=plain.text,
            turns=[row_of(turn) for turn in plain.turns],
            words=words_of(plain),
            source=read.file.name,
            **(self._described(read.contact, read.file.name, kind) if kind else {}),
        )
        row.interview = None if kind else self.waiting.pop(name.casefold(), None)
        self.place += 1
        return self.changes.create(row)

    def _described(self, contact: Contact, source: str, kind: str) -> Mapping[str, Any]:
        return {"kind": kind, "title": contact.subject[:400], "date": contact.day, "material_source": source}

    def _original(self, read: _Read, document: Document) -> None:
        name = free_name(read.file.name, self.files)
        self.files.add(name.casefold())
        self.changes.create(
            Original(
                study=self.study,
                key=name,
                document=document,
                position=document.position,
                media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
                size=len(read.file.data),
                sha256=_digest(read.file.data),
                content=read.file.data,
                extra={"problems": [asdict(one) for one in read.contact.problems]} if read.contact.problems else {},
            )
        )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
