"""Codings and relevance: what the words mean, and which words count."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from teema.study.codes import Aspect
from teema.study.spans import Span

Valence: TypeAlias = Literal[-1, 0, 1]
Time: TypeAlias = Literal["before", "now", "improving", "worsening"]
Whose: TypeAlias = Literal["organisation", "employee"]
Status: TypeAlias = Literal["in", "out", "unsure"]
TIMES: tuple[Time, ...] = ("before", "now", "improving", "worsening")
WHOSE: tuple[Whose, ...] = ("organisation", "employee")
STATUSES: tuple[Status, ...] = ("in", "out", "unsure")


@dataclass(frozen=True, slots=True)
class Coding:
    """Some words of a document under a code, in one coder's layer.

    ``code`` is the key of the deepest node given (a sub-theme, or a theme alone); ``aspect`` None means the theme's.
    """

    id: str
    document: str
    span: Span
    code: str
    coder: str = ""
    topic: str = ""
    reduced: str = ""
    aspect: Aspect | None = None
    valence: Valence | None = None
    time: Time | None = None
    whose: Whose | None = None
    service: str = ""
    quote: bool = False
    memo: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relevance:
    """Words judged to belong to the study or not, with the reason. Excluded words stay, and are counted."""

    id: str
    document: str
    span: Span
    status: Status = "out"
    reason: str = ""
    coder: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
