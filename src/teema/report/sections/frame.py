"""Chapter: the themes and their sub-themes: Table 2 and the word network."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from teema.report.blocks import Block, Cell, Column, Heading, Paragraph, Run, Table, cell
from teema.report.telling import Telling, all_ids


def frame(telling: Telling) -> Iterator[Block]:
    """Show the frame of themes, and how much of the material stands under each label."""
    if not telling.study.codebook.themes:
        return
    yield Heading(telling.words.say("frame.heading"), 1, "frame")
    yield themes_table(telling)
    labels = telling.results.labels
    if labels:
        yield _most(telling)
        yield from telling.figure("word_network")


def _most(telling: Telling) -> Paragraph:
    words, top = telling.words, telling.results.labels[:5]
    shown = words.listed(f"{one.key} ({words.number(one.segments)})" for one in top)
    segments = telling.disclosure.segments(all_ids(top))
    most = Run(words.say("frame.most", labels=shown), segments=segments)
    return Paragraph((most, *telling.pointing_to_figure("frame.network", "word_network")))


def themes_table(telling: Telling) -> Table:
    """Table 2: themes as columns with their sub-themes under each; as rows where there are more than six."""
    words, themes = telling.words, telling.study.codebook.themes
    title, sheet = words.say("frame.table"), words.say("sheets.frame")
    if len(themes) > 6:
        columns = (Column(words.say("frame.theme")), Column(words.say("frame.sub_themes"), weight=2))
        rows = tuple(
            (_theme(telling, theme.key), cell(", ".join(sub.name for sub in theme.children))) for theme in themes
        )
        return Table("themes", title, columns, rows, sheet=sheet)
    below = zip_longest(*(theme.children for theme in themes))
    levels = tuple(tuple(_sub_theme(telling, sub.key) if sub else cell() for sub in level) for level in below)
    return Table("themes", title, tuple(Column(theme.name) for theme in themes), levels, sheet=sheet)


def _theme(telling: Telling, key: str) -> Cell:
    return telling.text(telling.words.code(key))


def _sub_theme(telling: Telling, key: str) -> Cell:
    """Name a sub-theme; its count is the segments under it."""
    codings = telling.results.codings
    found = codings.filter(codings["sub_theme"] == key)["coding_id"].to_list()
    return Cell(telling.text(telling.words.code(key), found).lines, len(found) if found else None)
