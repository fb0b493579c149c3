"""Whether a customer may be asked: what the register can tell by itself, what a person judged, and exceptions with their reasons.

A rule's word stands; a person's counts where a rule can't tell, and an exception counts where a criterion isn't met. Without a word from
either nothing is known, and that is said.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from teema.study.people import first_day
from teema.web.studies.models import Criterion, CriterionCheck, Customer

Outcome: TypeAlias = Literal["met", "unmet", "exception", "unknown"]
Standing: TypeAlias = Literal["eligible", "exception", "not_eligible", "open", "no_criteria"]
Why: TypeAlias = Literal[
    "years", "since_unknown", "since_imprecise", "services", "services_unknown", "judged", "not_judged"
]
YEAR = 365.2425
"""Days in a year of the Gregorian calendar, on average."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A criterion's outcome for a customer. ``why`` says what it rests on, ``reason`` a person's words for an exception."""

    criterion: Criterion
    outcome: Outcome
    why: Why
    years: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Every criterion's outcome for one customer."""

    checks: tuple[Checked, ...]

    @property
    def standing(self) -> Standing:
        """Return what the criteria say together: one unmet is enough to leave out, one unknown to leave it open."""
        outcomes = {one.outcome for one in self.checks}
        if not outcomes:
            return "no_criteria"
        if "unmet" in outcomes:
            return "not_eligible"
        if "unknown" in outcomes:
            return "open"
        return "exception" if "exception" in outcomes else "eligible"

    @property
    def not_judged(self) -> int:
        """Count the criteria that wait for a person's word."""
        return sum(one.outcome == "unknown" and one.why == "not_judged" for one in self.checks)

    @property
    def telling(self) -> tuple[Checked, ...]:
        """Return the criteria that aren't simply met: what the standing rests on."""
        return tuple(one for one in self.checks if one.outcome != "met")


def eligibility(
    customer: Customer, criteria: Sequence[Criterion], checks: Iterable[CriterionCheck], on: date
) -> Eligibility:
    """Tell whether a customer meets the study's criteria on a day. ``checks`` are those of this customer."""
    by_criterion = {one.criterion_id: one for one in checks if one.customer_id == customer.pk}
    return Eligibility(tuple(_checked(customer, one, by_criterion.get(one.pk), on) for one in criteria))


def _checked(customer: Customer, criterion: Criterion, check: CriterionCheck | None, on: date) -> Checked:
    met, why, years = _ruled(customer, criterion, on)
    if met is None and check is not None and check.met is not None:
        met, why = check.met, "judged"
    if not met and check is not None and check.exception:
        return Checked(criterion, "exception", why, years, check.exception)
    return Checked(criterion, "unknown" if met is None else "met" if met else "unmet", why, years)


def _ruled(customer: Customer, criterion: Criterion, on: date) -> tuple[bool | None, Why, float | None]:
    """Return what a criterion's rule says: met, not met or can't tell, on what grounds, and the years where they count."""
    if criterion.rule == Criterion.Rule.YEARS and (wanted := _number(criterion.value)) is not None:
        return _long_enough(customer.since, wanted, on)
    if criterion.rule == Criterion.Rule.SERVICES:
        wanted_services = {key.strip() for key in criterion.value.split(";") if key.strip()}
        if not customer.services:
            return None, "services_unknown", None
        return bool(wanted_services & set(customer.services)) or not wanted_services, "services", None
    return None, "not_judged", None


def _long_enough(since: str, wanted: float, on: date) -> tuple[bool | None, Why, float | None]:
    bounds = since_bounds(since)
    if bounds is None:
        return None, "since_unknown", None
    first, last = (day <= _before(on, wanted) for day in bounds)
    if first != last:
        return None, "since_imprecise", years_between(bounds[0], on)
    return first, "years", years_between(bounds[0], on)


def since_bounds(since: str) -> tuple[date, date] | None:
    """Return the first and the last day that a beginning may mean; None where it is absent or not a date.

    >>> since_bounds("2016-02"), since_bounds("2016-02-03")
    ((datetime.date(2016, 2, 1), datetime.date(2016, 2, 29)), (datetime.date(2016, 2, 3), datetime.date(2016, 2, 3)))
    """
    first = first_day(since)
    if first is None:
        return None
    parts = 3 if "." in since else since.count("-") + 1
    if parts == 1:
        return first, date(first.year, 12, 31)
    return first, first if parts > 2 else first.replace(day=calendar.monthrange(first.year, first.month)[1])


def years_between(first: date, on: date) -> float:
    """Return how many years a relationship has lasted; nothing below zero.

    >>> round(years_between(date(2015, 11, 1), date(2026, 9, 15)), 1)
    10.9
    """
    return max((on - first).days / YEAR, 0.0)


def _before(on: date, years: float) -> date:
    """Return the day some years before another, by the calendar; 29 February becomes the 28th where there is none.

    >>> _before(date(2025, 3, 1), 1), _before(date(2024, 2, 29), 0.5)
    (datetime.date(2024, 3, 1), datetime.date(2023, 8, 29))
    """
    months = on.year * 12 + on.month - 1 - round(years * 12)
    if months < 12:
        return date.min
    year, month = divmod(months, 12)
    return date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


def _number(written: str) -> float | None:
    try:
        return float(written.replace(",", "."))
    except ValueError:
        return None
