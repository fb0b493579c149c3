"""Two people at one document: what the other did is told to an open page, and nobody writes over it unseen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.coding.test_reading import address, coded, post

from teema.errors import Conflict, NotFound
from teema.web.accounts.models import User
from teema.web.coding.actions.codings import change_coding, remove_coding
from teema.web.coding.actions.memos import write_memo
from teema.web.coding.models import Coding
from teema.web.history.since import moment
from teema.web.material.models import Document
from teema.web.studies.models import Study

As = Callable[[str], Client]


@pytest.fixture
def document(study: Study) -> Document:
    """A transcript of the example."""
    return Document.objects.get(study=study, key="kunta-1")


@pytest.fixture
def shared(as_persona: As, document: Document) -> Coding:
    """A coding that the coder made and the lead may change."""
    made = coded(as_persona("coder"), document, reduced="vaikea tavoittaa").json()["changes"][0]["id"]
    return Coding.objects.get(pk=made)


def news(client: Client, document: Document, since: object) -> Any:
    """Ask what changed since a moment."""
    return client.get(address("news", document), {"since": str(since)})


def test_nothing_is_sent_where_nothing_changed(
    as_persona: As, document: Document, django_assert_max_num_queries: Any
) -> None:
    """A page asks often: then it costs a few look-ups and no content."""
    client, now = as_persona("reader"), moment(document.study_id)
    with django_assert_max_num_queries(6):
        answer = news(client, document, now)
    assert (answer.status_code, answer.content) == (204, b"")


def test_what_another_did_is_told_once(as_persona: As, document: Document) -> None:
    """Rows come as they are now, those that are gone without content, and only of this document; then there is nothing new."""
    then, reader = moment(document.study_id), as_persona("reader")
    made = coded(as_persona("coder"), document).json()["changes"][0]["id"]
    elsewhere = Document.objects.filter(study=document.study).exclude(pk=document.pk)[0]
    coded(as_persona("coder"), elsewhere)
    told = news(reader, document, then).json()
    assert [(one["model"], one["id"], one["row"]["start"]) for one in told["changes"]] == [("coding.coding", made, 3)]
    assert told["by"] == ["Coder"]
    assert news(reader, document, told["since"]).status_code == 204
    post(as_persona("coder"), reverse("studies:undo", args=(document.study.slug,)))
    post(as_persona("coder"), reverse("studies:undo", args=(document.study.slug,)))
    after = news(reader, document, told["since"]).json()["changes"]
    assert {"model": "coding.coding", "id": made, "row": None} in after


def test_a_memo_on_a_coding_finds_it(as_persona: As, document: Document, lead: User) -> None:
    """Memos name codings by key; the page knows them by identity."""
    coding, then = Coding.objects.filter(document=document)[0], moment(document.study_id)
    write_memo(lead, coding, id=uuid4(), text="Tarkista tämä.")
    assert news(as_persona("reader"), document, then).json()["keys"] == {coding.key: str(coding.pk)}


@pytest.mark.parametrize("since", ["", "7", "a.b", "-1.0"])
def test_a_moment_that_is_none_is_refused(as_persona: As, document: Document, since: str) -> None:
    """What can't be read is told."""
    assert news(as_persona("reader"), document, since).status_code == 422


def test_what_another_wrote_is_not_written_over(as_persona: As, document: Document, shared: Coding, lead: User) -> None:
    """Whoever didn't see it is refused, is told who it was, and gets the coding as it is; what they saw, they may change."""
    change_coding(lead, shared, reduced="linja on tukossa")
    there = reverse("coding:change", args=(document.study.slug, shared.pk))
    client = as_persona("coder")
    refused = post(client, there, reduced="ei saa kiinni", was={"reduced": "vaikea tavoittaa"})
    assert (refused.status_code, refused.json()["code"], refused.json()["by"]) == (409, "B505", "Liisa Vetäjä")
    assert refused.json()["changes"][0]["row"]["reduced"] == "linja on tukossa"
    assert post(client, there, valence=-1, was={"valence": None}).status_code == 200
    assert post(client, there, reduced="ei saa kiinni", was={"reduced": "linja on tukossa"}).status_code == 200
    shared.refresh_from_db()
    assert (shared.reduced, shared.valence) == ("ei saa kiinni", -1)


def test_the_same_change_sent_twice_is_one(as_persona: As, document: Document, shared: Coding) -> None:
    """An answer that was lost on the way makes no conflict of its own."""
    there = reverse("coding:change", args=(document.study.slug, shared.pk))
    sent = {"reduced": "ei saa kiinni", "was": {"reduced": "vaikea tavoittaa"}}
    assert [post(as_persona("coder"), there, **sent).status_code for _ in range(2)] == [200, 200]


def test_a_change_builds_on_the_row_as_it_is(shared: Coding, lead: User) -> None:
    """One looked up before another's change records that change, so that undoing brings it back; one that is gone is told of."""
    stale = Coding.objects.select_related("document", "study", "code").get(pk=shared.pk)
    change_coding(lead, shared, reduced="linja on tukossa")
    with pytest.raises(Conflict, match="B505"):
        change_coding(lead, stale, was={"reduced": "vaikea tavoittaa"}, reduced="ei saa kiinni")
    assert stale.reduced == "linja on tukossa"
    remove_coding(lead, shared)
    with pytest.raises(NotFound, match="B412"):
        change_coding(lead, stale, reduced="x")
