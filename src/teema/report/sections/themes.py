"""Chapter: the results theme by theme: Tables 3–8 with quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from teema.analysis.crosstab import Crosstab
from teema.analysis.reduction import ThemeCell, ThemeTable
from teema.report.blocks import Block, Cell, Column, Heading, Line, Paragraph, Quote, Run, Table
from teema.report.telling import Telling

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
    words, name = telling.words, telling.words.code(table.theme)
    by = telling.results.by_group
    rows = tuple(
        (
            telling.text(words.code(sub) if sub else words.say("no_sub_theme")),
            *(
                _cell(telling, _n(telling, by, sub, one), [sub] if sub else [], one, table.cell(sub, one))
                for one in table.groups
            ),
        )
        for sub in table.sub_themes
    )
    return _table(telling, table, f"table-{table.theme}", words.say("themes.table", name=name), name, rows)


def across_themes_table(telling: Telling, table: ThemeTable) -> Table:
    """Sub-theme labels by groups, whatever themes a label stands under; else as Tables 3–8."""
    words, by = telling.words, telling.results.label_by_group
    under = {
        label: [key for key, one in telling.results.label_of.items() if one == label] for label in table.sub_themes
    }
    rows = tuple(
        (
            telling.text(label),
            *(_cell(telling, by.cell(label, one).n, under[label], one, table.cell(label, one)) for one in table.groups),
        )
        for label in table.sub_themes
    )
    title = words.say("themes.across")
    return _table(telling, table, "table-across", title, title, rows)


def _table(
    telling: Telling, table: ThemeTable, key: str, title: str, sheet: str, rows: tuple[tuple[Cell, ...], ...]
) -> Table:
    words = telling.words
    first = Column(words.say("themes.sub_theme_column"), weight=0.7)
    columns = (first, *(Column(words.group(group)) for group in table.groups))
    return Table(key, title, columns, rows, note=words.say("themes.note"), sheet=sheet, paper_lines=PAPER_LINES)


def _n(telling: Telling, by: Crosstab, sub_theme: str | None, group: str | None) -> int:
    return by.cell(sub_theme, group).n if sub_theme else len(_members(telling, group))


def _cell(telling: Telling, n: int, sub_themes: Sequence[str], group: str | None, found: ThemeCell) -> Cell:
    """List the reduced expressions of a cell; say why there are none where that is known."""
    words, segments = telling.words, telling.disclosure.segments
    if not found.expressions and not found.unreduced:
        why = telling.results.silences.why(sub_themes, _members(telling, group))
        return Cell((Line(words.term("states", why)),), 0, n, "absent" if why == "silent" else "void")
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
