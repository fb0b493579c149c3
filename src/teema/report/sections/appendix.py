"""Appendices: every count by every property, topics through the themes, the reduction table, the codebook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import polars as pl

from teema.analysis.crosstab import Crosstab
from teema.report.blocks import Block, Cell, Column, Heading, Table, cell
from teema.report.telling import Telling
from teema.study.codings import Time, Whose

PAPER_ROWS = 30
_BY = ("group", "service", "length", "time", "whose")


def appendix(telling: Telling) -> Iterator[Block]:
    """Show what the chapters draw on; the tables that need a landscape page come last."""
    tables = sorted([*_counts(telling), *_definitions(telling)], key=lambda table: table.wide)
    if tables:
        yield Heading(telling.words.say("appendix.heading"), 1, "appendix")
        yield tables[0]
        yield from telling.figure("sub_theme_by_group")
        yield from tables[1:]


def _counts(telling: Telling) -> Iterator[Table]:
    if not telling.results.codings.height:
        return
    yield labels_table(telling)
    for property_ in _BY:
        if property_ == "group" or telling.results.codings[property_].drop_nulls().len():
            yield property_table(telling, property_)
    if telling.results.topics:
        yield topics_table(telling)
    yield reduction_table(telling)


def labels_table(telling: Telling) -> Table:
    """Count each sub-theme label across themes by three weights: segments, customers, themes."""
    words, n = telling.words, telling.results.customers["customer"].n_unique()
    columns = [Column(words.say("appendix.columns.label"), weight=2)]
    columns += [
        Column(words.say(f"appendix.columns.{key}"), numeric=True) for key in ("segments", "customers", "themes")
    ]
    rows = tuple(
        (
            telling.text(one.key),
            telling.number(one.segments, one.ids),
            telling.count(one.customers, n, one.ids),
            telling.number(one.themes),
        )
        for one in telling.results.labels
    )
    return Table("labels", words.say("appendix.labels"), tuple(columns), rows, sheet=words.say("sheets.labels"))


def property_table(telling: Telling, property_: str) -> Table:
    """Count each sub-theme by one property: customers k/n and segments."""
    words, book = telling.words, telling.study.codebook
    order = [sub.key for sub in book.sub_themes]
    by = telling.results.crosstab("sub_theme", property_, order, _order(telling, property_))
    columns = [
        Column(words.say("appendix.columns.theme"), weight=1.6),
        Column(words.say("appendix.columns.sub_theme"), weight=1.6),
    ]
    columns += [Column(words.value(property_, key), numeric=True) for key in by.columns]
    rows = tuple(_count_row(telling, by, key) for key in by.rows)
    title = words.say(f"appendix.by.{property_}")
    wide = len(columns) > 8
    note = words.say("appendix.note")
    sheet = words.say(f"sheets.by_{property_}")
    return Table(f"by-{property_}", title, tuple(columns), rows, note, wide, sheet=sheet)


def _order(telling: Telling, property_: str) -> tuple[str, ...]:
    found = set(telling.results.codings[property_].drop_nulls())
    if property_ == "group":
        return telling.results.groups
    orders = {"length": telling.results.frames.lengths, "time": get_args(Time), "whose": get_args(Whose)}
    return tuple(key for key in orders.get(property_, ()) if key in found)


def _count_row(telling: Telling, by: Crosstab, key: str | None) -> tuple[Cell, ...]:
    words, book = telling.words, telling.study.codebook
    theme = book.theme_of[key].key if key in book.theme_of else None
    return (
        telling.text(words.code(theme)),
        telling.text(words.code(key)),
        *(_counted(telling, by, key, at) for at in by.columns),
    )


def _counted(telling: Telling, by: Crosstab, key: str | None, column: str | None) -> Cell:
    found = by.cell(key, column)
    shown = telling.count(found.customers, found.n, by.segments_of(key, column))
    text = f"{shown.text} ({telling.words.number(found.segments)})" if found.segments else shown.text
    return Cell((cell(text, segments=shown.segments).lines), found.customers, found.n)


def topics_table(telling: Telling) -> Table:
    """Trace each topic through the themes: the segments of each."""
    words, results = telling.words, telling.results
    themes = [theme.key for theme in telling.study.codebook.themes]
    by = results.crosstab("topic", "theme", [one.key for one in results.topics], tuple(themes))
    n = results.customers["customer"].n_unique()
    columns = [
        Column(words.say("appendix.columns.topic"), weight=1.6),
        Column(words.say("appendix.columns.customers"), numeric=True),
    ]
    columns += [Column(words.code(theme), numeric=True) for theme in themes]
    rows = tuple(
        (
            telling.text(words.topic(one.key)),
            telling.count(one.customers, n, one.ids),
            *(telling.number(by.cell(one.key, theme).segments, by.segments_of(one.key, theme)) for theme in themes),
        )
        for one in results.topics
    )
    note = words.say("appendix.topics_note")
    return Table(
        "topics", words.say("appendix.topics"), tuple(columns), rows, note, True, 40, sheet=words.say("sheets.topics")
    )


def reduction_table(telling: Telling) -> Table:
    """Show the way of every coding from original expression to theme; in public, without the words."""
    words = telling.words
    levels = ("reduced", "topic", "sub_theme", "theme")
    keys = levels if telling.disclosure.public else ("original", *levels)
    weights = {"original": 3.2, "reduced": 2.2, "topic": 1.4, "sub_theme": 1.4, "theme": 1.5}
    columns = tuple(Column(words.say(f"appendix.columns.{key}"), weight=weights[key]) for key in keys)
    rows = []
    for row in telling.results.reduction:
        shown = {
            "original": telling.text(row.original or "", [row.coding]),
            "reduced": telling.text(row.reduced or "", [row.coding]),
            "topic": telling.text(words.topic(row.topic)),
            "sub_theme": telling.text(words.code(row.sub_theme)),
            "theme": telling.text(words.code(row.theme)),
        }
        rows.append(tuple(shown[key] for key in keys))
    title, sheet = words.say("appendix.reduction"), words.say("sheets.reduction")
    return Table("reduction", title, columns, tuple(rows), wide=True, paper_rows=PAPER_ROWS, sheet=sheet)


def _definitions(telling: Telling) -> Iterator[Table]:
    """The codebook, where anything is defined."""
    words, book = telling.words, telling.study.codebook
    defined = [sub for sub in book.sub_themes if sub.definition]
    if not defined:
        return
    counts = telling.results.codings.group_by("sub_theme").agg(pl.col("coding_id"))
    ids = dict(zip(counts["sub_theme"], counts["coding_id"].to_list(), strict=True))
    keys = ("theme", "sub_theme", "definition", "segments")
    columns = tuple(
        Column(words.say(f"appendix.columns.{key}"), key == "segments", 3.0 if key == "definition" else 1.4)
        for key in keys
    )
    rows = tuple(
        (
            telling.text(book.theme_of[sub.key].name),
            telling.text(sub.name),
            telling.text(sub.definition),
            telling.number(len(ids.get(sub.key, ())), ids.get(sub.key, ())),
        )
        for sub in defined
    )
    yield Table("codebook", words.say("appendix.codebook"), columns, rows, sheet=words.say("sheets.codebook"))
