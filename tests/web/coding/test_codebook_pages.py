"""The codebook's pages: what opens, what is changed in place, and what a refusal looks like."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client

from teema.web.coding.models import Code, Coding
from teema.web.studies.models import Study

IN_PLACE = {"HX-Request": "true"}


def place_of(study: Study, key: str = "", page: str = "") -> str:
    """Return the address of the codebook or of a code."""
    code = f"{Code.objects.get(study=study, key=key).pk}/{page}" if key else page
    return f"/s/{study.slug}/codebook/{code}"


@pytest.mark.parametrize("page", ["", "edit/", "move/", "merge/", "split/"])
def test_pages_of_a_code_open_in_both_languages(study: Study, as_persona: Callable[[str], Client], page: str) -> None:
    """Each answers to the lead, in Finnish and English."""
    client = as_persona("lead")
    for language in ("fi", "en"):
        client.cookies["teema_language"] = language
        assert client.get(place_of(study, "odotukset-palvelut", page)).status_code == 200
        assert client.get(place_of(study, "odotukset", page)).status_code == 200


def test_a_reader_sees_and_changes_nothing(study: Study, as_persona: Callable[[str], Client]) -> None:
    """The codebook without its buttons; a post is refused."""
    reader = as_persona("reader")
    seen = reader.get(place_of(study))
    assert seen.status_code == 200
    assert b"edit/" not in seen.content
    assert reader.post(place_of(study, "odotukset", "edit/"), {"name": "x"}).status_code == 403


def test_an_empty_codebook_teaches(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Without codes the page says what belongs there and offers to begin."""
    Coding.objects.all().delete()
    for depth in ("parent__parent__isnull", "parent__isnull"):
        Code.objects.filter(**{depth: False}).delete()
    Code.objects.all().delete()
    assert "Koodikirja on vielä tyhjä" in as_persona("lead").get(place_of(study)).content.decode()


def test_a_change_in_place_gives_the_codebook_and_a_way_back(study: Study, as_persona: Callable[[str], Client]) -> None:
    """The answer is the tree alone, with a message that offers to undo."""
    address = place_of(study, "odotukset-palvelut", "edit/")
    answer = as_persona("coder").post(address, {"name": "Palveleminen", "color": "c3"}, headers=IN_PLACE)
    assert answer.content.decode().lstrip().startswith('<div id="codebook"')
    assert json.loads(answer["HX-Trigger"])["toast"]["action"]["url"].endswith("/undo/")
    assert Code.objects.get(study=study, key="odotukset-palvelut").name == "Palveleminen"


def test_a_refusal_stands_on_its_form(study: Study, as_persona: Callable[[str], Client]) -> None:
    """A name that a sibling has comes back as that form with the reason; the tree stays."""
    code = Code.objects.get(study=study, key="odotukset-palvelut")
    answer = as_persona("coder").post(place_of(study, code.key, "edit/"), {"name": "asiakkuus"}, headers=IN_PLACE)
    assert (answer.status_code, answer["HX-Retarget"]) == (422, f"#form-{code.pk}")
    assert "asiakkuus" in answer.content.decode()


def test_new_codes_go_where_they_were_asked(study: Study, as_persona: Callable[[str], Client]) -> None:
    """A theme without a parent; below a code with it."""
    coder = as_persona("coder")
    parent = Code.objects.get(study=study, key="odotukset")
    coder.post(place_of(study, page="new/"), {"name": "Uusi teema"})
    coder.post(place_of(study, page=f"new/?parent={parent.pk}"), {"name": "uusi"})
    assert Code.objects.get(study=study, name="Uusi teema").parent is None
    assert Code.objects.get(study=study, name="uusi").parent == parent


def test_places_change_by_button(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Down puts a theme after the next one, keeping what the page was searched for."""
    searched = {**IN_PLACE, "HX-Current-URL": "http://x/?q=tapaamiset"}
    answer = as_persona("coder").post(place_of(study, "odotukset", "place/"), {"to": "down"}, headers=searched)
    assert "Asiakasodotukset" not in answer.content.decode()
    positions = [Code.objects.get(study=study, key=key).position for key in ("kokemukset", "odotukset")]
    assert positions == sorted(positions)


def test_a_coded_code_is_not_removed_but_offered_to_merge(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Removing leads to merging, which tells what would happen before it does."""
    lead, into = as_persona("lead"), Code.objects.get(study=study, key="yhteistyo-paivittainen")
    refused = lead.post(place_of(study, "yhteistyo-tapaamiset", "remove/"))
    assert refused["Location"].endswith("/merge/")
    address = place_of(study, "yhteistyo-tapaamiset", "merge/")
    count = Coding.objects.filter(code__key="yhteistyo-tapaamiset").count()
    assert f"koodauksia: {count}" in lead.get(address, {"into": into.pk}).content.decode()
    assert lead.post(address, {"into": into.pk}).status_code == 302
    assert not Code.objects.filter(study=study, key="yhteistyo-tapaamiset").exists()


def test_an_impossible_merge_says_why(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Asked or done without a code to merge into, the form says so."""
    address = place_of(study, "odotukset", "merge/")
    assert as_persona("lead").post(address, {"into": ""}).status_code == 422


def test_a_split_is_chosen_from_the_expressions(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Nothing chosen or nowhere to go comes back as the form; else the new code's page opens."""
    lead, address = as_persona("lead"), place_of(study, "odotukset-palvelut", "split/")
    coding = Coding.objects.filter(study=study, code__key="odotukset-palvelut")[0]
    assert lead.post(address, {"name": "uusi"}).status_code == 422
    assert lead.post(address, {"codings": [coding.pk]}).status_code == 422
    parent = Code.objects.get(study=study, key="odotukset")
    assert lead.post(address, {"codings": [coding.pk], "name": "uusi", "parent": parent.pk}).status_code == 302
    coding.refresh_from_db()
    assert coding.code.name == "uusi"


def test_moving_says_why_it_cannot(study: Study, as_persona: Callable[[str], Client]) -> None:
    """A namesake under the new parent is told on the form."""
    parent = Code.objects.get(study=study, key="kokemukset")
    answer = as_persona("lead").post(place_of(study, "odotukset-palvelut", "move/"), {"parent": parent.pk})
    assert answer.status_code == 422
    assert "”palvelut”" in answer.content.decode()


def test_a_code_shows_its_expressions_with_who_said_them(study: Study, as_persona: Callable[[str], Client]) -> None:
    """The words, the speaker and a link to their place; the other layer only when asked for."""
    coding = Coding.objects.filter(study=study, code__key="odotukset-palvelut").select_related("document")[0]
    page = as_persona("reader").get(place_of(study, "odotukset-palvelut")).content.decode()
    assert coding.document.text[coding.start : coding.end] in page
    assert f"/codings/{coding.pk}/" in page
    every = as_persona("reader").get(place_of(study, "odotukset-palvelut"), {"layers": "all"}).content.decode()
    assert every.count("/codings/") > page.count("/codings/")
