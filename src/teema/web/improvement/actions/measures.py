"""Writes to the improvement measures: one measure, one act."""

from __future__ import annotations

import re
from typing import Any, Final

from teema.errors import Conflict
from teema.study.conclusions import MEASURE_STATUSES
from teema.web.accounts.models import User
from teema.web.history.recording import Recorder
from teema.web.history.seen import still_as_seen
from teema.web.improvement.models import Measure
from teema.web.studies.access import act
from teema.web.studies.actions.places import last_place
from teema.web.studies.models import Study

COLUMNS: Final = (
    "title", "findings", "owner", "due", "status", "indicator", "target", "value", "visible_to", "outcome",
)  # fmt: skip
"""What is written of a measure, and what two people may write at once."""


def add_measure(actor: User, study: Study, *, title: str, **values: Any) -> Measure:
    """Add a measure after the others; ``values`` are columns of ``COLUMNS``. Conflict: as ``change_measure``."""
    with act(actor, study, "measure.add") as changes:
        values = _sound(title=title, **values)
        row = Measure(study=study, key=_free_key(study), position=last_place(Measure, study), **values)
        changes.note(about=changes.create(row), measure=row.key)
    return row


def change_measure(actor: User, measure: Measure, *, seen: str = "", **values: Any) -> Measure:
    """Change a measure. Conflict: it has no title (B841), no such status (B842), or somebody changed it meanwhile (B505)."""
    with act(actor, measure.study, "measure.change") as changes:
        measure.refresh_from_db()
        still_as_seen(measure, seen, *COLUMNS)
        _note(changes, measure, values.get("status", measure.status))
        changes.update(measure, **_sound(**values))
    return measure


def remove_measure(actor: User, measure: Measure) -> None:
    """Take a measure away; the findings that it rests on stay."""
    with act(actor, measure.study, "measure.remove") as changes:
        changes.note(about=measure, measure=measure.key)
        changes.delete(measure)


def _note(changes: Recorder, measure: Measure, status: str) -> None:
    """History tells a measure's new status, if that is what changes."""
    changes.note(about=measure, measure=measure.key, **({"status": status} if status != measure.status else {}))


def _sound(**values: Any) -> dict[str, Any]:
    if not values.get("title", "-").strip():
        raise Conflict("B841")
    if values.get("status", "planned") not in MEASURE_STATUSES:
        raise Conflict("B842")
    return values


def _free_key(study: Study) -> str:
    """Return the key after the highest that is in use: T1, T2 …"""
    keys = Measure.objects.filter(study=study).values_list("key", flat=True)
    return f"T{max((int(key[1:]) for key in keys if re.fullmatch(r'T[0-9]{1,9}', key)), default=0) + 1}"
