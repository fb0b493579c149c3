from collections.abc import Callable
from datetime import date, time

import pytest
from django.test import Client

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.history.undoing import undo
from teema.web.studies.actions.interviews import change_interview, plan_interview, remove_interview
from teema.web.studies.models import Customer, Interview, Person, Study
from teema.web.studies.queries.interviews import concerns, interviews_of, round_shown, table_one


@pytest.fixture
def customer(study: Study) -> Customer:
    """A customer with two representatives."""
    return Customer.objects.get(study=study, key="K1")


def test_table_one_counts_what_was_held(study: Study) -> None:
    """Table 1 holds the round's interviews with their people and minutes; those only planned don't count."""
    found = list(interviews_of(study, round_shown(study, None)))
    table = table_one(study, found)
    assert (len(table.rows), table.customers, table.people) == (8, 8, 13)
    assert table.minutes == sum(one.minutes or 0 for one in found)


def test_a_planned_interview_belongs_to_the_round_of_its_day(study: Study, lead: User, customer: Customer) -> None:
    """The round is the one in whose time the day falls."""
    planned = plan_interview(lead, study, customer=customer, date=date(2026, 8, 18), starts_at=time(9))
    assert planned.round is not None
    assert planned.round.key == "2026"


def test_only_the_customers_own_people_are_seated(study: Study, lead: User, customer: Customer) -> None:
    """Someone who represents another customer can't be interviewed for this one, and nothing changes."""
    stranger = Person.objects.filter(study=study).exclude(customer=customer).first()
    assert stranger is not None
    before = Interview.objects.filter(study=study).count()
    with pytest.raises(Conflict) as refused:
        plan_interview(lead, study, customer=customer, people=[stranger])
    assert refused.value.code == "B231"
    assert Interview.objects.filter(study=study).count() == before


def test_an_interview_with_a_transcript_stays(study: Study, lead: User) -> None:
    """What was said outlives the plan."""
    with pytest.raises(Conflict):
        remove_interview(lead, Interview.objects.filter(study=study, document__isnull=False)[0])


def test_removing_is_undone_with_its_seats(study: Study, lead: User, customer: Customer) -> None:
    """Undo brings back the interview and who was to be interviewed."""
    planned = plan_interview(lead, study, customer=customer, people=list(customer.people.all()))
    identity = planned.pk
    remove_interview(lead, planned)
    undo(lead, study.pk)
    assert [seat.person.key for seat in Interview.objects.get(pk=identity).seats.all()] == ["K1a", "K1b"]


@pytest.mark.parametrize(
    ("day", "concern"), [(date(2026, 12, 6), "holiday"), (date(2026, 8, 22), "weekend"), (None, "no_time")]
)
def test_a_day_that_needs_a_look_is_named(
    study: Study, lead: User, customer: Customer, day: date | None, concern: str
) -> None:
    """Holidays, weekends and open dates are told; nothing forbids them."""
    planned = plan_interview(lead, study, customer=customer, date=day)
    assert concern in concerns(planned, [])


def test_one_interviewer_is_in_one_place(study: Study, lead: User, customer: Customer) -> None:
    """Two interviews of one interviewer at the same time are told; back to back ones aren't."""
    first = plan_interview(lead, study, customer=customer, date=date(2026, 8, 18), starts_at=time(9))
    second = plan_interview(lead, study, customer=customer, date=date(2026, 8, 18), starts_at=time(9, 30))
    assert "overlap" in concerns(first, [second])
    change_interview(lead, second, starts_at=time(10))
    assert "overlap" not in concerns(first, [second])


def test_the_calendar_file_names_nobody(study: Study, as_persona: Callable[[str], Client], customer: Customer) -> None:
    """A calendar entry has the customer's pseudonym, the hour in universal time, and no person."""
    lead = as_persona("lead")
    place = f"/s/{study.slug}/interviews"
    lead.post(
        f"{place}/plan/", {"customer": customer.pk, "date": "2026-08-18", "starts_at": "09:00", "planned_min": 60}
    )
    written = lead.get(f"{place}.ics").content.decode()
    assert "DTSTART:20260818T060000Z" in written
    assert "K1a" not in written


def test_pages_open_in_both_languages(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Every page of the interviews answers, for those who may only read too."""
    row = Interview.objects.filter(study=study)[0]
    for name in ("lead", "reader"):
        client = as_persona(name)
        for language in ("fi", "en"):
            client.cookies["teema_language"] = language
            for page in ("", "calendar/", "calendar/?month=2026-12", f"{row.pk}/"):
                assert client.get(f"/s/{study.slug}/interviews/{page}").status_code == 200


def test_a_reader_changes_nothing(study: Study, as_persona: Callable[[str], Client]) -> None:
    """A post by someone who may only read is refused."""
    row = Interview.objects.filter(study=study)[0]
    assert as_persona("reader").post(f"/s/{study.slug}/interviews/{row.pk}/", {"place": "x"}).status_code == 403
