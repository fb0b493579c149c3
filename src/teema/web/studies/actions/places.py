"""Where a new row stands among the others of its kind."""

from __future__ import annotations

from django.db.models import Max

from teema.web.studies.models import Study
from teema.web.studies.models.parts import Part


def last_place(kind: type[Part], study: Study) -> int:
    """Return the position after every row of a kind in a study."""
    found = kind._default_manager.filter(study=study).aggregate(last=Max("position"))["last"]
    return 0 if found is None else found + 1
