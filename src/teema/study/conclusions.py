"""What the analyst concludes: judgements, findings, measures, memos."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeAlias

State: TypeAlias = Literal[
    "met", "partly", "unmet", "unpaired", "expectation_only", "experience_only", "silent", "not_asked", "not_applicable"
]
Verdict: TypeAlias = Literal["no_difference", "partly", "differ", "not_comparable"]
Kind: TypeAlias = Literal["strength", "development", "risk", "other"]
Relation: TypeAlias = Literal["compensates", "causes", "contradicts", "supports"]
MeasureStatus: TypeAlias = Literal["planned", "doing", "done", "dropped"]
STATES: tuple[State, ...] = (
    "met",
    "partly",
    "unmet",
    "unpaired",
    "expectation_only",
    "experience_only",
    "silent",
    "not_asked",
    "not_applicable",
)
VERDICTS: tuple[Verdict, ...] = ("no_difference", "partly", "differ", "not_comparable")
KINDS: tuple[Kind, ...] = ("strength", "development", "risk", "other")
RELATIONS: tuple[Relation, ...] = ("compensates", "causes", "contradicts", "supports")
MEASURE_STATUSES: tuple[MeasureStatus, ...] = ("planned", "doing", "done", "dropped")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The analyst's override of a customer's cell, with a reason. ``sub_theme`` is a sub-theme's key or a label."""

    customer: str
    state: State
    sub_theme: str = ""
    topic: str = ""
    reason: str = ""
    by: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement with its evidence and counter-evidence (coding ids). A ``verdict`` confirms or overrules the proposed one."""

    id: str
    statement: str
    kind: Kind = "other"
    theme: str = ""
    sub_theme: str = ""
    topic: str = ""
    groups: tuple[str, ...] = ()
    verdict: Verdict | None = None
    evidence: tuple[str, ...] = ()
    counter_evidence: tuple[str, ...] = ()
    value: tuple[str, ...] = ()
    known_internally: str = ""
    status: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FindingLink:
    """How one finding bears on another."""

    source: str
    target: str
    relation: Relation = "supports"
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measure:
    """An improvement measure: who does what by when, on which findings, and to whom it is shown (groups or customers)."""

    id: str
    title: str
    findings: tuple[str, ...] = ()
    owner: str = ""
    due: date | None = None
    status: MeasureStatus = "planned"
    indicator: str = ""
    target: str = ""
    value: tuple[str, ...] = ()
    visible_to: tuple[str, ...] = ()
    outcome: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Memo:
    """A note on anything in the study; ``about`` is what it is on (coding:ID, finding:ID, document:NAME …), empty for the study."""

    id: str
    text: str
    about: str = ""
    title: str = ""
    date: date | None = None
    by: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
