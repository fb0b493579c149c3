"""What a selection's name says: programs put the selected words there, cut short with … or not, or a label of the user's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from teema.formats.source import canonical
from teema.study.spans import anchor

How: TypeAlias = Literal["verified", "repaired", "label", "unmatched", "unnamed"]
_NEAR = 2_000
"""How far from its place a quote is looked for."""
_LEAST_CUT = 20
"""How long words that are cut short without saying so are at least, and how much at least is cut."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words with single spaces, and whether they say that they go on."""

    words: str
    goes_on: bool = False

    def reads(self, selected: str) -> bool:
        """Tell whether selected words are those quoted; white space is compared loosely.

        >>> quote_of("Tuki vastasi…").reads("Tuki vastasi\\nyöllä"), quote_of("Tuki").reads("Tuki vastasi")
        (True, False)
        """
        own = folded(canonical(selected))
        cut = self.goes_on or (len(self.words) >= _LEAST_CUT and len(own) > len(self.words) + _LEAST_CUT)
        return own.startswith(self.words) if cut else own == self.words

    def could_be(self, length: int) -> bool:
        """Tell whether the words may quote a selection of a length, rather than name it."""
        return self.goes_on or abs(len(self.words) - length) <= max(1, length // 20)


def quote_of(name: str) -> Quote:
    """Take a selection's name for a quote.

    >>> quote_of(" For some reason  babies… ")
    Quote(words='For some reason babies', goes_on=True)
    """
    words = folded(canonical(name))
    short = re.sub(r"\s*(?:…|\.\.\.)$", "", words)
    return Quote(short or words, bool(short) and short != words)


def folded(words: str) -> str:
    """Return words with single spaces between them."""
    return " ".join(words.split())


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a selection stands in the canonical text, None where nowhere, and what its name said about it."""

    span: tuple[int, int] | None
    how: How


def placed(text: str, start: int, end: int, name: str) -> Placed:
    """Check a selection's place against its name; move it to the quoted words where they stand in one place near.

    >>> placed("joo no hyvin toimii", 8, 13, "hyvin")
    Placed(span=(7, 12), how='repaired')
    >>> placed("joo no hyvin toimii", 7, 12, "Laatu")
    Placed(span=(7, 12), how='unmatched')
    """
    given = (start, end) if 0 <= start < end <= len(text) else None
    if given and name and name == text[start:end]:
        return Placed(given, "verified")
    quote = quote_of(name)
    if not quote.words:
        return Placed(given, "unnamed")
    if given and (quote.reads(text[start:end]) or folded(text[start:end]) == folded(canonical(name))):
        return Placed(given, "verified")
    if not quote.could_be(end - start):
        return Placed(given, "label")
    moved = _found(text, start, end, quote)
    return Placed(moved or given, "repaired" if moved else "unmatched")


def _found(text: str, start: int, end: int, quote: Quote) -> tuple[int, int] | None:
    """Find quoted words around a place; of words cut short, as many as the selection held follow."""
    first = min(max(0, start - _NEAR), max(0, len(text) - _NEAR))
    window = text[first : max(first, min(end, first + 3 * _NEAR)) + _NEAR]
    span = anchor(window, max(0, start - first), None, quote.words).span
    if span is None:
        return None
    last = max(span.end, span.start + end - start) if quote.goes_on else span.end
    return first + span.start, min(first + last, len(text))
