"""Chapter: do expectations and experiences differ? The gap matrix, its evidence and its doubts."""

from __future__ import annotations

from collections.abc import Iterator

from teema.analysis.gap import GapCell, GapRow
from teema.report.blocks import Block, Bullets, Cell, Column, Heading, Line, Paragraph, Run, Table, Tone
from teema.report.telling import Telling
from teema.study.conclusions import State, Verdict

_STATE_TONES: dict[State, Tone] = {
    "met": "good",
    "partly": "mixed",
    "unmet": "bad",
    "unpaired": "mixed",
    "not_applicable": "void",
    "not_asked": "void",
}
_VERDICT_TONES: dict[Verdict, Tone] = {
    "no_difference": "good",
    "partly": "mixed",
    "differ": "bad",
    "not_comparable": "void",
}


def comparison(telling: Telling) -> Iterator[Block]:
    """Answer the main question group by group and sub-theme by sub-theme, with what speaks for and against."""
    gap = telling.results.gap
    if not gap.rows:
        return
    words = telling.words
    yield Heading(words.say("comparison.heading"), 1, "comparison")
    yield telling.paragraph("comparison.method")
    yield _answer(telling)
    yield from telling.figure("gap_matrix")
    yield verdict_table(telling)
    yield customers_table(telling)
    yield from _doubts(telling)


def _answer(telling: Telling) -> Paragraph:
    """Say in one paragraph how many of the comparisons differ."""
    rows, words = telling.results.gap.rows, telling.words
    given = [row.confirmed or row.proposed for row in rows]
    counts = {verdict: given.count(verdict) for verdict in _VERDICT_TONES}
    shown = words.listed(f"{words.term('verdicts', key)} {k}/{len(rows)}" for key, k in counts.items() if k)
    confirmed = sum(row.confirmed is not None for row in rows)
    ids = [one for row in rows for one in (*row.evidence, *row.counter_evidence)]
    answer = telling.run(
        "comparison.answer",
        ids,
        rows=words.counted("comparisons", len(rows)),
        verdicts=shown,
        confirmed=f"{confirmed}/{len(rows)}",
    )
    return Paragraph(
        (
            answer,
            *telling.pointing_to_figure("comparison.figure_seen", "gap_matrix"),
            *telling.pointing("comparison.table_seen", "gap"),
            *telling.pointing("comparison.states_seen", "states"),
        )
    )


def verdict_table(telling: Telling) -> Table:
    """Make the gap matrix as a table: a row a sub-theme and group."""
    words = telling.words
    keys = ("sub_theme", "group", "paired", "proposed", "confirmed", "evidence", "counter")
    columns = tuple(
        Column(
            words.say(f"comparison.columns.{key}"),
            numeric=key in ("paired", "evidence", "counter"),
            weight=_weight(key),
        )
        for key in keys
    )
    rows = tuple(_verdict_row(telling, row) for row in telling.results.gap.rows)
    return Table(
        "gap", words.say("comparison.table"), columns, rows, words.say("comparison.note"), sheet=words.say("sheets.gap")
    )


def _weight(key: str) -> float:
    return {"sub_theme": 1.4, "proposed": 1.3, "confirmed": 1.3}.get(key, 0.9)


def _verdict_row(telling: Telling, row: GapRow) -> tuple[Cell, ...]:
    words, segments = telling.words, telling.disclosure.segments
    return (
        telling.text(row.sub_theme),
        telling.text(words.group(row.group)),
        telling.count(row.paired, row.n, (*row.evidence, *row.counter_evidence)),
        Cell((Line(words.term("verdicts", row.proposed)),), tone=_VERDICT_TONES[row.proposed]),
        Cell(
            (Line(words.term("verdicts", row.confirmed)),),
            tone=_VERDICT_TONES[row.confirmed] if row.confirmed else "plain",
        ),
        Cell((Line(words.number(len(row.evidence)), segments(row.evidence)),), len(row.evidence)),
        Cell(
            (Line(words.number(len(row.counter_evidence)), segments(row.counter_evidence)),), len(row.counter_evidence)
        ),
    )


def customers_table(telling: Telling) -> Table:
    """Make the table of states: a row a customer in the working edition, counts by group in the public one."""
    words, gap, labels = telling.words, telling.results.gap, telling.results.compared_labels
    if telling.disclosure.public:
        return _states_by_group(telling)
    first = (Column(words.say("comparison.columns.customer"), weight=1.2),)
    cells = {(cell.customer, cell.sub_theme): cell for cell in gap.cells}
    customers = dict.fromkeys(cell.customer for cell in gap.cells)
    rows = tuple(
        (telling.text(name), *(_state_cell(telling, cells[name, label]) for label in labels)) for name in customers
    )
    judged = any(cell.state != cell.derived for cell in gap.cells)
    return Table(
        "states",
        words.say("comparison.states"),
        (*first, *(Column(label) for label in labels)),
        rows,
        words.say("comparison.states_note") if judged else "",
        wide=len(labels) > 6,
        sheet=words.say("sheets.states"),
    )


def _state_cell(telling: Telling, cell: GapCell) -> Cell:
    ids = telling.disclosure.segments((*cell.expectations, *cell.experiences))
    marked = telling.words.say("comparison.judged") if cell.state != cell.derived else ""
    return Cell(
        (Line(f"{telling.words.term('states', cell.state)}{marked}", ids),), tone=_STATE_TONES.get(cell.state, "absent")
    )


def _states_by_group(telling: Telling) -> Table:
    words = telling.words
    rows = tuple(
        (
            telling.text(row.sub_theme),
            telling.text(words.group(row.group)),
            telling.text(words.listed(f"{words.term('states', state)} {k}" for state, k in row.states.items())),
        )
        for row in telling.results.gap.rows
    )
    columns = [Column(words.say(f"comparison.columns.{key}")) for key in ("sub_theme", "group")]
    columns.append(Column(words.say("comparison.columns.states"), weight=3))
    return Table("states", words.say("comparison.states"), tuple(columns), rows, sheet=words.say("sheets.states"))


def _doubts(telling: Telling) -> Iterator[Block]:
    """Say which verdicts hang on one customer, where customers contradict themselves, and what was overruled."""
    words, gap = telling.words, telling.results.gap
    items = [*_fragile(telling)]
    overruled = [row for row in gap.rows if row.confirmed and row.confirmed != row.proposed]
    items += [
        words.say(
            "comparison.overruled",
            place=_place(telling, row),
            proposed=words.term("verdicts", row.proposed),
            confirmed=words.term("verdicts", row.confirmed),
        )
        for row in overruled
    ]
    if not telling.disclosure.public:
        items += [
            words.say(
                "comparison.judgement",
                customer=cell.customer,
                sub_theme=cell.sub_theme,
                derived=words.term("states", cell.derived),
                state=words.term("states", cell.state),
                reason=cell.reason,
            )
            for cell in gap.cells
            if cell.state != cell.derived
        ]
    if items:
        yield Heading(words.say("comparison.doubts"), 2, "doubts")
        yield Bullets(tuple(Paragraph((Run(telling.disclosure.clean(item)),)) for item in items))


def _fragile(telling: Telling) -> Iterator[str]:
    words = telling.words
    for row in telling.results.gap.rows:
        if row.fragile and row.proposed != "not_comparable":
            key = "fragile_public" if telling.disclosure.public else "fragile"
            yield words.say(f"comparison.{key}", place=_place(telling, row), who=words.listed(row.fragile))


def _place(telling: Telling, row: GapRow) -> str:
    return f"{telling.words.group(row.group)}, {row.sub_theme}"
