"""A study → a project that other programs understand. The mapping is told in ``docs/exchange.md``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from teema.errors import Problem
from teema.formats.exchange.carried_files import PREFIX, files_of, note_text
from teema.formats.exchange.from_codings import CodingWriter, Selected
from teema.formats.exchange.from_people import cases_of, interview_values, kept_cases, own_variables
from teema.formats.exchange.identities import StudyGuids, guid_of
from teema.formats.exchange.kept_parts import KINDS, SELECTION, SOURCE, parts
from teema.formats.exchange.memo_places import place_of
from teema.formats.exchange.project import CodeNode, Note, Project, Selection, SourceKind, SourceText, User
from teema.formats.exchange.transfer import Counts, Loss, Transfer
from teema.formats.exchange.vocabulary import ROOT_GUIDS, STATUS_GUIDS, Root, root_name, status_name, variables
from teema.study.codes import Code, Topic
from teema.study.codings import STATUSES
from teema.study.documents import Document
from teema.study.study import Study
from teema.wording import Language

_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_KINDS: dict[str, SourceKind] = {"pdf": "pdf", "audio": "audio", "video": "video"}
_BEYOND = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Exported:
    """A project, what it carries, and what the reader of it should know."""

    project: Project
    transfer: Transfer
    problems: tuple[Problem, ...] = ()


def project_of(study: Study, language: Language = "fi") -> Exported:
    """Make a project of a study: everything but surveys and what is in ``register/``.

    Warnings: X131, documents whose positions some programs count otherwise.
    """
    made = _Making(study, language)
    project = made.project()
    return Exported(project, made.transfer(project), tuple(_counted_otherwise(study)))


def _counted_otherwise(study: Study) -> list[Problem]:
    """Tell of texts with characters that programs counting UTF-16 units take for two."""
    names = [one.name for one in study.documents if _BEYOND.search(one.text)]
    return [Problem("warning", "X131", names[0], None, {"count": len(names)})] if names else []


def shown_color(code: Code) -> str:
    """Return a code's colour where other programs know it: #RGB or #RRGGBB."""
    return code.color if _COLOR.fullmatch(code.color) else ""


class _Making:
    """One study on its way to a project."""

    def __init__(self, study: Study, language: Language) -> None:
        self._study, self._language = study, language
        self._guids = StudyGuids.of(study)
        self._noted = self._memo_places()
        self._variables = own_variables(study, self._guids)
        self._selected = self._codings()

    def project(self) -> Project:
        """Put the project together."""
        study, guids = self._study, self._guids
        files = [
            Note(guids.derived("file", name), note_text(name, text), PREFIX + name) for name, text in files_of(study)
        ]
        own = self._variables
        return Project(
            study.title,
            guid_of(study.id) or guids.derived("study", study.id),
            "Teema",
            users=self._users(),
            codes=self._codes(),
            variables=(*variables(self._language), *own.values()),
            cases=(*cases_of(study, guids, self._language, own), *kept_cases(study, guids, own)),
            sources=self._sources(),
            notes=(*self._memos(), *self._selected.notes, *files),
            project_notes=(*self._noted.get("", ()), *(note.guid for note in files)),
            kept=tuple(one for one in study.kept if one.kind not in KINDS),
        )

    def transfer(self, project: Project) -> Transfer:
        """Count what the project carries of the study."""
        study = self._study
        codes = len(study.codebook.codes) + len(study.codebook.topics)
        found = Counts(len(study.documents), codes, len(study.codings) + len(study.relevance))
        sets = {name.rpartition(".")[0] for name in study.surveys}  # answers and profile are one
        surveys = (Loss("surveys", "personal_answers", len(sets)),) if sets else ()
        return Transfer(
            "teema",
            found,
            Counts(len(project.sources), codes, self._selected.carried),
            dropped=(*self._selected.losses(), *surveys),
        )

    def _memo_places(self) -> dict[str, list[str]]:
        """Return the memos' identities by that of what they are about; empty for the study."""
        places: dict[str, list[str]] = {}
        for memo in self._study.memos:
            places.setdefault(place_of(memo.about, self._guids), []).append(self._guids.memos[memo.id])
        return places

    def _codings(self) -> Selected:
        by_guid = {guid: id for id, guid in self._guids.codings.items()}
        noted = {by_guid[guid]: notes for guid, notes in self._noted.items() if guid in by_guid}
        writer = CodingWriter(self._study, self._guids, noted)
        return writer.write(self._study.codings, self._study.relevance)

    def _users(self) -> tuple[User, ...]:
        study = self._study
        named = [one.coder for one in study.codings] + [one.coder for one in study.relevance]
        names = dict.fromkeys((*named, *(memo.by for memo in study.memos), *self._guids.users))
        return tuple(User(self._guids.user(name), name) for name in names if name)

    def _memos(self) -> list[Note]:
        return [
            Note(
                self._guids.memos[memo.id],
                memo.text,
                memo.title,
                self._guids.user(memo.by),
                f"{memo.date.isoformat()}T00:00:00Z" if memo.date else "",
            )
            for memo in self._study.memos
        ]

    # codes

    def _codes(self) -> tuple[CodeNode, ...]:
        themes = tuple(self._code(theme) for theme in self._study.codebook.themes)
        return (*themes, *self._topics(), *self._judgements())

    def _code(self, code: Code) -> CodeNode:
        guid = self._guids.codes[code.key]
        return CodeNode(
            guid,
            code.name,
            code.definition,
            shown_color(code),
            code.extra.get("codable") is not False,
            tuple(self._noted.get(guid, ())),
            tuple(self._code(child) for child in code.children),
        )

    def _topics(self) -> list[CodeNode]:
        """Return the topics under a code of their own: each below the topic that it came from below, if any."""
        known = self._study.codebook.topic_by_key
        below: dict[str, list[Topic]] = {}
        for topic in self._study.codebook.topics:
            parent = str(topic.extra.get("parent") or "")
            below.setdefault(parent if _is_above(parent, topic, known) else "", []).append(topic)
        return [self._root("topics", tuple(self._topic(one, below) for one in below[""]))] if below else []

    def _topic(self, topic: Topic, below: dict[str, list[Topic]]) -> CodeNode:
        guid = self._guids.topics[topic.key]
        children = tuple(self._topic(one, below) for one in below.get(topic.key, ()))
        notes = tuple(self._noted.get(guid, ()))
        return CodeNode(guid, topic.name, topic.definition, notes=notes, children=children)

    def _judgements(self) -> list[CodeNode]:
        if not self._study.relevance:
            return []
        statuses = tuple(CodeNode(STATUS_GUIDS[one], status_name(one, self._language)) for one in STATUSES)
        return [self._root("relevance", statuses)]

    def _root(self, root: Root, children: tuple[CodeNode, ...]) -> CodeNode:
        return CodeNode(ROOT_GUIDS[root], root_name(root, self._language), codable=False, children=children)

    # sources

    def _sources(self) -> tuple[SourceText, ...]:
        values = interview_values(self._study.interviews, self._variables)
        kept = parts(self._study.kept, SOURCE)
        bare = parts(self._study.kept, SELECTION)
        return tuple(
            self._source(
                one,
                values.get(one.name, {}),
                next(iter(kept.get(f"document:{one.name}", ())), {}),
                bare.get(f"document:{one.name}", ()),
            )
            for one in self._study.documents
        )

    def _source(
        self, one: Document, values: dict[str, str], back: dict[str, str], bare: Iterable[dict[str, Any]]
    ) -> SourceText:
        guid = self._guids.documents[one.name]
        selections = [
            *self._selected.selections.get(one.name, ()),
            *_selections(bare, one.text),
        ]
        return SourceText(
            guid,
            back.get("name") or one.name,
            one.text,
            kind=_KINDS.get(back.get("form", ""), "text"),
            created=back.get("created", ""),
            modified=back.get("modified", ""),
            turns=one.turns,
            selections=tuple(selections),
            codings=tuple(self._selected.whole.get(one.name, ())),
            notes=tuple(self._noted.get(guid, ())),
            values=values,
        )


def _is_above(parent: str, topic: Topic, known: dict[str, Topic]) -> bool:
    """Tell whether a topic stands below another, and not in a circle."""
    seen = {topic.key}
    while parent in known and parent not in seen:
        seen.add(parent)
        parent = str(known[parent].extra.get("parent") or "")
    return parent == "" and len(seen) > 1


def _selections(kept: Iterable[dict[str, Any]], text: str) -> list[Selection]:
    """Return the kept selections that still stand within the text."""
    placed = ((one, one.get("start", 0), one.get("end", 0)) for one in kept)
    return [
        Selection(one["guid"], start, end, text[start:end]) for one, start, end in placed if start < end <= len(text)
    ]
