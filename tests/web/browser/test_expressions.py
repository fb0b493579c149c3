"""The grid of expressions by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from teema.web.coding.models import Coding
from teema.web.studies.models import Study


def test_expressions_are_reduced_and_moved_by_keyboard(
    signed_in: BrowserContext, live_server: LiveServer, study: Study
) -> None:
    """Enter saves and goes to the next row, a topic is taken from its suggestions or made; rows are chosen and moved, and undone."""
    page = signed_in.new_page()
    page.goto(f"{live_server.url}/s/{study.slug}/expressions/")
    reduced, topics = page.locator('[data-cell="reduced"]'), page.locator('[data-cell="topic"]')
    reduced.first.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("aivan uudet sanat")
    page.keyboard.press("Enter")
    expect(reduced.nth(1)).to_be_focused()
    expect(page.locator(".cell-state.saved")).to_have_count(1)
    row = page.locator("[data-row]").first.get_attribute("data-row")
    assert Coding.objects.get(pk=row).reduced == "aivan uudet sanat"

    topics.nth(1).focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("tavoit")
    expect(page.get_by_role("option", name="tavoitettavuus", exact=True)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(topics.nth(2)).to_be_focused()
    expect(topics.nth(1)).to_have_value("tavoitettavuus")

    before = Coding.objects.get(pk=row).code
    page.locator('[name="chosen"]').first.focus()
    for key in ("Space", "ArrowDown", "Space", "m"):
        page.keyboard.press(key)
    page.keyboard.type("odot palv")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Siirrä", exact=True).press("Enter")
    expect(page.locator(".toast")).to_contain_text("Siirretty: 2.")
    assert Coding.objects.get(pk=row).code != before
    page.keyboard.press("ControlOrMeta+z")
    expect(page.locator("[data-row]").first).to_contain_text(str(before))
    assert Coding.objects.get(pk=row).code == before
