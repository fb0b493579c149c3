"""The register of customers as pages show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from teema.errors import NotFound
from teema.web.studies.models import (
    Criterion,
    CriterionCheck,
    Customer,
    Group,
    Interview,
    Person,
    Round,
    Service,
    Study,
    Tombstone,
)
from teema.web.studies.queries.eligibility import Eligibility, eligibility, since_bounds, years_between

NO: Final = frozenset({"", "no", "ei", "0", "false", "-"})
"""What a register says of a customer who owns nothing."""
SORTS: Final = ("key", "name", "group", "since", "interviews", "people")


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """A customer as a line of the register. ``years`` is None where nobody knows since when."""

    customer: Customer
    services: tuple[str, ...]
    years: float | None
    owner: bool | None
    eligibility: Eligibility
    people: int
    interviews: int
    secured: bool


@dataclass(frozen=True, slots=True)
class Quota:
    """How far a group's quota is filled.

    ``secured`` counts its customers with an interview agreed or held in the round, ``chosen`` all its customers in the register.
    """

    group: Group
    secured: int
    chosen: int

    @property
    def wanted(self) -> int:
        """Return how many are wanted; as many as are chosen where no quota is set."""
        return self.chosen if self.group.quota is None else self.group.quota


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the register is shown, and in which order."""

    group: str = ""
    standing: str = ""
    owner: str = ""
    words: str = ""
    sort: str = ""

    @property
    def narrows(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.group or self.standing or self.owner or self.words)


def study_day(study: Study) -> date:
    """Return the day as of which the study looks at its customers: the settings' date, else today."""
    given = study.settings.get("extra", {}).get("date") or study.settings.get("date")
    return given if isinstance(given, date) else localdate()


def round_at_hand(study: Study) -> Round | None:
    """Return the round that the study is about now: the settings' one, else the one with the most interviews, else the last."""
    rounds = list(Round.objects.filter(study=study))
    chosen = next((one for one in rounds if one.key == study.settings.get("round")), None)
    if chosen or not rounds:
        return chosen
    counted = Counter(Interview.objects.filter(study=study).values_list("round_id", flat=True))
    most = max(rounds, key=lambda one: counted[one.pk])
    return most if counted[most.pk] else rounds[-1]


def is_secured(interview: Interview) -> bool:
    """Tell whether an interview is agreed or held; one whose length is known has been held, whatever its status says."""
    return interview.status in (Interview.Status.AGREED, Interview.Status.HELD) or (
        interview.status != Interview.Status.CANCELLED and interview.minutes is not None
    )


def owns(customer: Customer) -> bool | None:
    """Tell whether a customer is a shareholder too; None where the register says nothing."""
    written = customer.shareholder.strip().casefold()
    return None if not written else written not in NO


def lines(study: Study) -> list[CustomerLine]:
    """Return every customer of a study as a line, in the study's order."""
    customers = list(Customer.objects.filter(study=study).select_related("group"))
    criteria, on = list(Criterion.objects.filter(study=study)), study_day(study)
    checks = _by_customer(CriterionCheck.objects.filter(study=study))
    services = dict(Service.objects.filter(study=study).values_list("key", "name"))
    interviews = _by_customer(Interview.objects.filter(study=study).exclude(status=Interview.Status.CANCELLED))
    people = Counter(Person.objects.filter(study=study).values_list("customer_id", flat=True))
    current = round_at_hand(study)
    return [
        CustomerLine(
            customer=one,
            services=tuple(services.get(key, key) for key in one.services),
            years=_years(one.since, on),
            owner=owns(one),
            eligibility=eligibility(one, criteria, checks.get(one.pk, ()), on),
            people=people[one.pk],
            interviews=len(interviews.get(one.pk, ())),
            secured=any(is_secured(each) and _of_round(each, current) for each in interviews.get(one.pk, ())),
        )
        for one in customers
    ]


def _by_customer(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.customer_id, []).append(row)
    return found


def _of_round(interview: Interview, current: Round | None) -> bool:
    return current is None or interview.round_id in (None, current.pk)


def _years(since: str, on: date) -> float | None:
    bounds = since_bounds(since)
    return None if bounds is None else years_between(bounds[0], on)


def quotas(study: Study, register: Sequence[CustomerLine]) -> list[Quota]:
    """Return how far each group's quota is filled, in the study's order."""
    chosen = Counter(one.customer.group_id for one in register)
    secured = Counter(one.customer.group_id for one in register if one.secured)
    return [Quota(one, secured[one.pk], chosen[one.pk]) for one in Group.objects.filter(study=study)]


def narrowed(register: Iterable[CustomerLine], wanted: Wanted) -> list[CustomerLine]:
    """Return the lines that are wanted, in the order that is; a minus before the order's name turns it round."""
    kept = [one for one in register if _matches(one, wanted)]
    name = wanted.sort.removeprefix("-")
    if name in SORTS:
        kept.sort(key=lambda one: _rank(one, name), reverse=wanted.sort.startswith("-"))
    return kept


def _matches(line: CustomerLine, wanted: Wanted) -> bool:
    customer = line.customer
    return (
        (not wanted.group or (customer.group.key if customer.group else "-") == wanted.group)
        and (not wanted.standing or line.eligibility.standing == wanted.standing)
        and (not wanted.owner or line.owner == (wanted.owner == "yes"))
        and wanted.words.casefold() in f"{customer.name} {customer.key}".casefold()
    )


def _rank(line: CustomerLine, name: str) -> tuple[bool, Any]:
    """Return what a line is ordered by; what isn't known comes last."""
    value: Any = {
        "key": line.customer.key.casefold(),
        "name": str(line.customer).casefold(),
        "group": line.customer.group.position if line.customer.group else None,
        "since": None if line.years is None else -line.years,
        "interviews": line.interviews,
        "people": line.people,
    }[name]
    return value is None, 0 if value is None else value


def customer_of(study: Study, pk: UUID) -> Customer:
    """Return a customer of a study. NotFound (B202): there is none."""
    found = Customer.objects.select_related("group", "study").filter(study=study, pk=pk).first()
    if found is None:
        raise NotFound("B202")
    return found


def tombstones(study: Study) -> QuerySet[Tombstone]:
    """Return what was erased, the latest first."""
    return Tombstone.objects.filter(study=study).select_related("by").order_by("-at")
