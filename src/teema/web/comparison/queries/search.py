"""A search of a study's words → hits in their context, with what they are coded as and the way to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from teema.search import ORDERS, Line, Lines, Order, Where, kwic
from teema.web.bridge.standing import Standing, standing
from teema.web.bridge.words import indexed
from teema.web.coding.actions.hits import MOST, Hit
from teema.web.coding.queries.tree import Node, looks_of
from teema.web.material.actions.searches import ASKED
from teema.web.material.models import Document, SavedSearch
from teema.web.studies.models import Study
from teema.wording import clock

PAGE = 50
WIDTH = 60
"""Characters of context on each side of a hit."""
_Texts: TypeAlias = Mapping[str, tuple[UUID, int]]
"""Documents by their names: identity and revision."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search asks for, as the page's address has it."""

    q: str = ""
    speaker: str = ""
    group: str = ""
    theme: str = ""
    topic: str = ""
    readings: str = ""
    parts: str = ""
    order: Order = "place"

    @property
    def where(self) -> Where:
        """Return what the search is narrowed to."""
        return Where(self.speaker, self.group, self.theme, self.topic)

    @property
    def narrowed(self) -> bool:
        """Tell whether the search is narrowed or widened."""
        return self.where != Where() or bool(self.readings or self.parts)

    @property
    def given(self) -> dict[str, str]:
        """Return what was given, by its names in the address."""
        return {name: getattr(self, name) for name in ASKED if getattr(self, name) not in ("", "place")}


def asked_of(given: Mapping[str, str]) -> Asked:
    """Return what an address or a form asks for; an unknown order is that of the texts."""
    values = {name: given.get(name, "").strip() for name in ASKED if name != "order"}
    order: Order = next((one for one in ORDERS if one == given.get("order")), "place")
    return Asked(**values, order=order)


@dataclass(frozen=True, slots=True)
class CodedAs:
    """A code that a hit's words have: its name and its colour."""

    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Found:
    """A hit in its context. ``place`` says which words of which text it is, for the hit to be coded."""

    line: Line
    place: str
    url: str
    at: str
    codes: tuple[CodedAs, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of hits: how many there are in all, from how many customers of n and how many interviews; ``mark`` tells whether they still are the same."""

    hits: int
    customers: int
    n: int
    interviews: int
    number: int
    found: tuple[Found, ...]
    mark: str


def page_of(study: Study, nodes: Sequence[Node], asked: Asked, number: int) -> Page:
    """Return a page of a search's hits, the last where there aren't so many; ``nodes`` are the codebook's. UsageError: as for ``search.kwic``."""
    texts, held = _texts(study), standing(study)  # in this order: a text corrected in between is refused, not miscoded
    lines = _lines(study, held, asked, PAGE, max(0, number - 1) * PAGE)
    if not lines.lines and lines.hits:
        number = -(-lines.hits // PAGE)
        lines = _lines(study, held, asked, PAGE, (number - 1) * PAGE)
    occasions = held.frames.occasions
    of_group = {name: one for name, one in occasions.items() if not asked.group or one[3] == asked.group}
    heard = [occasions[name] for name in lines.documents if name in occasions]
    return Page(
        hits=lines.hits,
        customers=len({one[2] for one in heard} - {None}),
        n=len({one[2] for one in of_group.values()} - {None}),
        interviews=len({one[0] for one in heard} - {None}),
        number=max(1, number),
        found=tuple(_found(study, nodes, held, texts, lines.lines)),
        mark=_mark(lines, texts),
    )


def every_hit(study: Study, asked: Asked) -> tuple[list[Hit], str]:
    """Return all hits of a search and their mark; of more than may be coded at once, one too many."""
    texts, held = _texts(study), standing(study)
    lines = _lines(study, held, asked, MOST + 1, 0)
    return [Hit(*texts[one.document], one.start, one.end) for one in lines.lines if one.document in texts], _mark(
        lines, texts
    )


def _lines(study: Study, held: Standing, asked: Asked, most: int, skip: int) -> Lines:
    ways = {"all_readings": bool(asked.readings), "parts": bool(asked.parts)}
    with indexed(study.pk, held.study) as index:
        return kwic(index, asked.q, asked.where, width=WIDTH, order=asked.order, most=most, skip=skip, **ways)


def _texts(study: Study) -> _Texts:
    rows = Document.objects.filter(study=study).values_list("key", "pk", "revision")
    return {key: (pk, revision) for key, pk, revision in rows}


def _mark(lines: Lines, texts: _Texts) -> str:
    """Return a mark that differs once the hits stand elsewhere or a text that holds any was corrected."""
    revisions = "".join(f"{name}\n{texts[name][1]}\n" for name in sorted(lines.documents) if name in texts)
    return blake2b(f"{lines.mark}\n{revisions}".encode(), digest_size=8).hexdigest()


def _found(
    study: Study, nodes: Sequence[Node], held: Standing, texts: _Texts, lines: Iterable[Line]
) -> Iterator[Found]:
    lines = [one for one in lines if one.document in texts]
    coded, shown = held.codings_by_document, _codes(nodes)
    documents = held.study.document_by_name
    for line in lines:
        document, revision = texts[line.document]
        read = reverse("coding:reading", kwargs={"study": study.slug, "document": document})
        turn = documents[line.document].turns[line.turn] if line.turn is not None else None
        codes = {
            one.code for one in coded.get(line.document, ()) if one.span.start < line.end and line.start < one.span.end
        }
        yield Found(
            line,
            f"{document}:{revision}:{line.start}-{line.end}",
            f"{read}#{line.start}-{line.end}",
            clock(turn.from_ms) if turn else "",
            tuple(one for key, one in shown.items() if key in codes),
        )


def _codes(nodes: Sequence[Node]) -> dict[str, CodedAs]:
    """Return the codebook's codes by key, in its order."""
    looks = looks_of(nodes)
    return {one.code.key: CodedAs(str(one.code), looks[one.code.pk].colour) for one in nodes}


def hit_of(place: str) -> Hit | None:
    """Return the hit that a place names; None where it is none.

    >>> hit_of("00000000-0000-0000-0000-000000000001:7:3-9")
    Hit(document=UUID('00000000-0000-0000-0000-000000000001'), revision=7, start=3, end=9)
    """
    try:
        document, revision, span = place.split(":")
        start, _, end = span.partition("-")
        return Hit(UUID(document), int(revision), int(start), int(end))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Narrowings:
    """What a search may be narrowed to: keys and names, those of themes indented as they stand; speakers by their labels."""

    groups: tuple[tuple[str, str], ...]
    themes: tuple[tuple[str, str], ...]
    topics: tuple[tuple[str, str], ...]
    speakers: tuple[str, ...]


def narrowings_of(study: Study, nodes: Sequence[Node]) -> Narrowings:
    """Return what a study's words may be narrowed to."""
    held = standing(study)
    plain, book = held.study, held.study.codebook
    return Narrowings(
        tuple((one.key, one.name) for one in plain.design.groups),
        tuple((node.code.key, "\u2003" * node.depth + node.code.name) for node in nodes),
        tuple((one.key, one.name) for one in book.topics),
        held.speakers,
    )


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved search and the address that asks it again."""

    id: UUID
    name: str
    url: str


def saved_searches(study: Study) -> list[Saved]:
    """Return the searches that were saved, in their order."""
    page = reverse("comparison:search", kwargs={"study": study.slug})
    rows = SavedSearch.objects.filter(study=study)
    return [Saved(one.pk, one.name, f"{page}?{urlencode(asked_of(one.query).given)}") for one in rows]
