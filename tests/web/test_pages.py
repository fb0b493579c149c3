from collections.abc import Callable

from django.template.loader import render_to_string
from django.test import Client

from teema.web.accounts.models import User


def test_a_study_opens_to_its_members_only(as_persona: Callable[[str], Client]) -> None:
    """A member sees the study, an outsider is told there is none, nobody is asked to sign in."""
    place = "/s/mita-asiakkaat-odottavat-ja-kokevat-keksitty-esimerkkitutkim/"
    assert [as_persona(name).get(place).status_code for name in ("lead", "reader", "outsider", "nobody")] == [
        200,
        200,
        404,
        302,
    ]


def test_what_is_not_there_is_told_within_the_workbench(as_persona: Callable[[str], Client]) -> None:
    """An address without a page answers with the workbench's own page, in Finnish, and a way back."""
    answer = as_persona("coder").get("/ei-ole/")
    assert (answer.status_code, "Sivua ei ole." in answer.content.decode()) == (404, True)
    assert 'href="/">Siirry tutkimuksiin' in answer.content.decode()


def test_an_outdated_form_is_told_of(persona: Callable[[str], User]) -> None:
    """A form of a page that was open while one signed in again changes nothing, and the page says what to do."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(persona("lead"))
    answer = client.post("/new/", {"title": "Toinen"})
    assert (answer.status_code, "Sivu on vanhentunut" in answer.content.decode()) == (403, True)


def test_a_fault_is_told_within_the_workbench() -> None:
    """The page of a fault needs nothing of the request that failed."""
    assert "Teemassa on virhe" in render_to_string("500.html")


def test_only_keepers_are_offered_new_studies(as_persona: Callable[[str], Client]) -> None:
    """Who may not begin a study isn't offered to."""
    offered = {name: b'href="/new/"' in as_persona(name).get("/").content for name in ("lead", "coder", "outsider")}
    assert offered == {"lead": True, "coder": False, "outsider": False}
