"""What a study holds already, as an import needs it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from teema.web.studies.models import Customer, Group, Identity, Membership, Service
from teema.web.studies.registers.planning import Known, KnownCustomer, KnownPerson
from teema.web.studies.rights import may


def known_to(membership: Membership) -> Known:
    """Return what a member's import is compared with; real names only where they may be seen and kept."""
    study = membership.study
    may_name = membership.sees_names and may(membership.role, "register.change")
    names = dict(Identity.objects.filter(study=study, person__isnull=False).values_list("person", "name"))
    customers = Customer.objects.filter(study=study).select_related("group").prefetch_related("people")
    return Known(
        customers=tuple(_customer(one, names if may_name else {}) for one in customers),
        groups=dict(Group.objects.filter(study=study).values_list("key", "name")),
        services=dict(Service.objects.filter(study=study).values_list("key", "name")),
        may_design=may(membership.role, "design.change"),
        may_name=may_name,
    )


def _customer(row: Customer, names: Mapping[UUID, str]) -> KnownCustomer:
    values = {
        "name": row.name,
        "group": row.group.key if row.group else "",
        "since": row.since,
        "services": list(row.services),
        "shareholder": row.shareholder,
        "notes": row.notes,
    }
    people = tuple(KnownPerson(one.key, one.role, names.get(one.pk, "")) for one in row.people.all())
    return KnownCustomer(row.key, values, people)
