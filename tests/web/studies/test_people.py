from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from teema.errors import Conflict, Forbidden
from teema.web.accounts.models import User
from teema.web.history.models import Act
from teema.web.history.undoing import undo
from teema.web.studies.actions.consents import record_consent
from teema.web.studies.actions.names import keep_name, look_at_names
from teema.web.studies.actions.people import add_person, change_person, remove_person
from teema.web.studies.models import Consent, Customer, Identity, Membership, Person, Study


def person(study: Study, key: str = "K1a") -> Person:
    return Person.objects.get(study=study, key=key)


def test_a_new_representative_gets_the_customers_next_pseudonym(study: Study, lead: User) -> None:
    """Pseudonyms follow the customer's key; one that another has is refused (B205)."""
    customer = Customer.objects.get(study=study, key="K1")
    assert add_person(lead, customer, role="sihteeri").key == "K1c"
    with pytest.raises(Conflict, match="B205"):
        change_person(lead, person(study), key="K1b")


def test_who_was_interviewed_leaves_by_a_withdrawal_only(study: Study, lead: User) -> None:
    """An interviewee can't be removed (B206); one whom no interview has goes, consents with them, and comes back undone."""
    with pytest.raises(Conflict, match="B206"):
        remove_person(lead, person(study))
    row = add_person(lead, Customer.objects.get(study=study, key="K1"))
    record_consent(lead, row, given_on="2026-01-01", way="oral", recording=True, quoting=False, archiving=False)  # type: ignore[arg-type]
    remove_person(lead, row)
    undo(lead, study.pk)
    assert Consent.objects.get(person__key="K1c").way == "oral"


def test_real_names_are_seen_by_those_who_may_and_every_look_is_on_record(
    study: Study, lead: User, as_persona: Callable[[str], Client]
) -> None:
    """No page holds a name before someone who may asks for it; that they asked is in history, the name is not."""
    row = person(study)
    keep_name(lead, row, name="Maija Malli", contact="maija@example.fi", notes="")
    places = [
        reverse("studies:person", args=[study.slug, row.pk]),
        reverse("studies:customer", args=[study.slug, row.customer_id]),
    ]
    assert all("Maija Malli" not in as_persona("lead").get(one).content.decode() for one in places)
    shown = as_persona("lead").post(f"{places[0]}names/")
    assert "Maija Malli" in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    looked = Act.objects.first()
    assert looked is not None
    assert (looked.verb, looked.params, looked.changes.count()) == ("register.read", {"key": "K1a"}, 0)


def test_permission_to_see_names_is_apart_from_the_role(study: Study, persona: Callable[[str], User]) -> None:
    """A reader with the permission may look, and keeps none; a coder without it may not look."""
    reader, coder = persona("reader"), persona("coder")
    Membership.objects.filter(user=reader).update(sees_names=True)
    look_at_names(reader, person(study))
    with pytest.raises(Forbidden, match="B102"):
        keep_name(reader, person(study), name="x", contact="", notes="")
    with pytest.raises(Forbidden, match="B103"):
        look_at_names(coder, person(study))


def test_a_look_is_not_what_undo_takes_back(study: Study, lead: User) -> None:
    """Undoing after a look takes back the change before it."""
    change_person(lead, person(study), key="K1a", role="pormestari")
    look_at_names(lead, person(study))
    undo(lead, study.pk)
    assert person(study).role == "hallintojohtaja"


def test_an_emptied_name_is_taken_away(study: Study, lead: User) -> None:
    """Nothing is kept of a name that was emptied but what undo needs."""
    keep_name(lead, person(study), name="Maija", contact="", notes="")
    keep_name(lead, person(study), name="", contact="", notes="")
    assert not Identity.objects.exists()


def test_consents_are_recorded_on_the_persons_page(study: Study, as_persona: Callable[[str], Client]) -> None:
    """When, how and to what; a page without a consent says that it is missing."""
    address = reverse("studies:person", args=[study.slug, person(study).pk])
    assert "suostumus puuttuu" in as_persona("coder").get(address).content.decode()
    sent = {"given_on": "2026-08-03", "way": "electronic", "recording": "on"}
    assert as_persona("coder").post(f"{address}consents/", sent).status_code == 302
    page = as_persona("coder").get(address).content.decode()
    assert "3.8.2026, sähköisesti" in page
    assert "ei suoria sitaatteja" in page
