"""The study itself: plain data, frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from teema.study.codes import Codebook
from teema.study.codings import Coding, Relevance
from teema.study.conclusions import Finding, FindingLink, Judgement, Measure, Memo
from teema.study.design import Design, Organisation
from teema.study.documents import Document
from teema.study.interviews import Asked, Interview
from teema.study.kept import Kept
from teema.study.materials import Material
from teema.study.people import Customer, Person


@dataclass(frozen=True)
class Study:
    """A thematic-interview study: everything that its results are counted from.

    Only documents are required. ``surveys`` holds the files of yearly surveys as they came, by their name.
    ``extra`` keeps what a study folder's ``study.toml`` holds beyond the documented keys.
    """

    id: str
    title: str
    language: str = "fi"
    organisation: Organisation = field(default_factory=Organisation)
    design: Design = field(default_factory=Design)
    codebook: Codebook = field(default_factory=Codebook)
    customers: tuple[Customer, ...] = ()
    people: tuple[Person, ...] = ()
    documents: tuple[Document, ...] = ()
    interviews: tuple[Interview, ...] = ()
    asked: tuple[Asked, ...] = ()
    material: tuple[Material, ...] = ()
    codings: tuple[Coding, ...] = ()
    relevance: tuple[Relevance, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    findings: tuple[Finding, ...] = ()
    finding_links: tuple[FindingLink, ...] = ()
    measures: tuple[Measure, ...] = ()
    memos: tuple[Memo, ...] = ()
    kept: tuple[Kept, ...] = ()
    guide: str = ""
    surveys: dict[str, bytes] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def document_by_name(self) -> dict[str, Document]:
        """Every document by name."""
        return {document.name: document for document in self.documents}

    @cached_property
    def coding_by_id(self) -> dict[str, Coding]:
        """Every coding by id."""
        return {coding.id: coding for coding in self.codings}

    @cached_property
    def customer_by_id(self) -> dict[str, Customer]:
        """Every customer by id."""
        return {customer.id: customer for customer in self.customers}

    @cached_property
    def interview_of(self) -> dict[str, Interview]:
        """The interview that each document records, by the document's name."""
        return {interview.document: interview for interview in self.interviews if interview.document}

    @cached_property
    def material_of(self) -> dict[str, Material]:
        """What each document is that is no interview, by the document's name. One that an interview names is an interview."""
        return {one.document: one for one in self.material if one.document not in self.interview_of}

    @cached_property
    def coder_of_record(self) -> dict[str, str]:
        """The coder whose layer counts in results, by document: the interview's, else the one with most codings there."""
        layers: dict[str, dict[str, int]] = {}
        for coding in self.codings:
            counts = layers.setdefault(coding.document, {})
            counts[coding.coder] = counts.get(coding.coder, 0) + 1
        return {document: self._record(document, counts) for document, counts in layers.items()}

    def _record(self, document: str, counts: dict[str, int]) -> str:
        named = self.interview_of[document].coder if document in self.interview_of else ""
        return named if named in counts else min(counts, key=lambda coder: (-counts[coder], coder))

    @cached_property
    def codings_of_record(self) -> tuple[Coding, ...]:
        """The codings that results count, in the order of documents and positions."""
        record, order = self.coder_of_record, {document.name: i for i, document in enumerate(self.documents)}
        kept = [coding for coding in self.codings if coding.coder == record.get(coding.document)]
        return tuple(sorted(kept, key=lambda coding: (order.get(coding.document, len(order)), coding.span, coding.id)))

    @cached_property
    def round(self) -> str:
        """The round that results are about: the chosen one, else the one with the most interviews (the earliest of equals)."""
        if self.design.settings.round is not None:
            return self.design.settings.round
        counts: dict[str, int] = {one.key: 0 for one in self.design.rounds}
        for interview in self.interviews:
            counts[interview.round] = counts.get(interview.round, 0) + 1
        return max(counts, key=lambda key: counts[key]) if counts else ""
