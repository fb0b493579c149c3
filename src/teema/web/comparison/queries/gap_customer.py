"""One customer's cell of the comparison: what was hoped for, what was met with, and the analyst's word on it."""

from __future__ import annotations

from dataclasses import dataclass

from teema.analysis.gap import GapCell
from teema.analysis.verdicts import ids_of
from teema.errors import NotFound
from teema.study.conclusions import State
from teema.web.comparison.queries.gap import Gaps
from teema.web.comparison.queries.gap_row import (
    PairShown,
    Standing,
    answers_of,
    pairs_shown,
    standing,
)
from teema.web.comparison.queries.passages import Passage, passages_by_address


@dataclass(frozen=True, slots=True)
class CustomerShown:
    """A customer's cell as its page shows it. ``expectations`` and ``experiences`` are those that found no pair."""

    cell: GapCell
    group: str
    row_url: str
    standing: Standing
    pairs: tuple[PairShown, ...]
    expectations: tuple[Passage, ...]
    experiences: tuple[Passage, ...]
    before: Standing | None
    after: Standing | None

    def state_of(self, topic: str) -> State | None:
        """Return the state of the pair about a topic, if there is one."""
        return next((pair.state for pair in self.pairs if topic and pair.topic_key == topic), None)


def cell_of(gaps: Gaps, customer: str, label: str) -> GapCell:
    """Return a customer's cell. NotFound (B817): the comparison has no such cell."""
    found = gaps.results.gap.cell(customer, label)
    if found is None:
        raise NotFound("B817")
    return found


def customer_shown(gaps: Gaps, cell: GapCell) -> CustomerShown:
    """Set out a customer's cell, with the way to the group's customers before and after it."""
    answers = answers_of(gaps, cell.sub_theme)
    among = gaps.results.gap.cells_of(cell.group, cell.sub_theme)
    place = among.index(cell)
    before, after = among[max(0, place - 1) : place], among[place + 1 : place + 2]
    paired = set(ids_of(cell.pairs))
    left = [tuple(one for one in ids if one not in paired) for ids in (cell.expectations, cell.experiences)]
    said = passages_by_address(gaps.study, gaps.results, (*left[0], *left[1]), gaps.language)
    return CustomerShown(
        cell,
        gaps.group(cell.group),
        gaps.address("gap-cell", group=cell.group, label=cell.sub_theme),
        standing(gaps, cell, answers),
        pairs_shown(gaps, [(pair.state, pair) for pair in cell.pairs]),
        tuple(said[one] for one in left[0] if one in said),
        tuple(said[one] for one in left[1] if one in said),
        *(standing(gaps, near[0], answers) if near else None for near in (before, after)),
    )
