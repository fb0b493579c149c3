"""What the projects of the field's programs have in common: the one shape between their files and a study.

A format's reader makes a `Project` of bytes; `to_study` makes a study of it; `from_study` makes a project of a study; a format's
writer makes bytes of that. Identities are UUIDs in upper case, without braces. Positions are code points, half-open, over
canonical text. Dates are as written in ISO 8601, empty where unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from teema.errors import Problem
from teema.formats.exchange.transfer import Loss
from teema.study.documents import Turn
from teema.study.kept import Kept

SourceKind: TypeAlias = Literal["text", "pdf", "audio", "video"]
VariableType: TypeAlias = Literal["Text", "Boolean", "Integer", "Float", "Date", "DateTime"]


@dataclass(frozen=True, slots=True)
class User:
    """Someone who coded."""

    guid: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class CodeNode:
    """A code with what stands below it. ``notes`` are the identities of the notes on it."""

    guid: str
    name: str
    description: str = ""
    color: str = ""
    codable: bool = True
    notes: tuple[str, ...] = ()
    children: tuple[CodeNode, ...] = ()

    def walk(self) -> Iterator[CodeNode]:
        """Yield the code and everything below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Variable:
    """A property that cases or sources have values of."""

    guid: str
    name: str
    type: VariableType = "Text"
    description: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """A code put on a selection, or on a source as a whole, by a user."""

    guid: str
    code: str
    user: str = ""
    created: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """Words of a source. ``quoted`` is what the file says that they are, empty where it doesn't."""

    guid: str
    start: int
    end: int
    quoted: str = ""
    description: str = ""
    user: str = ""
    created: str = ""
    codings: tuple[Applied, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source that has a text. ``turns`` are given where the file tells them (times of a recording), None where the text is to.

    ``values`` are by the variable's identity. ``original`` is the file as received, by its name, where the project carried it.
    """

    guid: str
    name: str
    text: str
    kind: SourceKind = "text"
    description: str = ""
    user: str = ""
    created: str = ""
    modified: str = ""
    turns: tuple[Turn, ...] | None = None
    selections: tuple[Selection, ...] = ()
    codings: tuple[Applied, ...] = ()
    notes: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    original: tuple[str, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A note or memo: a text that codes, codings, sources or the project refer to by its identity."""

    guid: str
    text: str
    name: str = ""
    user: str = ""
    created: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A case: a customer, a person or anything else that sources and selections belong to."""

    guid: str
    name: str
    description: str = ""
    values: dict[str, str] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()


@dataclass(frozen=True)
class Project:
    """A project of any program. ``kept`` is what has no place here, ``lost`` what could not even be kept.

    ``convention`` names how positions were counted; ``verified`` counts the spans whose words are those that the file quotes,
    ``repaired`` those that were moved to them.
    """

    name: str
    guid: str = ""
    origin: str = ""
    description: str = ""
    created: str = ""
    modified: str = ""
    users: tuple[User, ...] = ()
    codes: tuple[CodeNode, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()
    sources: tuple[SourceText, ...] = ()
    notes: tuple[Note, ...] = ()
    project_notes: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()
    lost: tuple[Loss, ...] = ()
    problems: tuple[Problem, ...] = ()
    convention: str = ""
    verified: int = 0
    repaired: int = 0
