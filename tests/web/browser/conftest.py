"""A browser for the workbench's pages: Debian's Chromium, or the one that ``TEEMA_CHROMIUM`` names.

Without one a test is skipped, and fails where ``TEEMA_BROWSER=required``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlparse

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

# Playwright runs a loop in the tests' own thread, where Django would refuse the database; no code of Teema runs on that loop.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""A browser that asks nothing of the network but the page."""
NAMES = ("chromium", "chromium-browser", "google-chrome")
SMALL = {"width": 390, "height": 844}
LARGE = {"width": 1280, "height": 900}


def _chromium() -> str | None:
    wanted = os.environ.get("TEEMA_CHROMIUM")
    return next((found for name in (wanted, *NAMES) if name and (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser that lasts for the session."""
    path = _chromium()
    if path is None:
        missing = "no Chromium was found: apt-get install chromium, or name one in TEEMA_CHROMIUM"
        pytest.fail(missing) if os.environ.get("TEEMA_BROWSER") == "required" else pytest.skip(missing)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(
    params=[("light", LARGE), ("light", SMALL), ("dark", LARGE), ("dark", SMALL)],
    ids=lambda look: f"{look[0]}-{look[1]['width']}",
)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in each theme, on a wide screen and a phone's; what the console complains of fails the test."""
    scheme, size = request.param
    opened = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce", locale="fi-FI")
    complaints: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    opened.close()
    assert complaints == []


@pytest.fixture
def finnish_page(browser: Browser) -> Iterator[Page]:
    """A page of a Finnish browser of its own; what its console complains of fails the test."""
    context = browser.new_context(locale="fi-FI", viewport=LARGE, reduced_motion="reduce")  # type: ignore[arg-type]
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


@pytest.fixture
def signed_in(
    browser: Browser, live_server: LiveServer, as_persona: Callable[[str], Client]
) -> Iterator[BrowserContext]:
    """A browser in which the lead has signed in."""
    context = browser.new_context(reduced_motion="reduce", locale="fi-FI")
    session = as_persona("lead").cookies[settings.SESSION_COOKIE_NAME].value
    place = {"domain": urlparse(live_server.url).hostname or "", "path": "/"}
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, **place}])  # type: ignore[list-item, misc]
    yield context
    context.close()
