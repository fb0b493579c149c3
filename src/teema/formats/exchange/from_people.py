"""A study's customers, people and interviews → cases, and variables of cases and sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from teema.formats.exchange.identities import StudyGuids
from teema.formats.exchange.kept_parts import CASE, VARIABLE, parts
from teema.formats.exchange.plain_text import folded, is_plain
from teema.formats.exchange.project import Case, Variable, VariableType
from teema.formats.exchange.vocabulary import COLUMNS, KIND, SHEETS, is_own_variable, variable_guid
from teema.study.interviews import Interview
from teema.study.people import Customer, Person
from teema.study.study import Study
from teema.wording import Language, say

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NUMBERS = frozenset({"planned_min", "minutes"})


def own_variables(study: Study, guids: StudyGuids) -> dict[str, Variable]:
    """Return the variables beside Teema's own by their names: those of another program, and the study's own columns."""
    kept = {str(one.get("name", "")): one for one in parts(study.kept, VARIABLE).get("", ())}
    of_cases = (name for one in parts(study.kept, CASE).get("", ()) for name in one.get("values", {}))
    records: tuple[Customer | Person | Interview, ...] = (*study.customers, *study.people, *study.interviews)
    columns = (name for one in records for name, _ in _own_values(one.extra))
    return {name: _variable(name, kept.get(name, {}), guids) for name in dict.fromkeys((*kept, *of_cases, *columns))}


def _variable(name: str, kept: Mapping[str, Any], guids: StudyGuids) -> Variable:
    kind: VariableType = next((one for one in get_args(VariableType) if one == kept.get("form")), "Text")
    return Variable(kept.get("guid") or guids.derived("variable", name), name, kind, kept.get("description", ""))


def _own_values(extra: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the study's own columns of a record that a variable can show: those that come back under the same name."""
    for name, value in extra.items():
        if isinstance(value, str) and value and is_plain(value) and name == folded(name) and not is_own_variable(name):
            yield name, value


def cases_of(study: Study, guids: StudyGuids, language: Language, own: Mapping[str, Variable]) -> tuple[Case, ...]:
    """Return customers and people as cases, each with the documents of its interviews."""
    kept = parts(study.kept, CASE)
    held = _documents(study)

    def case(one: Customer | Person, record: str, guid: str) -> Case:
        kind = {variable_guid("case", KIND): say(language, f"exchange.kinds.{record}")}
        back = next(iter(kept.get(f"{record}:{one.id}", ())), {})
        sources = dict.fromkeys(guids.documents[name] for name in held.get((record, one.id), ()))
        return Case(
            guid,
            one.id,
            values=kind | values_of(one, record, own),
            codes=tuple(back.get("codes", ())),
            sources=tuple(sources),
            selections=tuple(back.get("selections", ())),
        )

    customers = [case(one, "customer", guids.customers[one.id]) for one in study.customers]
    return (*customers, *(case(one, "person", guids.people[one.id]) for one in study.people))


def kept_cases(study: Study, guids: StudyGuids, own: Mapping[str, Variable]) -> tuple[Case, ...]:
    """Return the cases of another program that are none of the study's customers."""
    return tuple(
        Case(
            str(one["guid"]),
            str(one.get("name", "")),
            str(one.get("description", "")),
            {own[name].guid: str(value) for name, value in one.get("values", {}).items()},
            tuple(one.get("codes", ())),
            tuple(guids.documents[name] for name in one.get("documents", ()) if name in guids.documents),
            tuple(one.get("selections", ())),
        )
        for one in parts(study.kept, CASE).get("", [])
    )


def _documents(study: Study) -> dict[tuple[str, str], list[str]]:
    """Return the documents of each customer and person, in the order of interviews."""
    held: dict[tuple[str, str], list[str]] = {}
    for one in study.interviews:
        if one.document in study.document_by_name:
            held.setdefault(("customer", one.customer), []).append(one.document)
            for person in one.people:
                held.setdefault(("person", person), []).append(one.document)
    return held


def values_of(one: Customer | Person | Interview, record: str, own: Mapping[str, Variable]) -> dict[str, str]:
    """Return the values of a record's variables by their identities; what is empty has none."""
    told = written_columns(one, record)
    native = {variable_guid(record, name): value for name, value in told.items() if value}
    return native | {own[name].guid: value for name, value in _own_values(one.extra)}


def written_columns(one: Any, record: str) -> dict[str, str]:
    """Return a record's columns as a table writes them. A number that only a computer would write so is left out."""
    columns = {column.name: column for column in SHEETS[record].columns}
    told = {name: columns[name].write(getattr(one, columns[name].field)) for name in COLUMNS[record]}
    return {
        name: value for name, value in told.items() if name not in _NUMBERS or not value or _NUMBER.fullmatch(value)
    }


def interview_values(interviews: Iterable[Interview], own: Mapping[str, Variable]) -> dict[str, dict[str, str]]:
    """Return the variables' values of each document: those of the last interview that it records."""
    return {one.document: values_of(one, "interview", own) for one in interviews if one.document}
