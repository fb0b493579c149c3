"""The language of a request: the user's choice, else a cookie's, else the browser's; Finnish when nothing tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from teema.wording import LANGUAGES, Language

COOKIE = "teema_language"
_spoken: ContextVar[Language] = ContextVar("spoken", default="fi")


class Speaking:
    """Give each request its language, and Django's own messages the same one."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with speaking(language):
            response = self.respond(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_of(request: HttpRequest) -> Language:
    """Tell in which language a request is answered."""
    user = getattr(request, "user", None)
    asked = [user.language] if user is not None and user.is_authenticated else []
    asked.append(request.COOKIES.get(COOKIE, ""))
    asked += [code.split("-")[0] for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", ""))]
    return next((known for one in asked for known in LANGUAGES if one == known), "fi")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for a while, Django with us; Finnish for one that Teema doesn't know."""
    before = _spoken.set(next((known for known in LANGUAGES if known == language), "fi"))
    try:
        with translation.override(language):
            yield
    finally:
        _spoken.reset(before)


def spoken() -> Language:
    """Return the language being spoken now: that of the request or the work at hand, Finnish outside them."""
    return _spoken.get()


def words(request: HttpRequest) -> dict[str, str]:
    """Tell templates the language."""
    return {"language": spoken()}
