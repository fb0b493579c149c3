"""The COREQ checklist: what the data answers, and what the researcher does."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from teema.errors import Conflict
from teema.report.parts import chapters_of
from teema.report.sections import COREQ
from teema.web.bridge.standing import results_of
from teema.web.reporting.actions.checklist import answer_row, save_answer
from teema.web.reporting.keeping import kept_plan
from teema.web.results.forms.report import AnswerForm
from teema.web.results.queries import report as queries
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.forms.worded import said
from teema.web.studies.rights import may
from teema.wording import explain


@require_safe
@in_study("study.read")
def checklist(request: StudyRequest) -> HttpResponse:
    """Show the checklist."""
    return _shown(request)


def _shown(request: StudyRequest, status: int = 200, **given: Any) -> HttpResponse:
    domains = queries.checklist(request.study, results_of(request.study))
    done, total = queries.answered(domains)
    context = {
        "domains": domains,
        "done": done,
        "total": total,
        "told": COREQ in chapters_of(kept_plan(request.study)),
        "writing": may(request.membership.role, "report.write"),
        "page_width": "reading",
        **given,
    }
    return render(request, "results/checklist.html", context, status=status)


@require_POST
@in_study("report.write")
def answer(request: StudyRequest, number: int) -> HttpResponse:
    """Write an answer."""
    answer_row(request.study, number)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _shown(request, 422, written=form, about=number)
    mark = form.cleaned_data.pop("seen")
    try:
        save_answer(request.user, request.study, number, mark=mark, **form.cleaned_data)
    except Conflict as trouble:
        return _shown(request, 422, written=form, about=number, refused=explain(trouble, spoken()))
    messages.success(request, said("web_report.saved"))
    return HttpResponseRedirect(reverse("results:checklist", args=[request.study.slug]) + f"#item-{number}")
