"""Two people at one thing: what somebody saw when they began to write must still stand when they save."""

from __future__ import annotations

import json
from hashlib import sha256

from django.db.models import Model

from teema.errors import Conflict
from teema.web.history.models import RowChange
from teema.web.history.rows import Values, values_of


def seen(row: Model, *columns: str) -> str:
    """Return a mark of some columns of a row as they are now; a page carries it in a hidden field ``seen``."""
    return mark_of(values_of(row, list(columns)))


def mark_of(values: Values) -> str:
    """Return the mark of columns that hold these plain values: of what a script saw, which sends what it saw instead of a mark."""
    return sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()[:16]


def still_as_seen(row: Model, mark: str, *columns: str) -> None:
    """Let pass what still is as it was seen; without a mark nothing was seen. Conflict (B505): somebody changed it meanwhile."""
    if mark and mark != seen(row, *columns):
        last = RowChange.objects.filter(row=row.pk).select_related("act__actor").last()
        raise Conflict("B505", by=str(last.act.actor) if last else "")
