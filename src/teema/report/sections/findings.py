"""Chapter: findings, each with its evidence and whether its words fit the counts; and the values that they bear on."""

from __future__ import annotations

from collections.abc import Iterator

from teema.analysis.findings import CheckedFinding
from teema.report.blocks import Block, Bullets, Cell, Column, Heading, Line, Paragraph, Run, Table, Tone, cell
from teema.report.telling import Telling
from teema.study.conclusions import KINDS, Kind

_KNOWN = {"yes": "yes", "kyllä": "yes", "no": "no", "ei": "no"}
_TONES: dict[Kind, Tone] = {"strength": "good", "development": "mixed", "risk": "bad", "other": "plain"}


def findings(telling: Telling) -> Iterator[Block]:
    """Show the findings, how they hang together, and which values and aims they bear on."""
    if not telling.study.findings:
        return
    words = telling.words
    yield Heading(words.say("findings.heading"), 1, "findings")
    yield Paragraph((telling.run("findings.method"), *telling.pointing("findings.table_seen", "findings")))
    yield findings_table(telling)
    yield from _doubts(telling)
    yield from _links(telling)
    yield from _aims(telling)


def findings_table(telling: Telling) -> Table:
    """Make the table of findings: strengths first, then what to develop, risks and the rest."""
    words, public = telling.words, telling.disclosure.public
    keys = ["id", "statement", "kind", "groups", "customers", "evidence", "counter"] + ([] if public else ["known"])
    weights = {"id": 0.5, "statement": 4.0, "kind": 1.4, "groups": 1.3}
    columns = tuple(
        Column(words.say(f"findings.columns.{key}"), key in ("customers", "evidence", "counter"), weights.get(key, 1.0))
        for key in keys
    )
    checked = sorted(telling.results.findings, key=lambda one: KINDS.index(one.finding.kind))
    rows = tuple(_row(telling, one)[: len(keys)] for one in checked)
    note = words.say("findings.note")
    return Table(
        "findings", words.say("findings.table"), columns, rows, note, not public, sheet=words.say("sheets.findings")
    )


def _row(telling: Telling, checked: CheckedFinding) -> tuple[Cell, ...]:
    words, finding, segments = telling.words, checked.finding, telling.disclosure.segments
    groups = words.listed(words.group(group) for group in finding.groups) if finding.groups else words.say("all_groups")
    return (
        cell(finding.id),
        telling.text(finding.statement, checked.evidence),
        Cell((Line(words.term("kinds", finding.kind)),), tone=_TONES[finding.kind]),
        cell(groups),
        telling.count(checked.customers, checked.n, checked.evidence),
        Cell((Line(words.number(len(checked.evidence)), segments(checked.evidence)),), len(checked.evidence)),
        Cell((Line(words.number(len(checked.counter)), segments(checked.counter)),), len(checked.counter)),
        telling.text(_known(telling, finding.known_internally)),
    )


def _known(telling: Telling, told: str) -> str:
    """Say whether the organisation knew already: yes and no in the report's language, other words as they stand."""
    key = _KNOWN.get(told.strip().casefold())
    return telling.words.say(f"findings.known.{key}") if key else told or telling.words.number(None)


def _doubts(telling: Telling) -> Iterator[Block]:
    """List what the check of evidence found, in the working edition: it is the analyst's to mend."""
    words = telling.words
    items = [
        Paragraph(
            (
                Run(
                    words.say(
                        "findings.flagged",
                        id=one.finding.id,
                        what=words.say(f"findings.flags.{flag}", **_counts(telling, one)),
                    )
                ),
            )
        )
        for one in telling.results.findings
        for flag in one.flags
    ]
    if items and not telling.disclosure.public:
        yield Heading(words.say("findings.doubts"), 2, "finding-doubts")
        yield Bullets(tuple(items))


def _counts(telling: Telling, one: CheckedFinding) -> dict[str, object]:
    claims = telling.words.listed(f"”{claim.words}”" for claim in one.claims)
    fits = telling.words.term("quantifiers", one.quantifier)
    unweighed = telling.words.counted("segments", len(one.unweighed))
    return {
        "k": one.customers,
        "n": one.n,
        "claims": claims,
        "fits": fits,
        "missing": ", ".join(one.missing),
        "unweighed": unweighed,
    }


def _links(telling: Telling) -> Iterator[Block]:
    words = telling.words
    told = {finding.id: telling.text(f"{finding.id}: {finding.statement}") for finding in telling.study.findings}
    rows = tuple(
        (told[link.source], cell(words.term("relations", link.relation)), told[link.target])
        for link in telling.study.finding_links
        if link.source in told and link.target in told
    )
    if rows:
        weights = {"statement": 3.0, "relation": 1.0, "target": 3.0}
        columns = tuple(Column(words.say(f"findings.columns.{key}"), weight=weights[key]) for key in weights)
        yield Heading(words.say("findings.links"), 2, "finding-links")
        yield Table("finding-links", words.say("findings.links_table"), columns, rows, sheet=words.say("sheets.links"))


def _aims(telling: Telling) -> Iterator[Block]:
    matrix, words = telling.results.aims, telling.words
    if not matrix.rows:
        return
    columns = (
        Column(words.say("findings.columns.aim"), weight=1.6),
        *(Column(words.say(f"findings.kinds.{kind}"), numeric=True) for kind in KINDS),
        Column(words.say("findings.columns.measures"), numeric=True),
    )
    rows = tuple(
        (
            telling.text(row.aim.name),
            *(
                telling.number(len(found), [one for finding in found for one in finding.evidence])
                for found in row.findings
            ),
            telling.number(len(row.measures)),
        )
        for row in matrix.rows
    )
    yield Heading(words.say("findings.aims"), 2, "aims")
    yield Table("aims", words.say("findings.aims_table"), columns, rows, sheet=words.say("sheets.aims"))
    if matrix.without:
        yield telling.paragraph("findings.aims_without", aims=words.listed(aim.name for aim in matrix.without))
