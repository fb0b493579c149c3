"""What a study's parts are called in other programs, in Finnish and English, and the identities by which they are known again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from teema.formats.exchange.identities import derived_guid
from teema.formats.exchange.project import Project, Variable, VariableType
from teema.formats.folder.layout import CUSTOMERS, INTERVIEWS, PEOPLE
from teema.formats.folder.sheets import Sheet
from teema.study.codings import STATUSES, Status
from teema.wording import LANGUAGES, Language, say

Root: TypeAlias = Literal["topics", "relevance"]
ROOT_GUIDS: dict[Root, str] = {"topics": derived_guid("root", "topics"), "relevance": derived_guid("root", "relevance")}
STATUS_GUIDS: dict[Status, str] = {status: derived_guid("relevance", status) for status in STATUSES}
KIND = "kind"
SHEETS: dict[str, Sheet[Any]] = {"customer": CUSTOMERS, "person": PEOPLE, "interview": INTERVIEWS}
_PLACED = {"customer": ("id",), "person": ("id",), "interview": ("document", "customer", "people")}
_TYPES: Mapping[str, VariableType] = {"date": "Date", "planned_min": "Integer", "minutes": "Float"}
COLUMNS: dict[str, tuple[str, ...]] = {
    record: tuple(column.name for column in sheet.columns if column.name not in _PLACED[record])
    for record, sheet in SHEETS.items()
}
"""The columns of customers, people and interviews that are variables; the rest shows in which sources a case has."""


def root_name(root: Root, language: Language) -> str:
    """Name the code that topics, or judgements of relevance, stand under."""
    return say(language, f"exchange.roots.{root}")


def status_name(status: Status, language: Language) -> str:
    """Name the code of a judgement of relevance."""
    return say(language, f"exchange.statuses.{status}")


def roots_named(name: str) -> Root | None:
    """Return the root that a name means, in either language.

    >>> roots_named("aiheet"), roots_named("Topics"), roots_named("Teemat")
    ('topics', 'topics', None)
    """
    return _ROOTS.get(_folded(name))


def status_named(name: str) -> Status | None:
    """Return the judgement that a name means: its key, or its name in either language."""
    return _STATUSES.get(_folded(name))


def kind_named(value: str) -> str:
    """Return the kind of a case, ``customer`` or ``person``, that a value of the variable ``kind`` means; else nothing."""
    return _KINDS.get(_folded(value), "")


def variable_guid(record: str, column: str) -> str:
    """Return the identity of the variable for a column of customers, people or interviews."""
    return derived_guid("variable", record, column)


def variables(language: Language) -> tuple[Variable, ...]:
    """Return the variables that a study's cases and sources have."""
    kind = Variable(variable_guid("case", KIND), say(language, "exchange.variables.case.kind"))
    return (
        kind,
        *(
            Variable(variable_guid(record, name), _name(record, name, language), _TYPES.get(name, "Text"))
            for record, names in COLUMNS.items()
            for name in names
        ),
    )


def _name(record: str, column: str, language: Language) -> str:
    return say(language, f"exchange.variables.{record}.{column}")


def columns_of(project: Project) -> dict[str, tuple[str, str]]:
    """Return the record and column that each variable of a project means, by its identity: known by that, else by its name."""
    own = {variable_guid("case", KIND): ("case", KIND)}
    own |= {variable_guid(record, name): (record, name) for record, names in COLUMNS.items() for name in names}
    found = {}
    for variable in project.variables:
        meant = own.get(variable.guid) or _VARIABLES.get(_folded(variable.name))
        if meant:
            found[variable.guid] = meant
    return found


def is_own_variable(name: str) -> bool:
    """Tell whether a name is that of a column or variable of Teema's, in either language.

    >>> is_own_variable("Asiakasryhmä"), is_own_variable("Notes"), is_own_variable("Ikä")
    (True, True, False)
    """
    return _folded(name) in _VARIABLES or _folded(name) in _COLUMN_NAMES


def names_group(name: str) -> bool:
    """Tell whether a variable of another program says by its name that it groups.

    >>> [names_group(one) for one in ("Asiakasryhmä", "Customer group", "Segment", "Ikä")]
    [True, True, True, False]
    """
    return any(word in _folded(name) for word in _GROUPING)


_GROUPING = ("ryhmä", "group", "segment", "type", "tyyppi", "luokka", "category")


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


_ROOTS: dict[str, Root] = {_folded(root_name(root, one)): root for root in ROOT_GUIDS for one in LANGUAGES}
_STATUSES: dict[str, Status] = {
    **{status: status for status in STATUSES},
    **{_folded(status_name(status, one)): status for status in STATUSES for one in LANGUAGES},
}
_COLUMN_NAMES = frozenset(column.name.casefold() for sheet in SHEETS.values() for column in sheet.columns)
_KINDS = {_folded(say(one, f"exchange.kinds.{kind}")): kind for kind in ("customer", "person") for one in LANGUAGES}
_VARIABLES = {_folded(say(one, "exchange.variables.case.kind")): ("case", KIND) for one in LANGUAGES} | {
    _folded(_name(record, name, one)): (record, name)
    for record, names in COLUMNS.items()
    for name in names
    for one in LANGUAGES
}
