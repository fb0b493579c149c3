"""A study's customers, people and interviews → cases, and variables of cases and sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from teema.formats.exchange.identities import StudyGuids
from teema.formats.exchange.kept_parts import CASE, parts
from teema.formats.exchange.project import Case, Variable
from teema.formats.exchange.vocabulary import COLUMNS, KIND, SHEETS, variable_guid
from teema.study.interviews import Interview
from teema.study.people import Customer, Person
from teema.study.study import Study
from teema.wording import Language, say

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NUMBERS = frozenset({"planned_min", "minutes"})


def cases_of(study: Study, guids: StudyGuids, language: Language) -> tuple[Case, ...]:
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
            values=kind | values_of(one, record),
            codes=tuple(back.get("codes", ())),
            sources=tuple(sources),
            selections=tuple(back.get("selections", ())),
        )

    customers = [case(one, "customer", guids.customers[one.id]) for one in study.customers]
    return (*customers, *(case(one, "person", guids.people[one.id]) for one in study.people))


def kept_cases(study: Study, guids: StudyGuids) -> tuple[tuple[Case, ...], tuple[Variable, ...]]:
    """Return the cases of another program that are none of the study's customers, and the variables that they had."""
    found = parts(study.kept, CASE).get("", [])
    names = dict.fromkeys(str(name) for one in found for name in one.get("values", {}))
    variables = {name: guids.derived("variable", name) for name in names}
    cases = (
        Case(
            str(one["guid"]),
            str(one.get("name", "")),
            str(one.get("description", "")),
            {variables[name]: str(value) for name, value in one.get("values", {}).items()},
            tuple(one.get("codes", ())),
            tuple(guids.documents[name] for name in one.get("documents", ()) if name in guids.documents),
            tuple(one.get("selections", ())),
        )
        for one in found
    )
    return tuple(cases), tuple(Variable(guid, name) for name, guid in variables.items())


def _documents(study: Study) -> dict[tuple[str, str], list[str]]:
    """Return the documents of each customer and person, in the order of interviews."""
    held: dict[tuple[str, str], list[str]] = {}
    for one in study.interviews:
        if one.document in study.document_by_name:
            held.setdefault(("customer", one.customer), []).append(one.document)
            for person in one.people:
                held.setdefault(("person", person), []).append(one.document)
    return held


def values_of(one: Customer | Person | Interview, record: str) -> dict[str, str]:
    """Return the values of a record's variables by their identities; what is empty has none."""
    told = written_columns(one, record)
    return {variable_guid(record, name): value for name, value in told.items() if value}


def written_columns(one: Any, record: str) -> dict[str, str]:
    """Return a record's columns as a table writes them. A number that only a computer would write so is left out."""
    columns = {column.name: column for column in SHEETS[record].columns}
    told = {name: columns[name].write(getattr(one, columns[name].field)) for name in COLUMNS[record]}
    return {
        name: value for name, value in told.items() if name not in _NUMBERS or not value or _NUMBER.fullmatch(value)
    }


def interview_values(interviews: Iterable[Interview]) -> dict[str, dict[str, str]]:
    """Return the variables' values of each document: those of the last interview that it records."""
    return {one.document: values_of(one, "interview") for one in interviews if one.document}
