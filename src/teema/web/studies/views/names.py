"""Real names: shown when asked for, each look on record, and kept apart."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.actions.names import keep_name, look_at_names
from teema.web.studies.forms.people import IdentityForm
from teema.web.studies.queries.customers import customer_of
from teema.web.studies.queries.people import person_of
from teema.web.studies.views.customers import customer_page
from teema.web.studies.views.people import person_page
from teema.web.studies.views.telling import made


@never_cache
@require_POST
@in_study("register.read")
def of_customer(request: StudyRequest, customer: UUID) -> HttpResponse:
    """Show a customer's page with real names."""
    row = customer_of(request.study, customer)
    look_at_names(request.user, row)
    return customer_page(request, row, named=True)


@never_cache
@require_POST
@in_study("register.read")
def of_person(request: StudyRequest, person: UUID) -> HttpResponse:
    """Show a representative's page with the real name."""
    row = person_of(request.study, person)
    look_at_names(request.user, row)
    return person_page(request, row, named=True)


@never_cache
@require_POST
@in_study("register.change")
def keep_customers(request: StudyRequest, customer: UUID) -> HttpResponse:
    """Keep a customer's real name and contact."""
    row, form = customer_of(request.study, customer), IdentityForm(request.POST)
    if not form.is_valid():
        return customer_page(request, row, named=True, identity_form=form)
    keep_name(request.user, row, **form.cleaned_data)
    return made(request, "name_kept", "studies:customer", customer=row.pk)


@never_cache
@require_POST
@in_study("register.change")
def keep_persons(request: StudyRequest, person: UUID) -> HttpResponse:
    """Keep a representative's real name and contact."""
    row, form = person_of(request.study, person), IdentityForm(request.POST)
    if not form.is_valid():
        return person_page(request, row, named=True, identity_form=form)
    keep_name(request.user, row, **form.cleaned_data)
    return made(request, "name_kept", "studies:person", person=row.pk)
