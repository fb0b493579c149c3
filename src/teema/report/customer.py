"""The customer's page, "Sanoitte – teimme": what their group said, what was promised to them, and whether it helped.

Always in the terms of the public edition. No quote, no other customer, and no count where the group is too small for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from teema.analysis.findings import CheckedFinding
from teema.analysis.measures import MeasureProgress
from teema.analysis.whole import Results
from teema.report.blocks import Block, Bullets, Cell, Column, Heading, Line, Paragraph, Report, Run, Table, Tone, cell
from teema.report.customer_choice import chosen_for, tells_counts
from teema.report.telling import Telling
from teema.study.people import Customer
from teema.study.study import Study


def customer_page(telling: Telling, customer: Customer) -> Report:
    """Compose one customer's page; ``telling`` is of the public edition."""
    words = telling.words
    chosen = chosen_for(telling.results, customer)
    said, visible = chosen.shown_findings, chosen.shown_measures
    paired = {finding for one in visible for finding in one.measure.findings}
    blocks = (
        *_lead(telling, customer),
        *_did(telling, customer, visible, said),
        *_said(telling, customer, [one for one in said if one.finding.id not in paired]),
        *_next(telling, visible),
    )
    closing = Paragraph((Run(words.say("customer.privacy"), "emphasis"),))
    dated = telling.results.dated
    return Report(
        title=words.say("customer.title"),
        subtitle=words.say("customer.dated", day=words.day(dated)) if dated else "",
        language=words.language,
        edition="public",
        blocks=(*blocks, closing),
        dated=dated,
        kind="page",
    )


def has_pages(study: Study) -> bool:
    """Tell whether there is anything to tell customers of, and anyone to tell it to."""
    return bool((study.findings or study.measures) and study.customers)


def with_a_page(results: Results) -> list[Customer]:
    """Return the customers who get a page: those interviewed in the round."""
    asked = set(results.customers["customer"])
    return [customer for customer in results.study.customers if customer.id in asked]


def file_names(keys: Iterable[str]) -> Iterator[str]:
    """Make file names of ids: what no file system minds, each once.

    >>> list(file_names(["K1", "a/b", "a:b"]))
    ['K1', 'a-b', 'a-b-2']
    """
    seen: dict[str, int] = {}
    for key in keys:
        name = re.sub(r"[^\w.-]+", "-", key).strip("-.") or "customer"
        seen[name.casefold()] = seen.get(name.casefold(), 0) + 1
        yield name if seen[name.casefold()] == 1 else f"{name}-{seen[name.casefold()]}"


def _lead(telling: Telling, customer: Customer) -> Iterator[Block]:
    words = telling.words
    if customer.group:
        yield telling.paragraph("customer.lead", group=words.group(customer.group))
    else:
        yield telling.paragraph("customer.lead_no_group")


def _did(
    telling: Telling, customer: Customer, visible: list[MeasureProgress], said: list[CheckedFinding]
) -> Iterator[Block]:
    """Set what was said beside what was done about it: the page's heart."""
    words = telling.words
    yield Heading(words.say("customer.did"), 1, "did")
    if not visible:
        yield telling.paragraph("customer.did_nothing")
        return
    weights = {"said": 2.6, "done": 2.4, "state": 1.1, "effect": 1.3}
    columns = tuple(Column(words.say(f"customer.columns.{key}"), weight=weight) for key, weight in weights.items())
    theirs = {one.finding.id: one for one in said}
    rows = tuple(_answered(telling, customer, one, theirs) for one in visible)
    done = sum(one.measure.status == "done" for one in visible)
    note = words.say("customer.kept", done=done, all=len(visible))
    yield Table("measures", words.say("customer.table"), columns, rows, note)


def _answered(
    telling: Telling, customer: Customer, one: MeasureProgress, said: Mapping[str, CheckedFinding]
) -> tuple[Cell, ...]:
    words, measure = telling.words, one.measure
    late = f" ({words.say('measures.late')})" if one.overdue else ""
    tone: Tone = "bad" if one.overdue else "good" if measure.status == "done" else "plain"
    heard = tuple(Line(_statement(telling, customer, said[key])) for key in measure.findings if key in said)
    return (
        Cell(heard or (Line(words.say("customer.others_said")),)),
        telling.text(measure.title),
        Cell((Line(words.term("statuses", measure.status) + late),), tone=tone),
        cell(_effect(telling, one)),
    )


def _said(telling: Telling, customer: Customer, found: list[CheckedFinding]) -> Iterator[Block]:
    """List what was said that no measure answers: what to keep, and what is still open."""
    words = telling.words
    good = [one for one in found if one.finding.kind == "strength"]
    open_ = [one for one in found if one.finding.kind != "strength"]
    for key, those in (("keep", good), ("open", open_)):
        if those:
            yield Heading(words.say(f"customer.{key}"), 1, key)
            yield Bullets(tuple(Paragraph((Run(_statement(telling, customer, one)),)) for one in those))


def _statement(telling: Telling, customer: Customer, one: CheckedFinding) -> str:
    """Return a finding's statement, with how many of the customer's group say so where the group is large enough to tell."""
    statement = telling.disclosure.clean(one.finding.statement)
    results = telling.results
    if not tells_counts(results, customer):
        return statement
    members = results.members[customer.group]
    speakers = members & {results.customer_of.get(coding) for coding in one.evidence}
    return telling.words.say("customer.said_one", statement=statement.rstrip("."), k=len(speakers), n=len(members))


def _effect(telling: Telling, one: MeasureProgress) -> str:
    words, effect = telling.words, one.effect
    if effect.state in ("not_measured", "cannot_tell"):
        return words.term("effects", effect.state)
    if effect.compared < telling.study.design.settings.quote_minimum:
        return words.term("effects", effect.state)
    return f"{words.term('effects', effect.state)} ({effect.improved}/{effect.compared})"


def _next(telling: Telling, visible: list[MeasureProgress]) -> Iterator[Block]:
    words = telling.words
    open_ = [one for one in visible if one.measure.status in ("planned", "doing")]
    if not visible:
        return
    yield Heading(words.say("customer.next"), 1, "next")
    if not open_:
        yield telling.paragraph("customer.next_nothing")
        return
    ordered = sorted(open_, key=lambda one: (one.measure.due is None, one.measure.due))
    yield Bullets(tuple(Paragraph((Run(_promise(telling, one)),)) for one in ordered))


def _promise(telling: Telling, one: MeasureProgress) -> str:
    key = "next_undated" if one.measure.due is None else "next_late" if one.overdue else "next_one"
    title = telling.disclosure.clean(one.measure.title)
    return telling.words.say(f"customer.{key}", title=title, due=telling.words.day(one.measure.due))
