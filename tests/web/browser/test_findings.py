"""Findings by keyboard alone: a sentence set beside its counts while it is written, and evidence weighed."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from teema.web.insight.models import Finding
from teema.web.studies.models import Study

pytestmark = pytest.mark.browser


def opened(signed_in: BrowserContext, live_server: LiveServer, study: Study, key: str, page: str = "") -> Page:
    """Open a finding's page, or one below it."""
    shown = signed_in.new_page()
    row = Finding.objects.get(study=study, key=key)
    shown.goto(f"{live_server.url}/s/{study.slug}/findings/{row.pk}/{page}")
    return shown


def test_a_sentence_is_checked_while_it_is_written(
    signed_in: BrowserContext, live_server: LiveServer, study: Study
) -> None:
    """What the counts bear follows the words and the groups; the writer's words stay as they are."""
    page = opened(signed_in, live_server, study, "P9", "edit/")
    written = "Miltei kaikki asiakkaat kokevat arvostuksen kohentuneen."
    page.get_by_label("Päätelmä", exact=False).first.fill(written)
    expect(page.locator("#claims")).to_contain_text("6/8 asiakasta antoi näyttöä. Luku ei kanna sanaa.")
    page.get_by_label("Kunnat").press("Space")
    expect(page.locator("#claims")).to_contain_text("3/4")
    expect(page.locator("#id_statement")).to_have_value(written)


def test_evidence_is_weighed_by_keyboard(signed_in: BrowserContext, live_server: LiveServer, study: Study) -> None:
    """Enter makes a candidate evidence, focus goes to the next, and the message takes it back."""
    page = opened(signed_in, live_server, study, "P14")
    candidates = page.locator("section", has=page.locator("#candidates"))
    candidates.get_by_role("button", name="Näytöksi").first.press("Enter")
    expect(page.locator("#evidence")).to_contain_text("13")
    expect(candidates.get_by_role("button", name="Näytöksi").first).to_be_focused()
    page.locator(".toast").get_by_role("button", name="Kumoa").press("Enter")
    expect(page.locator("#evidence")).to_contain_text("12")
