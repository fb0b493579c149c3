"""Taking back after work went on: what was added stays, what was edited is put back where it is recognised, the rest is told."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from teema.pseudonyms.applying import pseudonymised
from teema.pseudonyms.record import Round
from teema.pseudonyms.replacer import Pseudonym, Replacer
from teema.pseudonyms.undoing import Undone, undone
from teema.study import Coding, Customer, Document, Judgement, Memo, Person, Relevance, Span, Study, Turn

TEXT = "Matti: Soitin Virtaselle eilen.\nHaastattelija: Entä Matti?\nMatti: Virtanen ei vastannut."
REPLACER = Replacer(
    [Pseudonym("Matti", "[henkilö A]"), Pseudonym("Virtanen", "[henkilö B]", forms=("Virtaselle",))],
    ending=lambda form, pseudonym: ":lle" if form.endswith("lle") else "",
)


def study_of(text: str = TEXT, **more: object) -> Study:
    """Make a study of one document."""
    return Study("s", "T", documents=(Document("matti-1", text, (Turn(0, len(text), "Matti"),)),), **more)  # type: ignore[arg-type]


def applied(study: Study) -> tuple[Study, Round]:
    """Replace Matti and Virtanen."""
    return pseudonymised(study, REPLACER)


def with_text(study: Study, text: str) -> Study:
    """Put a text into the place of the document's."""
    return replace(study, documents=(replace(study.documents[0], text=text, turns=()),))


def test_codings_added_since_come_along() -> None:
    """A coding made on the pseudonymised text stands on the same words of the original."""
    new, record = applied(study_of())
    start = new.documents[0].text.index("[henkilö B] ei")
    added = Coding("c", "henkilo-a-1", Span(start, start + len("[henkilö B] ei vastannut")), "t", reduced="[henkilö B]")
    back = undone(replace(new, codings=(added,)), record).study
    assert back.codings[0].span.of(TEXT) == "Virtanen ei vastannut"
    assert back.codings[0].document == "matti-1"
    assert back.documents[0].text == TEXT


def test_a_moved_coding_keeps_its_new_place() -> None:
    """What lay within a name goes back exactly unless it was moved since."""
    inside = Coding("c", "matti-1", Span(2, 20), "t")
    new, record = applied(study_of(codings=(inside,)))
    assert undone(new, record).study.codings == (inside,)
    moved = replace(new.codings[0], span=Span(0, len("[henkilö A]")))
    assert undone(replace(new, codings=(moved,)), record).study.codings[0].span.of(TEXT) == "Matti"


def test_an_edited_text_is_put_back_around_the_edit() -> None:
    """A word corrected elsewhere in the text doesn't matter, nor does a line put in."""
    new, record = applied(study_of())
    edited = new.documents[0].text.replace("eilen", "toissapäivänä").replace("\n", "\n(tauko)\n", 1)
    back = undone(with_text(new, edited), record)
    assert back.lost == ()
    assert back.study.documents[0].text == TEXT.replace("eilen", "toissapäivänä").replace("\n", "\n(tauko)\n", 1)


def test_what_is_not_recognised_is_told_and_stays() -> None:
    """A replacement whose surroundings are gone is left, and its place is told without the name."""
    new, record = applied(
        study_of("Virtanen soitti kerran ja kirjoitti toisen. Sitten Matti lähti hyvin pitkälle matkalle.")
    )
    edited = "Kokonaan toinen alku [henkilö B] ja vielä toinen loppu [henkilö B] tässä. Sitten [henkilö A] lähti hyvin pitkälle matkalle."
    back = undone(with_text(new, edited), record)
    assert [(one.replacement, one.start) for one in back.lost] == [("[henkilö B]", 0)]
    assert back.study.documents[0].text == edited.replace("[henkilö A]", "Matti")


def test_texts_of_other_kinds_go_back_by_their_own_record() -> None:
    """Different words that became the same go back to what each was; a row put before others confuses nothing."""
    study = study_of(
        judgements=(Judgement("a", "met", reason="Matti"), Judgement("b", "met", reason="MATTI Virtanen")),
        memos=(Memo("1", "Virtaselle"), Memo("2", "Matti sanoi")),
    )
    new, record = applied(study)
    more = (Judgement("c", "met", reason="[henkilö A] uusi"), *new.judgements)
    back = undone(replace(new, judgements=more), record)
    assert [one.reason for one in back.study.judgements] == ["[henkilö A] uusi", "Matti", "MATTI Virtanen"]
    assert back.study.memos == study.memos
    assert back.lost == ()


def test_an_edited_memo_is_put_back_too() -> None:
    """Strings are handled as documents are."""
    new, record = applied(study_of(memos=(Memo("1", "Kysyin asiaa. Matti sanoi, että Virtanen tietää."),)))
    edited = replace(new.memos[0], text=new.memos[0].text.replace("Kysyin asiaa", "Kysyin tätä asiaa"))
    back = undone(replace(new, memos=(edited,)), record).study
    assert back.memos[0].text == "Kysyin tätä asiaa. Matti sanoi, että Virtanen tietää."


def test_a_person_whose_id_was_their_label_keeps_speaking() -> None:
    """The label in the text and the person's stay the same, and go back."""
    study = study_of(people=(Person("Matti", "k"),), customers=(Customer("k"),))
    new, record = applied(study)
    assert (new.people[0].id, new.people[0].label) == ("henkilo-a", "[henkilö A]")
    assert new.documents[0].turns[0].speaker == "[henkilö A]"
    assert undone(new, record).study == study


def test_the_file_that_a_document_came_from_is_forgotten_and_remembered() -> None:
    """A file's name may name somebody, and the file itself is put away."""
    study = study_of()
    study = replace(study, documents=(replace(study.documents[0], source="Matti Virtanen.docx"),))
    new, record = applied(study)
    assert new.documents[0].source == ""
    assert undone(new, record).study == study


def test_a_name_that_something_new_has_taken_gets_a_number() -> None:
    """A document added since under an old name is no other document's."""
    new, record = applied(study_of(codings=(Coding("c", "matti-1", Span(0, 5), "t"),)))
    back = undone(replace(new, documents=(*new.documents, Document("matti-1", "Uusi."))), record).study
    assert [(one.name, one.text) for one in back.documents] == [("matti-1-2", TEXT), ("matti-1", "Uusi.")]
    assert back.codings[0].document == "matti-1-2"


def test_deleted_documents_and_codings_are_no_trouble() -> None:
    """What is gone needs no putting back."""
    new, record = applied(study_of(relevance=(Relevance("r", "matti-1", Span(0, 5)),)))
    assert undone(replace(new, documents=(), relevance=()), record) == Undone(Study("s", "T"))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_edit_corrupts_a_text(data: st.DataObject) -> None:
    """Whatever is cut out of the text or put into it: what is put back stood there, and the rest is as it was edited."""
    new, record = applied(study_of(TEXT * 2))
    text = new.documents[0].text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    edited = text[:start] + data.draw(st.text("aM [henkilöAB]:\n", max_size=12)) + text[end:]
    back = undone(with_text(new, edited), record).study.documents[0].text
    again = re.sub("Matti|Virtanen", lambda name: {"Matti": "[henkilö A]", "Virtanen": "[henkilö B]"}[name[0]], back)
    assert again.replace("Virtaselle", "[henkilö B]:lle") == edited
