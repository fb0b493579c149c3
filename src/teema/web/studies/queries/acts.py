"""A study's history: who did what and when, and which act of one's own can be undone or redone now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from teema.web.accounts.models import User
from teema.web.history.models import Act
from teema.web.history.sentences import all_said
from teema.web.studies.models import Membership, Study

STATES: Mapping[str, tuple[str, ...]] = {
    "done": (Act.State.DONE,),
    "undone": (Act.State.UNDONE, Act.State.DROPPED),
    "erased": (Act.State.ERASED,),
}
"""The states that can be asked for: whether what was undone can still be redone makes no difference to a reader."""


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act in words. ``undoes`` and ``redoes`` tell that it is the member's own next to undo or redo."""

    act: Act
    words: str
    undoes: bool
    redoes: bool


def acts_of(study: Study, *, who: str = "", kind: str = "", state: str = "") -> QuerySet[Act]:
    """Return a study's acts, the latest first: those of a user, of a kind (the first part of the verb), in a state, where asked."""
    wanted = Q(study=study.pk)
    if who.isdecimal():
        wanted &= Q(actor=int(who))
    if kind:
        wanted &= Q(verb__startswith=f"{kind}.")
    if state in STATES:
        wanted &= Q(state__in=STATES[state])
    return Act.objects.filter(wanted).select_related("actor")


def told(acts: Iterable[Act], membership: Membership) -> list[ActRow]:
    """Return acts in words, with what the member can undo and redo."""
    own = Act.objects.filter(study=membership.study_id, actor=membership.user_id)
    done = own.filter(state=Act.State.DONE).values_list("pk", flat=True).first()
    undone = own.filter(state=Act.State.UNDONE).values_list("pk", flat=True).last()
    listed = list(acts)
    sentences = zip(listed, all_said(listed), strict=True)
    return [ActRow(act, words, act.pk == done, act.pk == undone) for act, words in sentences]


def actors_of(study: Study) -> list[User]:
    """Return who has done something in a study, by name."""
    acted = Act.objects.filter(study=study.pk).order_by().values("actor").distinct()
    return sorted(User.objects.filter(pk__in=acted), key=lambda user: str(user).casefold())


def kinds_of(study: Study) -> list[str]:
    """Return what the acts of a study are about."""
    verbs = Act.objects.filter(study=study.pk).order_by().values_list("verb", flat=True).distinct()
    return sorted({verb.split(".")[0] for verb in verbs})
