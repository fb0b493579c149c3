"""What a request may carry: too much is refused by its declared length, before a byte of it is read.

It is refused where the sender and their language are known; nothing before that reads a body.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from teema.errors import ReadFailed
from teema.web.trouble import explained


class BoundedRequests:
    """Refuse a request whose body is larger than the limit, or whose length isn't told."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        limit = settings.UPLOAD_LIMIT_MB
        if _length(request) > limit * 1024 * 1024:
            response = explained(request, ReadFailed("B701", limit=limit))
            response.status_code = 413
            return response
        return self.respond(request)


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
