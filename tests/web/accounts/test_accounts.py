"""Signing in by link and password, one's own page, and the users of the workspace."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from teema.web.accounts import throttle
from teema.web.accounts.actions import make_sign_in_link
from teema.web.accounts.models import SignInLink, User

PASSWORD = "korkea kuusi 9"


@pytest.fixture(autouse=True)
def no_misses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test wait for another's wrong passwords."""
    monkeypatch.setattr(throttle, "_missed", {})


def is_in(client: Client) -> bool:
    """Tell whether a client is signed in."""
    return client.get("/").status_code == 200


def test_a_link_signs_in_once(lead: User) -> None:
    """The link asks for a click, works once, and only its digest is kept."""
    token = make_sign_in_link(lead)
    assert token not in SignInLink.objects.get().digest
    client, other = Client(), Client()
    assert client.get(f"/sign-in/{token}/").status_code == 200
    assert not is_in(client)
    client.post(f"/sign-in/{token}/")
    assert is_in(client)
    assert other.post(f"/sign-in/{token}/").status_code == 403
    assert not is_in(other)


def test_an_old_link_and_one_of_a_closed_account_sign_nobody_in(lead: User) -> None:
    """An hour is over; access was closed."""
    old, closed = make_sign_in_link(lead), make_sign_in_link(User.objects.create_user("x"))
    SignInLink.objects.filter(user=lead).update(expires_at=now() - timedelta(seconds=1))
    User.objects.filter(username="x").update(is_active=False)
    assert [Client().get(f"/sign-in/{one}/?now").status_code for one in (old, closed)] == [403, 403]


def test_a_password_signs_in_where_one_is_set(lead: User) -> None:
    """Without a password nobody gets in by one; with it, and to where they were going, but never to another site."""
    given = {"username": "lead", "password": PASSWORD}
    assert Client().post("/sign-in/", given).status_code == 200
    lead.set_password(PASSWORD)
    lead.save()
    assert Client().post("/sign-in/?next=/account/", given).headers["Location"] == "/account/"
    assert Client().post("/sign-in/?next=//evil.example/", given).headers["Location"] == "/"


def test_a_link_leads_to_where_one_was_going(lead: User) -> None:
    """Who was asked to sign in and opens a link gets to the page they asked for, once; never to another site."""
    client = Client()
    client.get("/sign-in/?next=/account/")
    assert client.post(f"/sign-in/{make_sign_in_link(lead)}/").headers["Location"] == "/account/"
    assert client.post(f"/sign-in/{make_sign_in_link(lead)}/").headers["Location"] == "/"
    stranger = Client()
    stranger.get("/sign-in/?next=//evil.example/")
    assert stranger.post(f"/sign-in/{make_sign_in_link(lead)}/").headers["Location"] == "/"


def test_guessing_is_made_slow(lead: User) -> None:
    """After five wrong passwords even the right one waits."""
    lead.set_password(PASSWORD)
    lead.save()
    for _ in range(throttle.MISSES):
        Client().post("/sign-in/", {"username": "lead", "password": "wrong"})
    assert Client().post("/sign-in/", {"username": "lead", "password": PASSWORD}).status_code == 403


def test_signing_out(as_persona: Callable[[str], Client]) -> None:
    """Signing out ends the session, by a post only."""
    client = as_persona("lead")
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert not is_in(client)


def test_a_new_password_ends_other_sessions(as_persona: Callable[[str], Client], lead: User) -> None:
    """One's own session stays, the others end; a poor password and a wrong old one are refused."""
    client, other = as_persona("lead"), as_persona("lead")
    client.post("/account/password/", {"new_password": "12345678"})
    lead.refresh_from_db()
    assert not lead.has_usable_password()
    client.post("/account/password/", {"new_password": PASSWORD})
    assert (is_in(client), is_in(other)) == (True, False)
    client.post("/account/password/", {"old_password": "wrong", "new_password": PASSWORD + "x"})
    lead.refresh_from_db()
    assert lead.check_password(PASSWORD)


def test_ones_own_name_and_language(as_persona: Callable[[str], Client], lead: User) -> None:
    """The own page changes both, and answers in the chosen language at once."""
    answer = as_persona("lead").post("/account/", {"name": "Liisa", "language": "en"}, follow=True)
    lead.refresh_from_db()
    assert (lead.name, lead.language) == ("Liisa", "en")
    assert "The settings are saved." in answer.content.decode()


def test_a_keeper_adds_a_user_and_gives_a_link(as_persona: Callable[[str], Client]) -> None:
    """The link is shown once, isn't kept by caches, and signs the new user in."""
    keeper = as_persona("lead")
    answer = keeper.post("/users/", {"name": "Kalle", "username": "kalle"})
    assert answer.headers["Cache-Control"] == "no-store"
    link = re.search(r'value="http://testserver(/sign-in/[^"]+)"', answer.content.decode())
    assert link is not None
    new = Client()
    new.post(link[1])
    assert is_in(new)
    assert "on jo käytössä" in keeper.post("/users/", {"name": "K", "username": "KALLE"}).content.decode()


def test_access_is_closed_and_opened(as_persona: Callable[[str], Client], persona: Callable[[str], User]) -> None:
    """Who is shut out is out at once, links and all; nobody shuts themselves out."""
    keeper, coder, user = as_persona("lead"), as_persona("coder"), persona("coder")
    token = make_sign_in_link(user)
    keeper.post(f"/users/{user.pk}/access/", {"active": "no"})
    assert not is_in(coder)
    keeper.post(f"/users/{user.pk}/access/", {"active": "yes"})
    assert Client().post(f"/sign-in/{token}/").status_code == 403
    assert keeper.post(f"/users/{persona('lead').pk}/access/", {"active": "no"}).status_code == 409


@pytest.mark.parametrize("place", ["/users/", "/users/1/link/", "/users/1/access/", "/new/", "/open/", "/backup/"])
def test_the_workspace_is_its_keepers(place: str, as_persona: Callable[[str], Client]) -> None:
    """Users, new studies and copies of the workspace are for keepers; nobody is asked to sign in."""
    assert as_persona("coder").post(place).status_code == 403
    assert as_persona("nobody").post(place).status_code == 302
