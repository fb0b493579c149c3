"""The comparison of expectations and experiences → the gap matrix, by group and by customer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias
from urllib.parse import urlencode

from django.urls import reverse

from teema.analysis.gap import GapCell, GapRow
from teema.analysis.rows import grouped
from teema.analysis.verdicts import PAIRED
from teema.analysis.whole import Results
from teema.report.words import Words
from teema.study.conclusions import STATES, VERDICTS, State, Verdict
from teema.web.comparison.gap_selections import voiced
from teema.web.comparison.numbers import Number, Unit, number
from teema.web.studies.models import Study
from teema.wording import Language, say

Lack: TypeAlias = Literal["no_interviews", "no_aspects"]


@dataclass(frozen=True)
class Gaps:
    """The comparison of one round of a study, as its pages find their way in it."""

    study: Study
    results: Results
    language: Language

    @cached_property
    def words(self) -> Words:
        """The names of what the study holds."""
        return Words(self.results.study, self.language)

    @cached_property
    def rounds(self) -> tuple[tuple[str, str, bool], ...]:
        """The rounds to choose from, each with its name and whether it is this one; none where there is one alone."""
        study = self.results.study
        held = dict.fromkeys((*(one.key for one in study.design.rounds), *(one.round for one in study.interviews)))
        named = {key: self.words.rounds.get(key, key) or say(self.language, "web_gap.no_round") for key in held}
        return tuple((key, name, key == self.results.round) for key, name in named.items()) if len(held) > 1 else ()

    @property
    def round(self) -> str | None:
        """The round, where it isn't the one that the study's results are about anyway."""
        return self.results.round if self.results.round != self.results.study.round else None

    def number(self, count: int, by: str, unit: Unit = "segments", text: str = "", **selected: str) -> Number:
        """Make a number of the comparison, with the way to its segments in the same round."""
        told = {"round": self.round} if self.round is not None else {}
        return number(self.study, count, by, unit, text, **selected, **told)

    @property
    def lack(self) -> Lack | None:
        """Tell what is missing before anything can be compared."""
        if self.results.gap.rows:
            return None
        return "no_aspects" if self.results.customers.height else "no_interviews"

    def address(self, name: str, **asked: str) -> str:
        """Return the address of a page of the comparison, in the same round."""
        known = {**asked, **({"round": self.round} if self.round is not None else {})}
        return reverse(f"comparison:{name}", kwargs={"study": self.study.slug}) + (
            f"?{urlencode(known)}" if known else ""
        )

    @property
    def matrix_url(self) -> str:
        """The address of the matrix."""
        return self.address("gap")

    @property
    def customers_url(self) -> str:
        """The address of the same by customer."""
        return self.address("gap-customers")

    def group(self, key: str) -> str:
        """Name a group; everybody, where the study has no groups."""
        return self.words.group(key) if key or self.results.groups else say(self.language, "web_gap.everyone")


@dataclass(frozen=True, slots=True)
class Tally:
    """The customers of a row whose cell is in one state. ``number`` is None where not all of them are heard: silence opens nothing."""

    state: State
    customers: int
    number: Number | None


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of a row: those who bring something to the verdict, of those to whom it applies, and both sides of the evidence."""

    paired: Number | str
    evidence: Number
    counter: Number
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A group's row of the comparison as the matrix shows it."""

    row: GapRow
    group: str
    url: str
    counts: Counts

    @property
    def verdict(self) -> Verdict:
        """The verdict that holds: the confirmed one, else the proposed."""
        return self.row.confirmed or self.row.proposed

    @property
    def overruled(self) -> bool:
        """Tell whether the analyst concluded otherwise than the rule."""
        return self.row.confirmed not in (None, self.row.proposed)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix: a line a label, a cell a group. ``states`` are those that occur, ``verdicts`` how many cells have each."""

    groups: tuple[str, ...]
    lines: tuple[tuple[str, tuple[MatrixCell, ...]], ...]
    states: tuple[State, ...]
    verdicts: tuple[tuple[Verdict, int], ...]
    confirmed: int
    rows: int


def matrix(gaps: Gaps) -> Matrix:
    """Lay the comparison out by label and group."""
    gap = gaps.results.gap
    cells = grouped(((one.group, one.sub_theme), one) for one in gap.cells)
    shown = [_matrix_cell(gaps, row, cells.get((row.group, row.sub_theme), [])) for row in gap.rows]
    given = Counter(one.verdict for one in shown)
    return Matrix(
        tuple(dict.fromkeys(one.group for one in shown)),
        tuple((label, tuple(line)) for label, line in grouped((one.row.sub_theme, one) for one in shown).items()),
        states_among(gap.cells),
        tuple((verdict, given[verdict]) for verdict in VERDICTS if given[verdict]),
        sum(row.confirmed is not None for row in gap.rows),
        len(gap.rows),
    )


def _matrix_cell(gaps: Gaps, row: GapRow, cells: Sequence[GapCell]) -> MatrixCell:
    url = gaps.address("gap-cell", group=row.group, label=row.sub_theme)
    return MatrixCell(row, gaps.group(row.group), url, counts(gaps, row, cells))


def counts(gaps: Gaps, row: GapRow, cells: Sequence[GapCell]) -> Counts:
    """Count a row's customers and its evidence."""
    mute = {cell.state for cell in cells if not voiced(cell)}
    place = {"group": row.group, "label": row.sub_theme}
    found = tuple(
        Tally(
            state,
            row.states[state],
            None if state in mute else gaps.number(row.states[state], "gap-cell", "customers", state=state, **place),
        )
        for state in STATES
        if row.states.get(state)
    )
    told = f"{row.paired}/{row.n}"
    paired = gaps.number(row.paired, "gap-cell", "customers", told, state="paired", **place)
    return Counts(
        told if mute & set(PAIRED) else paired,
        gaps.number(len(row.evidence), "gap-side", "segments", side="evidence", **place),
        gaps.number(len(row.counter_evidence), "gap-side", "segments", side="counter", **place),
        found,
    )


def states_among(cells: Sequence[GapCell]) -> tuple[State, ...]:
    """Return the states that occur, in their order."""
    found = {cell.state for cell in cells}
    return tuple(state for state in STATES if state in found)


@dataclass(frozen=True, slots=True)
class CustomerCell:
    """A customer's cell and its address; ``changed``: the analyst's word differs from the rule's."""

    state: State
    url: str
    changed: bool


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """A customer's cells, a label each; ``name`` is what the study calls the customer besides the key."""

    customer: str
    name: str
    cells: tuple[CustomerCell, ...]


@dataclass(frozen=True, slots=True)
class Customers:
    """Customers by group, with a cell for each label."""

    labels: tuple[str, ...]
    groups: tuple[tuple[str, tuple[CustomerLine, ...]], ...]
    states: tuple[State, ...]


def customers(gaps: Gaps) -> Customers:
    """Lay the comparison out by customer and label."""
    gap = gaps.results.gap
    base = gaps.address("gap-customer")
    by_customer = grouped((one.customer, one) for one in gap.cells)
    by_group = grouped((cells[0].group, _line(gaps, base, cells)) for cells in by_customer.values())
    labels = tuple(dict.fromkeys(one.sub_theme for one in gap.cells))
    groups = dict.fromkeys((*gaps.results.groups, *by_group))
    rows = tuple((gaps.group(key), tuple(by_group[key])) for key in groups if key in by_group)
    return Customers(labels, rows, states_among(gap.cells))


def _line(gaps: Gaps, base: str, cells: Sequence[GapCell]) -> CustomerLine:
    """Lay out one customer's cells. Their addresses are made of one: a study has thousands of cells."""
    joint = "&" if "?" in base else "?"
    shown = [
        CustomerCell(
            cell.state,
            base + joint + urlencode({"customer": cell.customer, "label": cell.sub_theme}),
            cell.state != cell.derived,
        )
        for cell in cells
    ]
    return CustomerLine(cells[0].customer, customer_name(gaps, cells[0].customer), tuple(shown))


def customer_name(gaps: Gaps, key: str) -> str:
    """Return what a study calls a customer besides its key; nothing where it has no name of its own."""
    found = gaps.results.study.customer_by_id.get(key)
    return found.name if found and found.name != key else ""
