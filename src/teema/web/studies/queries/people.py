"""A customer's representatives, their consents and, for those who may see them, their names."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from teema.errors import NotFound
from teema.web.studies.models import Consent, Customer, Identity, InterviewPerson, Person, Service, Study


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A representative on a customer's page. ``consent`` is the latest, withdrawn ones included."""

    person: Person
    areas: tuple[str, ...]
    consent: Consent | None
    interviews: int
    identity: Identity | None = None


def person_of(study: Study, pk: UUID) -> Person:
    """Return a person of a study. NotFound (B203): there is none."""
    found = Person.objects.select_related("customer", "study").filter(study=study, pk=pk).first()
    if found is None:
        raise NotFound("B203")
    return found


def person_lines(customer: Customer, *, named: bool = False) -> list[PersonLine]:
    """Return a customer's representatives in order; with their names only where a look at them was recorded."""
    people = list(customer.people.all())
    consents = {
        one.person_id: one for one in Consent.objects.filter(person__in=people).order_by("given_on", "position")
    }
    seats = [one.person_id for one in InterviewPerson.objects.filter(person__in=people)]
    names = service_names(customer.study)
    identities = {one.person_id: one for one in Identity.objects.filter(person__in=people)} if named else {}
    return [
        PersonLine(
            one,
            tuple(names.get(key, key) for key in one.area),
            consents.get(one.pk),
            seats.count(one.pk),
            identities.get(one.pk),
        )
        for one in people
    ]


def service_names(study: Study) -> dict[str, str]:
    """Return the names of a study's services by key."""
    return dict(Service.objects.filter(study=study).values_list("key", "name"))


def consents_of(person: Person) -> list[Consent]:
    """Return a person's consents, the latest first."""
    return list(person.consents.order_by("-given_on", "-position"))


def identity_of(row: Customer | Person) -> Identity:
    """Return the real name kept for a customer or person, or an empty one that isn't saved yet. Record the look first."""
    given = {"person": row} if isinstance(row, Person) else {"customer": row}
    return Identity.objects.filter(Q(**given)).first() or Identity(study=row.study, **given)
