"""What a withdrawal or an erasure concerns, and the parts of Teema that hold something of it.

An app that holds words of people registers an eraser when it starts (``AppConfig.ready``); the apps above it have come to hold what rests
on its rows, so erasers work from the last registered to the first, and the register itself comes last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias
from uuid import UUID

from teema.web.studies.models import Customer, Interview, InterviewPerson, Person, Study


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whose words go. ``interviews`` are those that the people were in; ``customer`` is set when everything of a customer goes."""

    study: Study
    people: tuple[Person, ...]
    interviews: tuple[Interview, ...]
    customer: Customer | None = None

    @property
    def labels(self) -> frozenset[str]:
        """Return the labels under which the people speak in transcripts."""
        return frozenset(one.speaker or one.key for one in self.people)


class Eraser(Protocol):
    """A part of Teema that can tell what it holds of those concerned, and erase it for good."""

    def held(self, concerned: Concerned) -> Mapping[str, int]:
        """Count what would go, by kind (``turns``, ``words``, ``codings`` …): keys of ``web_register.erasing.counts``."""

    def erase(self, concerned: Concerned) -> Collection[UUID]:
        """Erase it, past history; return the rows that held it, those long gone too, so that history is emptied of them."""


Tidying: TypeAlias = Callable[[Study], None]
_ERASERS: list[Eraser] = []
_TIDYING: list[Tidying] = []
_REMOVAL: list[Callable[[UUID], None]] = []


def register_eraser(eraser: Eraser) -> None:
    """Have an eraser asked whenever something is erased."""
    if eraser not in _ERASERS:
        _ERASERS.append(eraser)


def tidy_after_erasing(tidying: Tidying) -> None:
    """Have something done once everything is erased: keys that point at what is no more are taken away."""
    _TIDYING.append(tidying)


def when_removed(forgetting: Callable[[UUID], None]) -> None:
    """Have something done once a study is out of the workspace: what is kept of it elsewhere goes too."""
    _REMOVAL.append(forgetting)


def forget(study: UUID) -> None:
    """Do what remains to be done when a study is out of the workspace."""
    for forgetting in _REMOVAL:
        forgetting(study)


def tidy(study: Study) -> None:
    """Do what remains to be done when everything is erased."""
    for tidying in _TIDYING:
        tidying(study)


def erasers() -> tuple[Eraser, ...]:
    """Return the erasers in the order in which they must work."""
    return tuple(reversed(_ERASERS))


def of_person(person: Person) -> Concerned:
    """Return what a person's withdrawal concerns."""
    interviews = Interview.objects.filter(pk__in=InterviewPerson.objects.filter(person=person).values("interview"))
    return Concerned(person.study, (person,), tuple(interviews))


def of_customer(customer: Customer) -> Concerned:
    """Return what a customer's erasure concerns."""
    return Concerned(
        customer.study,
        tuple(customer.people.all()),
        tuple(Interview.objects.filter(study=customer.study, customer=customer)),
        customer,
    )


def held(concerned: Concerned) -> dict[str, int]:
    """Count everything that an erasure takes away, by kind."""
    total: Counter[str] = Counter()
    for eraser in erasers():
        total.update(eraser.held(concerned))
    return dict(total)
