"""Whose a label in a transcript is: told once, by the study's own rule where it suffices, else by renaming the label's turns.

A person speaks under ``Person.speaker`` (or the pseudonym) wherever they are interviewed. A label that can be theirs everywhere
becomes that; one that is another's elsewhere, or differs between a person's documents, is replaced in this document's turns. The
text is never touched: it shows the label that it always did.
"""

from __future__ import annotations

from collections.abc import Iterable

from teema.errors import Conflict, NotFound
from teema.web.accounts.models import User
from teema.web.history.recording import Recorder
from teema.web.material.models import Document
from teema.web.material.speaking import Voice, people_of, voices_of
from teema.web.studies.access import act
from teema.web.studies.actions.places import last_place
from teema.web.studies.models import Interview, InterviewPerson, Person
from teema.web.studies.pseudonyms import next_pseudonym


def give_to_person(actor: User, document: Document, *, label: str, person: Person) -> None:
    """Say that a label is a person's, who then sits in the interview. Conflict (B333): the document records no interview."""
    with act(actor, document.study, "material.change") as changes:
        interview, _ = _known(document, label)
        _seat(changes, interview, document, person)
        _label(changes, document, label, person)
        changes.note(about=document, document=document.key, person=person.key)


def give_to_new_person(actor: User, document: Document, *, label: str, role: str = "") -> Person:
    """Say that a label is someone's who isn't in the register yet: they get the customer's next pseudonym."""
    with act(actor, document.study, "material.change") as changes:
        interview, _ = _known(document, label)
        person = changes.create(
            Person(
                study=document.study,
                key=proposed_pseudonym(document),
                customer=interview.customer,
                role=role,
                position=last_place(Person, document.study),
            )
        )
        _seat(changes, interview, document, person)
        _label(changes, document, label, person)
        changes.note(about=document, document=document.key, person=person.key)
    return person


def give_to_interviewer(actor: User, document: Document, *, label: str) -> None:
    """Say that a label is the interviewer's."""
    with act(actor, document.study, "material.change") as changes:
        interview, voice = _known(document, label)
        label = _let_go(changes, document, voice)
        if not voices_of(document)[label].interviewer:
            if interview.interviewer:
                _rename(changes, document, label, interview.interviewer)
            else:
                changes.update(interview, interviewer=label)
        changes.note(about=document, document=document.key)


def give_to_no_one(actor: User, document: Document, *, label: str) -> None:
    """Say that it isn't known whose a label is."""
    with act(actor, document.study, "material.change") as changes:
        _, voice = _known(document, label)
        label = _let_go(changes, document, voice)
        if voices_of(document)[label].is_known:
            _rename(changes, document, label, f"{label} (?)")
        changes.note(about=document, document=document.key)


def proposed_pseudonym(document: Document) -> str:
    """Return the pseudonym that the next new person of a document's customer gets."""
    taken = set(Person.objects.filter(study=document.study).values_list("key", flat=True))
    customer = document.interview.customer if document.interview else None
    return next_pseudonym(customer.key if customer else "", taken)


def _known(document: Document, label: str) -> tuple[Interview, Voice]:
    if document.interview is None:
        raise Conflict("B333", name=document.key)
    voice = voices_of(document).get(label)
    if voice is None:
        raise NotFound("B334", label=label)
    return document.interview, voice


def _seat(changes: Recorder, interview: Interview, document: Document, person: Person) -> None:
    """Seat a person, and with the first one everybody whose words the rule gave by their customer alone until now."""
    seated = {seat.person_id for seat in interview.seats.all()}
    speaking = [voice.person for voice in voices_of(document).values() if voice.person and not seated]
    for place, one in enumerate(dict.fromkeys([*speaking, person])):
        if one.pk not in seated:
            row = InterviewPerson(study=interview.study, interview=interview, person=one, position=len(seated) + place)
            changes.create(row)


def _label(changes: Recorder, document: Document, label: str, person: Person) -> None:
    if person.key.casefold() != label.casefold() and _may_be_theirs(document, label, person):
        changes.update(person, speaker=label)
    elif (person.speaker or person.key).casefold() != label.casefold():
        _rename(changes, document, label, person.speaker or person.key)


def _may_be_theirs(document: Document, label: str, person: Person) -> bool:
    """Tell whether a person may speak under a label wherever they do: it is no one else's, and they have no other."""
    others = [one for one in people_of(document.interview) if one.pk != person.pk]
    taken = {name.casefold() for one in others for name in (one.key, one.speaker) if name}
    own = (person.speaker or person.key).casefold()
    used = any(own in _labels(one) for one in _documents_of(person) if one.pk != document.pk)
    return label.casefold() not in taken and not used and own not in _labels(document)


def _let_go(changes: Recorder, document: Document, voice: Voice) -> str:
    """Take a label from the person whose it is; return the label under which its turns stand now."""
    person, label = voice.person, voice.label
    if person is None:
        return label
    elsewhere = any(label.casefold() in _labels(one) for one in _documents_of(person) if one.pk != document.pk)
    if person.speaker.casefold() == label.casefold() != person.key.casefold() and not elsewhere:
        changes.update(person, speaker="")
        return label
    return _rename(changes, document, label, f"{label} (?)")


def _documents_of(person: Person) -> Iterable[Document]:
    return Document.objects.filter(interview__seats__person=person).only("turns")


def _labels(document: Document) -> set[str]:
    return {str(row[3]).casefold() for row in document.turns}


def _rename(changes: Recorder, document: Document, label: str, to: str) -> str:
    turns = [[*row[:3], to, *row[4:]] if row[3] == label else row for row in document.turns]
    changes.update(document, turns=turns)
    return to
