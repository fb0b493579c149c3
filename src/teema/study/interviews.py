"""Interviews, and what was asked in each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeAlias

Answer: TypeAlias = Literal["yes", "no", "not_applicable"]
ANSWERS: tuple[Answer, ...] = ("yes", "no", "not_applicable")


@dataclass(frozen=True, slots=True)
class Interview:
    """One interview of one customer. ``minutes`` is its actual length, ``planned_min`` the slot; ``coder`` is the coder of record."""

    id: str
    document: str = ""
    round: str = ""
    customer: str = ""
    people: tuple[str, ...] = ()
    interviewer: str = ""
    date: date | None = None
    planned_min: int | None = None
    minutes: float | None = None
    place: str = ""
    coder: str = ""
    notes: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whether a theme or sub-theme was taken up in an interview. An empty ``sub_theme`` speaks of the whole theme."""

    interview: str
    theme: str = ""
    sub_theme: str = ""
    asked: Answer = "yes"
    extra: dict[str, Any] = field(default_factory=dict)
