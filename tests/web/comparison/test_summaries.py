"""Summaries of the framework grid: written beside the words, never over another's, carried along, undone, saved and erased."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from teema.errors import Conflict
from teema.study.summaries import summary_place
from teema.web.accounts.models import User
from teema.web.bridge import load, plain_study
from teema.web.coding.actions.merging import merge_codes
from teema.web.coding.actions.summaries import NOTHING, summarise, summary, summary_mark
from teema.web.coding.models import Code, Memo
from teema.web.history.models import RowChange
from teema.web.studies.models import Customer, Study

TEXT = "Kiittää asiantuntemusta, kaipaa nimettyä yhteyshenkilöä."


@pytest.fixture
def code(study: Study) -> Code:
    """A sub-theme of the example."""
    return Code.objects.get(study=study, key="kokemukset-palvelut")


def _write(client: Client, study: Study, text: str, seen: str, **more: str) -> str:
    place = "?customer=K1&sub_theme=kokemukset-palvelut"
    address = reverse("comparison:write-summary", kwargs={"study": study.slug}) + place
    return client.post(address, {"text": text, "seen": seen, **more}, follow=True).content.decode()


def test_a_summary_stands_in_its_cell_and_is_undone(
    study: Study, code: Code, as_persona: Callable[[str], Client]
) -> None:
    """What is written stands in the grid; undone, it is gone; the history tells the cell, not the words."""
    coder = as_persona("coder")
    assert TEXT in _write(coder, study, TEXT, NOTHING)
    grid = reverse("comparison:summaries", kwargs={"study": study.slug})
    assert TEXT in coder.get(grid + "?theme=kokemukset").content.decode()
    history = coder.get(reverse("studies:acts", kwargs={"study": study.slug})).content.decode()
    assert "K1" in history
    assert TEXT not in history
    coder.post(reverse("studies:undo", kwargs={"study": study.slug}))
    assert TEXT not in coder.get(grid + "?theme=kokemukset").content.decode()


def test_what_another_wrote_meanwhile_stays(
    study: Study, code: Code, lead: User, as_persona: Callable[[str], Client]
) -> None:
    """Who writes over what they haven't seen is refused, and finds their words in the form beside the other's."""
    summarise(lead, study, customer="K1", sub_theme=code, text="Toisen sanat.")
    page = _write(as_persona("coder"), study, TEXT, NOTHING)
    assert TEXT in page
    assert "Toisen sanat." in page
    row = summary(study, "K1", code.key)
    assert row is not None
    assert row.text == "Toisen sanat."
    summarise(lead, study, customer="K1", sub_theme=code, text="", mark=summary_mark(row))
    with pytest.raises(Conflict):
        summarise(lead, study, customer="K1", sub_theme=code, text="x", mark=summary_mark(row))


def test_saving_leads_to_the_next_customer(study: Study, as_persona: Callable[[str], Client]) -> None:
    """The other button of the form goes on down the sub-theme."""
    assert "<h1>Lehtovaaran kaupunki: " in _write(as_persona("coder"), study, TEXT, NOTHING, next="1")


def test_a_cell_that_is_none_is_told(study: Study, as_persona: Callable[[str], Client]) -> None:
    """A customer who wasn't interviewed has no cell, nor has a theme."""
    address = reverse("comparison:summary", kwargs={"study": study.slug})
    for place in ("?customer=X&sub_theme=kokemukset-palvelut", "?customer=K1&sub_theme=kokemukset"):
        assert "B803" in as_persona("reader").get(address + place).content.decode()


def test_summaries_are_saved_and_loaded(study: Study, code: Code, lead: User) -> None:
    """A saved study has them as memos about their cells, and gives them back."""
    summarise(lead, study, customer="K1", sub_theme=code, text=TEXT, round_="2025")
    again = load(plain_study(study), lead)
    row = summary(again, "K1", code.key, "2025")
    assert row is not None
    assert row.text == TEXT
    assert summary(again, "K1", code.key, "2026") is None


def test_summaries_follow_the_codebook(study: Study, code: Code, lead: User) -> None:
    """Of two sub-themes that become one, a customer's summaries become one; what is gone takes its summaries along."""
    other = Code.objects.get(study=study, key="kokemukset-jarjestelmat")
    for sub, text in ((code, "Ensin."), (other, "Sitten.")):
        summarise(lead, study, customer="K1", sub_theme=sub, text=text)
    merge_codes(lead, other, into=code)
    row = summary(study, "K1", code.key)
    assert row is not None
    assert row.text == "Ensin.\n\nSitten."
    assert not Memo.objects.filter(study=study, about=summary_place("K1", other.key)).exists()


def test_summaries_are_erased_with_their_customer(
    study: Study, code: Code, lead: User, as_persona: Callable[[str], Client]
) -> None:
    """Neither the rows nor the history know them any more, those taken away long before included."""
    customer = Customer.objects.get(study=study, key="K1")
    summarise(lead, study, customer="K1", sub_theme=code, text="Ennen.")
    summarise(lead, study, customer="K1", sub_theme=code, text="")
    summarise(lead, study, customer="K1", sub_theme=code, text=TEXT)
    address = reverse("studies:customer-erase", kwargs={"study": study.slug, "customer": customer.pk})
    as_persona("lead").post(address, {"confirm": "K1", "reason": ""})
    assert not Memo.objects.filter(study=study, about__startswith="summary:").exists()
    held = RowChange.objects.filter(model="coding.memo").values_list("before", "after")
    assert not any("Ennen." in str(one) or TEXT in str(one) for one in held)
