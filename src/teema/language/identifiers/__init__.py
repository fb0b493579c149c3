"""Identifiers that name a person, a company or an account by themselves, found by rule: no dictionary and no model.

What is certain obeys its kind's rules. What is possible is one sign off: a mistyped identifier gives a person away as well as a right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from teema.language.identifiers import business_id, email_address, iban, personal_identity_code, phone
from teema.language.identifiers.found import Found, Grade, IdentifierKind

_KINDS: tuple[IdentifierKind, ...] = ("email", "iban", "personal_identity_code", "business_id", "phone")
"""The more specific kind first: it wins where two overlap and agree equally well with their rules."""
_NUMBERED = (iban.found, personal_identity_code.found, business_id.found, phone.found)
_DIGITS = re.compile(r"[0-9](?:[^0-9\n]{0,10}[0-9]){6,}")
"""Digits near each other, as many as the shortest identifier has. Only there are numbers looked for, so that plain text costs little."""
_AROUND = 12
"""Signs of an identifier that may stand before its first digit or after its last."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier and its place, in code points, half-open. ``certain`` is False for one that only may be one."""

    kind: IdentifierKind
    text: str
    start: int
    end: int
    certain: bool


def identifiers(text: str, offset: int = 0) -> Iterator[Identifier]:
    """Yield the identifiers of a text in order; none overlap. ``offset`` is where the text begins in a longer one.

    A case ending after a colon isn't part of the identifier.

    >>> [(one.kind, one.text, one.certain) for one in identifiers("Tunnus 131052-308T:n, 0112038-9 vai 131052-3O8T?")]
    [('personal_identity_code', '131052-308T', True), ('business_id', '0112038-9', True), ('personal_identity_code', '131052-3O8T', False)]
    """
    for one in sorted(_apart(_candidates(text)), key=lambda one: one.start):
        certain = one.grade in (Grade.CHECKED, Grade.SHAPED)
        yield Identifier(one.kind, text[one.start : one.end], offset + one.start, offset + one.end, certain)


def _candidates(text: str) -> Iterator[Found]:
    yield from email_address.found(text)
    for digits in _DIGITS.finditer(text):
        start, end = max(0, digits.start() - _AROUND), min(len(text), digits.end() + _AROUND)
        for finder in _NUMBERED:
            yield from finder(text, start, end)


def _apart(candidates: Iterator[Found]) -> Iterator[Found]:
    """Keep of those that overlap the one whose rules agree best, then the more specific, the earlier and the longer."""
    taken: set[int] = set()
    for one in sorted(candidates, key=lambda one: (one.grade, _KINDS.index(one.kind), one.start, -one.end)):
        places = range(one.start, one.end)
        if taken.isdisjoint(places):
            taken.update(places)
            yield one
