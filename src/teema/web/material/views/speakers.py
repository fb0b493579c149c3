"""Whose each label is."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from teema.errors import UsageError
from teema.web.material.actions.speakers import give_to_interviewer, give_to_new_person, give_to_no_one, give_to_person
from teema.web.material.queries.documents import document_of
from teema.web.material.queries.speakers import person_by_key
from teema.web.material.views.answers import went
from teema.web.material.words import said
from teema.web.studies.access import StudyRequest, in_study


@require_POST
@in_study("material.change")
def give(request: StudyRequest, document: UUID) -> HttpResponse:
    """Say whose a label is."""
    row, label, to = document_of(request.study, document), request.POST.get("label", ""), request.POST.get("to", "")
    if not label or not to:
        raise UsageError("B345")
    if to == "interviewer":
        give_to_interviewer(request.user, row, label=label)
    elif to == "new":
        give_to_new_person(request.user, row, label=label)
    elif to == "no_one":
        give_to_no_one(request.user, row, label=label)
    else:
        give_to_person(request.user, row, label=label, person=person_by_key(request.study, to))
    return went(request, said("saved"), "material:document", document=document)
