"""What everyone must be able to use, looked at as a page stands in the middle of the work."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = ("serious", "critical")


def looked_at(page: Page) -> None:
    """Find nothing serious on a page."""
    rules = Axe().run(page).response["violations"]
    assert [(one["id"], node["html"]) for one in rules if one["impact"] in GRAVE for node in one["nodes"]] == []
