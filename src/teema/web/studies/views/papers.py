"""The papers that an interviewee gets, and the facts that they tell."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from teema.web.studies.access import StudyRequest, in_study, require
from teema.web.studies.actions.papers import change_facts
from teema.web.studies.forms.papers import FactsForm
from teema.web.studies.papers import draw, facts_of
from teema.web.studies.papers.facts import Facts
from teema.web.studies.queries.papers import paper_of, sheets_of
from teema.web.studies.rights import may
from teema.web.studies.views.answers import saved


@in_study("study.read")
def papers(request: StudyRequest) -> HttpResponse:
    """Show the papers with what they lack; write the facts."""
    facts = facts_of(request.study)
    form = FactsForm(request.POST or None, initial={**facts.written, "topics": list(facts.topics)})
    if request.method == "POST":
        require(request.membership, "design.change")
        if form.is_valid():
            change_facts(request.user, request.study, _own(form.cleaned_data, facts))
            return saved(request, "studies:papers")
    context = {
        "form": form,
        "sheets": sheets_of(request.study),
        "changing": may(request.membership.role, "design.change"),
    }
    return render(request, "studies/papers.html", context, status=422 if form.is_bound else 200)


def _own(given: dict[str, Any], facts: Facts) -> dict[str, Any]:
    """Leave the topics to the guide as long as nobody wrote others."""
    return given | {"topics": []} if tuple(given["topics"]) == facts.topics and not facts.get("topics") else given


@in_study("study.read")
def paper(request: StudyRequest, paper: str, language: str) -> HttpResponse:
    """Give a paper as PDF, to be looked at in the browser."""
    found = paper_of(request.study, paper, language)
    response = HttpResponse(draw(found), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{found.title}.pdf") or "inline"
    return response
