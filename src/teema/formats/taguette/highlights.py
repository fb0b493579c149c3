"""Highlights → selections on their words, with the tags that they carry."""

from __future__ import annotations

from dataclasses import dataclass, field

from teema.formats.databases import Database, Row
from teema.formats.exchange.project import Applied, Selection
from teema.formats.placing import Placing, Words, same
from teema.formats.source import canonical
from teema.formats.taguette.contents import Contents, bare
from teema.formats.taguette.history import History
from teema.formats.taguette.tables import COLUMNS, by_number
from teema.study.identity import derived_id


@dataclass(slots=True)
class Highlights:
    """A file's highlights by document and number, and each one's tags; ``astray`` counts the rows that refer to nothing, by table."""

    by_document: dict[int, dict[int, Row]] = field(default_factory=dict)
    tags: dict[int, tuple[int, ...]] = field(default_factory=dict)
    astray: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, database: Database, documents: set[int], tags: set[int]) -> Highlights:
        """Gather the highlights of some documents, those of one project."""
        found = cls({number: {} for number in documents})
        everyones = {row.number("id") for row in database.rows("documents", ("id",))}
        for number, row in by_number(database.rows("highlights", COLUMNS["highlights"])).items():
            document = row.number("document_id")
            if document in documents:
                found.by_document[document][number] = row
            elif document not in everyones:
                found.astray["highlights"] = found.astray.get("highlights", 0) + 1
        found._gather_tags(database, tags)
        return found

    def _gather_tags(self, database: Database, tags: set[int]) -> None:
        mine = {number for rows in self.by_document.values() for number in rows}
        gathered: dict[int, set[int]] = {}
        for row in database.rows("highlight_tags", COLUMNS["highlight_tags"]):
            highlight, tag = row.number("highlight_id"), row.number("tag_id")
            if highlight not in mine:
                continue
            if tag in tags:
                gathered.setdefault(highlight, set()).add(tag)
            else:
                self.astray["highlight_tags"] = self.astray.get("highlight_tags", 0) + 1
        self.tags = {highlight: tuple(sorted(numbers)) for highlight, numbers in gathered.items()}


@dataclass(frozen=True, slots=True)
class Marking:
    """What it takes to make a selection of a highlight: the codes of tags, who tagged, and where words are put."""

    seed: str
    codes: dict[int, str]
    users: dict[str, str]
    history: History
    placing: Placing

    def selections(self, highlights: Highlights, document: int, page: Contents, words: Words) -> tuple[Selection, ...]:
        """Make the selections of a document; a highlight without a place in the text is counted and left out."""
        made = []
        for number, row in highlights.by_document[document].items():
            start, end = _span(row, page)
            quoted = _quoted(row.text("snippet"), words.text[start:end])
            place = self.placing.place(words, start, end, quoted)
            if place:
                made.append(self._selection(number, place, quoted, highlights.tags.get(number, ())))
        return tuple(made)

    def _selection(self, number: int, place: tuple[int, int], quoted: str, tags: tuple[int, ...]) -> Selection:
        by = self.history.of(number)
        codings = tuple(self._applied(number, tag) for tag in tags)
        own = derived_id(self.seed, "highlight", number).upper()
        return Selection(own, *place, quoted, user=self.users.get(by.login, ""), created=by.date, codings=codings)

    def _applied(self, number: int, tag: int) -> Applied:
        by = self.history.of(number, tag)
        own = derived_id(self.seed, "tagging", number, tag).upper()
        return Applied(own, self.codes[tag], self.users.get(by.login, ""), by.date)


def _span(row: Row, page: Contents) -> tuple[int, int]:
    start, end = row.number("start_offset"), row.number("end_offset")
    return page.span(start, end) if start is not None and end is not None and 0 <= start < end else (0, 0)


def _quoted(snippet: str, words: str) -> str:
    """Return a snippet's words as the text shows them: those at its place, if they are the same."""
    stands = bare(snippet)
    return words if same(words, stands) or same(words, canonical(stands)) else Contents(snippet).text
