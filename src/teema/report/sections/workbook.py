"""Tables that stand only in the workbook: one per customer group as the study sorts them, and the passages set aside."""

from __future__ import annotations

from collections.abc import Iterator

from teema.analysis.reduction import ReductionRow
from teema.report.blocks import Cell, Column, Table
from teema.report.sections.counts import count_tables
from teema.report.sections.vocabulary_sheets import vocabulary_tables
from teema.report.telling import Telling

_KEYS = ("customer", "original", "reduced", "topic", "sub_theme", "theme")
_WEIGHTS = {"customer": 1.0, "original": 3.5, "reduced": 2.2, "topic": 1.3, "sub_theme": 1.3, "theme": 1.6}


def workbook_tables(telling: Telling) -> Iterator[Table]:
    """Yield counts by everything, words, a table for each group from original expression to theme, and the exclusions.

    The public edition has the counts only.
    """
    yield from count_tables(telling)
    yield from vocabulary_tables(telling)
    if telling.disclosure.public:
        return
    groups = dict.fromkeys((*telling.results.groups, *(row.group for row in telling.results.reduction)))
    for group in groups:
        rows = tuple(_row(telling, row) for row in telling.results.reduction if row.group == group)
        if rows:
            name = telling.words.group(group)
            yield Table(f"group-{group}", name, _columns(telling, _KEYS), rows, sheet=name)
    yield from _exclusions(telling)


def _columns(telling: Telling, keys: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(Column(telling.words.say(f"appendix.columns.{key}"), weight=_WEIGHTS.get(key, 1.5)) for key in keys)


def _row(telling: Telling, row: ReductionRow) -> tuple[Cell, ...]:
    words = telling.words
    shown = {
        "customer": row.customer,
        "original": row.original,
        "reduced": row.reduced,
        "topic": words.topic(row.topic) if row.topic else "",
        "sub_theme": words.code(row.sub_theme) if row.sub_theme else "",
        "theme": words.code(row.theme),
    }
    return tuple(telling.text(shown[key] or "") for key in _KEYS)


def _exclusions(telling: Telling) -> Iterator[Table]:
    frame = telling.results.relevance
    rows = tuple(
        (telling.text(row["document"]), telling.text(row["reason"] or ""), telling.text(row["text"]))
        for row in frame.iter_rows(named=True)
        if row["status"] == "out"
    )
    if rows:
        words = telling.words
        columns = _columns(telling, ("document", "reason", "passage"))
        yield Table("exclusions", words.say("appendix.exclusions"), columns, rows, sheet=words.say("sheets.exclusions"))
