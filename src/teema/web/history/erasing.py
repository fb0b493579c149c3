"""Taking content out of history: what a row held before and after goes, that something was done to it stays."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from typing import Any, Final
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.db.models import Q

from teema.web.history.models import Act, RowChange
from teema.web.history.parking import drop_parked, drop_parked_rows

_AT_A_TIME: Final = 400
_log = logging.getLogger(__name__)


def recorded(study: UUID, model: str, **values: Collection[Any]) -> set[UUID]:
    """Return the rows of a model that history knows to have held, before or after some act, one of the values in each column.

    Rows that are gone by now are among them. ``recorded(study, "studies.consent", person_id=[person.pk])``.
    """
    found: set[UUID] | None = None
    for column, wanted in values.items():
        written = [str(one) if isinstance(one, UUID) else one for one in wanted]
        held = Q(**{f"before__{column}__in": written}) | Q(**{f"after__{column}__in": written})
        rows = set(RowChange.objects.filter(held, act__study=study, model=model).values_list("row", flat=True))
        found = rows if found is None else found & rows
    return found or set()


def recorded_from(study: UUID, model: str, column: str, beginning: str) -> set[UUID]:
    """Return the rows of a model that history knows to have held, before or after some act, a text that begins so in a column."""
    held = Q(**{f"before__{column}__startswith": beginning}) | Q(**{f"after__{column}__startswith": beginning})
    return set(RowChange.objects.filter(held, act__study=study, model=model).values_list("row", flat=True))


@transaction.atomic
def scrub(rows: Iterable[UUID]) -> int:
    """Empty what history holds of rows, and mark the acts as erased: they can't be undone or redone. Return how many acts."""
    acts: set[int] = set()
    for some in _batches(set(rows)):
        changes = RowChange.objects.filter(row__in=some)
        acts |= set(changes.values_list("act_id", flat=True))
        drop_parked_rows(some)
        changes.filter(before__isnull=False).update(before={})
        changes.filter(after__isnull=False).update(after={})
    for some in _batches(acts):
        Act.objects.filter(pk__in=some).update(state=Act.State.ERASED)
        drop_parked(some)
    return len(acts)


def _batches(values: Collection[Any]) -> Iterable[list[Any]]:
    listed = list(values)
    return (listed[start : start + _AT_A_TIME] for start in range(0, len(listed), _AT_A_TIME))


def leave_nothing_behind() -> None:
    """Write the workspace's file anew and empty SQLite's write-ahead log, which holds pages as they were. Call it after the transaction that erased.

    Freed pages are overwritten as they are freed (``secure_delete``), but where SQLite has moved what a page holds, it leaves a copy between
    the page's parts. A reader in the middle of its work keeps the log until it is done: nothing waits for it, and the log is emptied at
    the next call or when the last connection closes. A writer that doesn't end in time keeps the file as it is: that is logged.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        try:
            cursor.execute("VACUUM")
        except OperationalError as trouble:
            _log.warning("the workspace's file wasn't written anew after an erasure: %s", trouble)
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
