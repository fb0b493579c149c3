"""Real names and consents between a study's ``register/`` and the workspace: only when they are asked for."""

from __future__ import annotations

from teema.errors import Problem
from teema.formats.register.people import Agreed, RealName, Register
from teema.web.studies.models import Consent, Customer, Identity, Person, Study


def load_register(study: Study, register: Register) -> tuple[Problem, ...]:
    """Put a register's names and consents to the people and customers they belong to.

    Warnings: B614 a line names nobody of the study, or a second name for the same one, or a consent without its date.
    """
    people = {one.key: one for one in Person.objects.filter(study=study)}
    customers = {one.key: one for one in Customer.objects.filter(study=study)}
    lost = _load_names(study, register, people, customers) + _load_consents(study, register, people)
    unplaced = (Problem("warning", "B614", "register", params={"count": lost}),) if lost else ()
    return (*register.problems, *unplaced)


def _load_names(study: Study, register: Register, people: dict[str, Person], customers: dict[str, Customer]) -> int:
    rows: dict[object, Identity] = {}
    for place, one in enumerate(register.names):
        person = people.get(one.person)
        customer = None if person else customers.get(one.customer)
        whose = person or customer
        if whose is None or whose in rows:
            continue
        rows[whose] = Identity(
            study=study,
            person=person,
            customer=customer,
            name=one.name,
            contact=one.contact,
            notes=one.notes,
            extra=dict(one.extra),
            position=place,
        )
    Identity.objects.bulk_create(rows.values())
    return len(register.names) - len(rows)


def _load_consents(study: Study, register: Register, people: dict[str, Person]) -> int:
    rows = [
        Consent(
            study=study,
            person=people[one.person],
            given_on=one.given_on,
            way=one.way,
            recording=one.recording,
            quoting=one.quoting,
            archiving=one.archiving,
            withdrawn_on=one.withdrawn_on,
            extra=dict(one.extra),
            position=place,
        )
        for place, one in enumerate(register.consents)
        if one.person in people and one.given_on is not None
    ]
    Consent.objects.bulk_create(rows)
    return len(register.consents) - len(rows)


def plain_register(study: Study) -> Register:
    """Return a study's names and consents as its register holds them."""
    identities = Identity.objects.filter(study=study).select_related("person", "customer")
    consents = Consent.objects.filter(study=study).select_related("person")
    return Register(tuple(map(_real_name, identities)), tuple(map(_agreed, consents)))


def _real_name(row: Identity) -> RealName:
    person, customer = (one.key if one else "" for one in (row.person, row.customer))
    return RealName(row.name, person, customer, row.contact, row.notes, dict(row.extra))


def _agreed(row: Consent) -> Agreed:
    chosen = row.recording, row.quoting, row.archiving
    return Agreed(row.person.key, row.given_on, row.way, *chosen, row.withdrawn_on, dict(row.extra))
