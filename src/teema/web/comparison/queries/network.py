"""The network of sub-theme labels (Figure 20): its picture, and the same as tables whose numbers open their segments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.utils.safestring import SafeString

from teema.analysis.cooccurrence import Edge, Within
from teema.analysis.occurrence import Occurrence
from teema.analysis.whole import Results
from teema.figures.drawing import Drawing
from teema.figures.network import Node
from teema.figures.word_network import Measured, word_network
from teema.report.label_network import links_of, nodes_of
from teema.web.comparison.numbers import Number, number
from teema.web.comparison.segments import address
from teema.web.comparison.word_selections import WITHIN
from teema.web.studies.models import Study
from teema.wording import Language

MEASURED: Final[tuple[Measured, ...]] = ("customers", "themes", "segments")
_MOST_LISTED: Final = 60


@dataclass(frozen=True, slots=True)
class AskedNetwork:
    """What the network shows: what a label's weight is, what meeting is, how often two labels meet at least, and which round."""

    measured: Measured = MEASURED[0]
    within: Within = WITHIN[0]
    least: int = 1
    round: str | None = None


def asked_network(given: Mapping[str, str]) -> AskedNetwork:
    """Return what an address asks for; what it doesn't say as usual."""
    least = given.get("least", "")
    return AskedNetwork(
        next((one for one in MEASURED if one == given.get("weight")), MEASURED[0]),
        next((one for one in WITHIN if one == given.get("within")), WITHIN[0]),
        max(1, int(least)) if least.isascii() and least.isdigit() and len(least) < 7 else 1,
        given.get("round"),
    )


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A label as a row: in how many themes it stands, and its counts."""

    label: str
    themes: int
    customers: Number
    segments: Number


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """Two labels that meet: how often, in whose words, and the segments that meet."""

    a: str
    b: str
    weight: int
    customers: Number
    segments: Number


@dataclass(frozen=True, slots=True)
class ShownNetwork:
    """The network as a page shows it. ``heaviest`` is the weight of the heaviest pair, ``pairs`` how many pairs are heavy enough."""

    drawing: Drawing | None
    picture: SafeString
    labels: tuple[LabelRow, ...]
    edges: tuple[EdgeRow, ...]
    pairs: int
    heaviest: int
    n: int


def network_of(study: Study, results: Results, asked: AskedNetwork, language: Language) -> ShownNetwork:
    """Return the network of a study's results."""
    links = links_of(results, asked.within, asked.least)
    themes = tuple((theme.key, theme.name) for theme in results.study.codebook.themes)
    nodes = tuple(nodes_of(results, asked.measured))
    opening = _Opening(study.slug, asked.within, asked.round)
    drawing = _drawn(nodes, tuple(_Link(one.a, one.b, one.weight) for one in links), themes, language, asked, opening)
    rows = _Rows(study, asked, results.customers["customer"].n_unique())
    return ShownNetwork(
        drawing,
        SafeString(drawing.content) if drawing else SafeString(""),
        tuple(rows.label(one) for one in results.labels),
        tuple(rows.edge(one) for one in links[:_MOST_LISTED]),
        len(links),
        max((one.weight for one in results.met("label", asked.within).pairs), default=0),
        rows.n,
    )


@dataclass(frozen=True, slots=True)
class _Link:
    a: str
    b: str
    weight: int


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where words and lines of the picture lead: to what the tables' numbers of customers do."""

    slug: str
    within: Within
    round: str | None

    def word(self, label: str) -> str:
        """Return the address of a label's segments."""
        return self._address("properties", label=label, told=label)

    def line(self, a: str, b: str) -> str:
        """Return the address of the segments of two labels that meet."""
        return self._address("edge", within=self.within, a=a, b=b, told=f"{a} – {b}")

    def _address(self, by: str, **given: str) -> str:
        told = given.pop("told")
        return address(Study(slug=self.slug), by, **given, **_round(self.round), told=told)


def _round(round_: str | None) -> dict[str, str]:
    return {} if round_ is None else {"round": round_}


@lru_cache(maxsize=16)
def _drawn(
    nodes: tuple[Node, ...],
    links: tuple[_Link, ...],
    themes: tuple[tuple[str, str], ...],
    language: Language,
    asked: AskedNetwork,
    opening: _Opening,
) -> Drawing | None:
    """Draw a network, or give the one drawn before: laying one out takes longer than all else on the page."""
    return word_network(
        nodes, links, dict(themes), language=language, measured=asked.measured, within=asked.within, opening=opening
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    study: Study
    asked: AskedNetwork
    n: int

    def label(self, one: Occurrence) -> LabelRow:
        given = {"by": "properties", "told": one.key, "label": one.key}
        return LabelRow(one.key, one.themes, self._customers(one.customers, given), self._segments(one.segments, given))

    def edge(self, one: Edge) -> EdgeRow:
        given = {"by": "edge", "told": f"{one.a} – {one.b}", "within": self.asked.within, "a": one.a, "b": one.b}
        customers, segments = self._customers(one.customers, given), self._segments(len(one.ids), given)
        return EdgeRow(one.a, one.b, one.weight, customers, segments)

    def _customers(self, count: int, given: dict[str, str]) -> Number:
        return number(
            self.study, count, unit="customers", text=f"{count}/{self.n}", **given, **_round(self.asked.round)
        )

    def _segments(self, count: int, given: dict[str, str]) -> Number:
        """Return a number of segments; ``counts`` tells its place on the page from that of the customers beside it."""
        return number(self.study, count, unit="segments", counts="segments", **given, **_round(self.asked.round))
