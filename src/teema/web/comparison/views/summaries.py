"""The framework grid: summaries of what each customer says of each sub-theme, and one of them beside its words."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from teema.errors import Conflict
from teema.report.words import Words
from teema.web.bridge.standing import results_of
from teema.web.coding.actions.summaries import summarise, summary, summary_mark
from teema.web.coding.models import Code
from teema.web.comparison.queries.passages import passages
from teema.web.comparison.queries.summaries import Grids
from teema.web.comparison.segments import selected
from teema.web.comparison.tabs import tabs
from teema.web.comparison.views.segments import PAGE
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.rights import may
from teema.wording import explain, say


def _grids(request: StudyRequest) -> Grids:
    results = results_of(request.study, request.GET.get("round") or None)
    return Grids(request.study, results, Words(results.study, spoken()))


@require_safe
@in_study("study.read")
def summaries(request: StudyRequest) -> HttpResponse:
    """Show the grid of one theme: customers by its sub-themes."""
    grids = _grids(request)
    there = bool(grids.themes and grids.customers)
    grid = grids.grid(request.GET.get("theme", "")) if there else None
    shown: dict[str, Any] = {"grid": grid, "themes": grids.themes, "may": may(request.membership.role, "summary.write")}
    shown |= {why: say(spoken(), f"terms.states.{why}") for why in ("not_asked", "not_applicable")}
    return render(
        request, "comparison/summaries.html", {"tabs": tabs(request.study, "summaries"), "page_width": "full", **shown}
    )


@require_safe
@in_study("study.read")
def one(request: StudyRequest) -> HttpResponse:
    """Show one cell: its words, and the summary beside them. Without a customer, the grid."""
    if "customer" not in request.GET:
        return redirect("comparison:summaries", request.study.slug)
    return _cell(request, _grids(request))


@require_POST
@in_study("summary.write")
def write(request: StudyRequest) -> HttpResponse:
    """Write a cell's summary; what somebody else wrote meanwhile isn't overwritten, and the writer's words stay in the form."""
    grids, text = _grids(request), request.POST.get("text", "")
    customer, sub = grids.place(request.GET.get("customer", ""), request.GET.get("sub_theme", ""))
    code = Code.objects.get(study=request.study, key=sub.key)
    parts: dict[str, Any] = {
        "customer": customer,
        "sub_theme": code,
        "text": text,
        "mark": request.POST.get("seen", ""),
    }
    try:
        summarise(request.user, request.study, round_=grids.results.round, **parts)
    except Conflict as refused:
        return _cell(request, grids, text, " ".join(explain(refused, spoken())))
    messages.success(request, say(spoken(), "web_comparison.summaries.saved"))
    after = grids.after(customer, sub.key) if "next" in request.POST else ""
    return redirect(after or _in_grid(grids, customer, sub.key))


def _in_grid(grids: Grids, customer: str, sub_theme: str) -> str:
    """Return the cell's place in the grid."""
    theme = grids.results.study.codebook.theme_of[sub_theme].key
    grid = grids.grid(theme)
    row = next(row for row in grid.rows if row.customer == customer)
    at = next((cell.at for cell in row.cells if cell.url == grids.url(customer, sub_theme)), "")
    asked = "".join(f"&{name}={value}" for name, value in grids.of_round.items())
    return f"{reverse('comparison:summaries', kwargs={'study': grids.study.slug})}?theme={theme}{asked}#{at}"


def _cell(request: StudyRequest, grids: Grids, written: str | None = None, refused: str = "") -> HttpResponse:
    customer, sub = grids.place(request.GET.get("customer", ""), request.GET.get("sub_theme", ""))
    row = summary(request.study, customer, sub.key, grids.results.round)
    stands = row.text if row else ""
    addresses = selected(grids.results, {"by": "properties", "customer": customer, "sub_theme": sub.key})
    shown = {
        "customer": grids.words.value("customer", customer),
        "theme": grids.results.study.codebook.theme_of[sub.key].name,
        "sub_theme": sub.name,
        "text": stands if written is None else written,
        "stands": stands,
        "refused": refused,
        "row": row,
        "seen": summary_mark(row),
        "found": passages(request.study, grids.results, addresses, spoken(), 0, PAGE),
        "grid_url": _in_grid(grids, customer, sub.key),
        "next": bool(grids.after(customer, sub.key)),
        "may": may(request.membership.role, "summary.write"),
    }
    return render(request, "comparison/summary.html", {"page_width": "full", **shown})
