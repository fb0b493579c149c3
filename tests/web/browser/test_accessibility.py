"""Every page that the lead of a study can open, in both themes, on a wide screen and a phone's: axe finds nothing grave, and all fits.

Pages are found by walking the addresses, so a new page is looked at without a word here. An address whose parts nothing in the
example fills in fails: give it a row in ``ROWS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from teema.web.accounts.models import User
from teema.web.jobs.models import Job
from teema.web.material.models import Original
from teema.web.reporting.models import FrozenReport
from teema.web.studies.models import Group, Membership, Study
from teema.web.studies.papers import PAPERS

pytestmark = pytest.mark.browser

SIZES = ({"width": 1280, "height": 900}, {"width": 390, "height": 844})
GRAVE = ("serious", "critical")
EVERY_RULE = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
RULES_OF_COLOUR = ("color-contrast", "link-in-text-block")
ROWS: dict[str, Callable[[Study], Any]] = {
    "study": lambda study: study.slug,
    "member": lambda study: Membership.objects.filter(study=study)[0].pk,
    "listing": lambda study: "groups",
    "key": lambda study: Group.objects.filter(study=study)[0].pk,
    "number": lambda study: 1,
    "turn": lambda study: 1,
    "paper": lambda study: PAPERS[0],
    "language": lambda study: "fi",
    "job": lambda study: Job.objects.create(study=study.pk, owner=_lead(study), kind="exchange.backup").pk,
    "part": lambda study: "themes",
    "frozen": lambda study: FrozenReport.objects.get_or_create(study=study, name="v1", size=1, content=b"a")[0].pk,
    "original": lambda study: (
        Original.objects.get_or_create(study=study, key="a.docx", defaults={"content": b"a"})[0].pk
    ),
}
"""What fills in a part of an address that isn't named after a model with a row in the example."""
ASKED = {
    "comparison:segments": "?by=properties",
    "comparison:search": "?q=palvelu",
    "comparison:gap-cell": "?group=yhteiso&label=palvelut",
    "comparison:gap-customer": "?customer=K2&label=palvelut&topic=tavoitettavuus",
}
"""What is asked by an address that shows little or nothing without it."""
NO_PAGES = ("accounts:sign-in-by-link", "accounts:sign-out", "jobs:file", "results:previewed")
"""Addresses that begin or end a session, or give a file that the example doesn't have."""

DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Wait until the page has been drawn anew: colours change with a transition, however short."""

MISFITS = """() => {
  const width = document.documentElement.clientWidth;
  const clips = (node) => {
    const { overflowX, textOverflow } = getComputedStyle(node);
    return /hidden|clip/.test(overflowX) && !(textOverflow === "ellipsis" && node.closest("[title]"));
  };
  const scrolls = (node) => node && node !== document.documentElement &&
    (/auto|scroll/.test(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
  const speaks = (node) => [...node.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim());
  const named = (node) => `${node.tagName.toLowerCase()}.${node.className}: ${node.textContent.trim().slice(0, 40)}`;
  const found = [];
  if (document.documentElement.scrollWidth > width) found.push(`page: ${document.documentElement.scrollWidth} wide`);
  for (const node of document.body.querySelectorAll("*")) {
    if (!speaks(node) || !node.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (node.closest(".visually-hidden, .skip, svg, option, .table:not(.grid) thead")) continue;
    const box = node.getBoundingClientRect();
    if (!box.width) continue;
    if (clips(node) && node.scrollWidth > node.clientWidth + 1) found.push(`clipped ${named(node)}`);
    else if ((box.right > width + 1 || box.left < -1) && !scrolls(node.parentElement)) found.push(`beyond ${named(node)}`);
  }
  return found;
}"""
"""What lies beyond the screen or is cut off, by what it says. Words may be shortened with … where their title has them whole."""


def _lead(study: Study) -> User:
    return Membership.objects.get(study=study, role="lead").user


def addresses(study: Study) -> Iterator[str]:
    """Give the address of everything that can be asked for, parts filled in from the example."""
    for name, pattern in _named(get_resolver()):
        if name not in NO_PAGES:
            values = {part: _value(part, study) for part in pattern.pattern.converters}
            yield reverse(name, kwargs=values) + ASKED.get(name, "")


def _named(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from ((name, _whole(one, pattern)) for name, pattern in _named(one, inner))
        elif one.name:
            yield f"{namespace}{one.name}", one


def _whole(outer: URLResolver, pattern: URLPattern) -> URLPattern:
    """Let a pattern know the parts of the addresses that it stands under."""
    pattern.pattern.converters = {**outer.pattern.converters, **pattern.pattern.converters}
    return pattern


def _value(part: str, study: Study) -> Any:
    if part in ROWS:
        return ROWS[part](study)
    models = [one for one in apps.get_models() if one._meta.model_name == part.replace("_", "")]
    rows = [row for model in models if (row := _first(model, study)) is not None]
    return rows[0] if rows else UUID(int=0)


def _first(model: Any, study: Study) -> Any:
    rows = model._default_manager.all()
    own = any(field.name == "study" for field in model._meta.get_fields())
    return (rows.filter(study=study) if own else rows).values_list("pk", flat=True).first()


def pages(client: Client, study: Study) -> list[str]:
    """Return the addresses that answer with a page, or fail where one finds nothing."""
    answers = [(address, client.get(address)) for address in addresses(study)]
    assert [address for address, answer in answers if answer.status_code in (404, 500)] == []
    return [address for address, answer in answers if answer.status_code == 200 and _is_page(answer)]


def _is_page(answer: Any) -> bool:
    return answer["Content-Type"].startswith("text/html") and b"<main" in b"".join(answer)


def test_every_page_is_accessible_and_fits(
    signed_in: BrowserContext, live_server: LiveServer, as_persona: Callable[[str], Client], study: Study
) -> None:
    """No page breaks a serious rule of axe, none reaches beyond the screen, no word is cut off, and no script is stopped.

    A page that is served in a sandbox runs no script, so not those that look at it: its words are set into an empty page.
    """
    found: list[tuple[str, ...]] = []
    page = signed_in.new_page()
    page.on("pageerror", lambda error: found.append((page.url, str(error))))
    page.on("console", lambda said: found.append((page.url, said.text)) if said.type == "error" else None)
    for address in pages(as_persona("lead"), study):
        given = page.goto(live_server.url + address)
        if given and "sandbox" in given.headers.get("content-security-policy", ""):
            words = given.text()
            page.goto("about:blank")
            page.set_content(words)
        found += [(address, *one) for one in _looked_at(page)]
    assert found == []


def _looked_at(page: Page) -> Iterator[tuple[str, ...]]:
    """Try every rule in the light theme; of the dark one, those of colour: nothing else depends on it."""
    for size in SIZES:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        yield from ((str(size["width"]), misfit) for misfit in page.evaluate(MISFITS))
        for scheme, rules in (("light", EVERY_RULE), ("dark", RULES_OF_COLOUR)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.evaluate(DRAWN)
            yield from ((f"{scheme} {size['width']}", *one) for one in _violations(page, rules))


def _violations(page: Page, rules: tuple[str, ...]) -> list[tuple[str, str]]:
    found = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": list(rules)}).response["violations"]
    return [(one["id"], node["html"]) for one in found if one["impact"] in GRAVE for node in one["nodes"]]
