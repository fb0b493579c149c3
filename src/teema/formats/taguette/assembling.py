"""The parts of a Taguette project, put together, with what doesn't come along told."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from teema.errors import Problem, ReadFailed
from teema.formats.databases import Database, Row, some
from teema.formats.exchange.project import Project, SourceText, User
from teema.formats.exchange.transfer import Loss
from teema.formats.placing import Placing, Words
from teema.formats.source import canonical
from teema.formats.taguette.contents import Contents
from teema.formats.taguette.highlights import Highlights, Marking
from teema.formats.taguette.history import History, history_of, iso_date
from teema.formats.taguette.tables import APPLICATION, COLUMNS, PASSED_OVER, by_number, named
from teema.formats.taguette.tags import Tags, tags_of
from teema.study.identity import derived_id, study_id
from teema.study.kept import Kept

_DOCUMENTS = 5_000
"""Documents that a project may hold: no study has as many, and ten thousand of a few letters are a trap."""


@dataclass(slots=True)
class Assembly:
    """One project on its way out of a file: ``number`` and ``row`` are its own."""

    database: Database
    number: int
    row: Row
    separator: str
    placing: Placing = field(default_factory=Placing)
    problems: list[Problem] = field(default_factory=list)
    lost: list[Loss] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)

    @property
    def _seed(self) -> str:
        return study_id(f"taguette {named(self.row)} {self.row.text('created')}")

    def project(self) -> Project:
        """Read everything that belongs to the project."""
        tags = tags_of(self._numbered("tags"), self.separator, self._seed)
        history = history_of(self._mine("commands"))
        users = self._users(history)
        marking = Marking(self._seed, tags.by_number, users, history, self.placing)
        sources = self._sources(marking)
        self._tell(tags, history)
        return Project(
            named(self.row),
            derived_id(self._seed, "project").upper(),
            "Taguette",
            canonical(self.row.text("description")),
            iso_date(self.row.text("created")),
            users=tuple(User(guid, login) for login, guid in users.items()),
            codes=tags.codes,
            sources=sources,
            kept=tuple(self.kept),
            lost=tuple(self.lost),
            problems=(*self.database.problems, *self.problems, *self.placing.problems()),
            convention="utf8_bytes",
            verified=self.placing.verified,
            repaired=self.placing.repaired,
        )

    def _mine(self, table: str) -> list[Row]:
        rows = self.database.rows(table, COLUMNS[table])
        return [row for row in rows if row.number("project_id") == self.number]

    def _numbered(self, table: str) -> dict[int, Row]:
        """Return the project's rows of a table by number, and report those that repeat one or have none."""
        rows = self._mine(table)
        numbered = by_number(rows)
        self._astray(table, len(rows) - len(numbered))
        return numbered

    def _users(self, history: History) -> dict[str, str]:
        """Name the accounts that took part: logins with their identities."""
        logins = {made.login for made in (*history.highlights.values(), *history.tagged.values())}
        logins.update(row.text("user_login") for row in self._mine("project_members"))
        return {login: derived_id(self._seed, "user", login).upper() for login in sorted(logins - {""})}

    def _sources(self, marking: Marking) -> tuple[SourceText, ...]:
        documents = self._numbered("documents")
        if len(documents) > _DOCUMENTS:
            raise ReadFailed("X162", path=self.database.name)
        highlights = Highlights.of(self.database, set(documents), set(marking.codes))
        pages = {number: Contents(row.text("contents")) for number, row in documents.items()}
        for table, count in highlights.astray.items():
            self._astray(table, count)
        self._lose_looks({_document_name(number, documents[number]): page for number, page in pages.items()})
        return tuple(self._source(number, row, pages[number], highlights, marking) for number, row in documents.items())

    def _source(self, number: int, row: Row, page: Contents, highlights: Highlights, marking: Marking) -> SourceText:
        name = _document_name(number, row)
        self._keep(name, "filename", canonical(row.text("filename")), name)
        self._keep(name, "text_direction", row.text("text_direction"), "LEFT_TO_RIGHT")
        if not page.text.strip():
            self.problems.append(Problem("warning", "X173", name))
        return SourceText(
            derived_id(self._seed, "document", number).upper(),
            name,
            page.text,
            description=canonical(row.text("description")),
            created=iso_date(row.text("created")),
            selections=marking.selections(highlights, number, page, Words(name, page.text)),
        )

    def _keep(self, document: str, kind: str, value: str, usual: str) -> None:
        if value and value != usual:
            own = derived_id(self._seed, "kept", kind, document)
            content = json.dumps({kind: value}, ensure_ascii=False)
            self.kept.append(Kept(own, "taguette", kind, f"document:{document}", content))

    def _lose_looks(self, pages: dict[str, Contents]) -> None:
        styled = tuple(name for name, page in pages.items() if page.styled)
        self._lose("formatting", "plain_text", len(styled), styled)
        self._lose("text_pictures", "plain_text", sum(page.pictures for page in pages.values()))

    def _tell(self, tags: Tags, history: History) -> None:
        """Tell what else of the file doesn't come along."""
        self._lose("history", "no_place", history.others)
        self._lose("privileges", "accounts", len(self._mine("project_members")))
        if tags.cut:
            self.problems.append(Problem("warning", "X167", self.database.name, None, {"names": some(tags.cut)}))
        if self.database.application not in (0, APPLICATION):
            self.problems.append(Problem("warning", "X174", self.database.name))
        unknown = self.database.unknown(COLUMNS, PASSED_OVER)
        if unknown:
            self.problems.append(Problem("warning", "X168", self.database.name, None, {"names": some(unknown)}))

    def _lose(self, what: str, why: str, count: int, names: tuple[str, ...] = ()) -> None:
        if count:
            self.lost.append(Loss(what, why, count, names))

    def _astray(self, table: str, count: int) -> None:
        if count:
            self.problems.append(Problem("warning", "X166", self.database.name, None, {"table": table, "count": count}))


def _document_name(number: int, row: Row) -> str:
    return named(row) or canonical(row.text("filename")).strip() or str(number)
