"""What findings tell to a study's first page and to the navigation: how many there are, and which have no evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import NoReverseMatch, reverse

from teema.analysis.quantifiers import claimed
from teema.web.insight.models import Finding
from teema.web.studies.contributions import Gap, Thin, counted
from teema.web.studies.models import Study

SHOWN = 5
"""How many findings without evidence the first page lists."""


def counts() -> dict[str, Any]:
    """Count the findings, and those with evidence."""
    return {
        "findings": counted(Finding.objects.all()),
        "findings_borne": counted(Finding.objects.exclude(evidence=[])),
    }


def gaps(study: Study) -> Iterator[Gap]:
    """Find the findings without evidence; one that says only that nobody does something needs none."""
    bare = [one for one in Finding.objects.filter(study=study, evidence=[]) if not _is_of_nobody(one, study.language)]
    things = tuple(Thin(one.statement, _address(study, one), len(one.counter_evidence)) for one in bare[:SHOWN])
    yield Gap("findings", len(bare), Finding.objects.filter(study=study).count(), things)


def _is_of_nobody(finding: Finding, language: str) -> bool:
    claims = claimed(finding.statement, language)
    return bool(claims) and all(one.quantifier == "none" for one in claims)


def _address(study: Study, finding: Finding) -> str:
    try:
        return reverse("results:finding", kwargs={"study": study.slug, "finding": finding.pk})
    except NoReverseMatch:
        return ""
