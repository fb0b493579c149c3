"""What the material speaks of, and how much; and where one topic stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from narwhals.typing import IntoDataFrame

from teema.analysis.balance import Balance, balance_of
from teema.analysis.rows import distinct, grouped, rows

By = Literal["label", "sub_theme", "topic", "theme"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """How much a key occurs: segments, distinct customers, and the number of themes it stands under."""

    key: str
    segments: int
    customers: int
    themes: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One place where a topic stands, with its customers, segments and valence balance."""

    theme: str | None
    sub_theme: str | None
    customers: int
    segments: int
    balance: Balance
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """A topic's way through themes and sub-themes, the place with the most segments first."""

    topic: str
    rows: tuple[TraceRow, ...]


def occurrence(codings: IntoDataFrame, *, by: By) -> tuple[Occurrence, ...]:
    """Count how often each key occurs, most segments first, then by key. Codings without the key are left out.

    >>> import polars as pl
    >>> frame = pl.DataFrame({"label": ["b", "a", "a"], "customer": ["k", "k", "k"], "theme": ["t", "t", "u"],
    ...                       "coding_id": ["1", "2", "3"]})
    >>> [(one.key, one.segments, one.customers, one.themes) for one in occurrence(frame, by="label")]
    [('a', 2, 1, 2), ('b', 1, 1, 1)]
    """
    found = grouped(
        (key, rest) for key, *rest in rows(codings, by, "coding_id", "customer", "theme") if key is not None
    )
    counted = (_occurrence(key, members) for key, members in found.items())
    return tuple(sorted(counted, key=lambda one: (-one.segments, one.key)))


def _occurrence(key: str, members: list[tuple[str, str | None, str | None]]) -> Occurrence:
    ids, customers, themes = zip(*members, strict=True)
    return Occurrence(key, len(ids), len(distinct(customers)), len(distinct(themes)), ids)


def traces(codings: IntoDataFrame) -> tuple[Trace, ...]:
    """Show where each topic stands: one row for each theme and sub-theme that holds it. Topics come in their keys' order."""
    read = rows(codings, "topic", "theme", "sub_theme", "coding_id", "customer", "valence")
    by_topic = grouped((topic, ((theme, sub), rest)) for topic, theme, sub, *rest in read if topic is not None)
    return tuple(_trace(topic, by_topic[topic]) for topic in sorted(by_topic))


def trace(codings: IntoDataFrame, topic: str) -> Trace:
    """Show where one topic stands; nowhere when no coding has it."""
    return next((one for one in traces(codings) if one.topic == topic), Trace(topic, ()))


def _trace(topic: str, members: list[tuple[tuple[str | None, str | None], list[Any]]]) -> Trace:
    found = [_trace_row(theme, sub, said) for (theme, sub), said in grouped(members).items()]
    return Trace(topic, tuple(sorted(found, key=lambda row: (-row.segments, row.theme or "", row.sub_theme or ""))))


def _trace_row(theme: str | None, sub_theme: str | None, members: list[list[Any]]) -> TraceRow:
    ids, customers, valences = zip(*members, strict=True)
    signs = balance_of(zip(customers, valences, strict=True))
    return TraceRow(theme, sub_theme, len(distinct(customers)), len(ids), signs, ids)
