"""Tables 1–8 of the report, the free matrix, and one topic through all themes."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from teema.report.words import Words
from teema.web.bridge.standing import results_of
from teema.web.comparison.numbers import UNITS
from teema.web.comparison.queries.matrix import chosen, kinds, matrix
from teema.web.comparison.queries.report_tables import asked, entries, report_table
from teema.web.comparison.queries.topics import topic_choices, topic_trace
from teema.web.comparison.tabs import tabs
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study


@require_safe
@in_study("study.read")
def tables(request: StudyRequest) -> HttpResponse:
    """Show one of the report's tables, with the switches that its address holds."""
    results, language = results_of(request.study), spoken()
    known = entries(results, language)
    wanted = asked(request.GET.dict(), known)
    table = report_table(request.study, results, language, wanted) if known else None
    shown = {"entries": known, "asked": wanted, "table": table}
    return _page(request, "tables", shown)


@require_safe
@in_study("study.read")
def free_matrix(request: StudyRequest) -> HttpResponse:
    """Show any property by any other; ``round`` names another round than the study's own."""
    results = results_of(request.study, request.GET.get("round") or None)
    choice = chosen(results, request.GET.dict())
    counted = results.codings.height > 0
    words = Words(results.study, spoken())
    shown = {"choice": choice, "kinds": kinds(results), "rounds": results.study.design.rounds, "round": results.round}
    shown |= {why: words.term("states", why) for why in ("not_asked", "not_applicable")}
    return _page(
        request, "matrix", {**shown, "matrix": matrix(request.study, results, words, choice) if counted else None}
    )


@require_safe
@in_study("study.read")
def topics(request: StudyRequest) -> HttpResponse:
    """Follow one topic through all themes, by default the one most spoken of."""
    results = results_of(request.study)
    words = Words(results.study, spoken())
    known = topic_choices(results, words)
    keys = [one.key for one in known]
    topic = request.GET.get("topic", "") if request.GET.get("topic") in keys else "".join(keys[:1])
    return _page(request, "topics", {"topics": known, "trace": topic_trace(request.study, results, words, topic)})


def _page(request: StudyRequest, name: str, shown: dict[str, Any]) -> HttpResponse:
    context = {"tabs": tabs(request.study, name), "units": UNITS, "page_width": "full", **shown}
    return render(request, f"comparison/{name}.html", context)
