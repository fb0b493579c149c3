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

from teema.analysis.pairs import Pair, Voice, by_topic, pair_up
from teema.analysis.rows import values
from teema.analysis.verdicts import PAIRED, Doubt, doubt, ids_of, propose, sides, verdicts_without
from teema.study.conclusions import Judgement, State, Verdict


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
    judged: bool = False

    @property
    def stated_pairs(self) -> tuple[tuple[State, Pair], ...]:
        """Return the pairs, each with the state that it brings to a verdict: the analyst's own where the cell was judged."""
        return tuple((self.state if self.judged else pair.state, pair) for pair in self.pairs)

    @property
    def asked(self) -> bool:
        """Tell whether the customer was asked or spoke of it; where nobody noted what was asked, a silence is a silence."""
        return self.state not in ("not_asked", "not_applicable")


@dataclass(frozen=True, slots=True)
class GapRow:
    """A group's row for a sub-theme.

    ``n`` is the customers to whom it applies, ``asked`` those of them who were asked or spoke of it. ``evidence`` are the
    codings of the pairs that agree with the proposed verdict, ``counter_evidence`` those of the others. ``without`` gives the
    verdict that would be proposed without a customer, for each whose absence would change it.
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
    without: dict[str, Verdict]

    @property
    def fragile(self) -> tuple[str, ...]:
        """Name the customers without whom the proposed verdict would be another."""
        return tuple(self.without)

    @property
    def paired(self) -> int:
        """Count the customers who bring something to the verdict: whose expectation was met, met in part or not met."""
        return sum(self.states.get(state, 0) for state in PAIRED)

    @property
    def doubt(self) -> Doubt | None:
        """Tell why no verdict can be proposed; None where one is."""
        return doubt(self.paired, self.n)


@dataclass(frozen=True, slots=True)
class Gap:
    """The whole comparison: rows by group and sub-theme, the cells of customers, and their pairs."""

    rows: tuple[GapRow, ...]
    cells: tuple[GapCell, ...]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Return every pair, in the order of cells."""
        return tuple(pair for cell in self.cells for pair in cell.pairs)

    def row(self, group: str, sub_theme: str) -> GapRow | None:
        """Return a group's row for a sub-theme, if there is one."""
        return next((one for one in self.rows if (one.group, one.sub_theme) == (group, sub_theme)), None)

    def cells_of(self, group: str, sub_theme: str) -> tuple[GapCell, ...]:
        """Return the cells of a group's customers for a sub-theme."""
        return tuple(one for one in self.cells if (one.group, one.sub_theme) == (group, sub_theme))

    def cell(self, customer: str, sub_theme: str) -> GapCell | None:
        """Return a customer's cell for a sub-theme, if there is one."""
        return next((one for one in self.cells if (one.customer, one.sub_theme) == (customer, sub_theme)), None)


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
    spoken = codings.filter(~nw.col("aspect").is_null() & ~nw.col("customer").is_null())
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
    """The analyst's overrides: of cells by customer and label, of topics by customer, then label and topic."""

    def __init__(self, judgements: Iterable[Judgement], label_of: Mapping[str, str]) -> None:
        self.cells: dict[tuple[str, str], Judgement] = {}
        self.topics: dict[str, dict[tuple[str, str], Judgement]] = {}
        for one in judgements:
            label = label_of.get(one.sub_theme, one.sub_theme)
            if one.topic:
                self.topics.setdefault(one.customer, {})[label, one.topic] = one
            else:
                self.cells[one.customer, label] = one

    def of_topics(self, customer: str, label: str, here: Iterable[Voice]) -> dict[str, Judgement]:
        """Return the overrides of a cell's topics; one without a sub-theme speaks wherever its topic was voiced."""
        theirs = self.topics.get(customer)
        if not theirs:
            return {}
        voiced = {voice.topic for voice in here}
        anywhere = {topic: one for (place, topic), one in theirs.items() if not place and topic in voiced}
        return anywhere | {topic: one for (place, topic), one in theirs.items() if place == label}


def _cells(
    customer: str,
    group: str,
    voices: list[Voice],
    answers: Mapping[tuple[str, str], set[str]],
    labels: Sequence[str],
    judged: _Judged,
) -> Iterable[GapCell]:
    by_label: dict[str | None, list[Voice]] = {}
    for voice in voices:
        by_label.setdefault(voice.label, []).append(voice)
    everywhere = by_topic(voice for voice in voices if voice.aspect == "experience")
    for label in labels:
        here, answer = by_label.get(label, []), answers.get((customer, label), set())
        expectations = [voice for voice in here if voice.aspect == "expectation"]
        experiences = [voice for voice in here if voice.aspect == "experience"]
        found = pair_up(customer, label, expectations, experiences, everywhere)
        pairs = _judged_pairs(customer, label, found, here, answer, judged)
        standing: list[State] = [pair.state for pair in pairs if pair.state in PAIRED]
        voiced = (bool(expectations), bool(experiences))
        override = judged.cells.get((customer, label))
        yield GapCell(
            customer,
            group,
            label,
            override.state if override else _state(standing, *voiced, answer),
            _state([pair.derived for pair in found], *voiced, answer),
            override.reason if override else "; ".join(pair.reason for pair in pairs if pair.reason),
            tuple(voice.coding_id for voice in expectations),
            tuple(voice.coding_id for voice in experiences),
            tuple(pairs),
            override is not None,
        )


def _judged_pairs(
    customer: str, label: str, pairs: list[Pair], here: list[Voice], answers: set[str], judged: _Judged
) -> list[Pair]:
    """Return a cell's pairs as the analyst judged them, followed by the topics without a pair that the analyst judged too."""
    overrides = judged.of_topics(customer, label, here)
    if not overrides:
        return pairs
    topic_of = {voice.coding_id: voice.topic for voice in here}
    shown = []
    for pair in pairs:
        topic = pair.topic or _only_topic(pair, topic_of)
        override = overrides.pop(topic, None) if topic else None
        shown.append(pair.overridden(override.state, override.reason) if override else pair)
    return [*shown, *(_judged_topic(one, label, here, answers) for one in overrides.values())]


def _only_topic(pair: Pair, topic_of: Mapping[str, str | None]) -> str | None:
    """Return the one topic that a pair made by label is about, where only one is named: its judgement is the pair's."""
    topics = {topic for one in (*pair.expectations, *pair.experiences) if (topic := topic_of.get(one))}
    return topics.pop() if len(topics) == 1 else None


def _judged_topic(judgement: Judgement, label: str, here: list[Voice], answers: set[str]) -> Pair:
    """Return the cell of a topic that the rule left without a pair and the analyst judged all the same."""
    spoken = [voice for voice in here if voice.topic == judgement.topic]
    wishes = tuple(voice.coding_id for voice in spoken if voice.aspect == "expectation")
    lived = tuple(voice.coding_id for voice in spoken if voice.aspect == "experience")
    derived = _state([], bool(wishes), bool(lived), answers)
    found = Pair(judgement.customer, label, judgement.topic, derived, derived, wishes, lived)
    return found.overridden(judgement.state, judgement.reason)


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
    evidence, counter = sides((one for cell in applicable for one in cell.stated_pairs), proposed)
    return GapRow(
        group,
        label,
        len(applicable),
        sum(cell.asked for cell in applicable),
        dict(Counter(cell.state for cell in cells)),
        proposed,
        confirmed,
        ids_of(evidence),
        ids_of(counter),
        verdicts_without(by_customer, proposed),
    )


def _verdict_states(cell: GapCell) -> list[State]:
    """Return the states that a customer brings to the verdict: its pairs', or the analyst's own where the cell was judged."""
    states: list[State] = [cell.state] if cell.judged else [pair.state for pair in cell.pairs]
    return [state for state in states if state in PAIRED]
