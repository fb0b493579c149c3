"""Weighing evidence: a coding becomes evidence or counter-evidence of a finding, or neither, from the finding's page or from anywhere."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_POST

from teema.errors import Conflict
from teema.web.bridge.standing import results_of
from teema.web.coding.models import Coding
from teema.web.comparison.queries.passages import passages
from teema.web.insight.actions.findings import WEIGHTS, Weight, weigh
from teema.web.results.queries import finding as one
from teema.web.results.queries import findings as queries
from teema.web.results.views.findings import weighed
from teema.web.results.views.telling import done, is_partial, toasted
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.models import Study
from teema.web.studies.rights import may


@require_POST
@in_study("finding.change")
def weigh_codings(request: StudyRequest, finding: UUID) -> HttpResponse:
    """Weigh codings for a finding; htmx gets the lists as they are then."""
    codings, weight = request.POST.getlist("coding"), _weight(request)
    row = weigh(request.user, one.finding_of(request.study, finding), codings, weight)
    if not is_partial(request):
        return done(request, f"weighed_{weight}", "results:finding", key=row.key, finding=row.pk)
    shown = {"acted_in": request.POST.get("in", ""), "acted_at": request.POST.get("at", "1")}
    answer = render(request, "results/finding_weighing.html", weighed(request, row) | shown)
    return toasted(request, answer, f"weighed_{weight}", key=row.key)


@in_study("finding.add")
def use(request: StudyRequest) -> HttpResponse:
    """Choose the finding that a coding is evidence of, or begin a new one with it."""
    results = results_of(request.study)
    given = request.POST if request.method == "POST" else request.GET
    codings = [key for key in _asked(request.study, given) if key in results.study.coding_by_id]
    if request.method == "POST" and request.POST.get("finding"):
        row = one.finding_asked(request.study, request.POST["finding"])
        weight = _weight(request)
        weigh(request.user, row, codings, weight)
        return done(request, f"weighed_{weight}", "results:finding", key=row.key, finding=row.pk)
    lines = queries.lines_of(request.study, results, spoken())
    context = {
        "codings": codings,
        "found": passages(request.study, results, codings, spoken(), 0, len(codings)),
        "lines": queries.nearest(results, lines, codings),
        "may_add": may(request.membership.role, "finding.add"),
    }
    return render(request, "results/use_as_evidence.html", context)


def _asked(study: Study, given: QueryDict) -> list[str]:
    """Return the codings that are meant: by their keys (``coding``), or by the ids of their rows (``id``), which the reading view knows."""
    rows = [row for one in given.getlist("id") if (row := _row(one))]
    by_row = Coding.objects.filter(study=study, pk__in=rows).values_list("key", flat=True)
    return list(dict.fromkeys((*given.getlist("coding"), *by_row)))


def _row(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _weight(request: StudyRequest) -> Weight:
    """Return what the sender makes of codings. Conflict (B832): it is nothing that Teema knows."""
    for weight in WEIGHTS:
        if weight == request.POST.get("weight"):
            return weight
    raise Conflict("B832")
