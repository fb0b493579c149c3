"""What can go wrong, as codes: the words are chosen at the edge, in the user's language.

Every code has a message and a hint in ``teema.wording`` (``errors.toml``); a test keeps the two in step.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Parameter: TypeAlias = str | int | float
Severity: TypeAlias = Literal["error", "warning", "note"]


class TeemaError(Exception):
    """Stop the work at hand, with a code, a place and what to do.

    >>> str(TeemaError("F101", path="a.docx"))
    'F101 a.docx'
    """

    def __init__(self, code: str, *, path: str = "", row: int | None = None, **params: Parameter) -> None:
        super().__init__(code)
        self.code, self.path, self.row, self.params = code, path, row, params

    def __str__(self) -> str:
        place = f" {self.path}" if self.path else ""
        return f"{self.code}{place}" + (f":{self.row}" if self.row is not None else "")

    def as_problem(self) -> Problem:
        """Turn the error into a line of a list, for work that goes on with the rest."""
        return Problem("error", self.code, self.path, self.row, dict(self.params))


class StudyError(TeemaError):
    """The study itself contradicts an invariant."""


class ReadFailed(TeemaError):
    """A file or folder could not be read."""


class WriteFailed(TeemaError):
    """A result could not be written."""


class UsageError(TeemaError):
    """A command or function was asked for something that does not exist."""


class Forbidden(TeemaError):
    """Someone may not do what they asked for."""


class NotFound(TeemaError):
    """What was asked for isn't there, or not for the one who asks."""


class Conflict(TeemaError):
    """What was asked for doesn't fit what others did meanwhile."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found wrong or changed while reading; the rest stays readable.

    ``row`` counts as a spreadsheet does: the header is row 1.
    """

    severity: Severity
    code: str
    path: str = ""
    row: int | None = None
    params: dict[str, Parameter] = field(default_factory=dict)
