"""A text corrected after it was coded: spans follow, doubts are told, all is one act."""

import pytest
from tests.web.material.conftest import TEXT, coded, words_of

from teema.errors import Conflict, NotFound, UsageError
from teema.web.accounts.models import User
from teema.web.history.undoing import undo
from teema.web.material.actions.correcting import confirm_place, correct_text, correct_turn, doubtful_on
from teema.web.material.actions.relevance import set_relevance
from teema.web.material.models import Document, Relevance, revision_of


def _said(document: Document) -> list[tuple[str, str]]:
    plain = Document.objects.get(pk=document.pk).plain()
    return [(turn.speaker, plain.said(turn)) for turn in plain.turns]


def test_a_turn_is_corrected_and_everything_after_it_follows(talk: Document, lead: User) -> None:
    """The words of the turn change, those on it and after it keep theirs."""
    late, well = coded(talk, "tuli myöhässä"), coded(talk, "ihan hyvin. 👍")
    done = correct_turn(lead, talk, turn=1, said="No palkathan tuli myöhässä,\ntaas. 👩‍👩‍👧", revision=0)
    assert _said(talk)[1:] == [("X1a", "No palkathan tuli myöhässä,\ntaas. 👩‍👩‍👧"), ("X1b", "Meillä ihan hyvin. 👍")]
    assert (words_of(late), words_of(well)) == ("tuli myöhässä,", "ihan hyvin. 👍") or words_of(late) == "tuli myöhässä"
    assert (done.moved, done.doubtful, done.document.revision) == (2, (), revision_of(done.document.text))


def test_a_revision_never_means_two_texts(talk: Document, lead: User) -> None:
    """What was sent for a correction that was taken back isn't taken for the next one."""
    first = correct_text(lead, talk, text="Ihan muuta vain.", revision=0).document.revision
    undo(lead, talk.study_id)
    correct_text(lead, talk, text="Jotain muuta sitten.", revision=0)
    with pytest.raises(Conflict):
        correct_text(lead, talk, text="Vielä muuta.", revision=first)


def test_undo_gives_all_back(talk: Document, lead: User) -> None:
    """The text, the turns and everything on them are as they were."""
    late = coded(talk, "Palkat tuli")
    set_relevance(lead, talk, start=0, end=19)
    correct_text(lead, talk, text="Ihan muuta vain.", revision=0)
    undo(lead, talk.study_id)
    talk.refresh_from_db()
    assert (talk.text, talk.revision, len(talk.turns), words_of(late), late.extra) == (TEXT, 0, 3, "Palkat tuli", {})
    assert Relevance.objects.filter(document=talk).values_list("start", "end").get() == (0, 19)


def test_words_that_went_wait_to_be_looked_at(talk: Document, lead: User) -> None:
    """A coding whose words went is listed with them until someone says that it stands where it should."""
    late = coded(talk, "myöhässä")
    correct_turn(lead, talk, turn=1, said="Palkat tuli taas.", revision=0)
    (doubt,) = doubtful_on(talk)
    assert (doubt.kind, doubt.row, doubt.words) == ("codings", late, "myöhässä")
    confirm_place(lead, talk, kind="codings", row=late.pk)
    assert doubtful_on(talk) == []
    with pytest.raises(NotFound, match="B322"):
        confirm_place(lead, talk, kind="codings", row=late.pk)


def test_a_whole_text_is_read_anew_for_turns(talk: Document, lead: User) -> None:
    """Where the turns are those that the text shows, a turn typed into it becomes one; line ends and accents become canonical."""
    text = TEXT.replace("\n\nX1b: Meillä", "\r\n\r\nH: Niinko\u0308?\r\n\r\nX1b: Meillä")
    correct_text(lead, talk, text=text, revision=0)
    assert [speaker for speaker, _ in _said(talk)] == ["H", "X1a", "H", "X1b"]
    assert _said(talk)[2][1].strip() == "Niinkö?"


def test_a_speakers_given_name_stays(talk: Document, lead: User) -> None:
    """A label that was given to another speaker stays that speaker's when the text is read anew."""
    talk.turns = [[*row[:3], "X1b" if row[3] == "X1a" else row[3], *row[4:]] for row in talk.turns]
    talk.save()
    correct_text(lead, talk, text=TEXT.replace("taas", "eilen"), revision=0)
    assert [speaker for speaker, _ in _said(talk)] == ["H", "X1b", "X1b"]


def test_two_do_not_overwrite_each_other(talk: Document, lead: User) -> None:
    """Who opened the text before another corrected it is told so, and nothing changes."""
    correct_turn(lead, talk, turn=0, said="Miten meni?", revision=0)
    with pytest.raises(Conflict, match="B302"):
        correct_turn(lead, talk, turn=1, said="Muuta.", revision=0)
    assert _said(talk)[1][1] == "Palkat tuli myöhässä taas."


def test_a_text_is_never_emptied(talk: Document, lead: User) -> None:
    """Nothing can stand on nothing; and a turn that isn't there can't be corrected."""
    with pytest.raises(UsageError, match="B320"):
        correct_text(lead, talk, text=" \n", revision=0)
    with pytest.raises(NotFound, match="B321"):
        correct_turn(lead, talk, turn=9, said="a", revision=0)


def test_a_turn_of_no_words_keeps_its_label(talk: Document, lead: User) -> None:
    """Emptying a turn's words leaves the label, and every other turn as it was."""
    correct_turn(lead, talk, turn=1, said="", revision=0)
    assert [speaker for speaker, _ in _said(talk)] == ["H", "X1a", "X1b"]
    assert _said(talk)[2][1] == "Meillä ihan hyvin. 👍"
