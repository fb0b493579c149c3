"""The workspace's first page, and a study's."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.contributions import gaps_of
from teema.web.studies.queries.overview import cards_of, coming, interview_rows, next_thing, quotas_of
from teema.web.studies.queries.progress import counts_for, progress


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """List the studies that one has."""
    return render(request, "studies/home.html", {"cards": cards_of(request.user)})  # type: ignore[arg-type]


@in_study("study.read")
def overview(request: StudyRequest) -> HttpResponse:
    """Show what is done and what is next; what is thin takes longer to find, and the page asks for it once it is shown."""
    study, counts, thin = request.study, counts_for(request, request.study), "thin" in request.GET
    context = {
        "far": progress(study, counts),
        "counts": counts,
        "next": next_thing(study, counts),
        "quotas": quotas_of(study),
        "coming": coming(study, localdate()),
        "gaps": gaps_of(study) if thin else None,
        "interviews": interview_rows(study) if thin else None,
    }
    return render(request, "studies/overview.html", context)
