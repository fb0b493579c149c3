"""Which labels, sub-themes or topics occur together, as a matrix whose cells open their segments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote_plus

from django.utils.safestring import SafeString

from teema.analysis.cooccurrence import Edge, Within
from teema.analysis.occurrence import By, Occurrence, occurrence
from teema.analysis.whole import Results
from teema.report.words import Words
from teema.web.comparison.numbers import place_of
from teema.web.comparison.segments import address
from teema.web.comparison.word_selections import KEYS, WITHIN
from teema.web.studies.models import Study
from teema.wording import Language

_SHADES = 5


@dataclass(frozen=True, slots=True)
class AskedTogether:
    """What is set side by side, and what being together is; ``weight`` shows how often instead of by how many customers."""

    key: By = "sub_theme"
    within: Within = WITHIN[0]
    weight: bool = False
    round: str | None = None


def asked_together(given: Mapping[str, str]) -> AskedTogether:
    """Return what an address asks for; what it doesn't say as usual."""
    return AskedTogether(
        next((one for one in KEYS if one == given.get("key")), "sub_theme"),
        next((one for one in WITHIN if one == given.get("within")), WITHIN[0]),
        given.get("count") == "weight",
        given.get("round"),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix: its number, its name, the theme that it stands under, and its cells as they are written."""

    number: int
    name: str
    theme: str
    cells: SafeString


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix: what occurs, in the codebook's order; ``n`` are the customers."""

    rows: tuple[Row, ...]
    n: int


def together(study: Study, results: Results, asked: AskedTogether, language: Language) -> Matrix:
    """Return the matrix. A cell counts the customers in whose words both meet; on the diagonal, those who speak of it at all."""
    words, found = Words(results.study, language), {one.key: one for one in occurrence(results.codings, by=asked.key)}
    keys = [key for key in _order(results, asked.key) if key in found]
    cells = _Cells(study, results, asked, keys)
    rows = (
        Row(place, _name(results, words, asked.key, key), _theme(results, asked.key, key), cells.row(found[key]))
        for place, key in enumerate(keys, 1)
    )
    return Matrix(tuple(rows), results.customers["customer"].n_unique())


def _order(results: Results, by: By) -> list[str]:
    book = results.study.codebook
    known = {"label": book.labels, "topic": [one.key for one in book.topics]}
    order = list(known.get(by, [one.key for one in book.sub_themes]))
    return [*order, *sorted(set(results.codings[by].drop_nulls()) - set(order))]


def _name(results: Results, words: Words, by: By, key: str) -> str:
    if by == "sub_theme":
        return results.label_of.get(key, key)
    return words.topic(key) if by == "topic" else key


def _theme(results: Results, by: By, key: str) -> str:
    theme = results.study.codebook.theme_of.get(key) if by == "sub_theme" else None
    return theme.name if theme else ""


class _Cells:
    """Writes cells: thousands of them, so that each costs no more than its letters."""

    def __init__(self, study: Study, results: Results, asked: AskedTogether, keys: list[str]) -> None:
        self.asked, self.keys = asked, keys
        self.edges = {pair: edge for edge in self._met(results) for pair in ((edge.a, edge.b), (edge.b, edge.a))}
        self.most = max((self._count(edge) for edge in self.edges.values()), default=1)
        around = {} if asked.round is None else {"round": asked.round}
        self.pair = address(study, "edge", key=asked.key, within=asked.within, **around)
        self.alone = address(study, "properties", **around)
        self.quoted = {key: quote_plus(key) for key in keys}

    def _met(self, results: Results) -> tuple[Edge, ...]:
        return results.met(self.asked.key, self.asked.within).pairs

    def _count(self, edge: Edge) -> int:
        return edge.weight if self.asked.weight else edge.customers

    def row(self, one: Occurrence) -> SafeString:
        """Return the cells of a row."""
        return SafeString("".join(self._row(one)))  # the keys are quoted, all else is numbers

    def _row(self, one: Occurrence) -> Iterator[str]:
        for key in self.keys:
            edge = self.edges.get((one.key, key))
            if key == one.key:
                count = one.segments if self.asked.weight else one.customers
                unit = "segments" if self.asked.weight else "customers"
                url = f"{self.alone}&{self.asked.key}={self.quoted[key]}"
                yield f'<td class="number own">{_link(url, count, count, unit)}</td>'
            elif edge is None:
                yield '<td class="number none"></td>'
            else:
                url = f"{self.pair}&a={self.quoted[one.key]}&b={self.quoted[key]}"
                shade = -(-_SHADES * self._count(edge) // self.most)
                link = _link(url, self._count(edge), edge.customers, "customers")
                yield f'<td class="number shade-{shade}">{link}</td>'


def _link(url: str, shown: int, count: int, unit: str) -> str:
    return f'<a class="number" id="{place_of(url)}" href="{escape(url)}" data-count="{count}" data-unit="{unit}">{shown}</a>'
