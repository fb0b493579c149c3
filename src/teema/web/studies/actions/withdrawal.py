"""Withdrawal and erasure: the only acts that can't be taken back, and that leave nothing but a tombstone, history included."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.history.erasing import leave_nothing_behind, recorded, scrub
from teema.web.jobs.models import Job
from teema.web.studies import erasing
from teema.web.studies.access import act
from teema.web.studies.actions.places import last_place
from teema.web.studies.erasing import Concerned
from teema.web.studies.models import (
    Asked,
    Consent,
    CriterionCheck,
    Customer,
    Identity,
    Interview,
    InterviewPerson,
    Person,
    Tombstone,
)
from teema.web.studies.rights import Right


def withdraw_person(actor: User, person: Person, *, confirmed: str, reason: str) -> Tombstone:
    """Erase a person and their words everywhere, history included.

    Conflict: the pseudonym wasn't written to confirm it (B207), or work is going on that may hold the words (B215).
    """
    _confirm(confirmed, person.key)
    return _erase(actor, erasing.of_person(person), "person.withdraw", ("person", person.key), reason)


def erase_customer(actor: User, customer: Customer, *, confirmed: str, reason: str) -> Tombstone:
    """Erase a customer with its people, interviews and material. Conflict (B207, B215): as with a person."""
    _confirm(confirmed, customer.key)
    return _erase(actor, erasing.of_customer(customer), "customer.erase", ("customer", customer.key), reason)


def _confirm(written: str, key: str) -> None:
    if written.strip() != key:
        raise Conflict("B207", key=key)


def _erase(actor: User, concerned: Concerned, right: Right, about: tuple[str, str], reason: str) -> Tombstone:
    study, (kind, key) = concerned.study, about
    with act(actor, study, right) as changes:
        if Job.objects.filter(study=study.pk, state__in=(Job.State.QUEUED, Job.State.RUNNING)).exists():
            raise Conflict("B215")
        counts = erasing.held(concerned)
        gone: set[UUID] = set()
        for eraser in erasing.erasers():
            gone |= set(eraser.erase(concerned))
        erasing.tidy(study)
        scrub(gone)
        Job.objects.filter(study=study.pk).delete()  # their files and results may hold the words
        changes.undoable = False
        tombstone = Tombstone(
            study=study,
            kind=kind,
            key=key,
            reason=reason,
            counts=counts,
            by=actor,
            position=last_place(Tombstone, study),
        )
        changes.note(about=changes.create(tombstone), kind=kind, key=key, **counts)
    leave_nothing_behind()
    return tombstone


class RegisterEraser:
    """Erases what the register and the interviews hold: names, consents, seats, people; of a customer everything."""

    def held(self, concerned: Concerned) -> Mapping[str, int]:
        """Count names, consents, people and, where a customer goes, its interviews."""
        counts = {
            "names": _identities(concerned).count(),
            "consents": Consent.objects.filter(person__in=concerned.people).count(),
            "people": len(concerned.people),
        }
        return counts | ({"interviews": len(concerned.interviews)} if concerned.customer else {})

    def erase(self, concerned: Concerned) -> Collection[UUID]:
        """Take the rows away, dependants first, and return them with those that history alone still knows."""
        gone = _remembered(concerned)
        for rows in _rows(concerned):
            gone |= set(rows.values_list("pk", flat=True))
            rows.delete()
        return gone


def _identities(concerned: Concerned) -> QuerySet[Identity]:
    return Identity.objects.filter(
        Q(person__in=concerned.people) | Q(customer=concerned.customer, customer__isnull=False)
    )


def _rows(concerned: Concerned) -> list[QuerySet[Any]]:
    """Return the rows that go, dependants first."""
    people, customer = concerned.people, concerned.customer
    pks = [one.pk for one in people]
    of_people: list[QuerySet[Any]] = [
        _identities(concerned),
        Consent.objects.filter(person__in=pks),
        InterviewPerson.objects.filter(person__in=pks),
        Person.objects.filter(pk__in=pks),
    ]
    if customer is None:
        return of_people
    interviews = [one.pk for one in concerned.interviews]
    return [
        *of_people,
        InterviewPerson.objects.filter(interview__in=interviews),
        Asked.objects.filter(interview__in=interviews),
        Interview.objects.filter(pk__in=interviews),
        CriterionCheck.objects.filter(customer=customer.pk),
        Customer.objects.filter(pk=customer.pk),
    ]


def _remembered(concerned: Concerned) -> set[UUID]:
    """Return the rows about those concerned that history knows of, though they are gone."""
    study, people = concerned.study.pk, [one.pk for one in concerned.people]
    if concerned.customer is not None:
        people = list({*people, *recorded(study, _label(Person), customer_id=[concerned.customer.pk])})
    found = {
        row
        for model in (Identity, Consent, InterviewPerson)
        for row in recorded(study, _label(model), person_id=people)
    }
    if concerned.customer is None:
        return found
    customer = [concerned.customer.pk]
    for kind in (Identity, CriterionCheck, Person, Interview):
        found |= recorded(study, _label(kind), customer_id=customer)
    interviews = [one.pk for one in concerned.interviews]
    for model in (InterviewPerson, Asked):
        found |= recorded(study, _label(model), interview_id=interviews)
    return found


def _label(model: type[Model]) -> str:
    return model._meta.label_lower
