"""What the rooms above the design tell to its pages: counts for each step of the work, how far each
interview is, what is thin, the codebook's frame.

A room registers what it knows in its ``AppConfig.ready``; the pages here ask all of them and know none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from teema.web.studies.models import Study

Expressions: TypeAlias = Callable[[], Mapping[str, Any]]
Counts: TypeAlias = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Thin:
    """One thing that is thin, with the address where one sees to it; ``count`` of ``of``."""

    name: str
    url: str
    count: int
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Things of a kind that are thin: how many of how many, and the first of them. ``kind`` finds its words."""

    kind: str
    count: int
    of: int
    things: tuple[Thin, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """How far one interview is in one respect: ``count`` of ``of`` (None: there is no telling of how many), and where one goes on."""

    count: int
    of: int | None
    url: str


@dataclass(frozen=True, slots=True)
class FrameNode:
    """A theme or sub-theme of the codebook, by what it is called."""

    name: str
    children: tuple[FrameNode, ...] = ()


_COUNTS: list[Expressions] = []
_GAPS: list[Callable[[Study], Iterable[Gap]]] = []
_FACTS: dict[str, Callable[[Study], Mapping[UUID, Fact]]] = {}
_FRAMES: list[Callable[[Study], Iterable[FrameNode]]] = []


def tell_counts(expressions: Expressions) -> None:
    """Register what a room counts of each study: expressions made by ``counted`` and ``summed``."""
    _COUNTS.append(expressions)


def tell_gaps(gaps: Callable[[Study], Iterable[Gap]]) -> None:
    """Register how a room finds what is thin in a study."""
    _GAPS.append(gaps)


def tell_of_interviews(name: str, facts: Callable[[Study], Mapping[UUID, Fact]]) -> None:
    """Register what a room tells of each interview, by the interview's id; ``name`` finds its words."""
    _FACTS[name] = facts


def tell_frame(frame: Callable[[Study], Iterable[FrameNode]]) -> None:
    """Register who knows a study's themes."""
    _FRAMES.append(frame)


def counted(rows: QuerySet[Any]) -> Any:
    """Return the count of a study's rows as an expression; all counts of all studies are one query."""
    return _a_study(rows, Count("pk"))


def summed(rows: QuerySet[Any], column: str) -> Any:
    """Return the sum of a column over a study's rows as an expression."""
    return _a_study(rows, Sum(column))


def _a_study(rows: QuerySet[Any], reckoned: Any) -> Any:
    grouped = rows.filter(study=OuterRef("pk")).order_by().values("study").annotate(reckoned=reckoned)
    return Coalesce(Subquery(grouped.values("reckoned")), 0)


def counts_by_study(studies: QuerySet[Study]) -> dict[UUID, dict[str, int]]:
    """Return what every room counts of each study, in one query."""
    expressions = {name: one for expressions in _COUNTS for name, one in expressions().items()}
    rows: Iterable[dict[str, Any]] = studies.order_by().annotate(**expressions).values("pk", *expressions)
    return {row["pk"]: {name: row[name] for name in expressions} for row in rows}


def gaps_of(study: Study) -> list[Gap]:
    """Return what is thin in a study, as every room sees it."""
    return [gap for find in _GAPS for gap in find(study)]


def facts_of(study: Study) -> dict[str, Mapping[UUID, Fact]]:
    """Return what every room tells of each interview, by the facts' names."""
    return {name: facts(study) for name, facts in _FACTS.items()}


def frame_of(study: Study) -> list[FrameNode]:
    """Return the study's themes with their sub-themes."""
    return [node for frame in _FRAMES for node in frame(study)]
