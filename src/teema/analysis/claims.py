"""What a claim about customers' numbers is, and the words and clauses that claims are looked for in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Quantifier: TypeAlias = Literal["none", "one", "some", "half", "most", "all_but_one", "all"]
QUANTIFIERS: tuple[Quantifier, ...] = ("none", "one", "some", "half", "most", "all_but_one", "all")


@dataclass(frozen=True, slots=True)
class Claim:
    """A vague quantifier that a statement uses of customers: its words and where they begin (code points)."""

    quantifier: Quantifier
    words: str
    start: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case and its place in the text."""

    text: str
    start: int
    end: int


Clause: TypeAlias = tuple[Word, ...]
_WORD = re.compile(r"\w+(?:[-'’:]\w+)*[-'’]?")
_BREAK = re.compile(r"[.,;:!?()–—\"“”]")


def clauses(text: str) -> Iterator[Clause]:
    """Split a text into clauses at its punctuation; a first part such as ``kunta-,`` stays with its word.

    >>> [[word.text for word in clause] for clause in clauses("Kunta-, ja yhteisöasiakkaat kokivat, että toimii.")]
    [['kunta-', 'ja', 'yhteisöasiakkaat', 'kokivat'], ['että', 'toimii']]
    """
    found: list[Word] = []
    for match in _WORD.finditer(text):
        if found and not found[-1].text.endswith("-") and _BREAK.search(text[found[-1].end : match.start()]):
            yield tuple(found)
            found = []
        found.append(Word(match.group().lower(), match.start(), match.end()))
    if found:
        yield tuple(found)


def claim(text: str, quantifier: Quantifier, first: Word, last: Word) -> Claim:
    """Make a claim of the words from ``first`` to ``last``."""
    return Claim(quantifier, text[first.start : last.end], first.start)


def listed(words: str) -> frozenset[str]:
    """Return the words of a list written in one string."""
    return frozenset(words.split())
