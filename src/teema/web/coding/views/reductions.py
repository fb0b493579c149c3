"""The reduction table."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from teema.web.coding.queries.reductions import Reductions, Step, link, reductions_of
from teema.web.studies.access import StudyRequest, in_study

PAGE: Final = 100
SHOWN: Final = 3
"""Original expressions that a step shows; the rest open with the step."""


@in_study("study.read")
def reductions(request: StudyRequest) -> HttpResponse:
    """Show the way from original expressions to a theme."""
    request.navigates_quietly = True
    found = reductions_of(request.study, request.GET.get("theme", ""), request.GET.get("group", ""))
    page = Paginator(found.steps, PAGE).get_page(request.GET.get("page"))
    context = {"found": found, "page": page, "sections": list(_sections(request, found, page.object_list))}
    return render(request, "coding/reductions.html", context | {"page_width": "full"})


def _sections(request: StudyRequest, found: Reductions, steps: Iterable[Step]) -> Iterable[dict[str, Any]]:
    """Yield the steps of each sub-theme with their addresses."""
    grid = reverse("coding:expressions", args=(request.study.slug,))
    assert found.theme is not None or not found.steps
    for sub_theme, members in groupby(steps, key=lambda step: step.sub_theme):
        rows = [
            {
                "step": step,
                "url": f"{grid}?{urlencode(link(step, found.theme, found.group))}" if found.theme else grid,
                "originals": [(UUID(line.id), line.words) for line in step.originals[:SHOWN]],
                "more": max(0, len(step.originals) - SHOWN),
            }
            for step in members
        ]
        yield {"sub_theme": sub_theme, "rows": rows, "grid": grid}
