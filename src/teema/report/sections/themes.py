"""Chapter: the results theme by theme: Tables 3–8 with quotes."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from teema.analysis.reduction import ThemeCell, ThemeTable
from teema.report.blocks import Block, Cell, Column, Heading, Line, Paragraph, Quote, Run, Table
from teema.report.telling import Telling
from teema.study.conclusions import State

QUOTES = 4
PAPER_LINES = 6


def themes(telling: Telling) -> Iterator[Block]:
    """Tell each theme: how much was said and by how many, the table of reduced expressions, and quotes."""
    told = [(theme, table) for theme, table in zip(telling.study.codebook.themes, telling.results.themes, strict=True)]
    spoken = telling.results.codings
    if not spoken.height:
        return
    yield Heading(telling.words.say("themes.heading"), 1, "themes")
    for theme, table in told:
        rows = spoken.filter(pl.col("theme") == theme.key)
        if rows.height:
            yield Heading(theme.name, 2, f"theme-{theme.key}")
            yield _extent(telling, theme.key, rows)
            yield theme_table(telling, table)
            yield from _quotes(telling, rows)


def _extent(telling: Telling, key: str, rows: pl.DataFrame) -> Paragraph:
    words, n = telling.words, telling.results.customers["customer"].n_unique()
    customers = rows["customer"].drop_nulls().n_unique()
    subs = [sub for sub in telling.study.codebook.sub_themes if telling.study.codebook.theme_of[sub.key].key == key]
    counts = [(sub.name, rows.filter(pl.col("sub_theme") == sub.key)) for sub in subs]
    shown = words.listed(
        words.say("themes.sub_theme", name=name, segments=words.number(found.height), k=_customers(found), n=n)
        for name, found in counts
        if found.height
    )
    ids = telling.disclosure.segments(rows["coding_id"])
    extent = words.say("themes.extent", segments=words.counted("segments", rows.height), k=customers, n=n)
    rest = words.say("themes.by_sub_theme", sub_themes=shown) if shown else ""
    seen = telling.pointing("themes.table_seen", f"table-{key}")
    return Paragraph((Run(f"{extent} ", segments=ids), Run(rest), *_topics(telling, rows, n), *seen))


def _customers(rows: pl.DataFrame) -> int:
    return rows["customer"].drop_nulls().n_unique()


def _topics(telling: Telling, rows: pl.DataFrame, n: int) -> Iterator[Run]:
    """Name the three topics that most customers spoke of."""
    words = telling.words
    found = (
        rows.drop_nulls("topic")
        .group_by("topic")
        .agg(pl.col("customer").drop_nulls().n_unique().alias("k"), pl.len().alias("segments"), pl.col("coding_id"))
        .sort(["k", "segments", "topic"], descending=[True, True, False])
        .head(3)
    )
    if found.height:
        shown = words.listed(f"{words.topic(row['topic'])} ({row['k']}/{n})" for row in found.iter_rows(named=True))
        ids = telling.disclosure.segments(one for ids in found["coding_id"] for one in ids)
        yield Run(" " + words.say("themes.topics", topics=shown), segments=ids)


def theme_table(telling: Telling, table: ThemeTable) -> Table:
    """One of Tables 3–8: sub-themes by groups, each cell the reduced expressions, most widely shared first."""
    words, groups = telling.words, table.groups
    columns = (
        Column(words.say("themes.sub_theme_column"), weight=0.7),
        *(Column(words.group(group)) for group in groups),
    )
    rows = tuple(
        (
            telling.text(words.code(sub_theme) if sub_theme else words.say("no_sub_theme")),
            *(_cell(telling, sub_theme, group, table.cell(sub_theme, group)) for group in groups),
        )
        for sub_theme in table.sub_themes
    )
    name = words.code(table.theme)
    return Table(
        f"table-{table.theme}",
        words.say("themes.table", name=name),
        columns,
        rows,
        note=words.say("themes.note"),
        sheet=name,
        paper_lines=PAPER_LINES,
    )


def _cell(telling: Telling, sub_theme: str | None, group: str | None, found: ThemeCell) -> Cell:
    """List the reduced expressions of a cell; say why there are none where that is known."""
    words, segments = telling.words, telling.disclosure.segments
    n = telling.results.by_group.cell(sub_theme, group).n if sub_theme else len(_members(telling, group))
    if not found.expressions and not found.unreduced:
        return Cell((Line(words.term("states", _why_empty(telling, sub_theme, group))),), 0, n, "absent")
    lines = [
        Line(
            telling.disclosure.clean(one.words) + (f" ({one.customers}/{n})" if one.customers > 1 else ""),
            segments(one.segments),
        )
        for one in found.expressions
    ]
    if found.unreduced:
        lines.append(Line(words.counted("unreduced", len(found.unreduced)), segments(found.unreduced)))
    return Cell(tuple(lines), found.customers, n)


def _members(telling: Telling, group: str | None) -> set[str]:
    customers = telling.results.customers
    theirs = pl.col("group").is_null() if group is None else pl.col("group") == group
    return set(customers.filter(theirs)["customer"].drop_nulls())


def _why_empty(telling: Telling, sub_theme: str | None, group: str | None) -> State:
    """Say that a group wasn't asked only when that holds of every customer of it; a single silence is a silence."""
    asked = telling.results.asked.filter(pl.col("sub_theme") == (sub_theme or ""))
    answers = dict(zip(asked["customer"], asked["asked"], strict=True))
    given = {answers.get(customer, "yes") for customer in _members(telling, group)}
    if not given or "yes" in given:
        return "silent"
    return "not_applicable" if given == {"not_applicable"} else "not_asked"


def _quotes(telling: Telling, rows: pl.DataFrame) -> Iterator[Quote]:
    """Choose quotes that the analyst flagged, one a sub-theme and group first."""
    chosen = rows.filter(pl.col("quote"))
    spread = chosen.unique(["sub_theme", "group"], keep="first", maintain_order=True)
    rest = chosen.join(spread.select("coding_id"), on="coding_id", how="anti")
    shown = 0
    for row in pl.concat([spread, rest]).iter_rows(named=True):
        cell = telling.results.by_group.cell(row["sub_theme"], row["group"])
        if shown < QUOTES and telling.disclosure.may_quote(row["text"], cell.customers):
            shown += 1
            yield Quote(_sentence(row["text"]), _source(telling, row), telling.disclosure.segments([row["coding_id"]]))


def _source(telling: Telling, row: dict[str, str | None]) -> str:
    group = (
        telling.words.group(row["group"])
        if telling.disclosure.group_may_be_named(row["group"]) and row["group"]
        else ""
    )
    person = "" if telling.disclosure.public else row["person"] or ""
    return ", ".join(part for part in (person, group) if part)


def _sentence(words: str) -> str:
    """Write words as a quote starts and ends: with a capital, and a full stop where they end in none.

    >>> _sentence("no se on niinku hyvä, ")
    'No se on niinku hyvä.'
    """
    trimmed = words.strip().rstrip(",;:–- ")
    ended = trimmed if trimmed.endswith((".", "!", "?", "…", ")", "”")) else f"{trimmed}."
    return ended[:1].upper() + ended[1:]
