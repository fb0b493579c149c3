"""Looking at real names and keeping them: apart from everything else, and every look on record."""

from __future__ import annotations

from teema.web.accounts.models import User
from teema.web.history.recording import record_look
from teema.web.studies.access import act, membership_of, require
from teema.web.studies.actions.places import last_place
from teema.web.studies.models import Customer, Identity, Person
from teema.web.studies.queries.people import identity_of


def look_at_names(actor: User, row: Customer | Person) -> None:
    """Record that someone looks at the real names of a customer and its people. Forbidden (B103): they may not."""
    require(membership_of(actor, row.study.slug), "register.read")
    record_look(actor, row.study.pk, "register.read", row.pk, key=row.key)


def keep_name(actor: User, row: Customer | Person, *, name: str, contact: str, notes: str) -> None:
    """Keep the real name behind a key; all empty takes it away."""
    with act(actor, row.study, "register.change") as changes:
        changes.note(about=row, key=row.key)
        identity, values = identity_of(row), {"name": name, "contact": contact, "notes": notes}
        if not any(values.values()):
            if not identity._state.adding:
                changes.delete(identity)
        elif identity._state.adding:
            for column, value in values.items():
                setattr(identity, column, value)
            identity.position = last_place(Identity, row.study)
            changes.create(identity)
        else:
            changes.update(identity, **values)
