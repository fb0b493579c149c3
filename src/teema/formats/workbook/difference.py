"""What an edited workbook changes in a study, and what it would have changed had the study stayed as it was exported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from teema.errors import Problem
from teema.study.codings import Coding
from teema.study.study import Study

CodeWhat: TypeAlias = Literal["added", "renamed", "moved", "label", "definition", "aspect", "removed"]
Level: TypeAlias = Literal["theme", "sub_theme", "topic"]
CodingWhat: TypeAlias = Literal["added", "edited", "deleted"]


@dataclass(frozen=True, slots=True)
class CodeChange:
    """A change of the codebook. ``before`` and ``after`` are cells; a thing added tells in ``after`` what it stands under."""

    what: CodeWhat
    level: Level
    key: str
    name: str
    before: str = ""
    after: str = ""
    near: str = ""
    """A name that stands already and is nearly the same as one added: it may be a slip."""
    turned: tuple[str, str] | None = None
    """The aspects that codings had by default before a move and have after it, where those differ."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One cell that changes, as it is shown."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CodingChange:
    """A coding added, edited or deleted. ``fields`` are what changes; of one added, what it has."""

    what: CodingWhat
    coding: Coding
    words: str
    fields: tuple[FieldChange, ...] = ()
    sheet: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something changed in the workbook and in the study since: the study's stays.

    ``column`` is empty where a whole row or thing is meant; what is no longer there has an empty cell.
    """

    sheet: str
    row: int | None
    about: str
    column: str
    exported: str
    workbook: str
    study: str


@dataclass(frozen=True, slots=True)
class Difference:
    """The study as it becomes, and everything that makes the difference."""

    study: Study
    codes: tuple[CodeChange, ...] = ()
    codings: tuple[CodingChange, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()
    findings: int = 0
    """How many findings lose a deleted coding from their evidence."""

    @property
    def changes(self) -> bool:
        """Tell whether the study becomes another."""
        return bool(self.codes or self.codings)
