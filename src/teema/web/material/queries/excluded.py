"""What was judged out or doubtful, why and by whom, and how much of the material it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from teema.errors import NotFound
from teema.study.documents import count_words
from teema.web.material.actions.relevance import may_judge
from teema.web.material.models import Document, Relevance
from teema.web.material.texts import words_under
from teema.web.studies.models import Membership, Study


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that were judged, of which document, and how many. ``is_own`` tells whether the member may judge them otherwise."""

    relevance: Relevance
    text: str
    words: int
    speaker: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class ExclusionLog:
    """The passages that a choice shows, and what all of a status come to: ``words`` excluded of ``of`` in the material, each once."""

    passages: tuple[Passage, ...]
    words: int
    of: int
    documents: tuple[Document, ...]
    reasons: tuple[tuple[str, int], ...]
    counts: Mapping[str, int]


def exclusion_log(
    membership: Membership, *, status: str = "out", document: str = "", reason: str | None = None
) -> ExclusionLog:
    """Return the log: judgements of a status, of one document and with one reason where those are chosen."""
    study = membership.study
    judged = list(
        Relevance.objects.filter(study=study).select_related("document").order_by("document__position", "start")
    )
    of_status = [one for one in judged if one.status == status]
    chosen = [
        one
        for one in of_status
        if (not document or str(one.document_id) == document) and (reason is None or one.reason == reason)
    ]
    documents = list(Document.objects.filter(study=study))
    return ExclusionLog(
        passages=tuple(_passage(one, membership) for one in chosen),
        words=sum(words_under(one.plain(), _stretches(one, of_status)) for one in documents),
        of=sum(one.words for one in documents),
        documents=tuple({one.document_id: one.document for one in of_status}.values()),
        reasons=tuple(Counter(one.reason for one in of_status).most_common()),
        counts=Counter(one.status for one in judged),
    )


def relevance_of(study: Study, relevance: UUID) -> Relevance:
    """Return a judgement of a study. NotFound (B342): it has none such."""
    found = Relevance.objects.filter(study=study, pk=relevance).select_related("document", "study").first()
    if found is None:
        raise NotFound("B342")
    return found


def _stretches(document: Document, judged: Sequence[Relevance]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in judged if one.document_id == document.pk]


def _passage(one: Relevance, membership: Membership) -> Passage:
    words = one.document.text[one.start : one.end]
    plain = one.document.plain()
    turn = plain.turn_at(one.start)
    return Passage(
        one,
        words,
        count_words(words),
        plain.turns[turn].speaker if turn is not None else "",
        may_judge(membership, one),
    )
