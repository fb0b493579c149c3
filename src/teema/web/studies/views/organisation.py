"""The organisation whose customers are asked."""

from __future__ import annotations

from django.http import HttpResponse

from teema.web.studies.access import StudyRequest, in_study, require
from teema.web.studies.actions.organisation import change_organisation
from teema.web.studies.views.answers import saved
from teema.web.studies.views.rows import organisation_form, page_of


@in_study("study.read")
def organisation(request: StudyRequest) -> HttpResponse:
    """Show the organisation's card; write its name and description."""
    if request.method != "POST":
        return page_of(request, "organisation")
    require(request.membership, "organisation.change")
    form = organisation_form(request.study, request.POST)
    if not form.is_valid():
        return page_of(request, "organisation", status=422, form=form)
    change_organisation(request.user, request.study, **form.cleaned_data)
    return saved(request, "studies:organisation")
