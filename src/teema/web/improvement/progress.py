"""What measures tell to a study's first page and to the navigation: how many there are, are done and are late today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate

from teema.analysis.measures import CLOSED
from teema.web.improvement.models import Measure
from teema.web.studies.contributions import Gap, Thin, counted
from teema.web.studies.models import Study

SHOWN = 5
"""How many late measures the first page lists."""


def late(today: date) -> Q:
    """Choose the measures that are open although their day has passed."""
    return Q(due__lt=today) & ~Q(status__in=CLOSED)


def counts() -> dict[str, Any]:
    """Count the measures that count: those that were dropped aren't waited for."""
    kept = Measure.objects.exclude(status="dropped")
    return {
        "measures": counted(kept),
        "measures_done": counted(kept.filter(status="done")),
        "measures_late": counted(kept.filter(late(localdate()))),
    }


def gaps(study: Study) -> Iterator[Gap]:
    """Find the measures that are late today, the longest first."""
    today = localdate()
    kept = Measure.objects.filter(study=study).exclude(status="dropped")
    those = list(kept.filter(late(today)).order_by("due", "position"))
    things = tuple(Thin(one.title, _address(one), (today - one.due).days) for one in those[:SHOWN] if one.due)
    yield Gap("measures", len(those), kept.count(), things)


def _address(measure: Measure) -> str:
    try:
        return reverse("results:measure", kwargs={"study": measure.study.slug, "measure": measure.pk})
    except NoReverseMatch:
        return ""
