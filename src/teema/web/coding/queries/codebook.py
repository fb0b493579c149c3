"""The codebook with what is coded with it: counts of expressions, documents and customers; a code's expressions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Literal, TypeAlias, get_args
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from teema.web.coding.models import Code, Coding, Memo
from teema.web.coding.queries.finding import answering
from teema.web.coding.queries.tree import Look, Node, looks_of, nodes_of
from teema.web.material.models import Document, turn_of
from teema.web.studies.models import Study

Layers: TypeAlias = Literal["record", "all"]
LAYERS: tuple[Layers, ...] = get_args(Layers)
ENOUGH = 3
"""A sub-theme that fewer documents speak of is thin."""


@dataclass(slots=True)
class Under:
    """What stands under a code and all below it."""

    segments: int = 0
    documents: set[UUID] = field(default_factory=set)
    customers: set[UUID] = field(default_factory=set)

    def take(self, document: UUID, customer: UUID | None) -> None:
        """Count one coding."""
        self.segments += 1
        self.documents.add(document)
        if customer is not None:
            self.customers.add(customer)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the codebook as it is shown."""

    node: Node
    count: Under
    look: Look
    themes: int
    """Under how many themes a code with the same label stands."""

    @property
    def is_thin(self) -> bool:
        """Tell whether this is a sub-theme with little material."""
        return self.node.depth == 1 and len(self.count.documents) < ENOUGH


@dataclass(frozen=True, slots=True)
class Shown:
    """The codebook, and of how many customers ``customers`` counts."""

    rows: list[Row]
    customers: int


def codebook_of(study: Study, *, layers: Layers = "record", search: str = "") -> Shown:
    """Return the codebook with counts, or the part of it that a search finds, with what that stands under."""
    nodes = nodes_of(study)
    counts, looks = _counted(nodes, codings_in(study, layers)), looks_of(nodes)
    themes = _themes_by_label(nodes)
    rows = [Row(one, counts[one.code.pk], looks[one.code.pk], len(themes[_label(one)])) for one in nodes]
    return Shown(_found(rows, search), customers_asked(study))


def customers_asked(study: Study) -> int:
    """Count the customers of whom there is a document."""
    spoken = Document.objects.filter(study=study, interview__customer__isnull=False)
    return spoken.values("interview__customer").distinct().count()


def codings_in(study: Study, layers: Layers = "record") -> QuerySet[Coding]:
    """Return codings of every layer, or of each document's coder of record only."""
    codings = Coding.objects.filter(study=study)
    if layers == "all":
        return codings
    documents: dict[str, list[UUID]] = {}
    for document, coder in records_of(study).items():
        documents.setdefault(coder, []).append(document)
    of_record = (Q(coder=coder, document__in=theirs) for coder, theirs in documents.items())
    return codings.filter(reduce(or_, of_record, Q(pk__in=[])))


def records_of(study: Study) -> dict[UUID, str]:
    """Return the coder whose layer counts in results, by document: the interview's, else the one with the most codings there."""
    layers: dict[UUID, dict[str, int]] = {}
    rows = Coding.objects.filter(study=study).order_by().values_list("document", "coder").annotate(Count("pk"))
    for document, coder, count in rows:
        layers.setdefault(document, {})[coder] = count
    named = dict(Document.objects.filter(pk__in=layers, interview__isnull=False).values_list("pk", "interview__coder"))
    return {document: _record(named.get(document, ""), counts) for document, counts in layers.items()}


def _record(named: str, counts: dict[str, int]) -> str:
    return named if named in counts else min(counts, key=lambda coder: (-counts[coder], coder))


def _counted(nodes: Sequence[Node], codings: QuerySet[Coding]) -> dict[UUID, Under]:
    """Count each coding under its code and all that it stands under."""
    counts = {node.code.pk: Under() for node in nodes}
    lines: dict[UUID, list[Under]] = {}
    for node in nodes:
        above = lines[node.code.parent_id] if node.code.parent_id else []
        lines[node.code.pk] = [*above, counts[node.code.pk]]
    columns = ("code", "document", "document__interview__customer")
    for code, document, customer in codings.order_by().values_list(*columns):
        for count in lines[code]:
            count.take(document, customer)
    return counts


def _themes_by_label(nodes: Sequence[Node]) -> dict[str, set[int]]:
    themes: dict[str, set[int]] = {}
    for node in nodes:
        themes.setdefault(_label(node), set()).add(node.theme)
    return themes


def _label(node: Node) -> str:
    return str(node.code).casefold()


def _found(rows: list[Row], search: str) -> list[Row]:
    wanted = search.casefold().strip()
    if not wanted:
        return rows
    codes = [row.node.code for row in rows]
    shown: set[UUID | None] = {code.pk for code in codes if wanted in code.definition.casefold()}
    shown |= answering(search, {code.pk: f"{code.name} {code.label}" for code in codes})
    for code in reversed(codes):
        if code.pk in shown:
            shown |= {code.pk, code.parent_id}
    return [row for row in rows if row.node.code.pk in shown]


@dataclass(frozen=True, slots=True)
class Expression:
    """A coding with its words and who said them."""

    coding: Coding
    words: str
    speaker: str


def expressions_of(codings: Iterable[Coding]) -> list[Expression]:
    """Return codings with their words; ``codings`` come with their documents."""
    speakers: dict[UUID, Callable[[int], str]] = {}
    return [
        Expression(
            one,
            one.document.text[one.start : one.end],
            _speakers(speakers, one.document)(one.start),
        )
        for one in codings
    ]


def _speakers(known: dict[UUID, Callable[[int], str]], document: Document) -> Callable[[int], str]:
    if document.pk not in known:
        known[document.pk] = speaker_in(document)
    return known[document.pk]


def speaker_in(document: Document) -> Callable[[int], str]:
    """Return who speaks at a place of a document, empty where nobody is known to."""
    turns = [turn_of(row) for row in document.turns]
    starts = [turn.start for turn in turns]

    def speaker(place: int) -> str:
        found = bisect_right(starts, place) - 1
        return (turns[found].speaker or "") if found >= 0 and place < turns[found].end else ""

    return speaker


def codings_under(codes: Sequence[Code], layers: Layers) -> QuerySet[Coding]:
    """Return the codings of codes in the order of documents and places."""
    found = codings_in(codes[0].study, layers).filter(code__in=codes)
    return found.select_related("document__interview__customer", "code", "topic").order_by(
        "document__position", "document__key", "start", "end", "position"
    )


def memos_about(code: Code) -> QuerySet[Memo]:
    """Return the memos about a code, the earliest first."""
    return Memo.objects.filter(study=code.study_id, about=f"code:{code.key}").order_by("date", "position")
