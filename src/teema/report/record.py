"""``report.json``: the results as data, with keys that are never translated. Its schema stands in the documentation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from teema.analysis.balance import balance
from teema.analysis.gap import GapCell
from teema.report.blocks import Cell, Report, Table
from teema.report.telling import Telling
from teema.report.word_record import word_record

_NUMBERED = ("interviews", "themes")


def record(telling: Telling, report: Report) -> dict[str, Any]:
    """Return everything that the report counts, ready to be written as json. The public edition names no customer or coding."""
    results = telling.results
    return {
        "study": _study(telling),
        "material": _material(telling),
        "tables": _tables(telling, report),
        "subthemes": [
            {"label": one.key, "segments": one.segments, "customers": one.customers, "themes": one.themes}
            for one in results.labels
        ],
        "topics": _topics(telling),
        "cooccurrence": [
            {"a": one.a, "b": one.b, "weight": one.weight, "customers": one.customers} for one in results.together.pairs
        ],
        "gap": [_gap_row(telling, row) for row in results.gap.rows],
        "pairs": [] if telling.disclosure.public else _pairs(telling),
        "factors": _factors(telling),
        "findings": [_finding(telling, one) for one in results.findings],
        "measures": [_measure(telling, one) for one in results.measures],
        "other_material": _other_material(telling),
        "words": word_record(telling),
    }


def _study(telling: Telling) -> dict[str, Any]:
    study, clean = telling.study, telling.disclosure.clean
    shown: dict[str, Any] = {
        "id": study.id,
        "title": clean(study.title),
        "language": study.language,
        "round": telling.results.round,
        "rounds": [one.key for one in study.design.rounds],
        "groups": [{"key": one.key, "name": one.name, "quota": one.quota} for one in study.design.groups],
        "edition": telling.disclosure.edition,
        "dated": telling.results.dated.isoformat() if telling.results.dated else None,
    }
    return shown if telling.disclosure.public else {**shown, "organisation": study.organisation.name}


def _material(telling: Telling) -> dict[str, Any]:
    found = telling.results.material
    return {
        "interviews": found.interviews,
        "people": found.people,
        "speakers": found.speakers,
        "minutes": found.minutes,
        "words": found.words,
        "pages": round(found.pages, 1),
        "characters": found.characters,
        "codings": found.codings,
        "exclusions": sum(one.passages for one in found.exclusions),
        "exclusions_by_reason": _by_reason(telling),
        "turns": found.turns,
        "turns_of_representatives": found.turns_of_representatives,
        "turns_coded": found.turns_coded,
        "groups": {one.group or "": one.interviews for one in found.quotas},
        "by_interview": [] if telling.disclosure.public else [_interview(one) for one in found.by_interview],
    }


def _other_material(telling: Telling) -> dict[str, Any]:
    """What stands beside the interviews. The public edition names no document and no subject of a contact."""
    found, public = telling.results.other_material, telling.disclosure.public
    return {
        "documents": [
            {
                "document": None if public else one.document,
                "kind": one.kind,
                "title": telling.disclosure.clean(one.title or "") if one.kind == "survey" or not public else "",
                "turns": one.turns,
                "words": one.words,
                "codings": len(one.ids),
            }
            for one in found.documents
        ],
        "sub_themes": [
            {
                "sub_theme": one.sub_theme,
                "customers": one.customers,
                "n": one.n,
                "interviews": len(one.interviews),
                "by_kind": {kind: len(ids) for kind, ids in one.by_kind.items()},
                "segments": list(telling.disclosure.segments(each for ids in one.by_kind.values() for each in ids)),
            }
            for one in found.mentions
        ],
    }


def _by_reason(telling: Telling) -> dict[str, int]:
    """Count the passages set aside by reason; reasons that differ only by a masked name are one."""
    counts: dict[str, int] = {}
    for one in telling.results.material.exclusions:
        reason = telling.disclosure.clean(one.reason or "")
        counts[reason] = counts.get(reason, 0) + one.passages
    return counts


def _interview(one: Any) -> dict[str, Any]:
    return {
        "interview": one.interview,
        "document": one.document,
        "group": one.group,
        "customer": one.customer,
        "people": one.people,
        "minutes": one.minutes,
        "words": one.words,
        "turns": one.turns,
        "turns_of_representatives": one.turns_of_representatives,
        "turns_coded": one.turns_coded,
        "speakers": [
            {"speaker": each.speaker, "turns": each.turns, "words": each.words, "interviewer": each.interviewer}
            for each in one.speakers
        ],
    }


def _tables(telling: Telling, report: Report) -> dict[str, Any]:
    """The study's own tables by number: interviews, themes, and one for each theme of the codebook."""
    by_key = {table.key: table for table in report.tables}
    keys = [*_NUMBERED, *(f"table-{theme.key}" for theme in telling.study.codebook.themes)]
    shown = [(number, by_key[key]) for number, key in enumerate(keys, 1) if key in by_key]
    return {str(number): _table(table) for number, table in shown}


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "columns": [column.text for column in table.columns],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {"text": cell.text, "count": cell.count, "n": cell.n, "segments": list(cell.segments)}


def _topics(telling: Telling) -> list[dict[str, Any]]:
    codings = telling.results.codings
    by_topic: Mapping[Any, Any] = codings.drop_nulls("topic").partition_by("topic", as_dict=True)
    balances = {key[0]: balance(rows) for key, rows in by_topic.items()}
    return [
        {
            "key": one.key,
            "label": telling.words.topic(one.key),
            "themes": one.themes,
            "customers": one.customers,
            "segments": one.segments,
            "balance": _rounded(balances[one.key].value),
        }
        for one in telling.results.topics
    ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _gap_row(telling: Telling, row: Any) -> dict[str, Any]:
    segments = telling.disclosure.segments
    return {
        "group": row.group,
        "sub_theme": row.sub_theme,
        "n": row.n,
        "asked": row.asked,
        "states": dict(row.states),
        "proposed": row.proposed,
        "confirmed": row.confirmed,
        "evidence": list(segments(row.evidence)),
        "counter_evidence": list(segments(row.counter_evidence)),
        "fragile": list(segments(row.fragile)),
    }


def _pairs(telling: Telling) -> list[dict[str, Any]]:
    """Every cell of customer × sub-theme (topic null), after the pairs that it is made of."""
    return [row for cell in telling.results.gap.cells for row in (*_pairs_of(cell), _cell_row(cell))]


def _pairs_of(cell: GapCell) -> list[dict[str, Any]]:
    return [
        {
            "customer": pair.customer,
            "sub_theme": pair.sub_theme,
            "topic": pair.topic,
            "state": pair.state,
            "derived": pair.derived,
            "level": "pair",
            "reason": pair.reason,
            "flagged": pair.flagged,
            "expectations": list(pair.expectations),
            "experiences": list(pair.experiences),
        }
        for pair in cell.pairs
    ]


def _cell_row(cell: GapCell) -> dict[str, Any]:
    return {
        "customer": cell.customer,
        "sub_theme": cell.sub_theme,
        "topic": None,
        "state": cell.state,
        "derived": cell.derived,
        "level": "cell",
        "reason": cell.reason,
        "flagged": any(pair.flagged for pair in cell.pairs),
        "expectations": list(cell.expectations),
        "experiences": list(cell.experiences),
    }


def _factors(telling: Telling) -> list[dict[str, Any]]:
    return [
        {
            "topic": one.topic,
            "customers": one.customers,
            "n": one.n,
            "segments": one.segments,
            "balance": _rounded(one.balance.value),
            "quantifier": one.quantifier,
            "split": one.split,
            "contradicted": list(telling.disclosure.segments(one.contradicted)),
        }
        for one in telling.results.factors
    ]


def _finding(telling: Telling, one: Any) -> dict[str, Any]:
    finding = one.finding
    return {
        "id": finding.id,
        "statement": telling.disclosure.clean(finding.statement),
        "kind": finding.kind,
        "groups": list(finding.groups),
        "customers": one.customers,
        "n": one.n,
        "evidence": list(telling.disclosure.segments(one.evidence)),
        "counter_evidence": list(telling.disclosure.segments(one.counter)),
        "quantifier": one.quantifier,
        "quantifier_ok": one.quantifier_ok,
        "flags": list(one.flags),
    }


def _measure(telling: Telling, one: Any) -> dict[str, Any]:
    measure, effect, public = one.measure, one.effect, telling.disclosure.public
    changes = [] if public else [_change(each) for each in effect.customers]
    return {
        "id": measure.id,
        "title": telling.disclosure.clean(measure.title),
        "findings": list(measure.findings),
        "status": measure.status,
        "due": measure.due.isoformat() if measure.due else None,
        "overdue": one.overdue,
        "effect": effect.state,
        "before": effect.before_round,
        "after": effect.after_round,
        "improved": effect.improved,
        "same": effect.same,
        "worsened": effect.worsened,
        "compared": effect.compared,
        "customers": changes,
    }


def _change(one: Any) -> dict[str, Any]:
    return {
        "customer": one.customer,
        "before": _rounded(one.before),
        "after": _rounded(one.after),
        "change": one.change,
        "before_segments": list(one.before_ids),
        "after_segments": list(one.after_ids),
    }
