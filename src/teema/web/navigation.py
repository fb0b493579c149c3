"""The navigation: the work's own order, each page with its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("overview", ("studies:overview",)),
    ("design", ("studies:design", "studies:customers", "studies:guide", "studies:interviews")),
    ("material", ("material:documents",)),
    ("coding", ("coding:codebook",)),
    ("keeping", ("studies:members", "exchange:transfer", "studies:acts", "studies:settings")),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the navigation: ``key`` finds its words (``web.navigation.KEY``)."""

    key: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the work and its pages."""

    key: str
    places: tuple[Place, ...]
    current: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give templates the navigation of the study at hand; nothing outside a study."""
    study = getattr(request, "study", None)
    if study is None:
        return {}
    steps = tuple(_step(key, names, study.slug, request.path) for key, names in STEPS)
    return {"study": study, "membership": getattr(request, "membership", None), "steps": steps}


def _step(key: str, names: tuple[str, ...], slug: str, path: str) -> Step:
    places = tuple(place for name in names if (place := _place(name, slug, path)) is not None)
    return Step(key, places, any(place.current for place in places))


def _place(name: str, slug: str, path: str) -> Place | None:
    try:
        url = reverse(name, kwargs={"study": slug})
    except NoReverseMatch:
        return None
    current = path == url or (path.startswith(url) and not name.endswith(":overview"))
    return Place(name.replace(":", "."), url, current)
