"""Consents of a representative."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from teema.errors import NotFound
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.actions.consents import record_consent, remove_consent
from teema.web.studies.forms.people import ConsentForm
from teema.web.studies.models import Consent
from teema.web.studies.queries.people import person_of
from teema.web.studies.views.people import person_page
from teema.web.studies.views.telling import made


@require_POST
@in_study("consent.change")
def add(request: StudyRequest, person: UUID) -> HttpResponse:
    """Record a consent."""
    row, form = person_of(request.study, person), ConsentForm(request.POST)
    if not form.is_valid():
        return person_page(request, row, consent_form=form)
    record_consent(request.user, row, **form.cleaned_data)
    return made(request, "consent_recorded", "studies:person", person=row.pk)


@require_POST
@in_study("consent.change")
def remove(request: StudyRequest, person: UUID, consent: UUID) -> HttpResponse:
    """Take away a consent recorded by mistake."""
    row = (
        Consent.objects.select_related("person", "study").filter(person=person, study=request.study, pk=consent).first()
    )
    if row is None:
        raise NotFound("B209")
    remove_consent(request.user, row)
    return made(request, "consent_removed", "studies:person", person=person)
