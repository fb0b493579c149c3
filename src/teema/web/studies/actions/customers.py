"""Writes to the register of customers."""

from __future__ import annotations

from typing import Any

from django.db.models import ProtectedError, RestrictedError

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.studies.access import act
from teema.web.studies.actions.places import last_place
from teema.web.studies.models import Customer, Group, Study
from teema.web.studies.pseudonyms import next_customer_key
from teema.web.studies.renaming import rename_customer


def add_customer(actor: User, study: Study, *, key: str = "", **values: Any) -> Customer:
    """Add a customer; without a key it gets the next one of its group. Conflict (B201): the key is taken."""
    with act(actor, study, "customer.add") as changes:
        key = key or free_key(study, values.get("group"))
        _refuse_taken(study, key)
        row = Customer(study=study, key=key, position=last_place(Customer, study), **values)
        changes.note(about=changes.create(row), key=key)
    return row


def change_customer(actor: User, customer: Customer, *, key: str, **values: Any) -> Customer:
    """Change what the register says of a customer. Conflict (B201): the key is another's."""
    with act(actor, customer.study, "customer.change") as changes:
        if key != customer.key:
            _refuse_taken(customer.study, key)
        was = customer.key
        changes.update(customer, key=key, **values)
        if key != was:
            rename_customer(changes, customer.study, was, key)
        changes.note(about=customer, key=key)
    return customer


def remove_customer(actor: User, customer: Customer) -> None:
    """Take a customer off the register with its people. Conflict (B204): interviews, material or results refer to it."""
    with act(actor, customer.study, "customer.remove") as changes:
        changes.note(about=customer, key=customer.key)
        people = list(customer.people.all())
        try:
            for person in people:
                for row in (*person.consents.all(), *_identity(person)):
                    changes.delete(row)
                changes.delete(person)
            for row in (*customer.checks.all(), *_identity(customer)):
                changes.delete(row)
            changes.delete(customer)
        except (RestrictedError, ProtectedError) as trouble:
            raise Conflict("B204", key=customer.key) from trouble


def free_key(study: Study, group: Group | None) -> str:
    """Return a key that no customer of the study has, in its group's fashion."""
    known = dict(Customer.objects.filter(study=study).values_list("key", "group_id"))
    return next_customer_key([key for key, one in known.items() if group and one == group.pk], known)


def _identity(row: Any) -> list[Any]:
    return [row.identity] if hasattr(row, "identity") else []


def _refuse_taken(study: Study, key: str) -> None:
    if Customer.objects.filter(study=study, key=key).exists():
        raise Conflict("B201", key=key)
