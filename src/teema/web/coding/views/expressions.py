"""The grid of all expressions: reducing and regrouping."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from teema.errors import Conflict, TeemaError
from teema.web.coding.actions import expressions as actions
from teema.web.coding.actions.expressions import Chosen
from teema.web.coding.forms import expressions as forms
from teema.web.coding.queries import expressions as queries
from teema.web.coding.queries.reading import coding_of
from teema.web.coding.queries.tree import code_of
from teema.web.coding.views.expression_page import context_of
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.wording import explain, say


@in_study("study.read")
def expressions(request: StudyRequest) -> HttpResponse:
    """Show the codings that the address asks for."""
    request.navigates_quietly = True
    return render(request, "coding/expressions.html", context_of(request))


@require_POST
@in_study("coding.change")
def change(request: StudyRequest) -> HttpResponseBase:
    """Write what was written in place, or do one thing to all that were chosen."""
    do = request.POST.get("do", "save")
    try:
        count = _save(request) if do == "save" else _do(request, do)
    except TeemaError as refused:
        return _refused(request, refused)
    return _done(request, do, count)


@require_POST
@in_study("coding.change")
def reduce(request: StudyRequest, coding: UUID) -> HttpResponseBase:
    """Write one coding's reduced expression or topic; answer with how it stands, also when somebody else was quicker."""
    edits = [one for one in forms.edits_of(request.POST) if one.coding == coding]
    try:
        changed = actions.edit_expressions(request.user, request.study, edits)
    except Conflict as refused:
        if refused.code != "B505":
            raise
        what, hint = explain(refused, spoken())
        return JsonResponse({"code": "B505", "what": what, "hint": hint, **_stands(request, coding)}, status=409)
    return JsonResponse({"changed": bool(changed), **_stands(request, coding)})


def _stands(request: StudyRequest, coding: UUID) -> dict[str, str]:
    row = coding_of(request.study, coding)
    topic = row.topic.name if row.topic else ""
    return {"reduced": row.reduced, "topic": topic, "seen": queries.marks(row.reduced, row.topic_id)}


def _save(request: StudyRequest) -> int:
    return len(actions.edit_expressions(request.user, request.study, forms.edits_of(request.POST)))


def _do(request: StudyRequest, do: str) -> int:
    """Do one thing to all that were chosen; return how many changed."""
    actor, study, posted = request.user, request.study, request.POST
    does: Mapping[str, Callable[[Chosen], int]] = {
        "move": lambda rows: actions.move_expressions(
            actor, study, rows, code_of(study, _code(posted.get("to_code", "")))
        ),
        "topic": lambda rows: actions.give_topic(actor, study, rows, posted.get("to_topic", "")),
        "reduced": lambda rows: actions.give_reduced(actor, study, rows, posted.get("to_reduced", "")),
        "valence": lambda rows: actions.give_valence(
            actor, study, rows, forms.valence_of(posted.get("to_valence", ""))
        ),
        "aspect": lambda rows: actions.give_aspect(actor, study, rows, forms.aspect_of(posted.get("to_aspect", ""))),
        "remove": lambda rows: actions.remove_expressions(actor, study, rows),
    }
    if do not in does:
        raise Conflict("B407", name="do")
    return does[do](_chosen(request))


def _code(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError:
        raise Conflict("B473") from None


def _chosen(request: StudyRequest) -> Chosen:
    grid = queries.grid_of(request.study, queries.asked(request.GET)) if request.POST.get("all") else None
    return forms.chosen_of(request.POST, [UUID(line.id) for line in grid.lines] if grid else [])


def _refused(request: StudyRequest, refused: TeemaError) -> HttpResponse:
    """Show the grid as it stands, with what was refused and, where one had written something, one's own words still in the fields."""
    written = forms.edits_of(request.POST) if request.POST.get("do") == "save" else []
    what, hint = explain(refused, spoken())
    context = context_of(request, written) | {"refused": {"what": what, "hint": hint}}
    return render(request, "coding/expressions.html", context, status=422)


def _done(request: StudyRequest, do: str, count: int) -> HttpResponseBase:
    """Show the grid after an act, and offer to take it back."""
    told = say(spoken(), f"web_expressions.done.{do}" if count else "web_expressions.done.nothing", count=count)
    if "HX-Request" not in request.headers:
        messages.success(request, told)
        return HttpResponseRedirect(_here(request))
    answer = render(request, "coding/expressions.html", context_of(request))
    undo = {"label": say(spoken(), "web_coding.undo"), "url": reverse("studies:undo", args=(request.study.slug,))}
    toast = {"text": told, "kind": "good", **({"action": undo} if count else {})}
    answer.headers["HX-Trigger"] = json.dumps({"toast": toast})
    return answer


def _here(request: StudyRequest) -> str:
    return f"{reverse('coding:expressions', args=(request.study.slug,))}?{request.GET.urlencode()}"
