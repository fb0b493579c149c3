"""The reading view's page and what its scripts ask for."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from teema.web.coding.models import Code, Coding, Memo
from teema.web.coding.queries.reading import parts_of
from teema.web.material.models import Document
from teema.web.studies.models import Group, Membership, Study

As = Callable[[str], Client]


@pytest.fixture
def document(study: Study) -> Document:
    """A transcript of the example."""
    return Document.objects.get(study=study, key="kunta-1")


def post(client: Client, address: str, **content: Any) -> HttpResponse:
    """Send what a script sends."""
    return client.post(
        address, json.dumps(content), content_type="application/json", headers={"Accept": "application/json"}
    )  # type: ignore[return-value]


def address(name: str, document: Document) -> str:
    """Return an address of a document."""
    return reverse(f"coding:{name}", args=(document.study.slug, document.pk))


def coded(client: Client, document: Document, **further: Any) -> HttpResponse:
    """Code the first words."""
    code = Code.objects.filter(study=document.study, parent__isnull=False).first()
    assert code is not None
    content = {"id": str(uuid4()), "start": 3, "end": 10, "revision": 0, "code_id": str(code.pk), **further}
    return post(client, address("add", document), **content)


def test_every_word_is_on_the_page_once() -> None:
    """Turns, headings and notes between them follow each other; a speaker's label is named instead of shown."""
    document = Document(
        text="Otsikko\n\nH: Hei.\nA: 😀 Joo.\n\n(tauko)",
        turns=[[9, 16, 12, "H", 0, None], [17, 26, 20, "A", 61000, None]],
    )
    parts = [(part.start, part.words, part.speaker, part.number) for part in parts_of(document)]
    assert parts == [(0, "Otsikko", "", 0), (12, "Hei.", "H", 1), (20, "😀 Joo.", "A", 2), (28, "(tauko)", "", 0)]


def test_a_text_without_turns_is_cut_into_paragraphs() -> None:
    """Other material is read by its paragraphs, each where it begins."""
    parts = parts_of(Document(text="\nYksi\nrivi.\n \n\n  Kaksi.\n", turns=[]))
    assert [(part.start, part.words, part.is_turn) for part in parts] == [
        (1, "Yksi\nrivi.", False),
        (17, "Kaksi.", False),
    ]


def test_the_text_is_read_without_scripts(as_persona: As, document: Document) -> None:
    """Each turn stands on the page as words, beside its speaker and time."""
    page = as_persona("reader").get(address("reading", document)).content.decode()
    for part in parts_of(document):
        assert part.words.replace('"', "&quot;") in page
    assert "<time>00:00:34</time>" in page
    assert "style=" not in page


def test_the_page_asks_the_database_the_same_few_times(
    as_persona: As, document: Document, django_assert_max_num_queries: Any
) -> None:
    """However many codings there are."""
    client = as_persona("lead")
    with django_assert_max_num_queries(18):
        assert client.get(address("reading", document)).status_code == 200


@pytest.mark.parametrize(
    ("name", "code", "note"),
    [("lead", True, True), ("coder", True, True), ("commenter", False, True), ("reader", False, False)],
)
def test_controls_are_those_that_the_role_has(
    as_persona: As, document: Document, name: str, code: bool, note: bool
) -> None:
    """A commenter finds memos, a reader neither: what isn't allowed isn't offered."""
    page = as_persona(name).get(address("reading", document)).content.decode()
    assert ('data-do="in-vivo"' in page, 'data-do="note"' in page) == (code, note)


def test_a_coding_is_added_changed_and_removed(as_persona: As, document: Document) -> None:
    """Each answer gives the row as it stands; removing what is gone is no trouble."""
    client = as_persona("coder")
    added = coded(client, document).json()["changes"][0]
    assert (added["model"], added["row"]["start"], added["row"]["coder"]) == ("coding.coding", 3, "Coder")
    there = reverse("coding:change", args=(document.study.slug, added["id"]))
    changed = post(client, there, valence=-1, end=12, revision=0).json()["changes"][0]["row"]
    assert (changed["valence"], changed["end"]) == (-1, 12)
    gone = reverse("coding:remove", args=(document.study.slug, added["id"]))
    assert [post(client, gone).status_code for _ in range(2)] == [200, 200]
    assert not Coding.objects.filter(pk=added["id"]).exists()


@pytest.mark.parametrize(
    "content",
    [
        {"start": "3"},
        {"start": -3},
        {"start": True},
        {"id": "x"},
        {"code_id": 5},
        {"code_id": {"id": "1"}},
        {"revision": None},
    ],
)
def test_what_cannot_be_read_is_refused(as_persona: As, document: Document, content: dict[str, Any]) -> None:
    """A request of another kind is told what is wrong with it, and changes nothing."""
    answer = coded(as_persona("coder"), document, **content)
    assert (answer.status_code, answer.json()["code"]) == (422, "B413")


def test_a_corrected_text_is_a_conflict_with_words(as_persona: As, document: Document) -> None:
    """The page learns why, and what to do."""
    answer = coded(as_persona("coder"), document, revision=7)
    assert (answer.status_code, answer.json()["code"]) == (409, "B302")
    assert answer.json()["what"]


def test_undo_returns_what_changed(as_persona: As, document: Document) -> None:
    """The row that was made is gone, and the toast says what was undone; redo brings it back."""
    client = as_persona("coder")
    made = coded(client, document).json()["changes"][0]["id"]
    undone = post(client, reverse("studies:undo", args=(document.study.slug,))).json()
    assert undone["changes"] == [{"model": "coding.coding", "id": made, "row": None}]
    assert "koodaus lisätty" in undone["said"]
    redone = post(client, reverse("studies:redo", args=(document.study.slug,))).json()
    assert redone["changes"][0]["row"]["id"] == made


def test_undo_without_scripts_goes_back_to_the_page(as_persona: As, document: Document) -> None:
    """A toast's button is a form: it returns to where it stood, and only within the workbench."""
    client = as_persona("coder")
    coded(client, document)
    undo = reverse("studies:undo", args=(document.study.slug,))
    back = client.post(undo, headers={"Referer": f"http://testserver{address('reading', document)}"})
    assert back["Location"].endswith(address("reading", document))
    coded(client, document)
    assert client.post(undo, headers={"Referer": "https://example.org/"})["Location"] == reverse(
        "studies:overview", args=(document.study.slug,)
    )


def test_undo_asks_what_the_role_allows_now(as_persona: As, document: Document) -> None:
    """One who is a reader by now doesn't undo what they did as a coder."""
    client = as_persona("coder")
    coded(client, document)
    Membership.objects.filter(user__username="coder").update(role="reader")
    assert post(client, reverse("studies:undo", args=(document.study.slug,))).status_code == 403
    assert Coding.objects.filter(document=document, start=3, end=10).exists()


def test_undo_sends_no_row_that_the_page_has_no_use_for(as_persona: As, study: Study, persona: Any) -> None:
    """Groups, customers and names are undone, not shown."""
    from teema.web.studies.access import act

    with act(persona("lead"), study, "design.change") as changes:
        changes.create(Group(study=study, key="uusi", name="Uusi"))
    answer = post(as_persona("lead"), reverse("studies:undo", args=(study.slug,))).json()
    assert answer["changes"] == []


def test_words_are_excluded_and_taken_back(as_persona: As, document: Document) -> None:
    """The answer holds all of the document's judgements, as a new one may cut others."""
    client = as_persona("coder")
    there = address("judge", document)
    before = document.relevance.count()
    made = post(client, there, id=str(uuid4()), start=3, end=10, revision=0, status="out", reason="jutustelu").json()[
        "changes"
    ]
    assert len(made) == before + 1
    new = next(one for one in made if one["row"]["reason"] == "jutustelu" and one["row"]["start"] == 3)
    cleared = post(client, f"{there}{new['id']}/clear/").json()["changes"]
    assert len(cleared) == before


def test_a_commenter_comments_a_coding(as_persona: As, document: Document) -> None:
    """The memo is about the coding and by its writer; a reader may not write one."""
    coding = Coding.objects.filter(document=document).first()
    assert coding is not None
    content = {"id": str(uuid4()), "coding": str(coding.pk), "text": "Tarkista tämä."}
    assert post(as_persona("reader"), address("note", document), **content).status_code == 403
    assert post(as_persona("commenter"), address("note", document), **content).status_code == 200
    memo = Memo.objects.get(pk=content["id"])
    assert (memo.about, memo.by) == (f"coding:{coding.key}", "Commenter")
    assert (
        post(as_persona("commenter"), reverse("coding:remove-memo", args=(document.study.slug, memo.pk))).status_code
        == 200
    )


def test_a_coding_has_an_address(as_persona: As, document: Document) -> None:
    """It leads to the coding's place in the reading view."""
    coding = Coding.objects.filter(document=document).first()
    assert coding is not None
    answer = as_persona("reader").get(reverse("coding:coding", args=(document.study.slug, coding.pk)))
    assert answer["Location"] == f"{address('reading', document)}#coding-{coding.pk}"


@pytest.mark.parametrize(("name", "status"), [("outsider", 404), ("nobody", 302)])
def test_outsiders_find_nothing(as_persona: As, document: Document, name: str, status: int) -> None:
    """To them there is no such study."""
    assert as_persona(name).get(address("reading", document)).status_code == status


def test_an_empty_study_says_where_documents_come_from(as_persona: As, study: Study) -> None:
    """The first page to read teaches when there is nothing to read."""
    client = as_persona("lead")
    assert client.get(reverse("coding:read", args=(study.slug,))).status_code == 302
