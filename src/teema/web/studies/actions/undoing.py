"""Undo and redo for a member: one's role must still allow what the act was."""

from __future__ import annotations

from teema.web.history.models import Act
from teema.web.history.undoing import redo, undo
from teema.web.studies.access import require
from teema.web.studies.models import Membership


def undo_for(membership: Membership) -> Act:
    """Take back a member's latest act. Forbidden: the role doesn't allow it any more; Conflict as ``undo`` says."""
    _check(membership, _acts(membership, Act.State.DONE).first())
    return undo(membership.user, membership.study_id)


def redo_for(membership: Membership) -> Act:
    """Do again what a member undid last, under the same conditions."""
    _check(membership, _acts(membership, Act.State.UNDONE).last())
    return redo(membership.user, membership.study_id)


def _acts(membership: Membership, state: str):  # type: ignore[no-untyped-def]
    return Act.objects.filter(study=membership.study_id, actor=membership.user_id, state=state)


def _check(membership: Membership, act: Act | None) -> None:
    if act is not None:
        require(membership, act.verb)  # type: ignore[arg-type]
