"""How far a study is: the counts of the design, the register and the interviews, and each step's state made of all counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final, Literal, TypeAlias
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils.timezone import localdate

from teema.web.history.since import Moment, moment
from teema.web.studies.contributions import Counts, counted, counts_by_study, summed
from teema.web.studies.models import Customer, Group, GuideVersion, Interview, Study

State: TypeAlias = Literal["done", "begun", "empty", "late"]
HELD: Final = Q(status=Interview.Status.HELD) | Q(minutes__isnull=False) | Q(document__isnull=False)
"""An interview that was held: so it is marked, its length is known, or its transcript is here."""
STEPS: Final = ("design", "customers", "guide", "interviews", "documents", "coding", "findings", "measures")
"""The steps of the work whose progress can be told, in the work's order."""


@dataclass(frozen=True, slots=True)
class Far:
    """How far a step is: ``done`` of ``of`` (None: there is no telling of how many). A step is late when something in it should be done by today."""

    step: str
    state: State
    done: int
    of: int | None = None

    @property
    def count(self) -> str:
        """Return k/n, or k alone."""
        return str(self.done) if self.of is None else f"{self.done}/{self.of}"


def counts() -> dict[str, Any]:
    """Return what this room counts of a study."""
    interviews = Interview.objects.exclude(status=Interview.Status.CANCELLED)
    later = GuideVersion.objects.filter(study=OuterRef("study"), number__gt=OuterRef("number"))
    asked = Exists(interviews.filter(customer=OuterRef("pk")))
    return {
        "groups": counted(Group.objects.all()),
        "quota": summed(Group.objects.all(), "quota"),
        "customers": counted(Customer.objects.all()),
        "chosen": counted(Customer.objects.filter(asked)),
        "interviews": counted(interviews),
        "held": counted(interviews.filter(HELD)),
        "guides": counted(GuideVersion.objects.exclude(text="")),
        "reviewed": counted(GuideVersion.objects.filter(~Exists(later), reviewed_on__isnull=False)),
    }


_KEPT: Final = 256
"""Studies whose counts are kept at once."""


@lru_cache(_KEPT)
def _counts_at(study: UUID, now: Moment, today: date) -> Counts:
    """Return a study's counts as they are at a moment of its history; what is late depends on the day."""
    return counts_by_study(Study.objects.filter(pk=study)).get(study, {})


def counts_for(request: HttpRequest, study: Study) -> Counts:
    """Return a study's counts, asked for once a request, and counted anew once something has been done in the study."""
    known: Counts | None = getattr(request, "counts", None)
    if known is None:
        known = _counts_at(study.pk, moment(study.pk), localdate())
        request.counts = known  # type: ignore[attr-defined]
    return known


def progress(study: Study, counts: Counts) -> dict[str, Far]:
    """Return each step's state. The keys are ``STEPS``.

    A design is whole when it has an aim, a question and a group with a quota; the customers when as many are chosen as the quotas ask;
    the guide when it is reviewed; findings when each has evidence; the rest when all of it is done.
    """
    told = [bool(study.aims), bool(study.questions), bool(counts["groups"])]
    guide = counts["reviewed"] + bool(counts["guides"])
    documents, coded = counts.get("documents", 0), counts.get("coded_documents", 0)
    measures = counts.get("measures", 0)
    return {
        "design": _far("design", sum(told), len(told)),
        "customers": _far("customers", counts["chosen"], max(counts["quota"], counts["chosen"])),
        "guide": _far("guide", guide, 2),
        "interviews": _far("interviews", counts["held"], max(counts["interviews"], counts["quota"])),
        "documents": _far("documents", documents, max(documents, counts["held"])),
        "coding": _far("coding", coded, documents),
        "findings": _far("findings", counts.get("findings_borne", 0), counts.get("findings", 0)),
        "measures": _far("measures", counts.get("measures_done", 0), measures, late=counts.get("measures_late", 0)),
    }


def _far(step: str, done: int, of: int, late: int = 0) -> Far:
    state: State = "late" if late else "empty" if not done else "done" if done >= of else "begun"
    return Far(step, state, done, of)
