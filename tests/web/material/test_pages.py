"""The pages of the material: who may what, files in, a word corrected, words put back."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.web.material.conftest import TEXT, coded

from teema.web.accounts.models import User
from teema.web.material.actions.importing import Received, import_files
from teema.web.material.actions.relevance import set_relevance
from teema.web.material.models import Document, Original, Relevance
from teema.web.material.urls import IN_A_STUDY
from teema.web.studies.models import Study

As = Callable[[str], Client]
PERSONAS = ("nobody", "outsider", "reader", "commenter", "coder", "lead")
READS = {"documents", "document", "turn", "excluded"}
CODERS = {
    "add",
    "rename",
    "what",
    "describe",
    "speaker",
    "correct-turn",
    "correct-text",
    "confirm",
    "judge",
    "put-back",
}
LEADS = {"remove", "destroy"}
NAMES = {"original"}


@pytest.fixture
def places(talk: Document, lead: User) -> dict[str, str]:
    """Every address of the material, by its name."""
    relevance = set_relevance(lead, talk, start=0, end=19, reason="alku")
    Relevance.objects.filter(pk=relevance.pk).update(coder="")
    file = Original.objects.create(study=talk.study, key="puhe.txt", document=talk, content=b"a")
    ids = {"document": talk.pk, "turn": 1, "relevance": relevance.pk, "original": file.pk}
    found = {}
    for one in IN_A_STUDY:
        names = one.pattern.converters
        found[one.name or ""] = reverse(
            f"material:{one.name}", kwargs={"study": talk.study.slug, **{name: ids[name] for name in names}}
        )
    return found


def test_every_address_as_everyone(places: dict[str, str], as_persona: As) -> None:
    """Readers read, coders change, the lead removes; files as received go to those who may see names; a new address fails here."""
    assert set(places) == READS | CODERS | LEADS | NAMES
    least = {**dict.fromkeys(READS, 2), **dict.fromkeys(CODERS, 4), **dict.fromkeys(LEADS | NAMES, 5)}
    for name, place in places.items():
        for rank, persona in enumerate(PERSONAS[:-1]):
            status = as_persona(persona).post(place).status_code
            refused = {0: 302, 1: 404}.get(rank, 403)
            wanted = rank < least[name]
            assert (status == refused) == wanted, (name, persona, status)


def _post(client: Client, place: str, fragment: bool = False, **values: object) -> HttpResponse:
    headers = {"HX-Request": "true"} if fragment else {}
    return client.post(place, values, headers=headers)  # type: ignore[return-value]


def test_files_come_in_and_each_is_told_of(study: Study, as_persona: As) -> None:
    """Good files stand in the list, bad ones beside their reason; nothing of a file's own is believed."""
    files = [
        SimpleUploadedFile("uusi.txt", b"H: Miten?\nA: Hyvin.\nH: Kiva.\nA: Joo.", content_type="text/html"),
        SimpleUploadedFile("<b>paha</b>.docx", b""),
    ]
    said = _post(
        as_persona("coder"), reverse("material:add", args=[study.slug]), fragment=True, files=files
    ).content.decode()
    assert ">uusi</a>" in said
    assert "Tuotiin 1/2 tiedostosta." in said
    assert "<b>paha" not in said
    assert "<html" not in said


def test_no_file_is_told_of_too(study: Study, as_persona: As) -> None:
    """Sending nothing says so."""
    answer = _post(as_persona("coder"), reverse("material:add", args=[study.slug]))
    assert (answer.status_code, "Yhtään tiedostoa ei ollut valittuna." in answer.content.decode()) == (422, True)


def test_a_word_is_corrected_in_place(talk: Document, as_persona: As) -> None:
    """The turn comes back as it is now, with what is doubtful, and a way to undo."""
    coded(talk, "myöhässä")
    place = reverse("material:correct-turn", args=[talk.study.slug, talk.pk, 1])
    client = as_persona("coder")
    assert "Palkat tuli myöhässä taas.</textarea>" in client.get(place, headers={"HX-Request": "true"}).content.decode()
    answer = _post(client, place, fragment=True, said="Palkat tuli taas.", revision=0)
    said = answer.content.decode()
    assert "Palkat tuli taas." in said
    assert "Tarkistettavia merkintöjä: 1" in said
    assert "toast" in answer["HX-Trigger"]
    again = _post(client, place, fragment=True, said="Muuta.", revision=0)
    assert again.status_code == 409
    assert Document.objects.get(pk=talk.pk).text == talk.text.replace("tuli myöhässä taas", "tuli taas")


def test_the_whole_text_keeps_every_character_it_is_sent(talk: Document, as_persona: As) -> None:
    """A text that starts with an empty line, holds markup or ends without one comes back the same from its page."""
    Document.objects.filter(pk=talk.pk).update(text=f"\n{TEXT} </textarea><b>&amp;")
    place = reverse("material:correct-text", args=[talk.study.slug, talk.pk])
    client = as_persona("coder")
    page = client.get(place).content.decode()
    shown = re.search(r"<textarea[^>]*>\r?\n(.*?)</textarea>", page, re.DOTALL)
    assert shown is not None
    assert shown[1] == f"\n{TEXT} &lt;/textarea&gt;&lt;b&gt;&amp;amp;"


def test_a_doubt_is_settled(talk: Document, as_persona: As) -> None:
    """Saying that a place is right takes the doubt away."""
    row = coded(talk, "myöhässä")
    client = as_persona("coder")
    _post(client, reverse("material:correct-turn", args=[talk.study.slug, talk.pk, 1]), said="Palkat tuli.", revision=0)
    answer = _post(
        client, reverse("material:confirm", args=[talk.study.slug, talk.pk]), fragment=True, kind="codings", row=row.pk
    )
    assert (answer.status_code, answer.content.decode().strip()) == (200, "")


def test_what_a_document_is_can_be_told(talk: Document, as_persona: As) -> None:
    """A document is a customer's new interview, other material, or nothing yet; the one takes the other's place."""
    client, place = as_persona("coder"), reverse("material:what", args=[talk.study.slug, talk.pk])
    customer = talk.interview and talk.interview.customer
    assert customer is not None
    for value in ("kind:complaint", f"customer:{customer.pk}", "interview:"):
        assert _post(client, place, what=value).status_code == 302
        talk.refresh_from_db()
        assert (talk.kind, talk.interview is not None) == ("complaint" * (value[0] == "k"), value[0] == "c")
    assert _post(client, place, what="kind:gossip").status_code == 422


def test_a_form_without_its_fields_says_so(places: dict[str, str], as_persona: As) -> None:
    """What lacks something is answered with words and 422; the address is there, and nothing is changed."""
    client = as_persona("lead")
    for name in ("speaker", "confirm", "destroy", "correct-turn"):
        answer = _post(client, places[name])
        assert answer.status_code == 422, name
        assert "notice-title" in answer.content.decode()
    assert Original.objects.get(key="puhe.txt").destroyed_at is None


def test_excluded_words_are_put_back_where_one_was(places: dict[str, str], as_persona: As) -> None:
    """The words belong to the study again, the log shows the same choice, and no other site is gone to."""
    client = as_persona("lead")
    assert "alku" in client.get(places["excluded"]).content.decode()
    _post(client, places["judge"], reason="jutustelu")
    assert Relevance.objects.filter(reason="jutustelu", status="out").count() == 1 + _earlier("jutustelu")
    answer = _post(client, places["put-back"], next="https://example.com/")
    assert answer["Location"] == places["excluded"]
    assert not Relevance.objects.filter(document__key="puhe").exists()


def _earlier(reason: str) -> int:
    return Relevance.objects.filter(reason=reason).exclude(document__key="puhe").count()


def test_a_file_as_received_is_saved_never_opened(study: Study, lead: User, as_persona: As) -> None:
    """It comes as bytes and an attachment, whatever it holds; destroyed by name, it is gone."""
    html = b"<html><body><p>H: Hei.</p><p>A: Hei.</p><script>alert(1)</script></body></html>"
    import_files(lead, study, [Received("sivu.html", html)])
    file, client = Original.objects.get(study=study, key="sivu.html"), as_persona("lead")
    place = reverse("material:original", args=[study.slug, file.pk])
    answer = client.get(place)
    assert (answer.content, answer["Content-Type"]) == (html, "application/octet-stream")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    destroy = reverse("material:destroy", args=[study.slug, file.pk])
    assert _post(client, destroy, confirm="muu").status_code == 422
    assert _post(client, destroy, confirm="sivu.html").status_code == 302
    assert client.get(place).status_code == 404
