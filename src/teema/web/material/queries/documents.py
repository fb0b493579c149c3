"""The documents of a study, and how far the work on each is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any
from uuid import UUID

from teema.errors import NotFound, Problem
from teema.web.material.following import DOUBTFUL
from teema.web.material.models import Document, Original, Relevance
from teema.web.material.on_text import kinds_on_text
from teema.web.material.speaking import asking_labels
from teema.web.material.texts import Stretch, joined, words_under
from teema.web.studies.models import Study


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in the list. ``coded`` of the interviewees' ``turns`` turns are coded, ``excluded`` of ``words`` words are excluded.

    ``concerns`` are keys of ``web_material.concerns`` that want something done; ``problems`` what its reader told.
    """

    document: Document
    turns: int
    coded: int
    excluded: int
    doubtful: int
    concerns: tuple[str, ...]
    problems: tuple[Problem, ...] = field(default=())


def document_of(study: Study, document: UUID) -> Document:
    """Return a document of a study. NotFound (B340): it has none such."""
    found = Document.objects.filter(study=study, pk=document).select_related("study", "interview__customer").first()
    if found is None:
        raise NotFound("B340")
    return found


def original_of(study: Study, original: UUID) -> Original:
    """Return a file as received, of a study. NotFound (B341): it has none such."""
    found = Original.objects.filter(study=study, pk=original).select_related("document").first()
    if found is None:
        raise NotFound("B341")
    return found


def document_rows(study: Study, only: UUID | None = None) -> list[DocumentRow]:
    """Return the documents of a study in order, interviews' and other material; or only the one named."""
    chosen: dict[str, Any] = {"study": study} | ({"document": only} if only else {})
    related = ("interview__customer__group", "interview__round", "customer__group", "group", "round")
    documents = list(Document.objects.filter(study=study, **({"pk": only} if only else {})).select_related(*related))
    coded, doubtful = _on_documents(study, chosen)
    excluded, problems, asking = _excluded(chosen), _problems(chosen), asking_labels(documents)
    return [
        _row(
            one,
            [turn for turn in one.turns if turn[3] not in asking[one.pk]],
            coded.get(one.pk, ()),
            excluded.get(one.pk, ()),
            doubtful.get(one.pk, 0),
            problems.get(one.pk, ()),
        )
        for one in documents
    ]


def row_of_document(document: Document) -> DocumentRow:
    """Return how far the work on one document is."""
    return document_rows(document.study, document.pk)[0]


def _row(
    document: Document,
    heard: Sequence[Sequence[Any]],
    coded: Sequence[Stretch],
    excluded: Sequence[Stretch],
    doubtful: int,
    problems: Sequence[Problem],
) -> DocumentRow:
    return DocumentRow(
        document,
        turns=len(heard),
        coded=_turns_under(heard, joined(coded)),
        excluded=words_under(document.plain(), excluded) if excluded else 0,
        doubtful=doubtful,
        concerns=tuple(_concerns(document)),
        problems=tuple(problems),
    )


def _turns_under(turns: Sequence[Sequence[Any]], stretches: Sequence[Stretch]) -> int:
    """Count the turns that stretches touch; both are in order."""
    count, at = 0, 0
    for start, end, *_ in turns:
        while at < len(stretches) and stretches[at][1] <= start:
            at += 1
        count += at < len(stretches) and stretches[at][0] < end
    return count


def _concerns(document: Document) -> Iterable[str]:
    if document.interview is None and not document.kind:
        yield "no_interview"
    if document.interview and not any(row[3] for row in document.turns):
        yield "no_speakers"


def _on_documents(study: Study, chosen: dict[str, Any]) -> tuple[Mapping[UUID, list[Stretch]], Mapping[UUID, int]]:
    """Return what counts as coded on each document, and how many rows wait to be looked at."""
    coded: dict[UUID, list[Stretch]] = defaultdict(list)
    doubtful: dict[UUID, int] = defaultdict(int)
    for kind in kinds_on_text():
        rows: Any = kind.model._default_manager.filter(**chosen)
        if kind.coded:
            for document, start, end in kind.coded(study).filter(**chosen).values_list("document_id", "start", "end"):
                coded[document].append((start, end))
        for document in rows.filter(extra__has_key=DOUBTFUL).values_list("document_id", flat=True):
            doubtful[document] += 1
    return coded, doubtful


def _excluded(chosen: dict[str, Any]) -> Mapping[UUID, list[Stretch]]:
    found: dict[UUID, list[Stretch]] = defaultdict(list)
    out = Relevance.objects.filter(**chosen, status=Relevance.Status.OUT)
    for document, start, end in out.values_list("document_id", "start", "end"):
        found[document].append((start, end))
    return found


def _problems(chosen: dict[str, Any]) -> Mapping[UUID, tuple[Problem, ...]]:
    files = Original.objects.filter(**chosen).exclude(document=None).values_list("document_id", "extra")
    found: dict[UUID, list[tuple[Problem, ...]]] = defaultdict(list)
    for document, extra in files:
        found[document].append(tuple(Problem(**one) for one in extra.get("problems", ())))
    return {document: tuple(chain.from_iterable(several)) for document, several in found.items()}
