"""Every number of the pages of comparison and results opens exactly what it says.

All addresses are walked as the lead, with the variants below; each distinct number is looked up by the same function as the segments'
page, and one of each kind on each page is opened as a page. A number without a link fails, but where nothing was counted or an element
says with ``data-figure`` that it is an amount (minutes, words, a tone) and not a count of what was said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from teema.web.bridge.standing import results_of
from teema.web.comparison.queries.passages import passages
from teema.web.comparison.segments import selected
from teema.web.studies.models import Study

WALKED: Final = ("comparison:", "results:", "studies:overview")
"""What the names of the walked addresses begin with."""
VARIANTS: Final[dict[str, tuple[str, ...]]] = {
    "comparison:tables": (
        *(f"?table={table}&unit={unit}" for table in ("frame", "across") for unit in ("customers", "segments")),
        "?table=interviews", "?table=theme&theme=yhteistyo&unit=interviews&turned=1", "?table=theme&theme=kokemukset",
    ),
    "comparison:matrix": (
        *(f"?unit={unit}" for unit in ("interviews", "segments")),
        *(f"?rows={rows}&columns={columns}" for rows, columns in (
            ("label", "length"), ("topic", "customer"), ("theme", "round"), ("round", "sub_theme"), ("valence", "time"),
            ("service", "aspect"), ("person", "whose"), ("code", "interview"), ("sub_theme", "theme"),
        )),
    ),
    "comparison:topics": ("?topic=tavoitettavuus",),
    "comparison:summaries": ("?theme=kokemukset",),
    "comparison:gap-cell": ("?group=kunta&label=palvelut",),
    "comparison:gap-customer": ("?customer=K2&label=palvelut",),
}  # fmt: skip
"""Queries by which a page shows other numbers than without one."""
COUNT: Final = re.compile(r"\d+(?:/\d+)?")


@dataclass
class Reader(HTMLParser):
    """Reads a page's numbers: the links that carry a count, and cells' numbers that have none."""

    links: list[dict[str, str]] = field(default_factory=list)
    unlinked: list[str] = field(default_factory=list)
    places: Counter[str] = field(default_factory=Counter)
    open_: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link, a place, and where in the page we are."""
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.places[given["id"]] += 1
        if tag == "a" and "data-count" in given:
            self.links.append(given)
        if tag not in ("br", "img", "input", "meta", "link", "hr", "use", "col", "wbr"):
            self.open_.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and what was left open in it."""
        while self.open_ and self.open_.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note a number in a table's cell that no link, no zero and no amount explains."""
        inside = any(tag == "td" for tag, _ in self.open_)
        explained = any("data-count" in given or "data-figure" in given for _, given in self.open_)
        if inside and not explained and COUNT.fullmatch(data.strip()):
            self.unlinked.append(data.strip())


def _addresses(study: Study) -> Iterator[tuple[str, str]]:
    """Yield the name and the address of every page that is walked, parts filled in from the example."""
    for name, parts in _named(get_resolver()):
        if name.startswith(WALKED) and name != "comparison:segments":
            values = {part: study.slug if part == "study" else _first(part, study) for part in parts}
            if None not in values.values():
                yield name, reverse(name, kwargs=values)


def _named(
    resolver: URLResolver, space: str = "", outer: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in resolver.url_patterns:
        parts = (*outer, *one.pattern.converters)
        if isinstance(one, URLResolver):
            yield from _named(one, f"{space}{one.namespace}:" if one.namespace else space, parts)
        elif isinstance(one, URLPattern) and one.name:
            yield f"{space}{one.name}", parts


def _first(part: str, study: Study) -> Any:
    """Return the first row that an address may name; None where the example has none."""
    for model in apps.get_models():
        if model._meta.model_name == part.replace("_", "") and any(
            one.name == "study" for one in model._meta.get_fields()
        ):
            return model._default_manager.filter(study=study).values_list("pk", flat=True).first()
    return None


def _pages(client: Client, study: Study) -> Iterator[tuple[str, Reader]]:
    """Yield every page that answers with one, read."""
    for name, address in _addresses(study):
        for query in ("", *VARIANTS.get(name, ())):
            answer = client.get(address + query)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                page = Reader()
                page.feed(b"".join(answer).decode())
                yield address + query, page


@pytest.fixture
def walked(study: Study, client: Client, lead: Any) -> list[tuple[str, Reader]]:
    """Every page as the lead sees it."""
    client.force_login(lead)
    return list(_pages(client, study))


def test_every_number_opens_what_it_says(study: Study, client: Client, walked: list[tuple[str, Reader]]) -> None:
    """The count of each link is that of what it opens, in the unit that it names; a page of each kind says so itself."""
    wrong: list[tuple[str, ...]] = []
    counted: dict[str, dict[str, int]] = {}
    opened: set[tuple[str, str]] = set()
    for page, reader in walked:
        for link in reader.links:
            href, kind = link["href"], dict(parse_qsl(urlsplit(link["href"]).query)).get("by", "")
            if href not in counted:
                counted[href] = _counted(study, href)
            if counted[href][link["data-unit"]] != int(link["data-count"]):
                wrong.append((page, href, link["data-unit"], link["data-count"], str(counted[href])))
            if (urlsplit(page).path, kind) not in opened:
                opened.add((urlsplit(page).path, kind))
                if f'data-{link["data-unit"]}="{link["data-count"]}"' not in client.get(href).content.decode():
                    wrong.append((page, href, "as a page"))
    assert wrong == []
    assert len(counted) > 1_000


def test_no_number_is_without_its_link(walked: list[tuple[str, Reader]]) -> None:
    """A cell that holds nothing but a number leads to what was counted."""
    assert {page: reader.unlinked for page, reader in walked if reader.unlinked} == {}


def test_no_two_things_stand_at_one_place(walked: list[tuple[str, Reader]]) -> None:
    """Back leads to one cell: no page has two elements of one id."""
    assert {page: twice for page, reader in walked if (twice := [at for at, k in reader.places.items() if k > 1])} == {}


def _counted(study: Study, href: str) -> dict[str, int]:
    """Count what a link opens, as its page does."""
    parameters = dict(parse_qsl(urlsplit(href).query, keep_blank_values=True))
    results = results_of(study, parameters.get("round"))
    found = passages(study, results, selected(results, parameters), "fi", 0, 0)
    return {"segments": found.segments, "customers": found.customers, "interviews": found.interviews}
