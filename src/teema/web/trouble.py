"""The edge where what goes wrong becomes words: a page, or JSON for scripts, with the code and what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from teema.errors import Conflict, Forbidden, NotFound, TeemaError
from teema.web.speaking import spoken
from teema.wording import explain

STATUSES: tuple[tuple[type[TeemaError], int], ...] = ((Forbidden, 403), (NotFound, 404), (Conflict, 409))


class Explaining:
    """Answer a coded error with its words."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_exception(self, request: HttpRequest, trouble: Exception) -> HttpResponse | None:
        """Explain Teema's own errors; leave every other to Django, which logs it."""
        return explained(request, trouble) if isinstance(trouble, TeemaError) else None


def explained(request: HttpRequest, trouble: TeemaError) -> HttpResponse:
    """Answer with an error's words: as JSON where a script asked, a fragment for HTMX, else a page."""
    status = next((status for kind, status in STATUSES if isinstance(trouble, kind)), 422)
    what, hint = explain(trouble, spoken())
    said = {"code": trouble.code, "what": what, "hint": hint}
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(said, status=status)
    template = "parts/trouble.html" if "HX-Request" in request.headers else "trouble.html"
    return render(request, template, said, status=status)
