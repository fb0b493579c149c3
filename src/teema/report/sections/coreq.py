"""Chapter that a plan may add: the COREQ checklist, item by item: what was answered, and where it is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from typing import Final

from teema.analysis.coreq import ITEMS, Fact, Part, prefilled
from teema.report.blocks import Block, Cell, Column, Heading, Line, Paragraph, Run, Table, cell
from teema.report.plan import Answer, Plan
from teema.report.telling import Telling
from teema.report.words import Words
from teema.wording import say

KEY: Final = "coreq"
SHOWN_IN: Final[Mapping[int, str]] = {
    12: "interviews",
    16: "interviews",
    21: "interviews",
    25: "themes",
    26: "reduction",
    30: "findings",
    31: "themes",
    32: "labels",
}
"""The table of the report that tells more of an item."""
_NAMING: Final = frozenset({"interviewers"})
"""Facts that name people: the public edition tells only how many they are."""


def coreq(telling: Telling, plan: Plan) -> Iterator[Block]:
    """Tell the checklist. Where the items are told isn't known before the report stands: ``checklist`` makes the table anew."""
    words = telling.words
    yield Heading(say(words.language, "coreq.heading"), 1, KEY)
    yield Paragraph((Run(say(words.language, "coreq.method")),))
    yield checklist(telling, plan, {})


def checklist(telling: Telling, plan: Plan, shown: Mapping[str, str]) -> Table:
    """Make the table; ``shown`` says where each table of the report is: ``taulukko 3``."""
    words = telling.words
    weights = {"number": 0.4, "item": 1.6, "answer": 3.6, "where": 1.0}
    columns = tuple(Column(say(words.language, f"coreq.columns.{key}"), weight=weights[key]) for key in weights)
    facts, answers = prefilled(telling.results), {one.item: one for one in plan.coreq}
    rows = tuple(
        (
            cell(str(item)),
            cell(say(words.language, f"coreq.items.{item}.name")),
            _answer(telling, facts.get(item, ()), answers.get(item)),
            cell(_where(telling, item, answers.get(item), shown)),
        )
        for item in ITEMS
    )
    title, note = say(words.language, "coreq.table"), say(words.language, "coreq.note")
    return Table(KEY, title, columns, rows, note, sheet=say(words.language, "coreq.sheet"))


def _answer(telling: Telling, facts: Iterable[Fact], answer: Answer | None) -> Cell:
    clean = telling.disclosure.clean
    told = [Line(clean(said), segments) for said, segments in _told(telling, facts)]
    if answer and answer.answer.strip():
        told += [Line(clean(line.strip())) for line in answer.answer.splitlines() if line.strip()]
    return Cell(tuple(told)) if told else cell(telling.words.number(None))


def _told(telling: Telling, facts: Iterable[Fact]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for fact in facts:
        yield said(telling.words, fact, public=telling.disclosure.public), telling.disclosure.segments(fact.ids)


def _where(telling: Telling, item: int, answer: Answer | None, shown: Mapping[str, str]) -> str:
    own = telling.disclosure.clean(answer.where.strip()) if answer else ""
    return own or shown.get(SHOWN_IN.get(item, ""), "")


def said(words: Words, fact: Fact, *, public: bool = False) -> str:
    """Say a fact in words."""
    key = f"{fact.key}_counted" if public and fact.key in _NAMING else fact.key
    parts = {name: _said_part(words, name, part) for name, part in fact.parts.items()}
    return say(words.language, f"coreq.facts.{key}", **parts, version=version("teema"))


def _said_part(words: Words, name: str, part: Part) -> str:
    if isinstance(part, tuple):
        return words.listed(_named(words, name, one) for one in part)
    return words.number(part)


def _named(words: Words, name: str, one: str | tuple[str, int]) -> str:
    if isinstance(one, str):
        return one
    return f"{words.group(one[0]) if name == 'groups' else one[0]} ({words.number(one[1])})"
