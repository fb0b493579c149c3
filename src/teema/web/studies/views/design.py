"""The study's design: what it asks, of whom and when."""

from __future__ import annotations

from django.http import HttpResponse

from teema.web.studies.access import StudyRequest, in_study, require
from teema.web.studies.actions.design import change_study
from teema.web.studies.views.answers import saved
from teema.web.studies.views.rows import page_of, study_form


@in_study("study.read")
def design(request: StudyRequest) -> HttpResponse:
    """Show the design; write the study's title and language."""
    if request.method != "POST":
        return page_of(request, "design")
    require(request.membership, "design.change")
    form = study_form(request.study, request.POST)
    if not form.is_valid():
        return page_of(request, "design", status=422, form=form)
    change_study(request.user, request.study, **form.cleaned_data)
    return saved(request, "studies:design")
