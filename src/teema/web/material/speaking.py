"""Who speaks in a document, by the study's own rule: from a label in the text to a person, an interviewer, or no one known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import prefetch_related_objects

from teema.study import Design, Settings
from teema.study import Interview as PlainInterview
from teema.study import Person as PlainPerson
from teema.study import Study as PlainStudy
from teema.study.documents import count_words
from teema.study.speakers import Speakers
from teema.web.material.models import Document
from teema.web.studies.models import Interview, Person


@dataclass(frozen=True, slots=True)
class Voice:
    """A label in a document and whose it is: an interviewer's, a person's, or not known. ``words`` and ``turns`` are what it said."""

    label: str
    interviewer: bool = False
    person: Person | None = None
    words: int = 0
    turns: int = 0

    @property
    def is_known(self) -> bool:
        """Tell whether it is known whose the label is."""
        return self.interviewer or self.person is not None


def voices_of(document: Document) -> dict[str, Voice]:
    """Return the voices of a document by label, in the order in which they first speak; turns without a label are under ""."""
    plain, people = document.plain(), {one.key: one for one in people_of(document.interview)}
    speakers = _speakers(document, list(people.values()))
    found: dict[str, Voice] = {}
    for turn in plain.turns:
        voice = found.get(turn.speaker) or _voice(speakers, document, turn.speaker, people)
        said = count_words(plain.said(turn))
        found[turn.speaker] = replace(voice, words=voice.words + said, turns=voice.turns + 1)
    return found


def people_of(interview: Interview | None) -> list[Person]:
    """Return whom an interview may give words to: those who sat in it, else all of its customer's."""
    if interview is None:
        return []
    seated = [seat.person for seat in interview.seats.select_related("person")]
    return seated or (list(interview.customer.people.all()) if interview.customer else [])


def asking_labels(documents: Sequence[Document]) -> dict[UUID, frozenset[str]]:
    """Return the labels of each document that are an interviewer's, as they are written there; of many documents at once."""
    prefetch_related_objects(documents, "study", "interview__seats__person", "interview__customer__people")
    return {one.pk: _asking(one) for one in documents}


def _asking(document: Document) -> frozenset[str]:
    interview = document.interview
    seated = [seat.person for seat in interview.seats.all()] if interview else []
    others = interview.customer.people.all() if interview and interview.customer and not seated else ()
    speakers = _speakers(document, [*seated, *others])
    labels = {row[3] or "" for row in document.turns}
    return frozenset(label for label in labels if speakers.interviews(document.key, label))


def _voice(speakers: Speakers, document: Document, label: str, people: dict[str, Person]) -> Voice:
    person = speakers.person(document.key, label)
    if person is not None:
        return Voice(label, person=people[person.id])
    return Voice(label, interviewer=speakers.interviews(document.key, label))


def _speakers(document: Document, people: list[Person]) -> Speakers:
    """Build the study's rule over this document alone."""
    interview = document.interview
    interviewers = tuple(document.study.settings.get("interviewers", ()))
    study = PlainStudy(
        document.study.key,
        "",
        design=Design(settings=Settings(interviewers=interviewers)),
        people=tuple(PlainPerson(one.key, speaker=one.speaker) for one in people),
    )
    if interview is None:
        return Speakers(study, {})
    plain = PlainInterview(
        interview.key,
        document.key,
        people=tuple(one.key for one in people),
        interviewer=interview.interviewer,
    )
    return Speakers(study, {document.key: plain})
