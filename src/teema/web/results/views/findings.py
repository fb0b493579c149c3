"""The findings: the list, one finding, and how it is written."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from teema.errors import Conflict
from teema.study.conclusions import KINDS
from teema.web.bridge.standing import results_of
from teema.web.history.seen import seen
from teema.web.insight.actions import findings as actions
from teema.web.insight.actions.notes import explanations_of
from teema.web.insight.models import Finding
from teema.web.insight.references import referring_to
from teema.web.results.forms.findings import ExplanationForm, FindingForm, LinkForm
from teema.web.results.queries import finding as one
from teema.web.results.queries import findings as queries
from teema.web.results.queries.remarks import thread_on
from teema.web.results.queries.starting import Start
from teema.web.results.views.telling import done
from teema.web.results.words import facts_of
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.rights import may
from teema.wording import explain


@require_safe
@in_study("study.read")
def findings(request: StudyRequest) -> HttpResponse:
    """List the findings, those that lack most first unless the address asks otherwise."""
    results = results_of(request.study)
    lines = queries.lines_of(request.study, results, spoken())
    wanted = queries.Wanted(**{name: request.GET.get(name, "") for name in queries.Wanted.__slots__})
    context = {
        "lines": queries.narrowed(lines, wanted),
        "total": len(lines),
        "lacking": sum(bool(line.signs) for line in lines),
        "wanted": wanted,
        "offered": queries.offered(results, lines),
        "kinds": KINDS,
        "orders": queries.ORDERS,
        "codings": results.codings.height,
        "may_add": may(request.membership.role, "finding.add"),
    }
    return render(request, "results/findings.html", context)


@require_safe
@in_study("study.read")
def finding(request: StudyRequest, finding: UUID) -> HttpResponse:
    """Show a finding with what it rests on."""
    return finding_page(request, one.finding_of(request.study, finding))


def finding_page(request: StudyRequest, row: Finding, *, status: int = 200, **forms: Any) -> HttpResponse:
    """Show a finding's page with forms as they stand."""
    about = actions.about(row)
    context = {
        **weighed(request, row),
        "facts": facts_of(results_of(request.study).study, row),
        "links": one.links_seen_from(row),
        "link_form": LinkForm(row),
        "measures": one.served_by(row),
        "explanations": [(memo, seen(memo, "title", "text")) for memo in explanations_of(request.study, about)],
        "explanation_form": ExplanationForm(),
        "thread": thread_on(request.membership, request.study, about),
        "referring": referring_to(request.study, row.key),
        "may_remove": may(request.membership.role, "finding.remove"),
        **forms,
    }
    return render(request, "results/finding.html", context, status=status)


def weighed(request: StudyRequest, row: Finding) -> dict[str, Any]:
    """Return what the part of a page shows that follows each weighing."""
    whole = request.GET.getlist("whole") or request.POST.getlist("whole")
    return {
        "finding": row,
        "weighing": one.weighing(request.study, results_of(request.study), row.key, spoken(), whole),
        "whole": whole,
        "may_change": may(request.membership.role, "finding.change"),
    }


@in_study("finding.add")
def new(request: StudyRequest) -> HttpResponse:
    """Write a new finding; the address may name the cell that it begins from, and what it proposes."""
    results = results_of(request.study)
    start = Start.asked(results, request.POST if request.method == "POST" else request.GET)
    form = FindingForm(results.study, request.POST or None, initial=start.initial)
    refused = None
    if form.is_valid():
        try:
            row = actions.add_finding(request.user, request.study, evidence=start.chosen, **form.written)
        except Conflict as trouble:
            refused = trouble
        else:
            return done(request, "added", "results:finding", key=row.key, finding=row.pk)
    context = {"start": start, "proposed": start.passages(request.study, results)}
    return _form(request, form, refused, checked=one.checked_draft(results, start.draft(form)), **context)


@in_study("finding.change")
def edit(request: StudyRequest, finding: UUID) -> HttpResponse:
    """Change what is written of a finding; whoever meets another's change sees it beside what they wrote themselves."""
    row, results = one.finding_of(request.study, finding), results_of(request.study)
    form, mark = FindingForm(results.study, request.POST or None, finding=row), seen(row, *actions.WRITTEN)
    refused = None
    if form.is_valid():
        try:
            actions.change_finding(request.user, row, seen=request.POST.get("seen", ""), **form.written)
        except Conflict as trouble:
            refused = trouble
        else:
            return done(request, "changed", "results:finding", key=row.key, finding=row.pk)
    written = {"statement": _statement(form)}
    checked = one.checked_draft(results, one.draft(results, row.key, **written))
    facts = facts_of(results.study, row) if refused else None
    return _form(request, form, refused, finding=row, seen=mark, checked=checked, facts=facts)


@require_POST
@in_study("finding.add")
def check(request: StudyRequest) -> HttpResponse:
    """Set a statement that is being written beside the counts."""
    results = results_of(request.study)
    groups = tuple(request.POST.getlist("groups"))
    written = {"statement": request.POST.get("statement", ""), "groups": groups}
    key = request.POST.get("key", "")
    draft = one.draft(results, key, **written | ({} if key else {"evidence": tuple(request.POST.getlist("evidence"))}))
    return render(request, "results/finding_claims.html", {"checked": one.checked_draft(results, draft)})


@require_POST
@in_study("finding.remove")
def remove(request: StudyRequest, finding: UUID) -> HttpResponse:
    """Take a finding away, with what refers to it; that can be undone."""
    row = one.finding_of(request.study, finding)
    let_go = actions.remove_finding(request.user, row)
    return done(request, "removed_with" if let_go else "removed", "results:findings", key=row.key, let_go=let_go)


def _statement(form: FindingForm) -> str:
    return str(form["statement"].value() or "")


def _form(request: StudyRequest, form: FindingForm, refused: Conflict | None, **shown: Any) -> HttpResponse:
    told = explain(refused, spoken()) if refused else None
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "results/finding_form.html", {"form": form, "refused": told, **shown}, status=status)
