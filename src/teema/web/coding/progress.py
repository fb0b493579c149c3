"""What the coding tells to a study's first page, to the navigation and to the guide: how far it is and what is thin."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import Count, Exists, OuterRef
from django.urls import NoReverseMatch, reverse

from teema.study import Codebook
from teema.web.coding.actions.coverage import covered as taken_up
from teema.web.coding.actions.coverage import units
from teema.web.coding.models import Code, Coding
from teema.web.coding.queries.codebook import ENOUGH, codings_in
from teema.web.coding.queries.tree import tree_of
from teema.web.material.models import Document, Relevance
from teema.web.material.speaking import asking_labels
from teema.web.studies.contributions import Fact, FrameNode, Gap, Thin, counted
from teema.web.studies.models import Asked, Study

Span: TypeAlias = tuple[int, int]
SHOWN = 5
"""How many things of a kind a gap lists."""


def counts() -> dict[str, Any]:
    """Count the transcripts that have a coding."""
    coded = Exists(Coding.objects.filter(document=OuterRef("pk")))
    return {"coded_documents": counted(Document.objects.filter(coded, kind=""))}


def frame(study: Study) -> list[FrameNode]:
    """Return the codebook's themes with their sub-themes."""
    children: dict[UUID | None, list[Code]] = defaultdict(list)
    for code in Code.objects.filter(study=study):
        children[code.parent_id].append(code)
    return [FrameNode(theme.name, tuple(FrameNode(one.name) for one in children[theme.pk])) for theme in children[None]]


def coded(study: Study) -> dict[UUID, Fact]:
    """Tell of each interview how many of its interviewees' turns have a coding of record in them, as the report does."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for document, start, end in codings_in(study).order_by().values_list("document__key", "start", "end"):
        spans[document].append((start, end))
    return {
        one.interview: Fact(
            len(one.turns) - len(untouched(one.turns, spans[one.key])), len(one.turns), _reading(study, one.pk)
        )
        for one in _documents(study)
        if one.interview
    }


def covered(study: Study) -> dict[UUID, Fact]:
    """Tell of each interview how many topics of the guide it took up, of those that apply to it. Nothing written of it: no fact."""
    book = tree_of(study)
    rows: dict[UUID, list[Asked]] = defaultdict(list)
    for row in Asked.objects.filter(study=study):
        rows[row.interview_id].append(row)
    return {interview: _fact_of_coverage(study, book, interview, those) for interview, those in rows.items()}


def _fact_of_coverage(study: Study, book: Codebook, interview: UUID, rows: list[Asked]) -> Fact:
    told = taken_up(book, rows)
    values = [told.get(unit.key, "") for unit in units(book)]
    url = _address("coding:coverage", study=study.slug, interview=interview)
    return Fact(values.count("yes"), len(values) - values.count("not_applicable"), url)


def gaps(study: Study) -> Iterator[Gap]:
    """Find the documents without coding, the turns that nothing was coded of, and the sub-themes that few documents speak of."""
    documents = _documents(study)
    seen = _seen(study)
    yield _uncoded_documents(study, documents, seen)
    yield _uncoded_turns(study, documents, seen)
    yield _thin_codes(study)


class _Read:
    """A document with the spans of its interviewees' turns."""

    def __init__(self, document: Document, asking: Container[str]) -> None:
        self.pk, self.key, self.interview = document.pk, document.key, document.interview_id
        self.turns: list[Span] = [
            (start if speech is None else speech, end)
            for start, end, speech, speaker, *_ in document.turns
            if speaker not in asking
        ]


def _documents(study: Study) -> list[_Read]:
    documents = list(
        Document.objects.filter(study=study, kind="").defer("text").select_related("study", "interview__customer")
    )
    asking = asking_labels(documents)
    return [_Read(one, asking[one.pk]) for one in documents]


def _seen(study: Study) -> dict[str, list[Span]]:
    """Return the spans of each document, by its key, that someone coded or judged to be no part of the study."""
    spans: dict[str, list[Span]] = defaultdict(list)
    out = Relevance.objects.filter(study=study, status=Relevance.Status.OUT)
    for rows in (Coding.objects.filter(study=study), out):
        for document, start, end in rows.order_by().values_list("document__key", "start", "end"):
            spans[document].append((start, end))
    return spans


def _uncoded_documents(study: Study, documents: Sequence[_Read], seen: dict[str, list[Span]]) -> Gap:
    bare = [one for one in documents if one.key not in seen]
    things = tuple(Thin(one.key, _reading(study, one.pk), len(one.turns)) for one in bare[:SHOWN])
    return Gap("documents", len(bare), len(documents), things)


def _uncoded_turns(study: Study, documents: Sequence[_Read], seen: dict[str, list[Span]]) -> Gap:
    begun = [one for one in documents if one.key in seen]
    left = {one.pk: len(untouched(one.turns, seen[one.key])) for one in begun}
    most = sorted(begun, key=lambda one: -left[one.pk])[:SHOWN]
    things = tuple(Thin(one.key, _reading(study, one.pk), left[one.pk], len(one.turns)) for one in most if left[one.pk])
    return Gap("turns", sum(left.values()), sum(len(one.turns) for one in begun), things)


def untouched(turns: Sequence[Span], spans: list[Span]) -> list[Span]:
    """Return the turns that no span shares a character with.

    >>> untouched([(0, 10), (10, 20), (20, 30)], [(5, 9), (25, 40)])
    [(10, 20)]
    """
    ordered = sorted(spans)
    starts = [start for start, _ in ordered]
    reach = list(accumulate((end for _, end in ordered), max, initial=0))
    return [(start, end) for start, end in turns if reach[bisect_left(starts, end)] <= start]


def _thin_codes(study: Study) -> Gap:
    """Sub-themes count with what stands below them; here only those that have nothing below are looked at."""
    leaves = Code.objects.filter(study=study, parent__isnull=False, children__isnull=True).select_related("parent")
    spoken = dict(_documents_by_code(study))
    thin = sorted((spoken.get(code.pk, 0), place, code) for place, code in enumerate(leaves))
    thin = [one for one in thin if one[0] < ENOUGH]
    url = _address("coding:codebook", study=study.slug)
    things = tuple(
        Thin(f"{code.parent.name} · {code.name}", url, count) for count, _, code in thin[:SHOWN] if code.parent
    )
    return Gap("sub_themes", len(thin), len(leaves), things)


def _documents_by_code(study: Study) -> Iterator[tuple[UUID, int]]:
    rows = Coding.objects.filter(study=study).order_by().values_list("code")
    return iter(rows.annotate(Count("document", distinct=True)))


def _reading(study: Study, document: UUID) -> str:
    return _address("coding:reading", study=study.slug, document=document)


def _address(name: str, **parts: Any) -> str:
    try:
        return reverse(name, kwargs=parts)
    except NoReverseMatch:
        return ""
