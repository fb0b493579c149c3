"""One row of the comparison: a group and a label, with what speaks for the verdict and what against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from teema.analysis.gap import GapCell, GapRow
from teema.analysis.pairs import Pair
from teema.analysis.rows import grouped
from teema.analysis.verdicts import ids_of, sides
from teema.errors import NotFound
from teema.study.conclusions import Finding, State, Verdict
from teema.web.comparison.numbers import Number
from teema.web.comparison.queries.gap import Counts, Gaps, counts, customer_name
from teema.web.comparison.queries.passages import Passage, passages_by_address

PAIRS = 10
"""Pairs that one page shows of each side."""
Asked: TypeAlias = Literal["yes", "no", "not_applicable", "unknown"]


@dataclass(frozen=True, slots=True)
class PairShown:
    """A pair with its words. ``state`` is what it brings to the verdict, ``changed`` that it isn't the rule's."""

    customer: str
    name: str
    url: str
    topic: str
    topic_key: str
    state: State
    changed: bool
    flagged: bool
    reason: str
    expectations: tuple[Passage, ...]
    experiences: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A customer of the group: the state of its cell, what it was asked, how much it said."""

    cell: GapCell
    name: str
    url: str
    asked: Asked
    expectations: Number
    experiences: Number

    @property
    def changed(self) -> bool:
        """Tell whether the analyst's word differs from the rule's."""
        return self.cell.state != self.cell.derived


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row as its page shows it. ``hangs`` names, by the verdict that there would be, those without whom it would be."""

    row: GapRow
    group: str
    counts: Counts
    hangs: tuple[tuple[Verdict, tuple[str, ...]], ...]
    finding: Finding | None
    own: bool
    standings: tuple[Standing, ...]

    @property
    def verdict(self) -> Verdict:
        """The verdict that holds: the confirmed one, else the proposed."""
        return self.row.confirmed or self.row.proposed


def row_of(gaps: Gaps, group: str, label: str) -> GapRow:
    """Return a row of the comparison. NotFound (B817): it has no such row."""
    found = gaps.results.gap.row(group, label)
    if found is None:
        raise NotFound("B817")
    return found


def row_shown(gaps: Gaps, row: GapRow) -> RowShown:
    """Set out a row of the comparison."""
    cells = gaps.results.gap.cells_of(row.group, row.sub_theme)
    hangs = grouped((verdict, customer) for customer, verdict in row.without.items())
    finding = gaps.results.confirming.get((row.group, row.sub_theme))
    answers = answers_of(gaps, row.sub_theme)
    return RowShown(
        row,
        gaps.group(row.group),
        counts(gaps, row, cells),
        tuple((verdict, tuple(names)) for verdict, names in hangs.items()),
        finding,
        finding is not None and is_own(gaps, finding, row.group),
        tuple(standing(gaps, cell, answers) for cell in cells),
    )


def may_conclude(gaps: Gaps, group: str) -> bool:
    """Tell whether a finding can speak of a group's row: of those without a group only where nobody has one."""
    return bool(group or not gaps.results.groups)


def is_own(gaps: Gaps, finding: Finding, group: str) -> bool:
    """Tell whether a finding speaks of one group's row alone; of everybody, where the study has no groups."""
    return may_conclude(gaps, group) and finding.groups == ((group,) if group else ())


def standing(gaps: Gaps, cell: GapCell, answers: Mapping[str, set[str]]) -> Standing:
    """Set out how a customer stands in a row."""
    place = {"customer": cell.customer, "label": cell.sub_theme}
    return Standing(
        cell,
        customer_name(gaps, cell.customer),
        gaps.address("gap-customer", **place),
        _asked(answers.get(cell.customer, set())),
        gaps.number(len(cell.expectations), "gap-cell", "segments", aspect="expectation", **place),
        gaps.number(len(cell.experiences), "gap-cell", "segments", aspect="experience", **place),
    )


def answers_of(gaps: Gaps, label: str) -> dict[str, set[str]]:
    """Return what was noted of asking a label, by customer."""
    found: dict[str, set[str]] = {}
    for customer, sub_theme, answer in gaps.results.asked_of_aspects.select(
        "customer", "sub_theme", "asked"
    ).iter_rows():
        if gaps.results.label_of.get(sub_theme) == label:
            found.setdefault(customer, set()).add(answer)
    return found


def _asked(answers: set[str]) -> Asked:
    """Sum up what was noted, as the comparison weighs it."""
    if "yes" in answers:
        return "yes"
    if "not_applicable" in answers:
        return "not_applicable"
    return "no" if answers else "unknown"


@dataclass(frozen=True, slots=True)
class Sides:
    """What speaks for a verdict and what against it, a page of each."""

    evidence: tuple[PairShown, ...]
    counter: tuple[PairShown, ...]
    pairs: tuple[int, int]
    pages: int


def sides_of(gaps: Gaps, row: GapRow, page: int) -> Sides:
    """Set out the pairs of a row by the proposed verdict's two sides, some of each at a time."""
    stated = _stated(gaps, row)
    both = sides(stated, row.proposed)
    shown = [side[(page - 1) * PAIRS : page * PAIRS] for side in both]
    states = {id(pair): state for state, pair in stated}
    told = pairs_shown(gaps, [(states[id(pair)], pair) for side in shown for pair in side])
    evidence, counter = told[: len(shown[0])], told[len(shown[0]) :]
    pages = -(-max(map(len, both)) // PAIRS)
    return Sides(evidence, counter, (len(both[0]), len(both[1])), pages)


def weighed(gaps: Gaps, row: GapRow, verdict: Verdict) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codings of a row that bear a verdict out, and those that speak against it."""
    evidence, counter = sides(_stated(gaps, row), verdict)
    return ids_of(evidence), ids_of(counter)


def _stated(gaps: Gaps, row: GapRow) -> list[tuple[State, Pair]]:
    cells = gaps.results.gap.cells_of(row.group, row.sub_theme)
    return [one for cell in cells if cell.state != "not_applicable" for one in cell.stated_pairs]


def pairs_shown(gaps: Gaps, stated: Sequence[tuple[State, Pair]]) -> tuple[PairShown, ...]:
    """Look up the words of pairs."""
    said = passages_by_address(gaps.study, gaps.results, ids_of(pair for _, pair in stated), gaps.language)
    return tuple(_pair(gaps, state, pair, said) for state, pair in stated)


def _pair(gaps: Gaps, state: State, pair: Pair, said: Mapping[str, Passage]) -> PairShown:
    return PairShown(
        pair.customer,
        customer_name(gaps, pair.customer),
        gaps.address("gap-customer", customer=pair.customer, label=pair.sub_theme),
        gaps.words.topic(pair.topic) if pair.topic else "",
        pair.topic or "",
        state,
        state != pair.derived,
        pair.flagged,
        pair.reason,
        _heard(pair.expectations, said),
        _heard(pair.experiences, said),
    )


def _heard(ids: Iterable[str], said: Mapping[str, Passage]) -> tuple[Passage, ...]:
    return tuple(said[one] for one in ids if one in said)
