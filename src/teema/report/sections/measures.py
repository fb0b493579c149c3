"""Chapter: improvement measures: who does what by when, on which findings, and whether it helped."""

from __future__ import annotations

from collections.abc import Iterator

from teema.analysis.measures import Effect, MeasureProgress
from teema.report.blocks import Block, Cell, Column, Heading, Line, Paragraph, Run, Table, Tone, cell
from teema.report.telling import Telling

_TONES: dict[str, Tone] = {"helped": "good", "no_change": "mixed", "worse": "bad", "cannot_tell": "absent"}


def measures(telling: Telling) -> Iterator[Block]:
    """Show the measures, the overdue ones, and the effect that a later round shows."""
    found = telling.results.measures
    if not found:
        return
    words = telling.words
    yield Heading(words.say("measures.heading"), 1, "measures")
    yield _state(telling, found)
    yield measures_table(telling)
    if any(one.effect.state != "not_measured" for one in found):
        yield Heading(words.say("measures.effects"), 2, "effects")
        seen = telling.pointing("measures.effects_seen", "effects")
        yield Paragraph((telling.run("measures.effects_method"), *seen))
        yield effects_table(telling)


def _state(telling: Telling, found: tuple[MeasureProgress, ...]) -> Paragraph:
    words = telling.words
    done = sum(one.measure.status == "done" for one in found)
    late = [words.say("measures.quoted", title=one.measure.title) for one in found if one.overdue]
    said = words.say("measures.state", measures=words.counted("measures", len(found)), done=f"{done}/{len(found)}")
    day = words.day(telling.results.dated)
    overdue = (
        words.say("measures.overdue", day=day, measures=telling.disclosure.clean(words.listed(late))) if late else ""
    )
    return Paragraph((Run(f"{said} {overdue}".strip()), *telling.pointing("measures.table_seen", "measures")))


def measures_table(telling: Telling) -> Table:
    """Make the table of measures. The public edition leaves out owners and indicators."""
    words, public = telling.words, telling.disclosure.public
    keys = (
        ["title", "due", "status"] if public else ["title", "findings", "owner", "due", "status", "indicator", "value"]
    )
    weights = {"title": 3.0, "indicator": 2.2, "owner": 1.5, "value": 1.5, "findings": 1.2, "due": 1.2, "status": 1.2}
    columns = tuple(Column(words.say(f"measures.columns.{key}"), weight=weights[key]) for key in keys)
    rows = tuple(tuple(_cells(telling, one)[key] for key in keys) for one in telling.results.measures)
    return Table(
        "measures", words.say("measures.table"), columns, rows, wide=not public, sheet=words.say("sheets.measures")
    )


def _cells(telling: Telling, one: MeasureProgress) -> dict[str, Cell]:
    words, measure = telling.words, one.measure
    evidence = {finding.id: finding.evidence for finding in telling.study.findings}
    behind = [coding for finding in measure.findings for coding in evidence.get(finding, ())]
    target = f" ({words.say('measures.target', target=measure.target)})" if measure.target else ""
    late = f" ({words.say('measures.late')})" if one.overdue else ""
    status = Line(words.term("statuses", measure.status) + late)
    told = (measure.title, "" if telling.disclosure.public else measure.outcome)
    return {
        "title": Cell(tuple(telling.text(line).lines[0] for line in told if line)),
        "findings": telling.text(", ".join(measure.findings), behind),
        "owner": telling.text(measure.owner),
        "due": cell(words.day(measure.due)),
        "status": Cell((status,), tone="bad" if one.overdue else "good" if measure.status == "done" else "plain"),
        "indicator": telling.text(f"{measure.indicator}{target}"),
        "value": telling.text(", ".join(words.aims.get(key, key) for key in measure.value)),
    }


def effects_table(telling: Telling) -> Table:
    """Make the table of effects: mean valence before and after, and how many customers changed which way."""
    words = telling.words
    keys = ("title", "improved", "same", "worsened", "compared", "effect")
    columns = tuple(
        Column(words.say(f"measures.columns.{key}"), key not in ("title", "effect"), 3.0 if key == "title" else 1.2)
        for key in keys
    )
    shown = [one for one in telling.results.measures if one.effect.state != "not_measured"]
    rows = tuple(_effect_row(telling, one) for one in shown)
    note = words.say("measures.effects_note")
    return Table("effects", words.say("measures.effects_table"), columns, rows, note, sheet=words.say("sheets.effects"))


def _effect_row(telling: Telling, one: MeasureProgress) -> tuple[Cell, ...]:
    effect, words = one.effect, telling.words
    return (
        telling.text(one.measure.title),
        _changed(telling, effect, 1),
        _changed(telling, effect, 0),
        _changed(telling, effect, -1),
        _changed(telling, effect, None),
        Cell((Line(words.term("effects", effect.state)),), tone=_TONES.get(effect.state, "plain")),
    )


def _changed(telling: Telling, effect: Effect, change: int | None) -> Cell:
    """Count the customers who changed one way (None: all that could be compared), with the words of both rounds."""
    compared = [one for one in effect.customers if one.change is not None]
    those = [one for one in compared if change is None or one.change == change]
    ids = [coding for one in those for coding in (*one.before_ids, *one.after_ids)]
    return telling.count(len(those), len(effect.customers) if change is None else len(compared), ids)
