"""The register of customers, and a customer's page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from teema.errors import Conflict
from teema.web.studies.access import StudyRequest, in_study, require
from teema.web.studies.actions.customers import add_customer, change_customer, remove_customer
from teema.web.studies.forms.customers import CustomerForm
from teema.web.studies.forms.people import IdentityForm, PersonForm
from teema.web.studies.models import Customer
from teema.web.studies.queries import customers as register
from teema.web.studies.queries.people import identity_of, person_lines
from teema.web.studies.rights import may
from teema.web.studies.views.judging import judging
from teema.web.studies.views.telling import blame, made

COLUMNS = (
    ("customer", "name", False),
    ("group", "group", False),
    ("since", "since", False),
    ("services", "", False),
    ("owner", "", False),
    ("eligible", "", False),
    ("interviews", "interviews", True),
    ("people", "people", True),
)
"""The register's columns: words, order (empty: none), whether they hold numbers."""
STANDINGS = ("eligible", "exception", "not_eligible", "open")


@in_study("study.read")
def customers(request: StudyRequest) -> HttpResponse:
    """Show the register with its quotas; add a customer."""
    form = CustomerForm(request.study, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(request.membership, "customer.add")
        if form.is_valid() and _added(request, form):
            return made(request, "customer_added", "studies:customers")
    return render(
        request, "studies/customers.html", _register(request) | {"form": form}, status=422 if form.errors else 200
    )


def _added(request: StudyRequest, form: CustomerForm) -> bool:
    try:
        add_customer(request.user, request.study, **form.cleaned_data)
    except Conflict as trouble:
        blame(form, "key", trouble)
    return not form.errors


def _register(request: StudyRequest) -> dict[str, Any]:
    lines, study = register.lines(request.study), request.study
    asked = {name: request.GET.get(name, "") for name in ("group", "standing", "owner", "words", "sort")}
    wanted = register.Wanted(**asked)
    return {
        "lines": register.narrowed(lines, wanted),
        "total": len(lines),
        "quotas": register.quotas(study, lines),
        "round": register.round_at_hand(study),
        "day": register.study_day(study),
        "wanted": wanted,
        "columns": [(*one, f"-{one[1]}" if wanted.sort == one[1] else one[1]) for one in COLUMNS],
        "standings": STANDINGS,
        "owners": sum(one.owner is True for one in lines),
        "tombstones": register.tombstones(study),
        "may_change": may(request.membership.role, "customer.change"),
    }


@in_study("study.read")
def customer(request: StudyRequest, customer: UUID) -> HttpResponse:
    """Show a customer with its people and how it meets the criteria; change it."""
    row = register.customer_of(request.study, customer)
    form = CustomerForm(request.study, request.POST if request.method == "POST" else None, customer=row)
    if request.method == "POST":
        require(request.membership, "customer.change")
        if form.is_valid() and _changed(request, row, form):
            return made(request, "customer_changed", "studies:customer", customer=row.pk)
    return customer_page(request, row, form=form)


def _changed(request: StudyRequest, row: Customer, form: CustomerForm) -> bool:
    try:
        change_customer(request.user, row, **form.cleaned_data)
    except Conflict as trouble:
        blame(form, "key", trouble)
    return not form.errors


def customer_page(request: StudyRequest, row: Customer, *, named: bool = False, **forms: Any) -> HttpResponse:
    """Show a customer's page with forms as they stand; with real names only after a recorded look."""
    membership = request.membership
    shown = {
        "customer": row,
        "line": next(one for one in register.lines(request.study) if one.customer.pk == row.pk),
        "people": person_lines(row, named=named),
        "judging": forms.pop("judging", None) or judging(row),
        "form": CustomerForm(request.study, customer=row),
        "person_form": PersonForm(request.study),
        "identity": identity_of(row) if named else None,
        "identity_form": IdentityForm(identity=identity_of(row)) if named else None,
        "named": named,
        "day": register.study_day(request.study),
        "may_change": may(membership.role, "customer.change"),
        "may_see_names": membership.sees_names and may(membership.role, "register.read"),
        "may_keep_names": membership.sees_names and may(membership.role, "register.change"),
        "may_erase": may(membership.role, "customer.erase"),
    } | forms
    wrong = any(getattr(one, "errors", None) for one in forms.values())
    return render(request, "studies/customer.html", shown, status=422 if wrong else 200)


@require_POST
@in_study("customer.remove")
def remove(request: StudyRequest, customer: UUID) -> HttpResponse:
    """Take a customer off the register."""
    remove_customer(request.user, register.customer_of(request.study, customer))
    return made(request, "customer_removed", "studies:customers")
