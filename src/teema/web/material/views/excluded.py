"""The log of exclusions."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from teema.study.codings import STATUSES
from teema.web.material.actions.relevance import change_relevance, clear_relevance
from teema.web.material.queries.excluded import exclusion_log, relevance_of
from teema.web.material.views.answers import went
from teema.web.material.words import said
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.rights import may


@in_study("study.read")
def excluded(request: StudyRequest) -> HttpResponse:
    """Show what was left out, why and by whom, and how much of the material it is."""
    status = request.GET.get("status", "out")
    status = status if status in STATUSES else "out"
    document, reason = request.GET.get("document", ""), request.GET.get("reason")
    log = exclusion_log(request.membership, status=status, document=document, reason=reason if reason else None)
    context = {
        "log": log,
        "status": status,
        "chosen": document,
        "reason": reason or "",
        "tabs": [_tab(request, one, status, log.counts.get(one, 0)) for one in ("out", "unsure", "in")],
        "may_judge": may(request.membership.role, "relevance.set"),
    }
    return render(request, "material/excluded.html", context)


@require_POST
@in_study("relevance.set")
def judge(request: StudyRequest, relevance: UUID) -> HttpResponse:
    """Judge the words otherwise, or for another reason."""
    row = relevance_of(request.study, relevance)
    values = {name: request.POST[name].strip() for name in ("status", "reason") if name in request.POST}
    change_relevance(request.user, row, **values)
    return _back(request, said("excluded.changed"))


@require_POST
@in_study("relevance.set")
def put_back(request: StudyRequest, relevance: UUID) -> HttpResponse:
    """Put the words back into the study."""
    clear_relevance(request.user, relevance_of(request.study, relevance))
    return _back(request, said("excluded.back"))


def _back(request: StudyRequest, words: str) -> HttpResponse:
    response, place = went(request, words, "material:excluded"), request.POST.get("next", "")
    return redirect(place) if _is_here(request, place) else response


def _is_here(request: HttpRequest, place: str) -> bool:
    return url_has_allowed_host_and_scheme(place, allowed_hosts={request.get_host()}, require_https=request.is_secure())


def _tab(request: StudyRequest, status: str, current: str, count: int) -> dict[str, object]:
    address = reverse("material:excluded", kwargs={"study": request.study.slug})
    title = said(f"excluded.tabs.{status}")
    return {"title": title, "url": f"{address}?status={status}", "current": status == current, "count": count}
