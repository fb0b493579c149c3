"""What a customer's page shows of the study's findings and measures, and why the rest isn't on it.

The page and whoever explains the page ask here, so that they can't differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeAlias, TypeVar

from teema.analysis.findings import CheckedFinding
from teema.analysis.measures import MeasureProgress
from teema.analysis.whole import Results
from teema.study.people import Customer

Reason: TypeAlias = Literal[
    "shown_to_all", "shown_to_group", "shown_to_customer", "not_shown", "dropped",
    "concerns_all", "concerns_group", "other_group", "unconfirmed", "no_evidence",
]  # fmt: skip
EVERYONE: Final = "all"
"""Stands in ``visible_to`` for every customer."""
UNCONFIRMED: Final = frozenset({"draft", "proposed", "luonnos", "ehdotettu", "internal", "sisäinen"})
"""A finding of such a status is nobody's but the researchers'."""
_SHOWS: Final = frozenset({"shown_to_all", "shown_to_group", "shown_to_customer", "concerns_all", "concerns_group"})
Thing = TypeVar("Thing", CheckedFinding, MeasureProgress)


@dataclass(frozen=True, slots=True)
class Choice(Generic[Thing]):
    """A finding or a measure, and why it is on the page or isn't."""

    thing: Thing
    reason: Reason

    @property
    def shown(self) -> bool:
        """Tell whether it is on the page."""
        return self.reason in _SHOWS


@dataclass(frozen=True, slots=True)
class Chosen:
    """What there is to choose from for one customer's page, in the study's order."""

    findings: tuple[Choice[CheckedFinding], ...]
    measures: tuple[Choice[MeasureProgress], ...]

    @property
    def shown_findings(self) -> list[CheckedFinding]:
        """Return the findings that the page tells."""
        return [one.thing for one in self.findings if one.shown]

    @property
    def shown_measures(self) -> list[MeasureProgress]:
        """Return the measures that the page tells."""
        return [one.thing for one in self.measures if one.shown]


def chosen_for(results: Results, customer: Customer) -> Chosen:
    """Choose what a customer's page tells: findings about its group, and measures that are shown to it."""
    return Chosen(
        tuple(Choice(one, _about(one, customer)) for one in results.findings),
        tuple(Choice(one, _seen(one, customer)) for one in results.measures),
    )


def tells_counts(results: Results, customer: Customer) -> bool:
    """Tell whether so many of a customer's group were interviewed that counts of them give nobody away."""
    members = results.members.get(customer.group, frozenset())
    return len(members) >= results.study.design.settings.quote_minimum


def _about(one: CheckedFinding, customer: Customer) -> Reason:
    """Say whether a finding is about the customer's group. One without evidence isn't shown to anyone."""
    finding = one.finding
    if finding.status.casefold() in UNCONFIRMED:
        return "unconfirmed"
    if not one.evidence:
        return "no_evidence"
    if not finding.groups:
        return "concerns_all"
    return "concerns_group" if customer.group in finding.groups else "other_group"


def _seen(one: MeasureProgress, customer: Customer) -> Reason:
    """Say whether a measure is shown to the customer. What was dropped is promised to nobody."""
    visible = set(one.measure.visible_to) - {""}
    if one.measure.status == "dropped":
        return "dropped"
    if customer.id in visible:
        return "shown_to_customer"
    if customer.group in visible:
        return "shown_to_group"
    return "shown_to_all" if EVERYONE in visible else "not_shown"
