"""What a number opens: its segments in their context, as a page or beside the table."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from teema.web.bridge.standing import results_of
from teema.web.comparison.numbers import place_of
from teema.web.comparison.queries.passages import passages
from teema.web.comparison.segments import selected
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.rights import may

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
    shown = {"found": found, "page": page, "heading": parameters.get("told", ""), "back": _back(request)}
    shown["may_conclude"] = may(request.membership.role, "finding.add")
    return render(request, template, shown)


def _back(request: StudyRequest) -> str:
    """Return the way back to the number that led here; nothing when that is unknown or on this very page."""
    came = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came, {request.get_host()})
    if not came or not ours or urlsplit(came).path == request.path:
        return ""
    parts = urlsplit(came)
    return f"{parts.path}{'?' if parts.query else ''}{parts.query}#{place_of(request.get_full_path())}"
