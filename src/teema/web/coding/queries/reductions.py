"""The way from original expressions to a theme, as ``teema.analysis.reduction`` groups it: a row a reduced expression."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from teema.analysis.reduction import ThemeTable, reduced_by_group
from teema.web.coding.models import Code, Topic
from teema.web.coding.queries.codebook import records_of
from teema.web.coding.queries.expressions import Book, book_of
from teema.web.coding.queries.sheet import Line, Sheet, sheet_of
from teema.web.studies.models import Group, Study

_TEXT: Final = pl.Utf8
_SCHEMA: Final = dict.fromkeys(("coding_id", "theme", "sub_theme", "group", "customer", "reduced"), _TEXT)
_ALL: Final = ""
"""The one group of a table that tells no groups apart."""


@dataclass(frozen=True, slots=True)
class Step:
    """A reduced expression of a sub-theme with what it was made of; ``words`` is empty for codings that aren't reduced."""

    sub_theme: Code | None
    words: str
    customers: int
    originals: Sequence[Line]
    topics: Sequence[Topic]


@dataclass(frozen=True, slots=True)
class Reductions:
    """A theme's way from original expressions, for one group or all; ``themes`` and ``groups`` are what can be chosen."""

    themes: Sequence[Code]
    groups: Sequence[Group]
    theme: Code | None
    group: Group | None
    steps: Sequence[Step]
    expressions: int
    segments: int
    customers: int
    colour: str


def reductions_of(study: Study, theme: str = "", group: str = "") -> Reductions:
    """Return the reductions of a theme, by default the first, in all groups or one (by identity)."""
    sheet, book = sheet_of(study), book_of(study)
    themes = [node.code for node in book.nodes if node.depth == 0]
    chosen = next((one for one in themes if str(one.pk) == theme), themes[0] if themes else None)
    of_group = next((one for one in book.groups.values() if str(one.pk) == group), None)
    lines = list(_of_record(study, sheet)) if chosen else []
    if of_group is not None:
        lines = [line for line in lines if sheet.places[line.document].group == of_group.pk.hex]
    steps = list(_steps(chosen, lines, sheet, book)) if chosen else []
    said = [line for step in steps for line in step.originals]
    return Reductions(
        themes,
        list(book.groups.values()),
        chosen,
        of_group,
        steps,
        sum(bool(step.words) for step in steps),
        len(said),
        len({sheet.places[line.document].customer for line in said} - {""}),
        book.look[chosen.pk.hex].colour if chosen else "",
    )


def _of_record(study: Study, sheet: Sheet) -> Iterator[Line]:
    """Yield the codings of interviews that count in results."""
    records = {document.hex: coder for document, coder in records_of(study).items()}
    for line in sheet.lines:
        if line.coder == records.get(line.document) and not sheet.places[line.document].beside:
            yield line


def _steps(theme: Code, lines: Sequence[Line], sheet: Sheet, book: Book) -> Iterator[Step]:
    """Yield the steps of a theme, sub-theme by sub-theme, the expressions of the most customers first, what isn't reduced last."""
    by_id = {line.id: line for line in lines}
    subs = {node.code.key: node.code for node in book.nodes if node.code.parent_id == theme.pk}
    told = _table(theme, lines, sheet, book, list(subs))
    for key in told.sub_themes:
        cell = told.cell(key, _ALL)
        sub = subs.get(key or "")
        for one in cell.expressions:
            yield _step(sub, one.words, one.customers, [by_id[coding] for coding in one.segments], book)
        if cell.unreduced:
            left = [by_id[coding] for coding in cell.unreduced]
            customers = {sheet.places[line.document].customer for line in left} - {""}
            yield _step(sub, "", len(customers), left, book)


def _table(theme: Code, lines: Sequence[Line], sheet: Sheet, book: Book, subs: Sequence[str]) -> ThemeTable:
    rows = [
        (
            line.id,
            theme.key,
            sub.key if (sub := book.sub_theme[line.code]) else None,
            _ALL,
            sheet.places[line.document].customer or None,
            line.reduced or None,
        )
        for line in lines
        if book.theme[line.code].pk == theme.pk
    ]
    return reduced_by_group(pl.DataFrame(rows, schema=_SCHEMA, orient="row"), theme.key, [_ALL], subs)


def _step(sub: Code | None, words: str, customers: int, lines: Sequence[Line], book: Book) -> Step:
    topics = dict.fromkeys(line.topic for line in lines if line.topic in book.topics)
    return Step(sub, words, customers, lines, [book.topics[one] for one in topics])


def link(step: Step, theme: Code, group: Group | None) -> Mapping[str, str]:
    """Return what the grid is asked for to show a step's codings."""
    wanted = {"code": str(step.sub_theme.pk if step.sub_theme else theme.pk), "layer": "record"}
    wanted |= {} if step.sub_theme else {"under": "theme"}
    wanted |= {"expression": step.words} if step.words else {"reduced": "without"}
    return wanted | ({"group": str(group.pk)} if group else {})
