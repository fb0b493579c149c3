"""Do expectations and experiences differ? Pairs within customers, the states they make, and the verdicts of groups.

The definitions are ARCHITECTURE's, "The study". Aspect is the only thing read, in whatever theme a coding stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
from narwhals.typing import IntoDataFrame

from teema.analysis.pairs import Pair, Voice, pair_up
from teema.analysis.selection import values
from teema.study.conclusions import Judgement, State, Verdict

_PAIRED: tuple[State, ...] = ("met", "partly", "unmet")


@dataclass(frozen=True, slots=True)
class GapCell:
    """A customer's cell for a sub-theme: ``derived`` by rule, ``state`` after the analyst's judgement with its ``reason``."""

    customer: str
    group: str
    sub_theme: str
    state: State
    derived: State
    reason: str
    expectations: tuple[str, ...]
    experiences: tuple[str, ...]
    pairs: tuple[Pair, ...]
    asked: bool
    judged: bool = False


@dataclass(frozen=True, slots=True)
class GapRow:
    """A group's row for a sub-theme.

    ``n`` is the customers to whom it applies, ``asked`` those of them who were asked or spoke of it. ``evidence`` are the
    codings of the pairs that agree with the proposed verdict, ``counter_evidence`` those of the others. ``fragile`` names
    the customers without whom the proposed verdict would be another.
    """

    group: str
    sub_theme: str
    n: int
    asked: int
    states: dict[State, int]
    proposed: Verdict
    confirmed: Verdict | None
    evidence: tuple[str, ...]
    counter_evidence: tuple[str, ...]
    fragile: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """The whole comparison: rows by group and sub-theme, the cells of customers, and their pairs."""

    rows: tuple[GapRow, ...]
    cells: tuple[GapCell, ...]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Return every pair, in the order of cells."""
        return tuple(pair for cell in self.cells for pair in cell.pairs)


def compare(
    codings: IntoDataFrame,
    customers: IntoDataFrame,
    asked: IntoDataFrame,
    *,
    labels: Sequence[str],
    label_of: Mapping[str, str],
    groups: Sequence[str] = (),
    judgements: Sequence[Judgement] = (),
    verdicts: Mapping[tuple[str, str], Verdict] | None = None,
) -> Gap:
    """Compare expectations and experiences of each customer, and of each group, by sub-theme label.

    The frames hold one round. ``label_of`` gives the label of each sub-theme's key; ``verdicts`` the confirmed verdicts by
    group and label. Customers without a group stand in the group ``""``.
    """
    voices = _voices(nw.from_native(codings, eager_only=True))
    group_of = _groups(nw.from_native(customers, eager_only=True))
    answers = _answers(nw.from_native(asked, eager_only=True), label_of)
    judged = _Judged(judgements, label_of)
    cells = [
        cell
        for customer, group in group_of.items()
        for cell in _cells(customer, group, voices.get(customer, []), answers, labels, judged)
    ]
    by_place: dict[tuple[str, str], list[GapCell]] = {}
    for cell in cells:
        by_place.setdefault((cell.group, cell.sub_theme), []).append(cell)
    known = dict.fromkeys((*groups, *group_of.values()))
    confirmed = verdicts or {}
    rows = [
        _row(group, label, by_place.get((group, label), []), confirmed.get((group, label)))
        for label in labels
        for group in known
    ]
    return Gap(tuple(rows), tuple(cells))


def _voices(codings: nw.DataFrame[Any]) -> dict[str, list[Voice]]:
    """Return what each customer voiced with an aspect, in the frame's order."""
    spoken = codings.filter(~nw.col("aspect").is_null() & ~nw.col("customer").is_null() & ~nw.col("label").is_null())
    names = ("customer", "coding_id", "label", "topic", "aspect", "valence")
    found: dict[str, list[Voice]] = {}
    for customer, *voice in zip(*(values(spoken, name) for name in names), strict=True):
        found.setdefault(customer, []).append(Voice(*voice))
    return found


def _groups(customers: nw.DataFrame[Any]) -> dict[str, str]:
    pairs = zip(values(customers, "customer"), values(customers, "group"), strict=True)
    return {customer: group or "" for customer, group in pairs}


def _answers(asked: nw.DataFrame[Any], label_of: Mapping[str, str]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    names = ("customer", "sub_theme", "asked")
    for customer, sub_theme, answer in zip(*(values(asked, name) for name in names), strict=True):
        if sub_theme in label_of:
            found.setdefault((customer, label_of[sub_theme]), set()).add(answer)
    return found


class _Judged:
    """The analyst's overrides, by customer and label, and by customer, label and topic."""

    def __init__(self, judgements: Iterable[Judgement], label_of: Mapping[str, str]) -> None:
        self.cells: dict[tuple[str, str], Judgement] = {}
        self.topics: dict[tuple[str, str, str], Judgement] = {}
        for one in judgements:
            label = label_of.get(one.sub_theme, one.sub_theme)
            if one.topic:
                self.topics[one.customer, label, one.topic] = one
            else:
                self.cells[one.customer, label] = one

    def of_pair(self, customer: str, label: str, topic: str | None) -> Judgement | None:
        """Return the override of a pair; one without a sub-theme speaks of the topic in every sub-theme."""
        if topic is None:
            return None
        return self.topics.get((customer, label, topic)) or self.topics.get((customer, "", topic))


def _cells(
    customer: str,
    group: str,
    voices: list[Voice],
    answers: Mapping[tuple[str, str], set[str]],
    labels: Sequence[str],
    judged: _Judged,
) -> Iterable[GapCell]:
    by_label: dict[str, tuple[list[Voice], list[Voice]]] = {}
    for voice in voices:
        sides = by_label.setdefault(voice.label, ([], []))
        sides[voice.aspect == "experience"].append(voice)
    everywhere = [voice for voice in voices if voice.aspect == "experience"]
    for label in labels:
        expectations, experiences = by_label.get(label, ([], []))
        pairs = [_judged_pair(one, judged) for one in pair_up(customer, label, expectations, experiences, everywhere)]
        answer = answers.get((customer, label), set())
        spoken = bool(expectations or experiences)
        ruled = _state([pair.derived for pair in pairs], bool(expectations), bool(experiences), answer)
        standing: list[State] = [pair.state for pair in pairs if pair.state in _PAIRED]
        derived = _state(standing, bool(expectations), bool(experiences), answer)
        override = judged.cells.get((customer, label))
        yield GapCell(
            customer,
            group,
            label,
            override.state if override else derived,
            ruled,
            override.reason if override else "; ".join(pair.reason for pair in pairs if pair.reason),
            tuple(voice.coding_id for voice in expectations),
            tuple(voice.coding_id for voice in experiences),
            tuple(pairs),
            spoken or "yes" in answer,
            override is not None,
        )


def _judged_pair(pair: Pair, judged: _Judged) -> Pair:
    override = judged.of_pair(pair.customer, pair.sub_theme, pair.topic)
    return pair.overridden(override.state, override.reason) if override else pair


def _state(pairs: list[State], expectations: bool, experiences: bool, answers: set[str]) -> State:
    """Return the state of a cell from its pairs, what was voiced, and what was asked, in that order of weight."""
    if pairs:
        return pairs[0] if len(set(pairs)) == 1 else "partly"
    if expectations and experiences:
        return "unpaired"
    if expectations or experiences:
        return "expectation_only" if expectations else "experience_only"
    if "yes" in answers or not answers:
        return "silent"
    return "not_applicable" if "not_applicable" in answers else "not_asked"


def _row(group: str, label: str, cells: list[GapCell], confirmed: Verdict | None) -> GapRow:
    applicable = [cell for cell in cells if cell.state != "not_applicable"]
    by_customer = {cell.customer: _verdict_states(cell) for cell in applicable}
    proposed = propose(by_customer)
    evidence, counter = _sides(applicable, proposed)
    return GapRow(
        group,
        label,
        len(applicable),
        sum(cell.asked for cell in applicable),
        dict(Counter(cell.state for cell in cells)),
        proposed,
        confirmed,
        evidence,
        counter,
        tuple(name for name in by_customer if _without(by_customer, name) != proposed),
    )


def _verdict_states(cell: GapCell) -> list[State]:
    """Return the states that a customer brings to the verdict: its pairs', or the analyst's own where the cell was judged."""
    states: list[State] = [cell.state] if cell.judged else [pair.state for pair in cell.pairs]
    return [state for state in states if state in _PAIRED]


def propose(states: Mapping[str, Sequence[State]]) -> Verdict:
    """Propose a verdict from the pair states of each customer to whom the sub-theme applies.

    >>> propose({"a": ["met"], "b": ["met", "unmet"]}), propose({"a": ["met"], "b": []})
    ('partly', 'not_comparable')
    """
    paired = [theirs for theirs in states.values() if theirs]
    if len(paired) < 2 or 2 * len(paired) < len(states):
        return "not_comparable"
    every = {state for theirs in paired for state in theirs}
    if every == {"met"}:
        return "no_difference"
    return "differ" if every == {"unmet"} else "partly"


def _without(states: Mapping[str, Sequence[State]], customer: str) -> Verdict:
    return propose({name: theirs for name, theirs in states.items() if name != customer})


_AGREES: dict[Verdict, tuple[State, ...]] = {
    "no_difference": ("met",),
    "differ": ("unmet",),
    "partly": ("partly", "unmet"),
    "not_comparable": _PAIRED,
}


def _sides(cells: list[GapCell], verdict: Verdict) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Sort the pairs' codings into those that bear the verdict out and those that speak against it."""
    sides: tuple[dict[str, None], dict[str, None]] = ({}, {})
    for pair in (pair for cell in cells for pair in cell.pairs):
        side = sides[pair.state not in _AGREES[verdict]]
        side.update(dict.fromkeys((*pair.expectations, *pair.experiences)))
    return tuple(sides[0]), tuple(sides[1])
