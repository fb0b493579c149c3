"""What may be replaced, and how it was found."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

Kind: TypeAlias = Literal[
    "customer",
    "organisation",
    "person",
    "place",
    "name",
    "personal_identity_code",
    "business_id",
    "iban",
    "phone",
    "email",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
IDENTIFIERS: tuple[Kind, ...] = KINDS[5:]

Source: TypeAlias = Literal["own", "identifier", "mask", "doubtful"]
"""Where a name comes from: the study itself, a rule for identifiers, the mask of what may be a name; doubtful: a word that may be a name
of the study's as well as a common word."""
SOURCES: tuple[Source, ...] = get_args(Source)
