"""Whose a label is: by the study's rule where it suffices, else by renaming the label's turns; the text is never touched."""

import pytest
from tests.web.material.conftest import TEXT

from teema.errors import Conflict
from teema.study.speakers import Speakers
from teema.web.accounts.models import User
from teema.web.bridge import plain_study
from teema.web.history.undoing import undo
from teema.web.material.actions.speakers import give_to_interviewer, give_to_new_person, give_to_no_one, give_to_person
from teema.web.material.models import Document
from teema.web.material.speaking import voices_of
from teema.web.studies.models import Interview, InterviewPerson, Person


def _whose(document: Document) -> list[str]:
    document.refresh_from_db()
    return [one.person.key if one.person else "H" if one.interviewer else "?" for one in voices_of(document).values()]


def _relabelled(document: Document, label: str) -> Document:
    document.turns = [[*row[:3], label if row[3] == "X1a" else row[3], *row[4:]] for row in document.turns]
    document.save()
    return document


def test_the_texts_own_labels_are_known(talk: Document) -> None:
    """Pseudonyms and the interviewer's label are recognised without a word."""
    assert _whose(talk) == ["H", "X1a", "X1b"]


def test_a_free_label_becomes_the_persons(talk: Document, lead: User) -> None:
    """A label that is nobody's becomes the person's own wherever they speak."""
    person = Person.objects.get(key="X1a")
    give_to_person(lead, _relabelled(talk, "Haastateltava 1"), label="Haastateltava 1", person=person)
    person.refresh_from_db()
    assert (_whose(talk), person.speaker, talk.turns[1][3]) == (
        ["H", "X1a", "X1b"],
        "Haastateltava 1",
        "Haastateltava 1",
    )


def test_a_label_that_is_used_elsewhere_is_replaced_in_the_turns(talk: Document, lead: User) -> None:
    """When the person has another label in another document, this document's turns take it; the text stays."""
    person = Person.objects.get(key="X1a")
    second = Interview.objects.create(study=talk.study, key="toinen", customer=person.customer)
    InterviewPerson.objects.create(study=talk.study, interview=second, person=person)
    Document.objects.create(study=talk.study, key="toinen", text=TEXT, turns=talk.turns, interview=second)
    give_to_person(lead, _relabelled(talk, "S2"), label="S2", person=person)
    person.refresh_from_db()
    assert (_whose(talk), person.speaker, talk.turns[1][3], talk.text) == (["H", "X1a", "X1b"], "", "X1a", TEXT)


def test_a_new_person_gets_the_next_pseudonym_and_a_seat(talk: Document, lead: User) -> None:
    """Someone new is the customer's, sits in the interview, and the study says the same after a round trip."""
    person = give_to_new_person(lead, _relabelled(talk, "S2"), label="S2")
    assert (person.key, _whose(talk)) == ("X1c", ["H", "X1c", "X1b"])
    plain = plain_study(talk.study)
    assert Speakers(plain, plain.interview_of).person("puhe", "S2") is not None
    undo(lead, talk.study_id)
    assert _whose(talk) == ["H", "?", "X1b"]


def test_a_label_is_the_interviewers_or_no_ones(talk: Document, lead: User) -> None:
    """A person's label can be given to the interviewer and taken from everyone."""
    give_to_interviewer(lead, talk, label="X1a")
    assert _whose(talk) == ["H", "X1b"]
    give_to_no_one(lead, talk, label="X1b")
    assert _whose(talk) == ["H", "?"]


def test_speakers_wait_for_the_interview(talk: Document, lead: User) -> None:
    """Without an interview there is nobody to give words to."""
    talk.interview = None
    talk.save()
    with pytest.raises(Conflict, match="B333"):
        give_to_interviewer(lead, talk, label="H")
