"""Bringing a customer register in: everything that was planned, as one act."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction

from teema.errors import Conflict
from teema.study.identity import slug
from teema.web.accounts.models import User
from teema.web.history.recording import Recorder
from teema.web.studies.access import act, membership_of
from teema.web.studies.actions.places import last_place
from teema.web.studies.models import Customer, Group, Identity, Person, Service, Study
from teema.web.studies.pseudonyms import next_customer_key, next_pseudonym
from teema.web.studies.queries.importing import known_to
from teema.web.studies.registers.planning import Plan, PlannedCustomer, PlannedPerson, planned


@transaction.atomic
def import_register(
    actor: User,
    study: Study,
    rows: Sequence[Sequence[str]],
    mapping: Sequence[str],
    *,
    groups: Collection[str] = (),
    services: Collection[str] = (),
) -> Plan:
    """Bring in the rows of a register and return what was done.

    ``groups`` and ``services`` are the new names that may be made; others are left out. Conflict (B229): no column names the customers.
    """
    if not {"key", "name"} & set(mapping):
        raise Conflict("B229")
    with act(actor, study, "customer.import") as changes:
        plan = planned(rows, mapping, known_to(membership_of(actor, study.slug)))
        _Importing(study, changes, plan, groups, services).run()
        changes.note(added=plan.count("new"), changed=plan.count("changed"))
    return plan


class _Importing:
    def __init__(
        self, study: Study, changes: Recorder, plan: Plan, groups: Collection[str], services: Collection[str]
    ) -> None:
        self.study, self.changes, self.plan = study, changes, plan
        self.groups = self._named(Group, [one for one in plan.new_groups if one in groups])
        self.services = self._named(Service, [one for one in plan.new_services if one in services])
        self.customers = {one.key: one for one in Customer.objects.filter(study=study)}
        self.people = {one.key: one for one in Person.objects.filter(study=study)}
        self.keys = {*self.customers, *(one.key for one in plan.customers)}
        self.pseudonyms = {*self.people, *(person.key for one in plan.customers for person in one.people)}
        self.place = {kind: last_place(kind, study) for kind in (Customer, Person, Identity)}

    def run(self) -> None:
        for customer in self.plan.customers:
            row = self._customer(customer)
            for person in customer.people:
                self._person(row, person)

    def _named(self, kind: type[Group] | type[Service], new: Sequence[str]) -> dict[str, Any]:
        """Return the groups or services by key, and new ones, which are made now, by name."""
        rows: dict[str, Any] = {one.key: one for one in kind._default_manager.filter(study=self.study)}
        taken = set(rows)
        for place, name in enumerate(new, last_place(kind, self.study)):
            key = next(one for one in _keys(slug(name)) if one not in taken)
            taken.add(key)
            rows[name] = self.changes.create(kind(study=self.study, key=key, name=name, position=place))
        return rows

    def _customer(self, planned_: PlannedCustomer) -> Customer:
        values = self._values(planned_.changed)
        if planned_.known is not None:
            row = self.customers[planned_.known.key]
            return self.changes.update(row, **values) if values else row
        group = values.get("group")
        alike = [key for key, one in self.customers.items() if group is not None and one.group_id == group.pk]
        key = planned_.key or next_customer_key(alike, self.keys)
        self.keys.add(key)
        row = Customer(study=self.study, key=key, position=self._next(Customer), **values)
        self.customers[key] = row
        return self.changes.create(row)

    def _values(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return a customer's values as its row holds them; a group or service that may not be made is left out."""
        found = {name: value for name, value in values.items() if name not in ("group", "services")}
        if group := self.groups.get(values.get("group", "")):
            found["group"] = group
        if services := self._service_keys(values.get("services", ())):
            found["services"] = services
        return found

    def _service_keys(self, named: Sequence[str]) -> list[str]:
        return [self.services[one].key for one in named if one in self.services]

    def _person(self, customer: Customer, planned_: PlannedPerson) -> None:
        area = self._service_keys(planned_.area)
        if planned_.known:
            row = self.people[planned_.known]
            given = {name: value for name, value in (("role", planned_.role), ("area", area)) if value}
            self.changes.update(row, **given)
        else:
            key = planned_.key if planned_.key and planned_.key not in self.people else ""
            key = key or next_pseudonym(customer.key, self.pseudonyms)
            self.pseudonyms.add(key)
            row = Person(
                study=self.study, customer=customer, key=key, role=planned_.role, area=area, position=self._next(Person)
            )
            self.people[key] = self.changes.create(row)
        self._identify(row, planned_)

    def _identify(self, person: Person, planned_: PlannedPerson) -> None:
        """Keep a person's real name and contact apart, where the file has them."""
        given = {name: value for name in ("name", "contact") if (value := getattr(planned_, name))}
        if not given:
            return
        found = Identity.objects.filter(person=person).first()
        if found is not None:
            self.changes.update(found, **given)
        else:
            self.changes.create(Identity(study=self.study, person=person, position=self._next(Identity), **given))

    def _next(self, kind: Any) -> int:
        place = self.place[kind]
        self.place[kind] = place + 1
        return place


def _keys(key: str) -> Any:
    """Yield a key and, while it is taken, the same with a number."""
    yield key[:190]
    number = 2
    while True:
        yield f"{key[:190]}-{number}"
        number += 1
