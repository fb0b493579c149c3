"""The framework grid: customers by the sub-themes of a theme, each cell a summary with the number of segments that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from teema.analysis.silence import Why
from teema.analysis.whole import Results
from teema.errors import NotFound
from teema.report.words import Words
from teema.study import Code
from teema.study.summaries import summarised
from teema.web.coding.models import Memo
from teema.web.comparison.numbers import Number, number
from teema.web.studies.models import Study


@dataclass(frozen=True, slots=True)
class SummaryCell:
    """One cell: its summary, how many segments it rests on, why there are none, and where it is written."""

    sub_theme: str
    text: str
    number: Number
    why: Why
    url: str
    at: str


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A customer's cells."""

    customer: str
    name: str
    group: str
    cells: tuple[SummaryCell, ...]


@dataclass(frozen=True, slots=True)
class SummaryGrid:
    """The grid of one theme. ``written`` of the ``spoken`` cells in which somebody speaks have a summary."""

    theme: str
    sub_themes: tuple[str, ...]
    rows: tuple[SummaryRow, ...]
    written: int
    spoken: int


@dataclass(frozen=True)
class Grids:
    """What grids are made of: a study's results, its summaries, and the way to write one."""

    study: Study
    results: Results
    words: Words

    @cached_property
    def themes(self) -> tuple[Code, ...]:
        """Return the themes that have sub-themes."""
        return tuple(theme for theme in self.results.study.codebook.themes if theme.children)

    @cached_property
    def customers(self) -> tuple[tuple[str, str], ...]:
        """Return the customers interviewed in the round, with their groups, group by group."""
        held = list(dict.fromkeys(self.results.customers.select("customer", "group").iter_rows()))
        place = {group: at for at, group in enumerate(self.results.groups)}
        return tuple(sorted(held, key=lambda one: place.get(one[1], len(place))))

    def grid(self, theme: str) -> SummaryGrid:
        """Set out the grid of a theme, by default the first."""
        chosen = next((one for one in self.themes if one.key == theme), self.themes[0])
        texts, counts = self._texts(), self._counts(chosen.key)
        rows = tuple(self._row(customer, group, chosen, texts, counts) for customer, group in self.customers)
        cells = [cell for row in rows for cell in row.cells if cell.number.count]
        written = sum(bool(cell.text) for cell in cells)
        return SummaryGrid(chosen.key, tuple(sub.name for sub in chosen.children), rows, written, len(cells))

    def _row(
        self,
        customer: str,
        group: str | None,
        theme: Code,
        texts: Mapping[tuple[str, str], str],
        counts: Mapping[tuple[str, str], int],
    ) -> SummaryRow:
        cells = tuple(self._cell(customer, sub, texts, counts) for sub in theme.children)
        return SummaryRow(customer, self.words.value("customer", customer), self.words.group(group), cells)

    def _cell(
        self, customer: str, sub: Code, texts: Mapping[tuple[str, str], str], counts: Mapping[tuple[str, str], int]
    ) -> SummaryCell:
        place = (customer, sub.key)
        count = counts.get(place, 0)
        asked = {"customer": customer, "sub_theme": sub.key, **self.of_round}
        shown = number(self.study, count, "properties", "segments", "", "", **asked)
        why = self.results.silences.why([sub.key], [customer])
        return SummaryCell(sub.name, texts.get(place, ""), shown, why, self.url(*place), f"s{shown.at}")

    @cached_property
    def of_round(self) -> dict[str, str]:
        """Return the round as an address holds it: nothing where it is the study's own."""
        own = self.results.round == self.results.study.round
        return {} if own else {"round": self.results.round}

    def url(self, customer: str, sub_theme: str) -> str:
        """Return where a cell is written."""
        asked = {"customer": customer, "sub_theme": sub_theme, **self.of_round}
        return f"{self._page}?{urlencode(asked)}"

    @cached_property
    def _page(self) -> str:
        return reverse("comparison:summary", kwargs={"study": self.study.slug})

    def place(self, customer: str, sub_theme: str) -> tuple[str, Code]:
        """Return the customer and the sub-theme of a cell. NotFound (B803): there is no such cell."""
        known = {one for one, _ in self.customers}
        sub = self.results.study.codebook.codes.get(sub_theme)
        if customer not in known or sub is None or sub not in self.results.study.codebook.sub_themes:
            raise NotFound("B803")
        return customer, sub

    def after(self, customer: str, sub_theme: str) -> str:
        """Return where the next cell is written: the same sub-theme's next customer; nothing after the last."""
        held = [one for one, _ in self.customers]
        rest = held[held.index(customer) + 1 :]
        return self.url(rest[0], sub_theme) if rest else ""

    def _texts(self) -> dict[tuple[str, str], str]:
        held = Memo.objects.filter(study=self.study, about__startswith="summary:").order_by("-position")
        ours = [one for one in held if one.extra.get("round") in (self.results.round, "", None)]
        return {place: one.text for one in ours if (place := summarised(one.about))}

    def _counts(self, theme: str) -> dict[tuple[str, str], int]:
        codings = self.results.codings
        held = codings.filter(codings["theme"] == theme).group_by("customer", "sub_theme").len()
        return {(customer, sub): count for customer, sub, count in held.iter_rows()}
