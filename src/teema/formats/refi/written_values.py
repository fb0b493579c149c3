"""Values on their way out: of their variable's type, or as text where one doesn't fit it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from teema.formats.exchange.project import Project, Variable
from teema.formats.refi.composing import Part, element
from teema.formats.refi.findings import Findings
from teema.formats.refi.markup import guid
from teema.formats.refi.schema import VALUES, fits


class Values:
    """Writes the values of cases and sources; a variable of which any value doesn't fit its type becomes text as a whole."""

    def __init__(self, project: Project, findings: Findings) -> None:
        given: dict[str, list[str]] = {}
        of_sources = (each.values for each in project.sources)
        for values in (*(each.values for each in project.cases), *of_sources):
            for variable, value in values.items():
                given.setdefault(variable, []).append(value)
        self._types = {each.guid: _type(each, given.get(each.guid, ())) for each in project.variables}
        findings.count("X118", "warning", sum(self._types[each.guid] != each.type for each in project.variables))
        self._findings = findings

    def type_of(self, variable: Variable) -> str:
        """Return the type that a variable is written with."""
        return self._types[variable.guid]

    def parts(self, values: Mapping[str, str]) -> list[Part]:
        """Write values; those of no variable that exists are lost."""
        known = {variable: value for variable, value in values.items() if variable in self._types}
        self._findings.lose("values", "leads_nowhere", times=len(values) - len(known))
        return [("VariableValue", self._value(variable, value)) for variable, value in known.items()]

    def _value(self, variable: str, value: str) -> str:
        kind = self._types[variable] + "Value"
        held = [(kind, element(kind, {}, (), value))] if value or kind == "TextValue" else []
        reference = ("VariableRef", element("VariableRef", {"targetGUID": guid(variable)}))
        return element("VariableValue", {}, [reference, *held])


def _type(variable: Variable, values: Iterable[str]) -> str:
    kind = VALUES[f"{variable.type}Value"]
    return variable.type if all(not value or fits(value, kind) for value in values) else "Text"
