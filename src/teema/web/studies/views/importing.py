"""Bringing a customer register in: a file, what its columns are and what becomes of its rows, then the act."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.actions.importing import import_register
from teema.web.studies.forms.importing import MappingForm, RegisterFileForm, Table, carried_table
from teema.web.studies.forms.worded import said
from teema.web.studies.queries.importing import known_to
from teema.web.studies.registers.headers import proposed_mapping
from teema.web.studies.registers.planning import Known, Plan, PlannedCustomer, planned
from teema.wording import explain

EXAMPLE = ("name", "group", "since", "services", "shareholder", "person_name", "person_role")


@in_study("customer.import")
def importing(request: StudyRequest) -> HttpResponse:
    """Ask for a file; show what becomes of its rows; bring them in when that is confirmed."""
    if request.method != "POST":
        return _ask(request, RegisterFileForm())
    if "rows" in request.POST:
        return _mapped(request, carried_table(request.POST["rows"]))
    form = RegisterFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, form)
    table: Table = form.cleaned_data["file"]
    return _preview(request, MappingForm(table, mapping=proposed_mapping(table[0])), proposed_mapping(table[0]))


def _ask(request: StudyRequest, form: RegisterFileForm) -> HttpResponse:
    example = [said(f"web_register.importing.example_row.{name}") for name in EXAMPLE]
    shown = {"form": form, "example": example}
    return render(request, "studies/customers_import.html", shown, status=422 if form.errors else 200)


def _mapped(request: StudyRequest, table: Table) -> HttpResponse:
    form = MappingForm(table, request.POST)
    if not form.is_valid():
        return _preview(request, form, ())
    if "confirm" not in request.POST or not {"key", "name"} & set(form.mapping):
        return _preview(request, form, form.mapping)
    plan = import_register(
        request.user,
        request.study,
        table[1:],
        form.mapping,
        groups=request.POST.getlist("new_group"),
        services=request.POST.getlist("new_service"),
    )
    told = said("web_register.importing.done", new=plan.count("new"), changed=plan.count("changed"))
    messages.success(request, told)
    return redirect("studies:customers", study=request.study.slug)


def _preview(request: StudyRequest, form: MappingForm, mapping: tuple[str, ...]) -> HttpResponse:
    known = known_to(request.membership)
    names = bool({"key", "name"} & set(mapping))
    plan = planned(form.table[1:], mapping, known) if names else Plan()
    shown = {
        "form": form,
        "plan": plan,
        "named": names,
        "counts": {status: plan.count(status) for status in ("new", "changed", "same")},
        "problems": [(one, *explain(one, spoken())) for one in plan.problems],
        "shown": [_shown(one, known) for one in plan.customers],
        "rows": len(form.table) - 1,
    }
    return render(request, "studies/customers_import_preview.html", shown, status=422 if form.errors else 200)


def _shown(one: PlannedCustomer, known: Known) -> dict[str, Any]:
    """Return a planned customer as a line of the preview, with what it was where a value changes."""
    held = dict(one.known.values) if one.known else {}
    now = _worded(held | one.values, known)
    was = {name: value for name, value in _worded(held, known).items() if value and value != now[name]}
    return now | {
        "key": one.key,
        "name": now["name"] or one.key,
        "status": one.status,
        "people": one.people,
        "was": was,
    }


def _worded(values: dict[str, Any], known: Known) -> dict[str, Any]:
    """Return a customer's values as a reader knows them: groups and services by name, known or new."""
    owner, group = values.get("shareholder", ""), values.get("group", "")
    return {
        "name": values.get("name", ""),
        "group": known.groups.get(group, group),
        "since": values.get("since", ""),
        "services": [known.services.get(key, key) for key in values.get("services", ())],
        "shareholder": said(f"web_register.owner.{owner}") if owner in ("yes", "no") else owner,
    }
