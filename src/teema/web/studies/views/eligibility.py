"""A person's word on a customer's criteria."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from teema.errors import Conflict
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.actions.eligibility import judge
from teema.web.studies.forms.customers import JudgingForm
from teema.web.studies.models import Criterion
from teema.web.studies.queries.customers import customer_of
from teema.web.studies.views.customers import customer_page
from teema.web.studies.views.judging import judging
from teema.web.studies.views.telling import made


@require_POST
@in_study("criterion.judge")
def judge_criterion(request: StudyRequest, customer: UUID) -> HttpResponse:
    """Record whether a customer meets a criterion, or the reason of an exception."""
    row = customer_of(request.study, customer)
    criterion = _criterion(request)
    form = JudgingForm(request.POST, criterion=criterion)
    if not form.is_valid():
        return customer_page(request, row, judging=judging(row, form), wrong=form)
    judge(request.user, row, criterion, **form.judgement)
    return made(request, "judged", "studies:customer", customer=row.pk)


def _criterion(request: StudyRequest) -> Criterion:
    """Return the criterion that a form is about. Conflict (B208): the study has no such criterion."""
    key = request.POST.get("criterion", "")
    found = next((one for one in Criterion.objects.filter(study=request.study) if str(one.pk) == key), None)
    if found is None:
        raise Conflict("B208")
    return found
