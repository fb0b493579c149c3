"""Writes to a customer's representatives, by pseudonym."""

from __future__ import annotations

from typing import Any

from django.db.models import ProtectedError, RestrictedError

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.studies.access import act
from teema.web.studies.actions.places import last_place
from teema.web.studies.models import Customer, Person, Study
from teema.web.studies.pseudonyms import next_pseudonym


def add_person(actor: User, customer: Customer, *, key: str = "", **values: Any) -> Person:
    """Add a representative; without a pseudonym the customer's next one is given. Conflict (B205): it is taken."""
    study = customer.study
    with act(actor, study, "person.add") as changes:
        key = key or next_pseudonym(customer.key, _keys(study))
        _refuse_taken(study, key)
        row = Person(study=study, customer=customer, key=key, position=last_place(Person, study), **values)
        changes.note(about=changes.create(row), key=key)
    return row


def change_person(actor: User, person: Person, *, key: str, **values: Any) -> Person:
    """Change what is known of a representative. Conflict (B205): the pseudonym is another's."""
    with act(actor, person.study, "person.change") as changes:
        if key != person.key:
            _refuse_taken(person.study, key)
        changes.update(person, key=key, **values)
        changes.note(about=person, key=key)
    return person


def remove_person(actor: User, person: Person) -> None:
    """Take a representative off the register. Conflict (B206): an interview has them, so only a withdrawal takes them away."""
    with act(actor, person.study, "person.remove") as changes:
        changes.note(about=person, key=person.key)
        try:
            for row in (*person.consents.all(), *([person.identity] if hasattr(person, "identity") else [])):
                changes.delete(row)
            changes.delete(person)
        except (RestrictedError, ProtectedError) as trouble:
            raise Conflict("B206", key=person.key) from trouble


def _keys(study: Study) -> set[str]:
    return set(Person.objects.filter(study=study).values_list("key", flat=True))


def _refuse_taken(study: Study, key: str) -> None:
    if key in _keys(study):
        raise Conflict("B205", key=key)
