"""The improvement measures: the list, one measure, and how it is written."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from teema.errors import Conflict
from teema.study.conclusions import MEASURE_STATUSES
from teema.web.history.seen import seen
from teema.web.improvement.actions.measures import COLUMNS, add_measure, change_measure, remove_measure
from teema.web.improvement.models import Measure
from teema.web.results.forms.measures import MeasureForm
from teema.web.results.queries import measures as queries
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.forms.worded import said
from teema.web.studies.rights import may
from teema.wording import explain

COLUMNS_SHOWN = (
    ("title", "title"),
    ("findings", ""),
    ("owner", "owner"),
    ("due", "due"),
    ("status", "status"),
    ("visible", ""),
    ("effect", ""),
)
"""The list's columns: words, order (empty: none)."""


@require_safe
@in_study("study.read")
def measures(request: StudyRequest) -> HttpResponse:
    """List the measures, those first that the address asks for."""
    names, today = queries.names_of(request.study), localdate()
    every = queries.lines(request.study, names, today)
    asked = {name: request.GET.get(name, "") for name in queries.Wanted.__slots__}
    wanted = queries.Wanted(**asked)
    context = {
        "lines": queries.narrowed(every, wanted),
        "total": len(every),
        "done": sum(one.measure.status == "done" for one in every),
        "late": queries.narrowed(every, queries.Wanted(status=queries.LATE, sort="due")),
        "measured": any(one.is_measured for one in every),
        "names": names,
        "wanted": wanted,
        "columns": [(key, order, f"-{order}" if wanted.sort == order else order) for key, order in COLUMNS_SHOWN],
        "statuses": (*MEASURE_STATUSES, queries.LATE),
        "nobody": queries.NOBODY,
        "today": today,
        "may_change": may(request.membership.role, "measure.add"),
    }
    return render(request, "results/measures.html", context)


@require_safe
@in_study("study.read")
def measure(request: StudyRequest, measure: UUID) -> HttpResponse:
    """Show one measure: what it rests on, who does it by when, who sees it, and whether it helped."""
    row = queries.measure_of(request.study, measure)
    names = queries.names_of(request.study)
    found = queries.told(row, names, spoken())
    context = {
        "line": queries.line_of(row, names, localdate(), found.effect),
        "measure": row,
        "told": found,
        "statuses": [one for one in MEASURE_STATUSES if one != row.status],
        "seen": seen(row, *COLUMNS),
        "may_change": may(request.membership.role, "measure.change"),
    }
    return render(request, "results/measure.html", context)


@in_study("measure.add")
def new(request: StudyRequest) -> HttpResponse:
    """Write a new measure; ``finding`` in the address is what it begins from."""
    names = queries.names_of(request.study)
    begun = {"findings": [key for key in request.GET.getlist("finding") if key in names.findings]}
    form = MeasureForm(names, request.POST or None, initial=begun)
    if form.is_valid():
        return _made(request, add_measure(request.user, request.study, **form.values), "added")
    return _form(request, form, begun=[names.findings[key] for key in begun["findings"]])


@in_study("measure.change")
def edit(request: StudyRequest, measure: UUID) -> HttpResponse:
    """Change a measure; whoever meets another's change sees it beside what they wrote themselves."""
    row, names = queries.measure_of(request.study, measure), queries.names_of(request.study)
    form = MeasureForm(names, request.POST or None, measure=row)
    if not form.is_valid():
        return _form(request, form, measure=row)
    try:
        return _made(
            request, change_measure(request.user, row, seen=form.cleaned_data["seen"], **form.values), "changed"
        )
    except Conflict as trouble:
        now, sent = queries.measure_of(request.study, measure), request.POST.copy()
        sent["seen"] = seen(now, *COLUMNS)
        line = queries.line_of(now, names, localdate())
        return _form(request, MeasureForm(names, sent, measure=now), measure=now, now=line, refused=trouble)


@require_POST
@in_study("measure.change")
def mark(request: StudyRequest, measure: UUID) -> HttpResponse:
    """Mark how far a measure is, at one press."""
    row = queries.measure_of(request.study, measure)
    change_measure(request.user, row, seen=request.POST.get("seen", ""), status=request.POST.get("status", ""))
    return _made(request, row, "changed")


@require_POST
@in_study("measure.remove")
def remove(request: StudyRequest, measure: UUID) -> HttpResponse:
    """Take a measure away; that can be undone."""
    remove_measure(request.user, queries.measure_of(request.study, measure))
    messages.success(request, said("web_measures.done.removed"))
    return redirect("results:measures", request.study.slug)


def _made(request: StudyRequest, row: Measure, done: str) -> HttpResponse:
    messages.success(request, said(f"web_measures.done.{done}"))
    return redirect("results:measure", request.study.slug, row.pk)


def _form(request: StudyRequest, form: MeasureForm, *, refused: Conflict | None = None, **shown: Any) -> HttpResponse:
    told = explain(refused, spoken()) if refused else None
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "results/measure_form.html", {"form": form, "refused": told, **shown}, status=status)
