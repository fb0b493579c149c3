"""The workspace's first page, and a study's."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.queries.studies import memberships_of


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """List the studies that one has."""
    return render(request, "studies/home.html", {"memberships": memberships_of(request.user)})  # type: ignore[arg-type]


@in_study("study.read")
def overview(request: StudyRequest) -> HttpResponse:
    """Show what is done, what is next and what is thin."""
    return render(request, "studies/overview.html")
