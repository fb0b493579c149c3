"""Cases with their parts of texts, and the attributes of cases and files."""

from __future__ import annotations

from dataclasses import dataclass, field

from teema.formats.databases import Row
from teema.formats.exchange.project import Case, Variable, VariableType
from teema.formats.qualcoder.coded import Coded
from teema.formats.qualcoder.rows import Rows, name_of
from teema.formats.qualcoder.sources import Sources, Text
from teema.formats.source import canonical


@dataclass(slots=True)
class Variables:
    """The attributes, and the values that cases and sources have of them, by number and the attribute's identity.

    ``others`` counts the values of anything else: journals have some in newer versions.
    """

    all: tuple[Variable, ...] = ()
    of_cases: dict[int, dict[str, str]] = field(default_factory=dict)
    of_sources: dict[int, dict[str, str]] = field(default_factory=dict)
    others: int = 0


def variables_of(rows: Rows) -> Variables:
    """Read attributes and their values. A value without a type, and an empty one, says nothing."""
    variables = {name_of(row): _variable(rows, row) for row in rows.all("attribute_type") if name_of(row)}
    found = Variables(tuple(variables.values()))
    places = {"case": found.of_cases, "file": found.of_sources}
    for row in rows.all("attribute"):
        variable, number, value = variables.get(name_of(row)), row.number("id"), canonical(row.text("value")).strip()
        place = places.get(row.text("attr_type"))
        if not value:
            continue
        if variable is None or number is None:
            rows.astray["attribute"] += 1
        elif place is None:
            found.others += 1
        else:
            place.setdefault(number, {})[variable.guid] = value
    return found


def _variable(rows: Rows, row: Row) -> Variable:
    kind: VariableType = "Float" if row.text("valuetype") == "numeric" else "Text"
    return Variable(rows.id("attribute", name_of(row)), name_of(row), kind, canonical(row.text("memo")))


@dataclass(slots=True)
class _Parts:
    """What belongs to a case."""

    sources: dict[str, None] = field(default_factory=dict)
    selections: dict[str, None] = field(default_factory=dict)


def cases_of(rows: Rows, sources: Sources, coded: Coded, variables: Variables) -> tuple[Case, ...]:
    """Read the cases: texts that are theirs as a whole, and stretches of others."""
    cases = rows.numbered("cases", "caseid")
    parts = {number: _Parts() for number in cases}
    for row in rows.all("case_text"):
        case, number = row.number("caseid"), row.number("fid")
        if case not in parts or number not in sources.names:
            rows.astray["case_text"] += 1
        elif number in sources.texts:
            _add(parts[case], number, sources.texts[number], row, coded)
    return tuple(_case(rows, number, row, parts[number], variables) for number, row in cases.items())


def _add(parts: _Parts, number: int, text: Text, row: Row, coded: Coded) -> None:
    start, end = row.number("pos0"), row.number("pos1")
    if start == 0 and end is not None and end >= text.length - 1:
        parts.sources[coded.rows.id("source", text.name)] = None
        return
    selection = coded.stretch(number, text, row)
    if selection:
        parts.selections[selection.guid] = None


def _case(rows: Rows, number: int, row: Row, parts: _Parts, variables: Variables) -> Case:
    name = name_of(row) or str(number)
    values = variables.of_cases.get(number, {})
    rows.owner(row)
    return Case(
        rows.id("case", name),
        name,
        canonical(row.text("memo")),
        values,
        sources=tuple(parts.sources),
        selections=tuple(parts.selections),
    )
