"""Workbook tables that count everything by everything: themes, sub-themes, labels and topics by every property."""

from __future__ import annotations

from collections.abc import Iterator

from teema.analysis.cooccurrence import Within, cooccurrence
from teema.analysis.crosstab import Crosstab, Key, crosstab
from teema.report.blocks import Cell, Column, Table, cell
from teema.report.telling import Telling

_ROWS = ("theme", "sub_theme", "label", "topic")
_COLUMNS = ("group", "service", "length", "time", "whose", "customer")
_WITHIN: tuple[Within, ...] = ("overlap", "turn", "interview")


def count_tables(telling: Telling) -> Iterator[Table]:
    """Yield a table of counts for each kind of row, one by rounds, and the co-occurrence of labels."""
    if not telling.results.codings.height:
        return
    for rows in _ROWS:
        if telling.results.codings[rows].drop_nulls().len():
            yield _by_everything(telling, rows)
    if telling.results.frames.customers["round"].n_unique() > 1:
        yield _by_round(telling)
    if telling.results.traces:
        yield _traced(telling)
    yield _together(telling)


def _traced(telling: Telling) -> Table:
    """Follow each topic through themes and sub-themes: who speaks of it there, how much, and in which tone."""
    words, n = telling.words, telling.results.customers["customer"].n_unique()
    keys = ("topic", "theme", "sub_theme", "customers", "segments", "balance")
    columns = tuple(
        Column(words.say(f"appendix.columns.{key}"), numeric=key in keys[3:], weight=1.0 if key in keys[3:] else 2.0)
        for key in keys
    )
    rows = tuple(
        (
            telling.text(words.topic(trace.topic)),
            telling.text(words.code(row.theme)),
            telling.text(words.code(row.sub_theme)),
            telling.count(row.customers, n),
            telling.number(row.segments),
            telling.text(words.number(row.balance.value, 2, signed=True)),
        )
        for trace in telling.results.traces
        for row in trace.rows
    )
    title, sheet = words.say("appendix.traces"), words.say("sheets.traces")
    return Table("traces", title, columns, rows, words.say("appendix.traces_note"), sheet=sheet)


def _by_everything(telling: Telling, rows: str) -> Table:
    """Count one kind of row by every property that the codings have: customers k/n and segments."""
    words = telling.words
    tables = [telling.results.crosstab(rows, property_, _order(telling, rows)) for property_ in _properties(telling)]
    places = [(by, column) for by in tables for column in by.columns]
    columns = [Column(words.say(f"appendix.columns.{rows}"), weight=2)]
    columns += [
        Column(f"{words.say(f'properties.{by.by[1]}')}: {words.value(by.by[1], column)}") for by, column in places
    ]
    keys = tables[0].rows
    counted = tuple((_name(telling, rows, key), *(_cell(telling, by, key, at) for by, at in places)) for key in keys)
    title, sheet = words.say(f"counts_by.{rows}"), words.say(f"sheets.all_{rows}")
    return Table(f"all-{rows}", title, tuple(columns), counted, words.say("appendix.note"), sheet=sheet)


def _properties(telling: Telling) -> list[str]:
    codings, hidden = telling.results.codings, {"customer"} if telling.disclosure.public else set()
    return [name for name in _COLUMNS if name not in hidden and (name == "group" or codings[name].drop_nulls().len())]


def _order(telling: Telling, rows: str) -> list[str]:
    book = telling.study.codebook
    return {
        "theme": [theme.key for theme in book.themes],
        "sub_theme": [sub.key for sub in book.sub_themes],
        "label": list(book.labels),
        "topic": [one.key for one in telling.results.topics],
    }[rows]


def _name(telling: Telling, rows: str, key: Key) -> Cell:
    words = telling.words
    if key is None:
        return cell(words.say("not_told"))
    theme = telling.study.codebook.theme_of[key].name if rows == "sub_theme" else ""
    name = key if rows == "label" else words.value(rows, key)
    return telling.text(f"{theme}: {name}" if theme else name)


def _cell(telling: Telling, by: Crosstab, row: Key, column: Key) -> Cell:
    found = by.cell(row, column)
    return cell(f"{found.customers}/{found.n} ({telling.words.number(found.segments)})" if found.segments else "")


def _by_round(telling: Telling) -> Table:
    """Count each sub-theme in each round, over all rounds."""
    words, frames = telling.words, telling.results.frames
    order, rounds = _order(telling, "sub_theme"), [one.key for one in telling.study.design.rounds]
    by = crosstab(
        frames.codings, frames.customers, rows="sub_theme", columns="round", row_order=order, column_order=rounds
    )
    columns = (
        Column(words.say("appendix.columns.sub_theme"), weight=2),
        *(Column(words.value("round", key)) for key in by.columns),
    )
    rows = tuple(
        (_name(telling, "sub_theme", key), *(_cell(telling, by, key, at) for at in by.columns)) for key in by.rows
    )
    title, sheet = words.say("counts_by.round"), words.say("sheets.all_round")
    return Table("all-round", title, columns, rows, words.say("appendix.note"), sheet=sheet)


def _together(telling: Telling) -> Table:
    """List the labels that occur together, by three definitions of together."""
    words, codings = telling.words, telling.results.codings
    weights: dict[tuple[str, str], dict[str, int]] = {}
    for within in _WITHIN:
        for edge in cooccurrence(codings, by="label", within=within).pairs:
            weights.setdefault((edge.a, edge.b), {})[within] = edge.weight
    columns = [
        Column(words.say("appendix.columns.label"), weight=2),
        Column(words.say("appendix.columns.label"), weight=2),
    ]
    columns += [Column(words.say(f"together.{within}"), numeric=True) for within in _WITHIN]
    ranked = sorted(weights.items(), key=lambda one: (*(-one[1].get(within, 0) for within in _WITHIN), one[0]))
    rows = tuple(
        (
            telling.text(a),
            telling.text(b),
            *(cell(words.number(found.get(within, 0)), count=found.get(within, 0)) for within in _WITHIN),
        )
        for (a, b), found in ranked
    )
    note, sheet = words.say("together.note"), words.say("sheets.together")
    return Table("together", words.say("together.title"), tuple(columns), rows, note, sheet=sheet)
