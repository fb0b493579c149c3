"""People and studies for the tests of the workbench. Personas: lead, coder, commenter, reader, outsider; nobody is no user."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from teema.formats.folder import read_study
from teema.study import Study as PlainStudy
from teema.web.accounts.models import User
from teema.web.bridge import load
from teema.web.studies.models import Membership, Study

PERSONAS = ("lead", "coder", "commenter", "reader", "outsider")


@pytest.fixture(scope="session")
def example() -> PlainStudy:
    """The example study as plain data."""
    return read_study("examples/palvelukeskus").study


@pytest.fixture
def lead(db: None) -> User:
    """Who leads the study and keeps the workspace."""
    return User.objects.create_user("lead", name="Liisa Vetäjä", keeper=True)


@pytest.fixture
def study(example: PlainStudy, lead: User) -> Study:
    """The example study in the workspace."""
    return load(example, lead)


@pytest.fixture
def persona(study: Study, lead: User) -> Callable[[str], User]:
    """Give the user that a persona is; made when first asked for."""

    def user(name: str) -> User:
        if name == "lead":
            return lead
        found, made = User.objects.get_or_create(username=name, defaults={"name": name.capitalize()})
        if made and name != "outsider":
            Membership.objects.create(study=study, user=found, role=name, coder=found.name)
        return found

    return user


@pytest.fixture
def as_persona(persona: Callable[[str], User]) -> Callable[[str], Client]:
    """Give a signed-in client of a persona; "nobody" is signed out."""

    def client(name: str) -> Client:
        sent = Client()
        if name != "nobody":
            sent.force_login(persona(name))
        return sent

    return client
