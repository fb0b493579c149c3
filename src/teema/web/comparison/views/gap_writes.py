"""The analyst's word on the comparison: on a customer's cell, on a group's verdict, and taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from teema.analysis.gap import GapRow
from teema.errors import Conflict
from teema.study.conclusions import Verdict
from teema.web.comparison.gap_forms import JudgementForm, VerdictForm
from teema.web.comparison.queries.gap import Gaps
from teema.web.comparison.queries.gap_customer import cell_of
from teema.web.comparison.queries.gap_row import may_conclude, row_of, row_shown, weighed
from teema.web.comparison.views.gap import customer_page, gaps_of, own_finding, round_of, row_page
from teema.web.insight.actions import judgements, verdicts
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.models import Customer
from teema.wording import explain, say


@require_POST
@in_study("judgement.set")
def judge(request: StudyRequest) -> HttpResponse:
    """Say what the state of a customer's cell, or of a topic in it, is and why."""
    gaps, topic = gaps_of(request, request.POST), request.POST.get("topic", "")
    cell = cell_of(gaps, request.POST.get("customer", ""), request.POST.get("label", ""))
    form = JudgementForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            judgements.judge(
                request.user,
                _customer(gaps, cell.customer),
                label=cell.sub_theme,
                topic=topic,
                state=told["state"],
                reason=told["reason"],
                round_=round_of(gaps),
                mark=told["seen"],
            )
        except Conflict as refused:
            form.add_error(None, " ".join(explain(refused, spoken())))
        else:
            return _done(request, gaps, "judged", "gap-customer", customer=cell.customer, label=cell.sub_theme)
    return customer_page(request, gaps, cell, topic, form)


@require_POST
@in_study("judgement.set")
def clear(request: StudyRequest) -> HttpResponse:
    """Let the rule's state of a customer's cell, or of a topic in it, stand again."""
    gaps, topic = gaps_of(request, request.POST), request.POST.get("topic", "")
    cell = cell_of(gaps, request.POST.get("customer", ""), request.POST.get("label", ""))
    customer, mark = _customer(gaps, cell.customer), request.POST.get("seen", "")
    judgements.clear_judgements(
        request.user, customer, label=cell.sub_theme, topic=topic, round_=round_of(gaps), mark=mark
    )
    return _done(request, gaps, "cleared", "gap-customer", customer=cell.customer, label=cell.sub_theme)


def _customer(gaps: Gaps, key: str) -> Customer:
    """Return the customer's row. Conflict (B819): the register doesn't know who speaks."""
    found = Customer.objects.filter(study=gaps.study, key=key).first()
    if found is None:
        raise Conflict("B819", name=key)
    return found


@require_POST
@in_study("verdict.set")
def confirm(request: StudyRequest) -> HttpResponse:
    """Confirm or overrule a group's verdict: that writes, or changes, the row's finding."""
    gaps = gaps_of(request, request.POST)
    row = row_of(gaps, request.POST.get("group", ""), request.POST.get("label", ""))
    form = VerdictForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        place = _row(gaps, row, told["verdict"])
        try:
            finding = verdicts.confirm(
                request.user,
                request.study,
                place,
                verdict=told["verdict"],
                statement=told["statement"],
                kind=told["kind"],
                mark=told["seen"],
            )
        except Conflict as refused:
            form.add_error(None, " ".join(explain(refused, spoken())))
        else:
            done = "confirmed" if told["verdict"] == row.proposed else "overruled"
            return _done(request, gaps, done, "gap-cell", finding.key, group=row.group, label=row.sub_theme)
    return row_page(request, gaps, row, form)


@require_POST
@in_study("verdict.set")
def withdraw(request: StudyRequest) -> HttpResponse:
    """Let the proposed verdict of a group stand again; the finding stays as a statement."""
    gaps = gaps_of(request, request.POST)
    row = row_of(gaps, request.POST.get("group", ""), request.POST.get("label", ""))
    place = _row(gaps, row, row.proposed)
    finding = verdicts.withdraw(request.user, request.study, place, mark=request.POST.get("seen", ""))
    return _done(request, gaps, "withdrawn", "gap-cell", finding.key, group=row.group, label=row.sub_theme)


def _row(gaps: Gaps, row: GapRow, verdict: Verdict) -> verdicts.Row:
    """Return a row as a verdict on it is written: with the finding that speaks of it alone, and both sides of the evidence."""
    evidence, counter = weighed(gaps, row, verdict)
    own = own_finding(gaps, row_shown(gaps, row))
    whole = may_conclude(gaps, row.group)
    return verdicts.Row(row.group, row.sub_theme, own, evidence, counter, round_of(gaps), whole)


def _done(request: StudyRequest, gaps: Gaps, told: str, place: str, finding: str = "", **asked: str) -> HttpResponse:
    messages.success(request, say(spoken(), f"web_gap.done.{told}", finding=finding))
    return redirect(gaps.address(place, **asked))
