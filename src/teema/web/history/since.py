"""Whether a study changed since, and what: from the history alone, as nothing of a study changes without an act."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from teema.web.history.models import Act


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
