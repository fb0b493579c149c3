"""Interviews: when, with whom, how they went; Table 1."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from teema.errors import NotFound
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study, require
from teema.web.studies.actions.interviews import change_interview, plan_interview, remove_interview
from teema.web.studies.forms.interviews import InterviewForm, PlanForm
from teema.web.studies.models import Interview
from teema.web.studies.queries.days import month_of
from teema.web.studies.queries.interviews import (
    concerns,
    dated_first,
    has_customers,
    interviews_of,
    is_held,
    round_shown,
    rounds_of,
    table_one,
)
from teema.web.studies.queries.invitations import calendar_of
from teema.web.studies.rights import may
from teema.wording import say


@in_study("study.read")
def interviews(request: StudyRequest) -> HttpResponse:
    """Show what is agreed, what deserves a look, and Table 1 as it stands."""
    chosen = round_shown(request.study, request.GET.get("round"))
    found = dated_first(interviews_of(request.study, chosen))
    context = {
        "interviews": [(one, concerns(one, found), is_held(one)) for one in found],
        "table": table_one(request.study, found),
        "rounds": rounds_of(request.study),
        "chosen": chosen,
        "customers": has_customers(request.study),
        "may_change": may(request.membership.role, "interview.change"),
    }
    return render(request, "studies/interviews.html", context)


@in_study("study.read")
def calendar(request: StudyRequest) -> HttpResponse:
    """Show a month: what is agreed, Finnish holidays, and a way to plan on any day."""
    first = _month_asked(request) or localdate().replace(day=1)
    month = month_of(first, interviews_of(request.study), spoken(), localdate())
    context = {"month": month, "may_change": may(request.membership.role, "interview.change")}
    return render(request, "studies/interview_calendar.html", context)


def _month_asked(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return None


@in_study("interview.change")
def plan(request: StudyRequest) -> HttpResponse:
    """Plan an interview, then show it."""
    asked = {name: request.GET[name] for name in ("customer", "date") if name in request.GET}
    form = PlanForm(request.POST or None, study=request.study, initial=asked)
    if request.method == "POST" and form.is_valid():
        interview = plan_interview(request.user, request.study, **form.cleaned_data)
        return redirect("studies:interview", request.study.slug, interview.pk)
    return render(request, "studies/interview_plan.html", {"form": form})


@in_study("study.read")
def interview(request: StudyRequest, interview: UUID) -> HttpResponse:
    """Show an interview and change it."""
    row = _interview(request, interview)
    changing = may(request.membership.role, "interview.change")
    if request.method == "POST":
        require(request.membership, "interview.change")
        return _changed(request, row)
    others = list(interviews_of(request.study))
    form = InterviewForm(interview=row, may_change=changing)
    context = {"interview": row, "concerns": concerns(row, others), "may_change": changing, "form": form}
    return render(request, "studies/interview.html", context)


def _changed(request: StudyRequest, row: Interview) -> HttpResponse:
    form = InterviewForm(request.POST, interview=row)
    if not form.is_valid():
        context = {"interview": row, "form": form, "may_change": True}
        return render(request, "studies/interview.html", context, status=422)
    change_interview(request.user, row, **form.cleaned_data)
    messages.success(request, say(spoken(), "web_interviews.saved"))
    return redirect("studies:interview", request.study.slug, row.pk)


@require_POST
@in_study("interview.change")
def remove(request: StudyRequest, interview: UUID) -> HttpResponse:
    """Take a planned interview away."""
    remove_interview(request.user, _interview(request, interview))
    messages.success(request, say(spoken(), "web_interviews.removed"))
    return redirect("studies:interviews", request.study.slug)


@in_study("study.read")
def invitations(request: StudyRequest) -> HttpResponse:
    """Give every interview as a calendar file."""
    return _calendar_file(calendar_of(interviews_of(request.study), spoken()), request.study.slug)


@in_study("study.read")
def invitation(request: StudyRequest, interview: UUID) -> HttpResponse:
    """Give one interview as a calendar file."""
    row = _interview(request, interview)
    return _calendar_file(calendar_of([row], spoken()), row.key)


def _calendar_file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="{"".join(c for c in name if c.isalnum() or c in "-_")}.ics"'
    )
    return response


def _interview(request: StudyRequest, key: UUID) -> Interview:
    found = interviews_of(request.study).filter(pk=key).first()
    if found is None:
        raise NotFound("B230")
    return found
