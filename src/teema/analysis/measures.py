"""Following measures: which are late, and whether the next round shows that they helped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from narwhals.typing import IntoDataFrame

from teema.analysis.rows import distinct, grouped, rows
from teema.study.conclusions import Finding, Measure, MeasureStatus
from teema.study.design import Round

EffectState: TypeAlias = Literal["helped", "no_change", "worse", "cannot_tell", "not_measured"]
Change: TypeAlias = Literal[1, 0, -1]
CLOSED: Final[tuple[MeasureStatus, ...]] = ("done", "dropped")
"""The statuses of measures of which nothing more is expected."""
_NO_ROUND = ""


@dataclass(frozen=True, slots=True)
class CustomerChange:
    """A customer's mean valence before and after; None where nothing with a valence was said."""

    customer: str
    before: float | None
    after: float | None
    change: Change | None
    before_ids: tuple[str, ...]
    after_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """Whether experiences changed between two rounds. ``customers`` are those interviewed in both."""

    state: EffectState
    before_round: str | None = None
    after_round: str | None = None
    customers: tuple[CustomerChange, ...] = ()

    @property
    def improved(self) -> int:
        """Count the customers whose experience is better."""
        return self._changed(1)

    @property
    def worsened(self) -> int:
        """Count the customers whose experience is worse."""
        return self._changed(-1)

    @property
    def same(self) -> int:
        """Count the customers whose experience is as it was."""
        return self._changed(0)

    @property
    def compared(self) -> int:
        """Count the customers with a valence on both sides."""
        return sum(one.change is not None for one in self.customers)

    def _changed(self, change: Change) -> int:
        return sum(one.change == change for one in self.customers)


@dataclass(frozen=True, slots=True)
class MeasureProgress:
    """A measure, whether it is late, and its effect."""

    measure: Measure
    overdue: bool
    effect: Effect


@dataclass(frozen=True, slots=True)
class _Said:
    """One coding with a valence, or without."""

    coding: str
    round: str
    customer: str | None
    topic: str | None
    label: str | None
    sub_theme: str | None
    valence: int | None


def follow(
    measures: Sequence[Measure],
    findings: Sequence[Finding],
    codings: IntoDataFrame,
    customers: IntoDataFrame,
    today: date | None,
    rounds: Sequence[Round] = (),
) -> tuple[MeasureProgress, ...]:
    """Say of each measure whether it is overdue on ``today`` and whether the round after it shows an effect.

    ``codings`` and ``customers`` hold all rounds. The effect is read from codings on the topics of the measure's findings
    (where a finding names none, under its sub-theme's label), between the round that first holds the findings' evidence (the
    first round, where none does) and the latest round with interviews. Customers interviewed in both are compared by mean
    valence, mixed being 0. Fewer than two to compare: ``cannot_tell``. More improved than worsened, and at least half
    improved: ``helped``; the mirror: ``worse``. No later round, or a measure planned or dropped: ``not_measured``.
    """
    said = [_Said(coding, round_ or _NO_ROUND, *rest) for coding, round_, *rest in rows(codings, *_COLUMNS)]
    asked = grouped((round_ or _NO_ROUND, customer) for customer, round_ in rows(customers, "customer", "round"))
    known = {finding.id: finding for finding in findings}
    held = {key: asked[key] for key in _in_order(rounds, asked)}
    found = []
    for measure in measures:
        its_findings = [known[key] for key in measure.findings if key in known]
        effect = _effect(measure, its_findings, said, held)
        found.append(MeasureProgress(measure, is_overdue(measure.status, measure.due, today), effect))
    return tuple(found)


_COLUMNS = ("coding_id", "round", "customer", "topic", "label", "sub_theme", "valence")


def is_overdue(status: str, due: date | None, today: date | None) -> bool:
    """Tell whether a measure of some status was due before ``today`` and still is neither done nor dropped.

    >>> is_overdue("doing", date(2026, 8, 31), date(2026, 9, 1)), is_overdue("doing", date(2026, 8, 31), date(2026, 8, 31))
    (True, False)
    """
    return status not in CLOSED and due is not None and today is not None and due < today


def _in_order(rounds: Sequence[Round], asked: Mapping[str, object]) -> list[str]:
    """Return the rounds with interviews: by their dates where all have one, else in the design's order."""
    starts = [one.starts for one in rounds if one.starts]
    dated = len(starts) == len(rounds)
    listed = sorted(rounds, key=lambda one: one.starts or date.min) if dated else rounds
    return [key for key in dict.fromkeys([*(one.key for one in listed), *asked]) if key in asked]


def _effect(
    measure: Measure, findings: Sequence[Finding], said: Sequence[_Said], held: Mapping[str, Sequence[str]]
) -> Effect:
    order = list(held)
    if measure.status in ("planned", "dropped") or not order:
        return Effect("not_measured")
    evidence = {coding for finding in findings for coding in finding.evidence}
    bearing = {one.round for one in said if one.coding in evidence}
    before, after = next((key for key in order if key in bearing), order[0]), order[-1]
    if before == after:
        return Effect("not_measured", before or None)
    both = [customer for customer in distinct(held[before]) if customer in held[after]]
    changes = _changes(_in_scope(findings, said), before, after, both)
    return Effect(_state(changes), before or None, after or None, changes)


def _in_scope(findings: Iterable[Finding], said: Sequence[_Said]) -> list[_Said]:
    chosen = list(findings)
    topics = {finding.topic for finding in chosen if finding.topic}
    places = {finding.sub_theme for finding in chosen if finding.sub_theme and not finding.topic}
    labels = places | {one.label for one in said if one.sub_theme in places and one.label}
    return [one for one in said if one.valence is not None and (one.topic in topics or one.label in labels)]


def _changes(said: Iterable[_Said], before: str, after: str, both: Iterable[str]) -> tuple[CustomerChange, ...]:
    sides = grouped(((one.round, one.customer), one) for one in said)
    return tuple(_change(name, sides.get((before, name), []), sides.get((after, name), [])) for name in both)


def _change(customer: str, before: list[_Said], after: list[_Said]) -> CustomerChange:
    earlier, later = _mean(before), _mean(after)
    change: Change | None = None
    if earlier is not None and later is not None:
        change = 1 if later > earlier else -1 if later < earlier else 0
    ids = (tuple(one.coding for one in side) for side in (before, after))
    return CustomerChange(customer, earlier, later, change, *ids)


def _mean(said: list[_Said]) -> float | None:
    """Return the mean valence. Equal fractions give equal floats, so that means can be compared as they are."""
    return sum(one.valence or 0 for one in said) / len(said) if said else None


def _state(changes: Sequence[CustomerChange]) -> EffectState:
    moves = [one.change for one in changes if one.change is not None]
    improved, worsened = moves.count(1), moves.count(-1)
    if len(moves) < 2:
        return "cannot_tell"
    if improved > worsened and 2 * improved >= len(moves):
        return "helped"
    return "worse" if worsened > improved and 2 * worsened >= len(moves) else "no_change"
