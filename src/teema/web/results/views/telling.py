"""How the pages of results tell what was done: a message on the page that follows, or a short word with a way to take it back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teema.web.results.words import said
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest
from teema.wording import listed


def done(
    request: StudyRequest,
    told: str,
    place: str,
    *,
    key: str = "",
    let_go: Mapping[str, int] | None = None,
    **where: Any,
) -> HttpResponse:
    """Say that something was done (``web_findings.done.…``) and go to a page of the study."""
    with_it = listed([said(f"referring.{kind}", count=count) for kind, count in (let_go or {}).items()], spoken())
    messages.success(request, said(f"done.{told}", key=key, let_go=with_it))
    return redirect(reverse(place, kwargs={"study": request.study.slug, **where}))


def is_partial(request: StudyRequest) -> bool:
    """Tell whether htmx asks for a part of a page."""
    return "HX-Request" in request.headers


def toasted(request: StudyRequest, response: HttpResponse, told: str, **parts: object) -> HttpResponse:
    """Let a fragment's answer say what was done, with a button that takes it back."""
    undo = {"label": said("undo"), "url": reverse("studies:undo", kwargs={"study": request.study.slug})}
    toast = {"text": said(f"done.{told}", **parts), "kind": "good", "action": undo}
    response["HX-Trigger"] = json.dumps({"toast": toast})
    return response
