"""Withdrawal: a person's words go from the text, from what lay on them, from the files and from history."""

import json

from tests.web.material.conftest import coded, words_of

from teema.web.accounts.models import User
from teema.web.coding.models import Coding, Memo
from teema.web.history.models import Parked, RowChange
from teema.web.history.undoing import undo
from teema.web.material.actions.correcting import correct_turn
from teema.web.material.actions.importing import Received, import_files
from teema.web.material.actions.relevance import set_relevance
from teema.web.material.models import Document, Original, Relevance
from teema.web.studies.actions.withdrawal import erase_customer, withdraw_person
from teema.web.studies.models import Customer, Interview, InterviewPerson, Person


def test_a_persons_words_are_erased_everywhere(talk: Document, lead: User) -> None:
    """No word of theirs is left in any table; others' words, and what lies on them, stay and follow."""
    coded(talk, "tuli myöhässä")
    well = coded(talk, "ihan hyvin")
    set_relevance(lead, talk, start=21, end=52, reason="palkat")
    correct_turn(lead, talk, turn=1, said="Palkat tuli myöhässä taasen.", revision=0)
    file = Original.objects.create(study=talk.study, key="puhe.txt", document=talk, content=talk.text.encode())
    withdraw_person(lead, Person.objects.get(key="X1a"), confirmed="X1a", reason="pyyntö")
    talk.refresh_from_db()
    file.refresh_from_db()
    assert talk.text == "H: Miten on mennyt?\n\nX1a: [poistettu]\n\nX1b: Meillä ihan hyvin. 👍"
    assert (Coding.objects.filter(document=talk).get(), words_of(well)) == (well, "ihan hyvin")
    assert not Relevance.objects.filter(document=talk).exists()
    assert Memo.objects.filter(about__startswith="coding:c-").count() == 1
    assert (file.content, file.destroyed_at is None) == (None, False)
    kept = json.dumps(list(RowChange.objects.values_list("before", "after")), ensure_ascii=False, default=str)
    assert "myöhässä" not in kept
    assert "palkat" not in kept


def test_a_name_as_a_label_goes_with_the_words(talk: Document, lead: User) -> None:
    """A label that may be a real name is no pseudonym: it is erased from the text and the turn."""
    talk.text = talk.text.replace("X1a: Palkat", "Mai: Palkat")
    talk.turns[1][3] = "Mai"
    talk.save()
    Person.objects.filter(key="X1a").update(speaker="Mai")
    withdraw_person(lead, Person.objects.get(key="X1a"), confirmed="X1a", reason="")
    talk.refresh_from_db()
    assert talk.text == "H: Miten on mennyt?\n\n[poistettu]\n\nX1b: Meillä ihan hyvin. 👍"
    assert [row[3] for row in talk.turns] == ["H", "", "X1b"]


def test_a_document_that_is_gone_already_is_erased_from_history(talk: Document, lead: User) -> None:
    """An import that was taken back, or a document removed, leaves words in history, and files set aside: they go too."""
    interview = Interview.objects.create(study=talk.study, key="toinen", customer=Customer.objects.get(key="X1"))
    InterviewPerson.objects.create(study=talk.study, interview=interview, person=Person.objects.get(key="X1a"))
    import_files(lead, talk.study, [Received("toinen.txt", b"H: Hei?\nX1a: Salaista.\nH: Jaa.")])
    undo(lead, talk.study_id)
    assert Parked.objects.exists()
    withdraw_person(lead, Person.objects.get(key="X1a"), confirmed="X1a", reason="")
    assert not Parked.objects.exists()
    kept = json.dumps(list(RowChange.objects.values_list("before", "after")), ensure_ascii=False, default=str)
    assert "Salaista" not in kept


def test_a_customers_documents_go_whole(talk: Document, lead: User) -> None:
    """An erased customer leaves no document, file or coding."""
    coded(talk, "ihan hyvin")
    customer = Customer.objects.get(key="X1")
    email = Document.objects.create(study=talk.study, key="viesti", text="Hei", kind="email", customer=customer)
    Original.objects.create(study=talk.study, key="viesti.eml", document=email, content=b"Hei")
    erase_customer(lead, customer, confirmed="X1", reason="")
    assert not Document.objects.filter(pk__in=[talk.pk, email.pk]).exists()
    assert not Original.objects.filter(key="viesti.eml").exists()
    assert not Coding.objects.filter(key__startswith="c-").exists()
