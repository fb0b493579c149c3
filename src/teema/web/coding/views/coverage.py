"""Which themes an interview took up."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from teema.study.interviews import ANSWERS
from teema.web.coding.actions.coverage import set_covered
from teema.web.coding.queries.coverage import coverage_of, interview_of
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study, require
from teema.web.studies.models import Interview
from teema.web.studies.rights import may
from teema.wording import say

FIELD = "asked-"


@in_study("study.read")
def coverage(request: StudyRequest, interview: UUID) -> HttpResponse:
    """Show what an interview took up, and write it."""
    row = interview_of(request.study, interview)
    if request.method == "POST":
        require(request.membership, "interview.change")
        theme = _write(request, row)
        messages.success(request, say(spoken(), "web_coding.coverage.saved"))
        return redirect(f"{reverse('coding:coverage', args=(request.study.slug, row.pk))}{theme and f'#theme-{theme}'}")
    context = {
        "interview": row,
        "themes": coverage_of(row),
        "answers": (*ANSWERS, ""),
        "may_change": may(request.membership.role, "interview.change"),
    }
    return render(request, "coding/coverage.html", context)


def _write(request: StudyRequest, interview: Interview) -> str:
    """Write what was chosen; a theme's own button speaks of all that is below it. Return that theme's key, empty without one."""
    sent = [name for name in request.POST if name.startswith(FIELD)]
    values = {name.removeprefix(FIELD): request.POST.get(name, "") for name in sent}
    theme, _, value = request.POST.get("whole", "").rpartition("=")
    for one in coverage_of(interview):
        if one.key == theme:
            values |= {unit.key: value for unit in one.units}
    set_covered(request.user, interview, values=values)
    return theme
