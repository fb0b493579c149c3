"""One finding: its statement with its claims, and its evidence, counter-evidence and candidates in their context."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final
from uuid import UUID

import polars as pl
from django.urls import reverse

from teema.analysis.candidates import candidates
from teema.analysis.findings import AuditedClaim, CheckedFinding, check_findings
from teema.analysis.whole import Results
from teema.errors import NotFound
from teema.study import conclusions as plain
from teema.web.coding.models import Memo
from teema.web.comparison.queries.passages import Passages, passages
from teema.web.improvement.models import Measure
from teema.web.improvement.on_findings import measures_serving
from teema.web.insight.actions.links import links_of
from teema.web.insight.actions.notes import is_remark
from teema.web.insight.models import Finding, FindingLink
from teema.web.results.queries.findings import signs_of
from teema.web.results.selections import checked_finding
from teema.web.studies.models import Study
from teema.wording import Language

SHOWN: Final = 6
"""How many segments of a list are shown before more are asked for."""
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a statement; where they are a claim, with its count."""

    words: str
    claim: AuditedClaim | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """A link as one of its ends sees it: the other finding, and whether this one bears on it or the other way round."""

    link: FindingLink
    other: Finding
    outward: bool


@dataclass(frozen=True, slots=True)
class Weighing:
    """What a finding rests on and what it might: each list's segments in their context, the first of them or all."""

    checked: CheckedFinding
    signs: tuple[str, ...]
    sentences: tuple[tuple[Piece, ...], ...]
    evidence: Passages
    counter: Passages
    unweighed: Passages
    candidates: Passages


def finding_of(study: Study, finding: UUID) -> Finding:
    """Return a finding of a study. NotFound (B830): there is none."""
    row = Finding.objects.select_related("study").filter(study=study, pk=finding).first()
    if row is None:
        raise NotFound("B830")
    return row


def finding_asked(study: Study, finding: str) -> Finding:
    """Return the finding that a form names. NotFound (B830): there is none."""
    try:
        return finding_of(study, UUID(finding))
    except ValueError:
        raise NotFound("B830") from None


def finding_of_key(study: Study, key: str) -> Finding:
    """Return a finding by its number. NotFound (B830): there is none."""
    row = Finding.objects.select_related("study").filter(study=study, key=key).first()
    if row is None:
        raise NotFound("B830")
    return row


def explanation_of(study: Study, explanation: UUID) -> Memo:
    """Return a memo that explains a finding. NotFound (B830): there is none."""
    memo = (
        Memo.objects.select_related("study").filter(study=study, pk=explanation, about__startswith="finding:").first()
    )
    if memo is None or is_remark(memo):
        raise NotFound("B830")
    return memo


def weighing(study: Study, results: Results, key: str, language: Language, whole: Collection[str] = ()) -> Weighing:
    """Return what a finding rests on; ``whole`` names the lists of which everything is shown."""
    checked = checked_finding(results, key)
    possible = [one.coding_id for one in candidates(checked.finding, results.codings)]

    def shown(name: str, ids: Sequence[str]) -> Passages:
        return passages(study, results, ids, language, 0, len(ids) if name in whole else SHOWN)

    return Weighing(
        checked,
        signs_of(checked),
        audited(checked),
        shown("evidence", checked.evidence),
        shown("counter", checked.counter),
        shown("unweighed", checked.unweighed),
        shown("candidates", [one for one in possible if one not in checked.unweighed]),
    )


def proposed(results: Results, finding: plain.Finding) -> tuple[str, ...]:
    """Return the codings at every place that a finding to be written names: of a cell, those of its sub-theme and topic and group."""
    found = candidates(finding, results.codings)
    named = sum(1 for place in (finding.theme, finding.sub_theme, finding.topic) if place)
    return tuple(one.coding_id for one in found if one.places == named)


def checked_draft(results: Results, finding: plain.Finding) -> CheckedFinding:
    """Check a statement that isn't saved yet against the evidence that it has. What isn't weighed is left aside: it would take every coding."""
    weighed = [*finding.evidence, *finding.counter_evidence]
    codings = results.frames.codings.filter(pl.col("coding_id").is_in(weighed))
    return check_findings([finding], codings, results.frames.customers, results.study.language)[0]


def draft(results: Results, key: str, **written: object) -> plain.Finding:
    """Return a finding of the study with other words; a new one, without evidence, where the key is empty."""
    held = checked_finding(results, key).finding if key else plain.Finding("", "")
    return replace(held, **written)  # type: ignore[arg-type]  # a form's cleaned values have the fields' own types


def audited(checked: CheckedFinding) -> tuple[tuple[Piece, ...], ...]:
    """Cut a statement into its sentences, and each into the words of its claims and those between them."""
    text = checked.finding.statement
    breaks = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]
    return tuple(tuple(_pieces(checked, start, end)) for start, end in pairwise(breaks) if text[start:end].strip())


def _pieces(checked: CheckedFinding, start: int, end: int) -> Iterator[Piece]:
    text, place = checked.finding.statement, start
    for one in checked.audit:
        if start <= one.claim.start < end:
            yield Piece(text[place : one.claim.start])
            place = one.claim.start + len(one.claim.words)
            yield Piece(one.claim.words, one)
    yield Piece(text[place:end])


def links_seen_from(finding: Finding) -> list[Linked]:
    """Return a finding's links, those by which it bears on others first."""
    study = finding.study
    others = {one.key: one for one in Finding.objects.filter(study=study)}
    found = [
        Linked(link, others[other], outward)
        for link in links_of(study, finding.key)
        for outward, other in (
            (link.source == finding.key, link.target if link.source == finding.key else link.source),
        )
        if other in others
    ]
    return sorted(found, key=lambda one: not one.outward)


def served_by(finding: Finding) -> list[Measure]:
    """Return the measures that serve a finding."""
    return measures_serving(finding.study, finding.key)


def page_of_finding(study: Study, key: str) -> str | None:
    """Return the address of a finding's page, by its number; None where there is no such finding."""
    row = Finding.objects.filter(study=study, key=key).first()
    return reverse("results:finding", kwargs={"study": study.slug, "finding": row.pk}) if row else None
