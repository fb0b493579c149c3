"""The codebook by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from teema.web.coding.models import Code
from teema.web.studies.models import Study


def opened(signed_in: BrowserContext, live_server: LiveServer, study: Study) -> Page:
    """Open the codebook."""
    page = signed_in.new_page()
    page.goto(f"{live_server.url}/s/{study.slug}/codebook/")
    return page


def test_a_code_is_edited_in_place_and_taken_back(
    signed_in: BrowserContext, live_server: LiveServer, study: Study
) -> None:
    """Enter opens the row as a form with its name in focus, Enter saves, focus returns to the row, and the message undoes."""
    page = opened(signed_in, live_server, study)
    page.get_by_role("link", name="Muokkaa: tapaamiset").press("Enter")
    name = page.get_by_label("Nimi", exact=False).first
    expect(name).to_be_focused()
    name.fill("kokoukset")
    name.press("Enter")
    edit = page.get_by_role("link", name="Muokkaa: kokoukset")
    expect(edit).to_be_focused()
    page.locator(".toast").get_by_role("button", name="Kumoa").press("Enter")
    expect(page.get_by_role("link", name="Muokkaa: tapaamiset")).to_be_visible()


def test_a_theme_moves_step_by_step(signed_in: BrowserContext, live_server: LiveServer, study: Study) -> None:
    """Focus stays on the button, so that it can be pressed again; at the end it goes to the one that leads back."""
    page = opened(signed_in, live_server, study)
    down = page.get_by_role("button", name="Siirrä alemmas: Asiakasodotukset")
    down.press("Enter")
    expect(page.locator(".code-table tbody tr").first).to_contain_text("Asiakaskokemukset")
    expect(down).to_be_focused()
    page.get_by_role("button", name="Siirrä ylemmäs: Asiakasodotukset").press("Enter")
    expect(page.locator(".code-table tbody tr").first).to_contain_text("Asiakasodotukset")
    expect(down).to_be_focused()
    assert Code.objects.filter(study=study, parent=None).order_by("position")[0].key == "odotukset"
