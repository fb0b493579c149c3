"""What a round of pseudonymisation changed: enough to take it back, as long as it is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from teema.pseudonyms.positions import Edit, PositionMap
from teema.pseudonyms.replacer import Pseudonym
from teema.pseudonyms.texts import Address

_AROUND = 24
"""Characters kept on both sides of a replacement, by which it is found again in a text that was edited."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A replacement as it stands in the new text, what it replaced, and the words around it."""

    start: int
    end: int
    old: str
    replacement: str
    ending: str = ""
    before: str = ""
    after: str = ""

    @property
    def new(self) -> str:
        """Return the words as they stand now."""
        return self.replacement + self.ending


@dataclass(frozen=True, slots=True)
class Change:
    """A string that was changed: its address in the new study, a fingerprint of the new words, and the marks in them."""

    address: Address
    fingerprint: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """Positions that the map alone wouldn't bring back: they lay within a name."""

    address: Address
    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True)
class Round:
    """One time of replacing: what was changed, which keys became which, and which pseudonyms were new."""

    number: int
    pseudonyms: tuple[Pseudonym, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    changes: tuple[Change, ...] = ()
    moved: tuple[Moved, ...] = ()


def fingerprint(text: str) -> str:
    """Return a short digest that tells whether a text is the same."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def change_of(address: Address, old: str, new: str, edits: Iterable[Edit], places: PositionMap) -> Change:
    """Record the edits that made a new text out of an old one."""
    marks = (
        Mark(start, end, old[edit.start : edit.end], edit.replacement, edit.ending, *_around(new, start, end))
        for edit, (_, _, start, end) in zip(edits, places.places, strict=True)
    )
    return Change(address, fingerprint(new), tuple(marks))


def whole_change(address: Address, old: str, new: str) -> Change:
    """Record a string that was put in the place of another as a whole."""
    return Change(address, fingerprint(new), (Mark(0, len(new), old, new),))


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - _AROUND) : start], text[end : end + _AROUND]


def marks_of(rounds: Iterable[Round]) -> Iterator[tuple[Address, Mark]]:
    """Yield every replacement of some rounds with the address of its text; not the speakers' labels, which texts show as well."""
    for one in rounds:
        for change in one.changes:
            if "turns" not in change.address:
                yield from ((change.address, mark) for mark in change.marks if mark.replacement)
