"""Cases → cases with their texts, and values → attributes of cases and files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from teema.formats.exchange.project import Case, Variable
from teema.formats.qualcoder.filling import Filling, Names, date
from teema.formats.qualcoder.source_rows import SourceRows

_NUMERIC = ("Integer", "Float")
_KEPT_TYPES = ("Text", "Float")
Values = Mapping[int, Mapping[str, str]]


class CaseRows:
    """A project's cases in QualCoder's tables: numbers by name, and the values of each."""

    def __init__(self, filling: Filling, sources: SourceRows) -> None:
        self._filling, self._sources = filling, sources
        self._names = Names()
        self.by_name: dict[str, int] = {}
        self.values: dict[int, dict[str, str]] = {}
        for case in filling.project.cases:
            self._add(case)
        filling.lose("case_names", "names_once", *self._names.changed, count=len(self._names.changed))

    def _add(self, case: Case) -> None:
        filling, made = self._filling, date(self._filling.project.created)
        name = self._names.free(case.name)
        number = filling.add("cases", name=name, memo=case.description, owner=filling.coder, date=made)
        self.by_name.setdefault(case.name, number)
        self.values[number] = case.values
        for guid in case.sources:
            if guid in self._sources.by_guid:
                source, text = self._sources.by_guid[guid]
                self.link(number, source, 0, len(text.text))
        for guid in case.selections:
            if guid in self._sources.stretches:
                source, selection = self._sources.stretches[guid]
                self.link(number, source, selection.start, selection.end)
        filling.lose("case_codes", "not_in_the_format", count=len(case.codes))

    def link(self, case: int, source: int, start: int, end: int) -> None:
        """Say that a stretch of a source is a case's."""
        owner, made = self._filling.coder, date(self._filling.project.created)
        self._filling.add("case_text", caseid=case, fid=source, pos0=start, pos1=end, owner=owner, date=made, memo="")


def write_attributes(filling: Filling, cases: Values, files: Values) -> None:
    """Write the variables as attributes, and a value for every case or file, empty where it has none, as QualCoder does.

    A variable of cases and of files too becomes two attributes; one that nothing has a value of becomes one of cases.
    """
    names = Names()
    of_files = _used(files)
    of_cases = _used(cases) | {one.guid for one in filling.project.variables if one.guid not in of_files}
    for kind, used, values in (("case", of_cases, cases), ("file", of_files, files)):
        for variable in filling.project.variables:
            if variable.guid in used:
                _write(filling, kind, names.free(variable.name), variable, values)
    typed = [variable.name for variable in filling.project.variables if variable.type not in _KEPT_TYPES]
    filling.lose("variable_types", "text_or_number", *typed, count=len(typed))


def _used(values: Values) -> set[str]:
    return {guid for own in values.values() for guid in own}


def _write(filling: Filling, kind: str, name: str, variable: Variable, values: Values) -> None:
    made, owner = date(filling.project.created), filling.coder
    valuetype: Literal["numeric", "character"] = "numeric" if variable.type in _NUMERIC else "character"
    described = {"name": name, "date": made, "owner": owner, "memo": variable.description}
    filling.add("attribute_type", **described, caseOrFile=kind, valuetype=valuetype)
    for number, own in values.items():
        value = own.get(variable.guid, "")
        filling.add("attribute", name=name, attr_type=kind, value=value, id=number, date=made, owner=owner)
