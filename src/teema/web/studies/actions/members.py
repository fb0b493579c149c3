"""Who takes part in a study, and as what.

These acts can't be undone with a key: who has lost a role mustn't get it back by undoing.
"""

from __future__ import annotations

from teema.errors import Conflict
from teema.web.accounts.actions import make_sign_in_link
from teema.web.accounts.models import User
from teema.web.studies.access import act
from teema.web.studies.actions.places import last_place
from teema.web.studies.models import Membership, Study


def add_member(
    actor: User, study: Study, *, username: str, name: str = "", role: str, coder: str = "", sees_names: bool = False
) -> tuple[Membership, str]:
    """Add a user to a study; one that doesn't exist yet is made when a name is given. Return a new user's sign-in token, else "".

    Conflict: no such user (B211), a member already (B212), or a layer of that name exists (B213).
    """
    with act(actor, study, "member.add") as changes:
        changes.undoable = False
        user, token = _user(username, name)
        if Membership.objects.filter(study=study, user=user).exists():
            raise Conflict("B212", username=username)
        layer = coder or user.name
        if Membership.objects.filter(study=study, coder=layer).exists():
            raise Conflict("B213", coder=layer)
        row = Membership(
            study=study,
            user=user,
            role=role,
            coder=layer,
            sees_names=sees_names,
            position=last_place(Membership, study),
        )
        changes.create(row)
        changes.note(about=row, user=username, role=role)
    return row, token


def change_member(actor: User, member: Membership, *, role: str, sees_names: bool) -> None:
    """Change a member's role and whether real names are shown to them. Conflict (B214): the study would have no lead."""
    with act(actor, member.study, "member.change") as changes:
        changes.undoable = False
        if role != Membership.Role.LEAD:
            _keep_a_lead(member)
        changes.update(member, role=role, sees_names=sees_names)
        changes.note(about=member, user=member.user.username, role=role)


def remove_member(actor: User, member: Membership) -> None:
    """Take a member out of a study; what they did stays. Conflict (B214): the study would have no lead."""
    with act(actor, member.study, "member.remove") as changes:
        changes.undoable = False
        _keep_a_lead(member)
        changes.note(about=member, user=member.user.username, role=member.role)
        changes.delete(member)


def _user(username: str, name: str) -> tuple[User, str]:
    found = User.objects.filter(username=username).first()
    if found is not None:
        return found, ""
    if not name:
        raise Conflict("B211", username=username)
    made = User.objects.create_user(username, name=name)
    return made, make_sign_in_link(made)


def _keep_a_lead(member: Membership) -> None:
    leads = Membership.objects.filter(study=member.study, role=Membership.Role.LEAD)
    if member.role == Membership.Role.LEAD and leads.count() < 2:
        raise Conflict("B214")
