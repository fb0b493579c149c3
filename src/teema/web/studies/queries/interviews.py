"""Interviews as the pages show them: a list, Table 1, and what is still to be settled about each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from django.db.models import Prefetch, QuerySet

from teema.web.studies.models import Consent, Customer, Interview, InterviewPerson, Round, Service, Study
from teema.web.studies.queries.days import holiday

Concern: TypeAlias = Literal[
    "no_people", "no_consent", "no_time", "holiday", "weekend", "overlap", "no_minutes", "too_many"
]
MOST_PEOPLE = 2
"""Representatives of one interview; more is unusual enough to be said."""


def interviews_of(study: Study, round_: Round | None = None) -> QuerySet[Interview]:
    """Return a study's interviews by time, those without a day last, with whom they are of and who speaks in them."""
    seats = InterviewPerson.objects.select_related("person").order_by("position")
    found = Interview.objects.filter(study=study).select_related("customer__group", "round", "document", "study")
    if round_ is not None:
        found = found.filter(round=round_)
    consents = Prefetch("seats__person__consents", Consent.objects.filter(withdrawn_on=None))
    return found.prefetch_related(Prefetch("seats", seats), consents).order_by("date", "starts_at", "position")


def dated_first(interviews: Iterable[Interview]) -> list[Interview]:
    """Put interviews without a day last."""
    return sorted(interviews, key=lambda one: (one.date is None,))


def rounds_of(study: Study) -> QuerySet[Round]:
    """Return a study's rounds in order."""
    return Round.objects.filter(study=study)


def has_customers(study: Study) -> bool:
    """Tell whether there is anyone to interview."""
    return Customer.objects.filter(study=study).exists()


def round_shown(study: Study, key: str | None) -> Round | None:
    """Return the round that a page shows: the one asked for, else the one that results are about, else the latest; None: all."""
    rounds = {one.key: one for one in rounds_of(study)}
    chosen = rounds.get(key or "") or rounds.get(study.settings.get("round") or "")
    return chosen or (list(rounds.values())[-1] if rounds else None)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of Table 1. ``areas`` names the representatives' areas of service, each once."""

    number: int
    interview: Interview
    people: int
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableOne:
    """The interviews held, and their totals: whom they are of, how many spoke, how long. ``timed`` is of how many the length is known."""

    rows: tuple[Row, ...]
    customers: int
    people: int
    minutes: float
    timed: int


def table_one(study: Study, interviews: Iterable[Interview]) -> TableOne:
    """Make Table 1 of the interviews that were held."""
    names = dict(Service.objects.filter(study=study).values_list("key", "name"))
    held = [one for one in interviews if is_held(one)]
    rows = tuple(_row(number, one, names) for number, one in enumerate(held, 1))
    minutes = [one.minutes for one in held if one.minutes is not None]
    customers = len({one.customer_id for one in held if one.customer_id})
    people = len({seat.person_id for one in held for seat in one.seats.all()})
    return TableOne(rows, customers, people, sum(minutes), len(minutes))


def is_held(interview: Interview) -> bool:
    """Tell whether an interview took place: it is marked so, its length is known, or there is a transcript."""
    return interview.status == Interview.Status.HELD or interview.minutes is not None or hasattr(interview, "document")


def _row(number: int, interview: Interview, names: dict[str, str]) -> Row:
    people = [seat.person for seat in interview.seats.all()]
    areas = dict.fromkeys(names.get(key, key) for person in people for key in person.area)
    return Row(number, interview, len(people), tuple(areas))


def concerns(interview: Interview, others: Iterable[Interview]) -> tuple[Concern, ...]:
    """Name what deserves a look about an interview, the most pressing first; a cancelled one has nothing."""
    if interview.status == Interview.Status.CANCELLED:
        return ()
    return tuple(_of_people(interview)) + tuple(_of_time(interview, others))


def _of_people(interview: Interview) -> Iterable[Concern]:
    people = [seat.person for seat in interview.seats.all()]
    if not people:
        yield "no_people"
    if len(people) > MOST_PEOPLE:
        yield "too_many"
    if is_held(interview) and any(not person.consents.all() for person in people):
        yield "no_consent"


def _of_time(interview: Interview, others: Iterable[Interview]) -> Iterable[Concern]:
    if is_held(interview):
        if interview.minutes is None:
            yield "no_minutes"
        return
    if interview.date is None:
        yield "no_time"
        return
    if holiday(interview.date):
        yield "holiday"
    elif interview.date.weekday() >= 5:
        yield "weekend"
    if any(_overlap(interview, other) for other in others if other.pk != interview.pk):
        yield "overlap"


def _overlap(one: Interview, other: Interview) -> bool:
    """Tell whether two interviews of one interviewer are at the same time."""
    if one.interviewer != other.interviewer or other.status == Interview.Status.CANCELLED:
        return False
    first, second = slot(one), slot(other)
    return bool(first and second and first[0] < second[1] and second[0] < first[1])


def slot(interview: Interview) -> tuple[datetime, datetime] | None:
    """Return from when to when an interview is planned, by the clock on the wall; None where day or hour isn't known."""
    if interview.date is None or interview.starts_at is None:
        return None
    start = datetime.combine(interview.date, interview.starts_at)
    return start, start + timedelta(minutes=interview.planned_min or 0)
