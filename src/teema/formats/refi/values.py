"""Users, variables and the values of cases and sources."""

from __future__ import annotations

from typing import cast, get_args
from xml.etree.ElementTree import Element

from teema.formats.exchange.project import User, Variable, VariableType
from teema.formats.refi.findings import Findings
from teema.formats.refi.identities import Identities
from teema.formats.refi.markup import child, children, described, named, words
from teema.formats.refi.schema import VALUES


def read_users(root: Element, identities: Identities) -> tuple[User, ...]:
    """Read who worked on a project."""
    return tuple(User(identities.own(each, "user"), named(each)) for each in children(child(root, "Users"), "User"))


def read_variables(root: Element, identities: Identities, findings: Findings) -> tuple[Variable, ...]:
    """Read the variables; one of an unknown type holds text."""
    return tuple(_variable(each, identities, findings) for each in children(child(root, "Variables"), "Variable"))


def _variable(element: Element, identities: Identities, findings: Findings) -> Variable:
    kind = (element.get("typeOfVariable") or "").strip()
    if kind not in get_args(VariableType):
        findings.lose("variable_types", "not_in_the_format", kind)
        kind = "Text"
    return Variable(identities.own(element, "variable"), named(element), cast(VariableType, kind), described(element))


def read_values(element: Element, identities: Identities, findings: Findings) -> dict[str, str]:
    """Read the values of a case or source by their variables; of several values of one variable the first counts."""
    values: dict[str, str] = {}
    for each in children(element, "VariableValue"):
        variable = identities.target(child(each, "VariableRef"), "variable")
        if not variable or variable in values:
            findings.lose("values", "repeated" if variable else "leads_nowhere")
            continue
        value = next(children(each, *VALUES), None)
        written = words(value)
        values[variable] = _plain(written, value.tag if value is not None else "")
    return values


def _plain(written: str, kind: str) -> str:
    """Return a value as the schema writes it: programs write ``True``, and white space around numbers."""
    if kind == "TextValue":
        return written
    return written.strip().casefold() if kind == "BooleanValue" else written.strip()
