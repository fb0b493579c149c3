"""A customer's representatives: adding one, and each one's page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from teema.errors import Conflict
from teema.web.studies.access import StudyRequest, in_study, require
from teema.web.studies.actions.people import add_person, change_person, remove_person
from teema.web.studies.forms.people import ConsentForm, IdentityForm, PersonForm
from teema.web.studies.models import Person
from teema.web.studies.queries.customers import customer_of
from teema.web.studies.queries.people import consents_of, identity_of, person_of, service_names
from teema.web.studies.rights import may
from teema.web.studies.views.customers import customer_page
from teema.web.studies.views.telling import blame, made


@require_POST
@in_study("person.add")
def add(request: StudyRequest, customer: UUID) -> HttpResponse:
    """Add a representative to a customer."""
    row, form = customer_of(request.study, customer), PersonForm(request.study, request.POST)
    if form.is_valid():
        try:
            add_person(request.user, row, **form.cleaned_data)
        except Conflict as trouble:
            blame(form, "key", trouble)
    if form.errors:
        return customer_page(request, row, person_form=form)
    return made(request, "person_added", "studies:customer", customer=row.pk)


@in_study("study.read")
def person(request: StudyRequest, person: UUID) -> HttpResponse:
    """Show a representative with their consents; change what is known by pseudonym."""
    row = person_of(request.study, person)
    form = PersonForm(request.study, request.POST if request.method == "POST" else None, person=row)
    if request.method == "POST":
        require(request.membership, "person.change")
        if form.is_valid() and _changed(request, row, form):
            return made(request, "person_changed", "studies:person", person=row.pk)
    return person_page(request, row, form=form)


def _changed(request: StudyRequest, row: Person, form: PersonForm) -> bool:
    try:
        change_person(request.user, row, **form.cleaned_data)
    except Conflict as trouble:
        blame(form, "key", trouble)
    return not form.errors


def person_page(request: StudyRequest, row: Person, *, named: bool = False, **forms: Any) -> HttpResponse:
    """Show a representative's page with forms as they stand; with the real name only after a recorded look."""
    membership, names = request.membership, service_names(request.study)
    shown = {
        "person": row,
        "areas": [names.get(key, key) for key in row.area],
        "interviews": [one.interview for one in row.seats.select_related("interview")],
        "consents": consents_of(row),
        "form": PersonForm(request.study, person=row),
        "consent_form": ConsentForm(),
        "identity": identity_of(row) if named else None,
        "identity_form": IdentityForm(identity=identity_of(row)) if named else None,
        "named": named,
        "may_change": may(membership.role, "person.change"),
        "may_see_names": membership.sees_names and may(membership.role, "register.read"),
        "may_keep_names": membership.sees_names and may(membership.role, "register.change"),
        "may_withdraw": may(membership.role, "person.withdraw"),
    } | forms
    wrong = any(getattr(one, "errors", None) for one in forms.values())
    return render(request, "studies/person.html", shown, status=422 if wrong else 200)


@require_POST
@in_study("person.remove")
def remove(request: StudyRequest, person: UUID) -> HttpResponse:
    """Take a representative off the register."""
    row = person_of(request.study, person)
    customer = row.customer_id
    remove_person(request.user, row)
    if customer is None:
        return made(request, "person_removed", "studies:customers")
    return made(request, "person_removed", "studies:customer", customer=customer)
