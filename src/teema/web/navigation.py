"""The navigation: the work's own order, each page with its address, and how far the step is that the page is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from teema.web.studies.models import Membership
from teema.web.studies.queries.progress import Far, counts_for, progress
from teema.web.studies.rights import Right, may

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("overview", ("studies:overview",)),
    (
        "design",
        (
            "studies:design",
            "studies:organisation",
            "studies:customers",
            "studies:guide",
            "studies:papers",
            "studies:interviews",
        ),
    ),
    ("material", ("material:documents",)),
    ("coding", ("coding:codebook", "coding:expressions")),
    ("comparison", ("comparison:tables", "comparison:gap", "comparison:network", "comparison:search")),
    ("results", ("results:findings", "results:measures", "results:report")),
    ("keeping", ("studies:members", "exchange:transfer", "studies:acts", "studies:settings")),
)
TELLING = {
    "studies:design": "design",
    "studies:customers": "customers",
    "studies:guide": "guide",
    "studies:interviews": "interviews",
    "material:documents": "documents",
    "coding:codebook": "coding",
    "results:findings": "findings",
    "results:measures": "measures",
}
"""The pages whose step tells how far it is."""
NEEDING: dict[str, Right] = {"exchange:transfer": "study.save"}
"""The pages that only those with a right can open; others aren't led to them."""
COUNTED = frozenset({"customers", "interviews", "documents", "coding", "findings", "measures"})
"""The steps whose k/n says something by itself; of the others the state alone is shown."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the navigation: ``key`` finds its words (``web.navigation.KEY``), ``count`` and ``state`` say how far its step is."""

    key: str
    url: str
    current: bool
    count: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the work and its pages."""

    key: str
    places: tuple[Place, ...]
    current: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give templates the navigation of the study at hand; nothing outside a study.

    A view whose navigation is folded away sets ``navigates_quietly``: then nothing is counted for it. ``navigates_at`` is the address
    of the page that the navigation stands on, where that isn't the one asked for.
    """
    study = getattr(request, "study", None)
    if study is None:
        return {}
    far = {} if getattr(request, "navigates_quietly", False) else progress(study, counts_for(request, study))
    at = getattr(request, "navigates_at", request.path)
    membership = getattr(request, "membership", None)
    steps = (_step(key, _open_to(membership, names), study.slug, at, far) for key, names in STEPS)
    shown = tuple(step for step in steps if step.places)
    return {"study": study, "membership": membership, "steps": shown, "at": at}


def _open_to(membership: Membership | None, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in names if one not in NEEDING or (membership and may(membership.role, NEEDING[one])))


def _step(key: str, names: tuple[str, ...], slug: str, path: str, far: Mapping[str, Far]) -> Step:
    places = tuple(place for name in names if (place := _place(name, slug, path, far)) is not None)
    return Step(key, places, any(place.current for place in places))


def _place(name: str, slug: str, path: str, far: Mapping[str, Far]) -> Place | None:
    try:
        url = reverse(name, kwargs={"study": slug})
    except NoReverseMatch:
        return None
    current = path == url or (path.startswith(url) and not name.endswith(":overview"))
    told = far.get(TELLING.get(name, ""))
    if told is None:
        return Place(name.replace(":", "."), url, current)
    count = told.count if told.step in COUNTED and told.done else ""
    return Place(name.replace(":", "."), url, current, count, told.state)
