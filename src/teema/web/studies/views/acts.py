"""The history of a study."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.queries.acts import STATES, actors_of, acts_of, kinds_of, told

PAGE = 50


@in_study("study.read")
def acts(request: StudyRequest) -> HttpResponse:
    """Show who did what and when."""
    asked = {name: request.GET.get(name, "") for name in ("who", "kind", "state")}
    page = Paginator(acts_of(request.study, **asked), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": told(page, request.membership),
        "actors": actors_of(request.study),
        "kinds": kinds_of(request.study),
        "states": STATES,
        "asked": asked,
    }
    return render(request, "studies/acts.html", context)
