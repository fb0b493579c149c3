from datetime import date
from typing import Any

import pytest

from teema.web.studies.models import Criterion, CriterionCheck, Customer
from teema.web.studies.proposed_rules import proposed_rule
from teema.web.studies.queries.eligibility import Eligibility, eligibility

ON = date(2026, 9, 15)
YEAR = Criterion(text="Vähintään vuosi.", rule="years", value="1")
SERVICES = Criterion(text="Käyttää palkkoja.", rule="services", value="hr;talous")
JUDGED = Criterion(text="Kokemusta.", rule="judged")


def told(*criteria: Criterion, check: dict[str, Any] | None = None, **values: Any) -> Eligibility:
    customer = Customer(key="K1", **values)
    checks = [CriterionCheck(customer=customer, criterion=criteria[0], **check)] if check else []
    return eligibility(customer, criteria, checks, ON)


@pytest.mark.parametrize(
    ("since", "outcome", "why"),
    [
        ("2024-06", "met", "years"),
        ("2025-09-15", "met", "years"),
        ("2025-09-16", "unmet", "years"),
        ("2026", "unmet", "years"),
        ("2025", "unknown", "since_imprecise"),
        ("2025-09", "unknown", "since_imprecise"),
        ("", "unknown", "since_unknown"),
        ("kauan", "unknown", "since_unknown"),
    ],
)
def test_years_are_counted_by_the_calendar_as_exactly_as_they_are_known(since: str, outcome: str, why: str) -> None:
    """A year is full on its day; a beginning known to the month or year counts only where every day of it gives the same answer."""
    (checked,) = told(YEAR, since=since).checks
    assert (checked.outcome, checked.why) == (outcome, why)


def test_services_are_looked_up_and_unknown_ones_cant_be_told() -> None:
    """One of the services listed is enough; a customer whose services nobody knows is open, not left out."""
    found = [told(SERVICES, services=one).checks[0].outcome for one in (["hr"], ["it"], [])]
    assert found == ["met", "unmet", "unknown"]


def test_a_person_decides_where_no_rule_can() -> None:
    """A judgement counts for judged criteria and where a rule can't tell, and never against a rule that can."""
    assert told(JUDGED).standing == "open"
    assert told(JUDGED, check={"met": True}).standing == "eligible"
    assert told(JUDGED, check={"met": False}).standing == "not_eligible"
    assert told(YEAR, check={"met": True}).standing == "eligible"
    assert told(YEAR, since="2026", check={"met": True}).standing == "not_eligible"


def test_an_exception_carries_its_reason_and_is_none_where_the_criterion_is_met() -> None:
    """An exception lets in a customer that a criterion leaves out, with its reason; a criterion that is met needs none."""
    allowed = told(YEAR, since="2026", check={"exception": "Ainoa yhteisö."})
    assert (allowed.standing, allowed.checks[0].reason) == ("exception", "Ainoa yhteisö.")
    assert told(YEAR, since="2010", check={"exception": "turha"}).standing == "eligible"


def test_one_criterion_unmet_outweighs_the_rest_and_none_at_all_says_so() -> None:
    """Unmet goes before unknown, unknown before an exception; without criteria there is nothing to meet."""
    assert told(YEAR, JUDGED, since="2026").standing == "not_eligible"
    assert told(YEAR, JUDGED, since="2010").standing == "open"
    assert told().standing == "no_criteria"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Asiakassuhde on kestänyt vähintään vuoden.", ("years", "1")),
        ("Asiakassuhde on kestänyt vähintään kaksi vuotta.", ("years", "2")),
        ("Asiakkuus on kestänyt ainakin 1,5 vuotta.", ("years", "1.5")),
        ("Asiakkaana vähintään 6 kuukautta.", ("years", "0.5")),
        ("The customer relationship has lasted at least a year.", ("years", "1")),
        ("A customer for at least 18 months.", ("years", "1.5")),
        ("Asiakassuhde on kestänyt enintään vuoden.", ("judged", "")),
        ("Asiakassuhteen ei tarvitse olla vähintään vuoden mittainen.", ("judged", "")),
        ("Edustaja on ollut tehtävässään vähintään vuoden.", ("judged", "")),
        ("Asiakas on kunta.", ("judged", "")),
        ("", ("judged", "")),
    ],
)
def test_a_rule_is_proposed_only_where_the_sentence_plainly_says_one(text: str, rule: tuple[str, str]) -> None:
    """The customer relationship's least length makes a rule; limits from above, denials and other lengths are for a person."""
    assert proposed_rule(text) == rule
