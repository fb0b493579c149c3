"""What a kind's rules find: a place and how well it agrees with them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal, TypeAlias

IdentifierKind: TypeAlias = Literal["personal_identity_code", "business_id", "iban", "phone", "email"]


class Grade(IntEnum):
    """How well signs agree with a kind's rules, the best first."""

    CHECKED = 0
    """Well formed, and what can be checked is right."""
    FAILED = 1
    """Well formed, but a check character, a date or a part is wrong."""
    SHAPED = 2
    """Well formed, of a kind in which nothing can be checked."""
    NEAR = 3
    """One sign off."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text that may hold an identifier of a kind."""

    kind: IdentifierKind
    start: int
    end: int
    grade: Grade
