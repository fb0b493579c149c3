"""Undo and redo, from any page of a study."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from teema.web.history.models import Act, RowChange
from teema.web.history.rows import model_named, values_of
from teema.web.history.sentences import said
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.actions.undoing import redo_for, undo_for
from teema.wording import say

SHOWN = ("coding.", "material.relevance")
"""Rows that a page may repaint. Others are not sent: they may hold names, or a whole transcript."""


@require_POST
@in_study("study.read")
def undo(request: StudyRequest) -> HttpResponseBase:
    """Take back one's latest act in the study."""
    return _answer(request, undo_for(request.membership), "undone")


@require_POST
@in_study("study.read")
def redo(request: StudyRequest) -> HttpResponseBase:
    """Do again what one undid last."""
    return _answer(request, redo_for(request.membership), "redone")


def _answer(request: StudyRequest, act: Act, done: str) -> HttpResponseBase:
    """Tell what was undone: to a script with the rows as they are now, to a page as a message where one was."""
    told = say(spoken(), f"web_history.{done}", what=said(act))
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"said": told, "document": act.params.get("document", ""), "changes": _changes(act)})
    messages.success(request, told)
    back = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()})
    return redirect(back if safe else reverse("studies:overview", args=(request.study.slug,)))


def _changes(act: Act) -> list[dict[str, Any]]:
    return [_change(one) for one in act.changes.all() if one.model.startswith(SHOWN)]


def _change(change: RowChange) -> dict[str, Any]:
    row = model_named(change.model)._default_manager.filter(pk=change.row).first()
    return {"model": change.model, "id": str(change.row), "row": values_of(row) if row is not None else None}
