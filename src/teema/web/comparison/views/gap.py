"""Expectations and experiences: the matrix, a group's row with both sides of its evidence, a customer's cell."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from teema.analysis.gap import GapCell, GapRow
from teema.report.words import Words
from teema.web.bridge.standing import results_of
from teema.web.comparison.gap_forms import JudgementForm, VerdictForm
from teema.web.comparison.queries.gap import Gaps, customers, matrix
from teema.web.comparison.queries.gap_customer import cell_of, customer_shown
from teema.web.comparison.queries.gap_row import PAIRS, RowShown, may_conclude, row_of, row_shown, sides_of
from teema.web.insight.actions.judgements import judged_mark, judgements_on
from teema.web.insight.actions.verdicts import concluded_mark
from teema.web.insight.models import Finding
from teema.web.insight.places import Round
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.models import Customer
from teema.web.studies.rights import may
from teema.wording import LANGUAGES, Language, say

Form = TypeVar("Form", JudgementForm, VerdictForm)
KINDS_OF: Final = {"no_difference": "strength", "differ": "development", "partly": "development"}
"""The kind of a finding that a verdict suggests."""


def gaps_of(request: StudyRequest, asked: QueryDict) -> Gaps:
    """Return the comparison of the round that is asked for, by default the study's own."""
    return Gaps(request.study, results_of(request.study, asked.get("round")), spoken())


@require_safe
@in_study("study.read")
def gap(request: StudyRequest) -> HttpResponse:
    """Show the gap matrix: labels by group."""
    gaps = gaps_of(request, request.GET)
    return render(request, "comparison/gap.html", {"gaps": gaps, "lack": gaps.lack, "matrix": matrix(gaps)})


@require_safe
@in_study("study.read")
def by_customer(request: StudyRequest) -> HttpResponse:
    """Show the same by customer."""
    gaps = gaps_of(request, request.GET)
    return render(request, "comparison/gap_customers.html", {"gaps": gaps, "lack": gaps.lack, "table": customers(gaps)})


@require_safe
@in_study("study.read")
def cell(request: StudyRequest) -> HttpResponse:
    """Show a group's row: what speaks for its verdict, what against it, and the form to conclude. Without a label, the matrix."""
    if "label" not in request.GET:
        return redirect("comparison:gap", request.study.slug)
    gaps = gaps_of(request, request.GET)
    row = row_of(gaps, request.GET.get("group", ""), request.GET["label"])
    return row_page(request, gaps, row)


def row_page(request: StudyRequest, gaps: Gaps, row: GapRow, form: VerdictForm | None = None) -> HttpResponse:
    """Show a group's row, with a form that wasn't accepted as it was filled in."""
    shown = row_shown(gaps, row)
    asked = request.GET.get("page", "1")
    page = int(asked) if asked.isdigit() and asked != "0" else 1
    sides, fresh = sides_of(gaps, row, page), VerdictForm(initial=_verdict_so_far(gaps, shown))
    context = {
        "gaps": gaps,
        "shown": shown,
        "finding": _written(gaps, shown),
        "sides": sides,
        "page": Paginator(range(max(sides.pairs)), PAIRS).get_page(page),
        "form": as_now(form, fresh) if form else fresh,
        "may": may(request.membership.role, "verdict.set") and may_conclude(gaps, row.group),
    }
    return render(request, "comparison/gap_cell.html", context)


def as_now(form: Form, fresh: Form) -> Form:
    """Return a refused form with its writer's words. Once they were told that somebody was quicker, they have seen how it stands now."""
    if form.non_field_errors():
        form.data = {**dict(form.data.items()), "seen": fresh.initial["seen"]}
    return form


def own_finding(gaps: Gaps, shown: RowShown) -> Finding | None:
    """Return the finding that speaks of a row alone, as it is written."""
    return _written(gaps, shown) if shown.own else None


def _written(gaps: Gaps, shown: RowShown) -> Finding | None:
    return Finding.objects.filter(study=gaps.study, key=shown.finding.id).first() if shown.finding else None


def _verdict_so_far(gaps: Gaps, shown: RowShown) -> dict[str, Any]:
    """Return what the form begins with: the finding's own words, else a sentence to start from."""
    finding = own_finding(gaps, shown)
    if finding is not None:
        told = {name: getattr(finding, name) for name in ("verdict", "statement", "kind")}
        return told | {"seen": concluded_mark(finding)}
    return {
        "verdict": shown.verdict,
        "statement": _suggested(gaps, shown),
        "kind": KINDS_OF.get(shown.verdict, "other"),
        "seen": concluded_mark(None),
    }


def _suggested(gaps: Gaps, shown: RowShown) -> str:
    """Say a verdict as a sentence in the study's language: findings are written in it."""
    language: Language = next((one for one in LANGUAGES if one == gaps.results.study.language), gaps.language)
    group = Words(gaps.results.study, language).group(shown.row.group) if gaps.results.groups else ""
    key = f"web_gap.suggested.{'group' if group else 'everyone'}.{shown.verdict}"
    return say(language, key, group=group, label=shown.row.sub_theme)


@require_safe
@in_study("study.read")
def customer(request: StudyRequest) -> HttpResponse:
    """Show a customer's cell: its pairs, what found none, and the form to judge. Without a customer, all of them."""
    if not {"customer", "label"} <= request.GET.keys():
        return redirect("comparison:gap-customers", request.study.slug)
    gaps = gaps_of(request, request.GET)
    return customer_page(request, gaps, cell_of(gaps, request.GET["customer"], request.GET["label"]))


def customer_page(
    request: StudyRequest, gaps: Gaps, cell: GapCell, topic: str = "", form: JudgementForm | None = None
) -> HttpResponse:
    """Show a customer's cell, with a form that wasn't accepted as it was filled in: the cell's, or a topic's."""
    shown = customer_shown(gaps, cell)
    row = Customer.objects.filter(study=gaps.study, key=cell.customer).first()
    chosen = topic or request.GET.get("topic", "")
    judging = _judging(gaps, row, cell, shown.state_of(chosen) or cell.state, chosen if shown.state_of(chosen) else "")
    if form is not None:
        judging |= {"form": as_now(form, judging["form"]), "wrong": True}
    context = {
        "gaps": gaps,
        "shown": shown,
        "judging": judging,
        "may": row is not None and may(request.membership.role, "judgement.set"),
    }
    return render(request, "comparison/gap_customer.html", context)


def round_of(gaps: Gaps) -> Round:
    """Return the round as judgements and findings name it."""
    return Round(gaps.results.round, gaps.results.round == gaps.results.study.round)


def _judging(gaps: Gaps, customer: Customer | None, cell: GapCell, state: str, topic: str) -> dict[str, Any]:
    """Return the form of a cell, or of a topic in it, as it begins: with the analyst's word on it, if there is one."""
    said = judgements_on(customer, label=cell.sub_theme, topic=topic, round_=round_of(gaps)) if customer else []
    begins = {"state": state, "reason": said[-1].reason if said else "", "seen": judged_mark(said)}
    named = gaps.words.topic(topic) if topic else ""
    return {
        "form": JudgementForm(initial=begins),
        "topic": topic,
        "named": named,
        "judged": bool(said),
        "by": said[-1].by if said else "",
    }
