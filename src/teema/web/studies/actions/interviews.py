"""Planning interviews, and writing down how they went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.history.recording import Recorder
from teema.web.studies.access import act
from teema.web.studies.models import Customer, Interview, InterviewPerson, Person, Round, Study

PLANNED_MIN = 60
"""Minutes that an interview is planned to take unless someone says otherwise."""


def plan_interview(
    actor: User, study: Study, *, customer: Customer, people: Sequence[Person] = (), **values: Any
) -> Interview:
    """Plan an interview of a customer; ``values`` are columns of ``Interview``. It belongs to the round that its day falls in.

    Conflict (B231): someone is to be interviewed who doesn't represent the customer.
    """
    with act(actor, study, "interview.change") as changes:
        values = {"planned_min": PLANNED_MIN, "interviewer": actor.name, **values}
        values.setdefault("round", round_on(study, values.get("date")))
        interview = changes.create(
            Interview(study=study, key=_free_key(study), customer=customer, position=_next_place(study), **values)
        )
        _seat(changes, interview, people)
        changes.note(about=interview, interview=interview.key)
    return interview


def change_interview(
    actor: User, interview: Interview, *, people: Sequence[Person] | None = None, **values: Any
) -> Interview:
    """Change what is known of an interview; ``people`` in their order, None leaves them as they are."""
    with act(actor, interview.study, "interview.change") as changes:
        changes.update(interview, **values)
        if people is not None:
            _seat(changes, interview, people)
        changes.note(about=interview, interview=interview.key)
    return interview


def remove_interview(actor: User, interview: Interview) -> None:
    """Take a planned interview away. Conflict (B232): it has a transcript."""
    if hasattr(interview, "document"):
        raise Conflict("B232")
    with act(actor, interview.study, "interview.change") as changes:
        changes.note(interview=interview.key, removed=True)
        for row in [*interview.seats.all(), *interview.asked.all()]:
            changes.delete(row)
        changes.delete(interview)


def round_on(study: Study, day: date | None) -> Round | None:
    """Return the round that a day falls in; the study's latest where none says, None where it has none."""
    rounds = list(Round.objects.filter(study=study))
    if day is not None:
        for one in rounds:
            if one.starts and one.ends and one.starts <= day <= one.ends:
                return one
    return rounds[-1] if rounds else None


def _seat(changes: Recorder, interview: Interview, people: Sequence[Person]) -> None:
    """Seat these people, in this order, and nobody else."""
    if any(person.customer_id != interview.customer_id for person in people):
        raise Conflict("B231")
    seats = {seat.person_id: seat for seat in interview.seats.all()}
    wanted = [person.pk for person in people]
    for person, seat in seats.items():
        if person not in wanted:
            changes.delete(seat)
    for place, person in enumerate(wanted):
        if person in seats:
            changes.update(seats[person], position=place)
        else:
            changes.create(
                InterviewPerson(study=interview.study, interview=interview, person_id=person, position=place)
            )


def _next_place(study: Study) -> int:
    last = Interview.objects.filter(study=study).order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


def _free_key(study: Study) -> str:
    taken = set(Interview.objects.filter(study=study).values_list("key", flat=True))
    number = len(taken) + 1
    while f"h{number}" in taken:
        number += 1
    return f"h{number}"
