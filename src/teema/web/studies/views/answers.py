"""How a page answers a change: the part of it that changed for htmx, with a way to take the change back; else the page anew."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from teema.web.studies.access import StudyRequest
from teema.web.studies.forms.worded import said


def page(request: StudyRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Show a page whose forms tell whether one may change it."""
    return render(request, template, context, status=status)


def saved(request: StudyRequest, place: str, shown: HttpResponse | None = None) -> HttpResponse:
    """Answer a change that was made: with what is shown now for htmx, by going to the page at ``place`` otherwise."""
    if "HX-Request" not in request.headers or shown is None:
        messages.success(request, said("web_studies.saved"))
        return redirect(place, study=request.study.slug)
    shown["HX-Trigger"] = json.dumps(
        {"toast": {"text": said("web_studies.saved"), "kind": "good", **_undoing(request)}}
    )
    return shown


def _undoing(request: StudyRequest) -> dict[str, dict[str, str]]:
    try:
        url = reverse("studies:undo", kwargs={"study": request.study.slug})
    except NoReverseMatch:
        return {}
    return {"action": {"label": said("web_studies.undo"), "url": url}}
