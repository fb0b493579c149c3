"""How a page answers what was done: a short word of it, with a way to take it back."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse

from teema.web.material.words import said
from teema.web.studies.access import StudyRequest


def went(request: StudyRequest, words: str, place: str, **names: Any) -> HttpResponse:
    """Go to a page of the study and say there what was done."""
    messages.success(request, words)
    return HttpResponseRedirect(reverse(place, kwargs={"study": request.study.slug, **names}))


def tell(response: HttpResponse, request: StudyRequest, words: str) -> HttpResponse:
    """Let a fragment's answer say what was done, with a button that undoes it."""
    toast: dict[str, Any] = {"text": words, "kind": "good"}
    try:
        undo = reverse("studies:undo", kwargs={"study": request.study.slug})
    except NoReverseMatch:
        pass
    else:
        toast["action"] = {"label": said("undo"), "url": undo}
    response["HX-Trigger"] = json.dumps({"toast": toast})
    return response
