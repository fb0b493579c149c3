"""The words typical of themes and groups, and clouds of words."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from teema.analysis.words.association import LEAST_G2
from teema.analysis.words.keyness import LEAST_COUNT
from teema.web.bridge.standing import results_of
from teema.web.comparison.queries import keywords as queries
from teema.web.comparison.word_selections import COMPARED
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study


@require_safe
@in_study("study.read")
def keywords(request: StudyRequest) -> HttpResponse:
    """Show the words typical of a theme, sub-theme or group against the rest."""
    asked = queries.asked_words(request.GET.dict())
    results = results_of(request.study, asked.round)
    shown = queries.keywords_of(request.study, results, asked, spoken())
    choices = {"compared": COMPARED, "rounds": results.study.design.rounds, "round": results.round}
    least = {"least_count": LEAST_COUNT, "least_g2": LEAST_G2, "interviewers": results.words.interviewers}
    return render(request, "comparison/keywords.html", {"asked": asked, "shown": shown, **choices, **least})


@require_safe
@in_study("study.read")
def clouds(request: StudyRequest) -> HttpResponse:
    """Show the themes' clouds of words, or those of a theme's sub-themes."""
    asked = queries.asked_words(request.GET.dict())
    results = results_of(request.study, asked.round)
    shown = queries.clouds(request.study, results, asked, spoken())
    choices = {"rounds": results.study.design.rounds, "round": results.round}
    return render(request, "comparison/clouds.html", {"asked": asked, "shown": shown, **choices})
