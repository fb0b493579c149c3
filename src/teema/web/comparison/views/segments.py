"""What a number opens: its segments in their context, as a page or beside the table."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from teema.web.bridge.standing import results_of
from teema.web.comparison.queries.passages import passages
from teema.web.comparison.segments import selected
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study

PAGE = 100


@require_safe
@in_study("study.read")
def segments(request: StudyRequest) -> HttpResponse:
    """Show the segments behind a number; ``round`` names another round than the study's own."""
    parameters = request.GET.dict()
    results = results_of(request.study, parameters.get("round"))
    addresses = selected(results, parameters)
    page = Paginator(addresses, PAGE).get_page(parameters.get("page"))
    found = passages(request.study, results, addresses, spoken(), page.start_index() - 1 if addresses else 0, PAGE)
    template = "comparison/segments_beside.html" if request.headers.get("HX-Request") else "comparison/segments.html"
    return render(request, template, {"found": found, "page": page, "heading": parameters.get("told", "")})
