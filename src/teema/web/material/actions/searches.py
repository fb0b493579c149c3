"""Searches kept under a name, so that they can be asked again when the material has grown."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Max

from teema.errors import Conflict, NotFound
from teema.web.accounts.models import User
from teema.web.material.models import SavedSearch
from teema.web.studies.access import act
from teema.web.studies.models import Study

ASKED = ("q", "speaker", "group", "theme", "topic", "readings", "parts", "order")
"""What a search may ask for, by its names in the address."""
_LONGEST = 200


def save_search(actor: User, study: Study, *, name: str, query: Mapping[str, str]) -> SavedSearch:
    """Keep a search under a name; one that has the name already is now this one. Conflict (B820): the name is empty or too long, or nothing is asked."""
    name = " ".join(name.split())
    asked = {key: query[key] for key in ASKED if query.get(key)}
    if not 0 < len(name) <= _LONGEST or not asked.get("q", "").strip():
        raise Conflict("B820")
    with act(actor, study, "search.save") as changes:
        row = SavedSearch.objects.filter(study=study, name=name).first()
        if row is not None:
            changes.update(row, query=asked)
        else:
            row = changes.create(SavedSearch(study=study, name=name, query=asked, position=_next(study)))
        changes.note(about=row)
    return row


def remove_search(actor: User, search: SavedSearch) -> None:
    """Take a saved search away."""
    with act(actor, search.study, "search.remove") as changes:
        changes.note(about=search)
        changes.delete(search)


def search_of(study: Study, search: UUID) -> SavedSearch:
    """Return a saved search of a study. NotFound (B821): there is none any more."""
    found = SavedSearch.objects.select_related("study").filter(study=study, pk=search).first()
    if found is None:
        raise NotFound("B821")
    return found


def _next(study: Study) -> int:
    last = SavedSearch.objects.filter(study=study).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
