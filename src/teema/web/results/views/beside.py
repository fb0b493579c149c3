"""What stands beside a finding: its links to others, careful explanations, and remarks on it or on anything else."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from teema.errors import Conflict, NotFound
from teema.study.conclusions import Relation
from teema.web.insight.actions import links, notes
from teema.web.insight.models import FindingLink
from teema.web.results.forms.findings import ExplanationForm, LinkForm
from teema.web.results.queries.finding import explanation_of, finding_asked, finding_of, finding_of_key
from teema.web.results.queries.remarks import page_of, remark_of, thread_on
from teema.web.results.views.findings import finding_page
from teema.web.results.views.telling import done, is_partial, toasted
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.wording import explain


@require_POST
@in_study("finding.change")
def link(request: StudyRequest, finding: UUID) -> HttpResponse:
    """Say how a finding bears on another, or the other on it."""
    row = finding_of(request.study, finding)
    form = LinkForm(row, request.POST)
    if form.is_valid():
        relation, _, direction = form.cleaned_data["bearing"].partition(":")
        other = finding_asked(request.study, form.cleaned_data["other"])
        ends = (row, other) if direction == "out" else (other, row)
        try:
            links.link_findings(request.user, *ends, cast(Relation, relation))
        except Conflict as trouble:
            form.add_error("other", " ".join(explain(trouble, spoken())))
        else:
            return done(request, "linked", "results:finding", finding=row.pk)
    return finding_page(request, row, link_form=form, status=422)


@require_POST
@in_study("finding.change")
def unlink(request: StudyRequest, link: UUID) -> HttpResponse:
    """Take a link away; ``from`` is the finding on whose page one is."""
    row = FindingLink.objects.select_related("study").filter(study=request.study, pk=link).first()
    if row is None:
        raise NotFound("B830")
    links.unlink(request.user, row)
    back = finding_of_key(request.study, request.POST.get("from") or row.source)
    return done(request, "unlinked", "results:finding", finding=back.pk)


@require_POST
@in_study("finding.change")
def explain_finding(request: StudyRequest, finding: UUID) -> HttpResponse:
    """Write an explanation of a finding."""
    row, form = finding_of(request.study, finding), ExplanationForm(request.POST)
    if not form.is_valid():
        return finding_page(request, row, explanation_form=form, status=422)
    notes.explain_finding(request.user, row, **form.cleaned_data)
    return done(request, "explained", "results:finding", finding=row.pk)


@require_POST
@in_study("finding.change")
def change_explanation(request: StudyRequest, explanation: UUID) -> HttpResponse:
    """Write an explanation anew; whoever meets another's change keeps their own words in the form."""
    memo, form = explanation_of(request.study, explanation), ExplanationForm(request.POST)
    row = finding_of_key(request.study, memo.about.partition(":")[2])
    if form.is_valid():
        try:
            notes.change_explanation(request.user, memo, seen=request.POST.get("seen", ""), **form.cleaned_data)
        except Conflict as trouble:
            form.add_error("text", " ".join(explain(trouble, spoken())))
        else:
            return done(request, "explained", "results:finding", finding=row.pk)
    return finding_page(request, row, explaining=(memo.pk, form), status=422)


@require_POST
@in_study("finding.change")
def remove_explanation(request: StudyRequest, explanation: UUID) -> HttpResponse:
    """Take an explanation away."""
    memo = explanation_of(request.study, explanation)
    notes.remove_explanation(request.user, memo)
    row = finding_of_key(request.study, memo.about.partition(":")[2])
    return done(request, "unexplained", "results:finding", finding=row.pk)


@require_POST
@in_study("remark.add")
def remark(request: StudyRequest) -> HttpResponse:
    """Remark on what ``about`` names."""
    about = request.POST.get("about", "")
    page = page_of(request.study, about)
    notes.remark(request.user, request.study, about, text=request.POST.get("text", ""))
    return _thread(request, about, page, "remarked")


@require_POST
@in_study("remark.remove")
def remove_remark(request: StudyRequest, remark: UUID) -> HttpResponse:
    """Take a remark away."""
    memo = remark_of(request.study, remark)
    notes.remove_remark(request.user, memo)
    return _thread(request, memo.about, page_of(request.study, memo.about), "unremarked")


def _thread(request: StudyRequest, about: str, page: str, told: str) -> HttpResponse:
    if not is_partial(request):
        return redirect(f"{page}#remarks")
    answer = render(request, "results/remarks.html", {"thread": thread_on(request.membership, request.study, about)})
    return toasted(request, answer, told)
