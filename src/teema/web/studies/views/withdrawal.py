"""Withdrawal and erasure: what will go is shown first, and the key is asked once."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from teema.errors import Conflict
from teema.web.studies import erasing
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.actions.withdrawal import erase_customer, withdraw_person
from teema.web.studies.erasing import Concerned
from teema.web.studies.forms.people import ErasingForm
from teema.web.studies.queries.customers import customer_of
from teema.web.studies.queries.people import person_of
from teema.web.studies.views.telling import blame, made


@in_study("person.withdraw")
def withdraw(request: StudyRequest, person: UUID) -> HttpResponse:
    """Show what a person's withdrawal erases; erase it once the pseudonym is written."""
    row = person_of(request.study, person)
    form = ErasingForm(row.key, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_person(
                request.user, row, confirmed=form.cleaned_data["confirm"], reason=form.cleaned_data["reason"]
            )
        except Conflict as trouble:
            blame(form, "confirm", trouble)
        else:
            return made(request, "withdrawn", "studies:customers")
    return _page(request, erasing.of_person(row), form, {"person": row, "key": row.key})


@in_study("customer.erase")
def erase(request: StudyRequest, customer: UUID) -> HttpResponse:
    """Show what erasing a customer takes away; erase it once the key is written."""
    row = customer_of(request.study, customer)
    form = ErasingForm(row.key, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            erase_customer(
                request.user, row, confirmed=form.cleaned_data["confirm"], reason=form.cleaned_data["reason"]
            )
        except Conflict as trouble:
            blame(form, "confirm", trouble)
        else:
            return made(request, "erased", "studies:customers")
    return _page(request, erasing.of_customer(row), form, {"customer": row, "key": row.key})


def _page(request: StudyRequest, concerned: Concerned, form: ErasingForm, about: dict[str, object]) -> HttpResponse:
    counts = [(kind, number) for kind, number in erasing.held(concerned).items()]
    shown = about | {"counts": counts, "form": form, "interviews": concerned.interviews}
    return render(request, "studies/customers_erasing.html", shown, status=422 if form.errors else 200)
