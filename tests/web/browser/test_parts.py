"""The parts that pages are made of, as a browser has them."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.browser.addresses")]


def test_parts_are_accessible_and_fit_the_screen(page: Page, live_server: LiveServer) -> None:
    """No part breaks a rule of axe, none reaches beyond the screen, and the content-security policy stops nothing."""
    page.goto(f"{live_server.url}/tyylit/")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_cannot_be_undone_asks_for_its_name(page: Page, live_server: LiveServer) -> None:
    """The button waits until the name is written."""
    page.goto(f"{live_server.url}/tyylit/")
    page.locator("[data-opens=example-dialog]").click()
    dialog = page.locator("#example-dialog")
    expect(dialog.locator("[type=submit]")).to_be_disabled()
    dialog.locator("[data-confirm-input]").fill("Kunta A")
    expect(dialog.locator("[type=submit]")).to_be_enabled()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_chosen_theme_lasts(page: Page, live_server: LiveServer) -> None:
    """The next page has it before anything is drawn."""
    page.goto(f"{live_server.url}/tyylit/")
    page.locator("[data-theme-choice=dark]").evaluate("button => button.click()")
    page.reload()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_parts_need_no_script(browser: Browser, live_server: LiveServer) -> None:
    """Menus open and files can be chosen; what only a script can do isn't offered."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/tyylit/")
    page.locator(".page details.menu > summary").click()
    expect(page.locator(".page .menu-item").first).to_be_visible()
    expect(page.locator("[data-theme-choice=dark]")).to_be_hidden()
    expect(page.locator(".drop input")).to_have_css("opacity", "1")
    context.close()
