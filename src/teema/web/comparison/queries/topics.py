"""One topic through all themes: where it stands, who speaks of it there, how much, and in which tone."""

from __future__ import annotations

from dataclasses import dataclass

from teema.analysis.occurrence import Trace, TraceRow
from teema.analysis.whole import Results
from teema.report.words import Words
from teema.web.comparison.numbers import UNITS, Number, Unit, number
from teema.web.studies.models import Study


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """A topic to choose, and how many segments have it."""

    key: str
    name: str
    segments: int


@dataclass(frozen=True, slots=True)
class Place:
    """One theme and sub-theme where a topic stands, counted in every unit; ``balance`` is the tone from −1 to 1."""

    theme: str
    sub_theme: str
    numbers: tuple[Number, ...]
    balance: str


@dataclass(frozen=True, slots=True)
class TopicTrace:
    """A topic's way through the themes, and the whole of it."""

    key: str
    name: str
    rows: tuple[Place, ...]
    wholes: tuple[Number, ...]


def topic_choices(results: Results, words: Words) -> tuple[TopicChoice, ...]:
    """Return the topics that codings have, the most spoken of first."""
    return tuple(TopicChoice(one.key, words.topic(one.key), one.segments) for one in results.topics)


def topic_trace(study: Study, results: Results, words: Words, topic: str) -> TopicTrace:
    """Follow one topic; nowhere when no coding has it."""
    found = next((one for one in results.traces if one.topic == topic), Trace(topic, ()))
    rows = tuple(_place(study, results, words, topic, row) for row in found.rows)
    ids = tuple(one for row in found.rows for one in row.ids)
    return TopicTrace(topic, words.topic(topic), rows, _numbers(study, results, ids, {"topic": topic}))


def _place(study: Study, results: Results, words: Words, topic: str, row: TraceRow) -> Place:
    theme, sub = words.code(row.theme), words.code(row.sub_theme)
    where = {"topic": topic, "theme": row.theme or "", "sub_theme": row.sub_theme or ""}
    numbers = _numbers(study, results, row.ids, where)
    return Place(theme, sub, numbers, words.number(row.balance.value, 2, signed=True))


def _numbers(study: Study, results: Results, ids: tuple[str, ...], where: dict[str, str]) -> tuple[Number, ...]:
    counts = results.counts_of(ids)
    shown: dict[Unit, str] = {"customers": str(counts)}
    return tuple(
        number(study, getattr(counts, unit), "properties", unit, shown.get(unit, ""), **where, of=unit)
        for unit in UNITS
    )
