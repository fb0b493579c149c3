"""What people agreed to."""

from __future__ import annotations

from datetime import date

from teema.web.accounts.models import User
from teema.web.studies.access import act
from teema.web.studies.actions.places import last_place
from teema.web.studies.models import Consent, Person


def record_consent(
    actor: User, person: Person, *, given_on: date, way: str, recording: bool, quoting: bool, archiving: bool
) -> Consent:
    """Record a consent; a later one takes the place of an earlier one, which stays on record."""
    with act(actor, person.study, "consent.change") as changes:
        row = Consent(
            study=person.study,
            person=person,
            given_on=given_on,
            way=way,
            recording=recording,
            quoting=quoting,
            archiving=archiving,
            position=last_place(Consent, person.study),
        )
        changes.create(row)
        changes.note(about=person, key=person.key)
    return row


def remove_consent(actor: User, consent: Consent) -> None:
    """Take away a consent that was recorded by mistake."""
    with act(actor, consent.study, "consent.change") as changes:
        changes.note(about=consent.person, key=consent.person.key)
        changes.delete(consent)
