"""Whether a study changed since, and what: from the history alone, as nothing of a study changes without an act."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from teema.web.history.models import Act, RowChange


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in a study's life: the newest act's id, and the turn of the act that was undone or redone last."""

    newest: int
    turn: int


def moment(study: UUID) -> Moment:
    """Return the present moment of a study."""
    newest = Act.objects.filter(study=study).values_list("id", flat=True).first()
    return Moment(newest or 0, turned(study))


def turned(study: UUID) -> int:
    """Return the turn of the act of a study that was undone or redone last."""
    return Act.objects.filter(study=study).aggregate(last=Max("turn"))["last"] or 0


def acts_since(study: UUID, then: Moment) -> QuerySet[Act]:
    """Return the acts of a study that were done, undone or redone since a moment."""
    return Act.objects.filter(Q(pk__gt=then.newest) | Q(turn__gt=then.turn), study=study)


def rows_changed_since(study: UUID, then: Moment) -> set[UUID] | None:
    """Return the rows of a study that acts touched since a moment; None where that can't be told, or what other rows are known by changed.

    An erased act no longer tells what it touched. A new key changes every record that refers to its row.
    """
    acts = acts_since(study, then)
    if acts.filter(state=Act.State.ERASED).exists():
        return None
    rows: set[UUID] = set()
    for row, before, after in RowChange.objects.filter(act__in=acts).values_list("row", "before", "after"):
        if before is not None and after is not None and before.get("key") != after.get("key"):
            return None
        rows.add(row)
    return rows
