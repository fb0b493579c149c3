"""Coding, describing, moving and taking away: what holds whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from teema.errors import Conflict, Forbidden, NotFound
from teema.web.accounts.models import User
from teema.web.coding.actions.codings import NewNode, add_coding, change_coding, remove_coding
from teema.web.coding.actions.memos import remove_memo, write_memo
from teema.web.coding.models import Code, Coding, Memo, Topic
from teema.web.history.models import Act
from teema.web.history.undoing import redo, undo
from teema.web.material.models import Document
from teema.web.studies.models import Study

Persona = Callable[[str], User]


@pytest.fixture
def document(study: Study) -> Document:
    """A transcript of the example."""
    return Document.objects.get(study=study, key="kunta-1")


@pytest.fixture
def code(study: Study) -> Code:
    """A sub-theme."""
    return Code.objects.get(study=study, key="yhteistyo-nykyhetki")


def added(actor: User, document: Document, code: UUID | NewNode, **values: Any) -> Coding:
    """Code the document's first words."""
    given = {"id": uuid4(), "start": 3, "end": 10, "revision": document.revision, **values}
    return add_coding(actor, document, code=code, **given)


def test_a_coding_stands_in_its_coders_layer(persona: Persona, document: Document, code: Code) -> None:
    """Who codes is who is asking, whatever the study's other layers are."""
    row = added(persona("coder"), document, code.pk, reduced=" pelkistys ", valence=-1)
    assert (row.coder, row.code, row.reduced, row.valence, row.study_id) == (
        "Coder",
        code,
        "pelkistys",
        -1,
        document.study_id,
    )


def test_the_same_request_twice_makes_one_coding(persona: Persona, document: Document, code: Code) -> None:
    """A page that got no answer sends again, and changes nothing."""
    coder, identity = persona("coder"), uuid4()
    first = added(coder, document, code.pk, id=identity)
    assert added(coder, document, code.pk, id=identity) == first
    assert Act.objects.filter(verb="coding.add").count() == 1


def test_words_have_a_code_once_in_a_layer(persona: Persona, document: Document, code: Code) -> None:
    """Another layer may have it on the same words; the same layer may not."""
    added(persona("coder"), document, code.pk)
    added(persona("lead"), document, code.pk)
    with pytest.raises(Conflict) as refused:
        added(persona("coder"), document, code.pk)
    assert refused.value.code == "B404"


def test_positions_of_another_revision_are_refused(persona: Persona, document: Document, code: Code) -> None:
    """Words that were corrected meanwhile aren't the words that the sender saw."""
    with pytest.raises(Conflict) as refused:
        added(persona("coder"), document, code.pk, revision=document.revision + 1)
    assert refused.value.code == "B302"


@pytest.mark.parametrize("place", [(-1, 4), (4, 4), (5, 4), (0, 10**6)])
def test_words_must_stand_in_the_text(persona: Persona, document: Document, code: Code, place: tuple[int, int]) -> None:
    """A span is not empty and lies within the text."""
    with pytest.raises(Conflict) as refused:
        added(persona("coder"), document, code.pk, start=place[0], end=place[1])
    assert refused.value.code == "B301"


def test_a_code_of_another_study_is_no_code(persona: Persona, document: Document) -> None:
    """An identity that the study doesn't know is refused."""
    with pytest.raises(NotFound) as refused:
        added(persona("coder"), document, uuid4())
    assert refused.value.code == "B401"


@pytest.mark.parametrize("name", ["commenter", "reader", "outsider"])
def test_only_coders_code(persona: Persona, document: Document, code: Code, name: str) -> None:
    """A commenter and a reader may not, and to an outsider there is no such study."""
    with pytest.raises((Forbidden, NotFound)):
        added(persona(name), document, code.pk)
    assert not Coding.objects.filter(start=3, end=10).exists()


def test_a_coder_leaves_others_layers_alone(persona: Persona, document: Document, code: Code) -> None:
    """The lead may change everyone's codings, a coder their own."""
    row = added(persona("lead"), document, code.pk)
    for act in (lambda: change_coding(persona("coder"), row, valence=1), lambda: remove_coding(persona("coder"), row)):
        with pytest.raises(Forbidden) as refused:
            act()
        assert refused.value.code == "B405"
    other = added(persona("coder"), document, code.pk)
    assert change_coding(persona("lead"), other, valence=1).valence == 1


def test_a_code_made_with_its_coding_is_undone_with_it(persona: Persona, document: Document, code: Code) -> None:
    """In vivo is one act: undo takes both away, redo brings both back."""
    coder = persona("coder")
    row = added(coder, document, NewNode(uuid4(), "  suoraan   sille omalle ", code.parent_id))
    assert (row.code.name, row.code.parent_id) == ("suoraan sille omalle", code.parent_id)
    undo(coder, document.study_id)
    assert not Coding.objects.filter(pk=row.pk).exists()
    assert not Code.objects.filter(pk=row.code_id).exists()
    redo(coder, document.study_id)
    assert Coding.objects.get(pk=row.pk).code_id == row.code_id


def test_a_new_topic_comes_with_the_change_that_uses_it(persona: Persona, document: Document, code: Code) -> None:
    """A name that a topic has already means that topic."""
    coder = persona("coder")
    row = change_coding(coder, added(coder, document, code.pk), topic=NewNode(uuid4(), "Puhelinjonot"))
    again = change_coding(
        coder, added(coder, document, code.pk, start=20, end=30), topic=NewNode(uuid4(), "puhelinjonot")
    )
    assert row.topic == again.topic
    assert Topic.objects.filter(name__iexact="puhelinjonot").count() == 1


def test_a_change_says_what_changed_and_is_undone(persona: Persona, document: Document, code: Code) -> None:
    """Ends, code and descriptions change together and come back together."""
    coder = persona("coder")
    row = added(coder, document, code.pk)
    change_coding(
        coder, row, start=4, end=12, valence=0, aspect="experience", time="improving", whose="employee", quote=True
    )
    undo(coder, document.study_id)
    row.refresh_from_db()
    assert (row.start, row.end, row.valence, row.aspect, row.quote) == (3, 10, None, "", False)


@pytest.mark.parametrize(
    ("name", "value"), [("valence", 2), ("aspect", "hope"), ("time", None), ("reduced", 3), ("coder", "AK")]
)
def test_values_are_those_to_choose_from(
    persona: Persona, document: Document, code: Code, name: str, value: object
) -> None:
    """Nothing else is stored, and a layer can't be changed."""
    coder = persona("coder")
    row = added(coder, document, code.pk)
    if name == "coder":
        change_coding(coder, row, **{name: value})
        row.refresh_from_db()
        assert row.coder == "Coder"
        return
    with pytest.raises(Conflict) as refused:
        change_coding(coder, row, **{name: value})
    assert refused.value.code == "B407"


def test_what_is_removed_takes_its_memos_along_and_brings_them_back(
    persona: Persona, document: Document, code: Code
) -> None:
    """A memo about a coding doesn't outlive it, and undo returns both."""
    coder = persona("coder")
    row = added(coder, document, code.pk)
    memo = write_memo(persona("commenter"), row, id=uuid4(), text="Miksi tämä?")
    remove_coding(coder, row)
    assert not Memo.objects.filter(pk=memo.pk).exists()
    undo(coder, document.study_id)
    assert Memo.objects.get(pk=memo.pk).about == f"coding:{row.key}"


def test_a_memo_is_its_writers(persona: Persona, document: Document) -> None:
    """A commenter writes and rewrites their own; others leave it alone, the lead may take it away."""
    memo = write_memo(persona("commenter"), document, id=uuid4(), text="Hyvä.")
    assert write_memo(persona("commenter"), document, id=memo.pk, text="Parempi.").text == "Parempi."
    with pytest.raises(Forbidden) as refused:
        remove_memo(persona("coder"), memo)
    assert refused.value.code == "B410"
    with pytest.raises(Forbidden):
        write_memo(persona("reader"), document, id=uuid4(), text="Minäkin.")
    remove_memo(persona("lead"), memo)
    assert not Memo.objects.filter(pk=memo.pk).exists()


def test_history_holds_no_words_of_the_interview(persona: Persona, document: Document, code: Code) -> None:
    """What an act says of itself is keys and numbers."""
    row = added(persona("coder"), document, code.pk, reduced="salaisuus")
    change_coding(persona("coder"), row, reduced="toinen salaisuus")
    assert "salaisuus" not in str(list(Act.objects.values_list("params", flat=True)))
