"""The network of sub-themes, and the matrix of what occurs together."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from teema.web.bridge.standing import results_of
from teema.web.comparison.queries.network import MEASURED, asked_network, network_of
from teema.web.comparison.queries.together import asked_together
from teema.web.comparison.queries.together import together as together_of
from teema.web.comparison.word_selections import KEYS, WITHIN
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study


@require_safe
@in_study("study.read")
def network(request: StudyRequest) -> HttpResponse:
    """Show the network, by the weight, the nearness and the round that the address tells."""
    asked = asked_network(request.GET.dict())
    results = results_of(request.study, asked.round)
    shown = network_of(request.study, results, asked, spoken())
    choices = {"measured": MEASURED, "within": WITHIN, "rounds": results.study.design.rounds, "round": results.round}
    return render(request, "comparison/network.html", {"asked": asked, "shown": shown, **choices})


@require_safe
@in_study("study.read")
def together(request: StudyRequest) -> HttpResponse:
    """Show the matrix."""
    asked = asked_together(request.GET.dict())
    results = results_of(request.study, asked.round)
    shown = together_of(request.study, results, asked, spoken())
    choices = {"keys": KEYS, "within": WITHIN, "rounds": results.study.design.rounds, "round": results.round}
    return render(request, "comparison/together.html", {"asked": asked, "shown": shown, **choices})
