"""What a selection's name says: programs put the selected words there, cut short with … or not, or a label of the user's."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from teema.formats.source import canonical

How: TypeAlias = Literal["verified", "repaired", "label", "unmatched", "unnamed"]
_NEAR = 2_000
"""How far from its place a quote is looked for."""
_CLOSE = 200
"""How near the nearest of several places must be, with no other within twice its distance (as in `study.spans.anchor`)."""
_LEAST_CUT = 20
"""How long words that are cut short without saying so are at least, and how much at least is cut."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words with single spaces, and whether they say that they go on."""

    words: str
    goes_on: bool = False

    def reads(self, text: str, start: int, end: int) -> bool:
        """Tell whether the words selected in a text are those quoted; white space is compared loosely.

        >>> quote_of("Tuki vastasi…").reads("Tuki  vastasi yöllä", 0, 19), quote_of("Tuki").reads("Tuki vastasi", 0, 12)
        (True, False)
        """
        own = folded(canonical(text[start : min(end, start + 3 * len(self.words) + 100)]))
        cut = self.goes_on or (len(self.words) >= _LEAST_CUT and len(own) > len(self.words) + _LEAST_CUT)
        return own.startswith(self.words) if cut else own == self.words

    def begins(self, text: str, start: int, end: int) -> bool:
        """Tell whether the words selected begin with those quoted, so many that the name may be cut short without saying so.

        >>> quote_of("Tuki vastasi vasta illall").begins("Tuki vastasi vasta illalla", 0, 26)
        True
        """
        cut = len(self.words) >= _LEAST_CUT
        return cut and folded(canonical(text[start : min(end, start + 3 * len(self.words) + 100)])).startswith(
            self.words
        )

    def could_be(self, length: int) -> bool:
        """Tell whether the words may quote a selection of a length, rather than name it."""
        return self.goes_on or abs(len(self.words) - length) <= max(1, length // 20)


_GOES_ON = ("…", "...")


def quote_of(name: str) -> Quote:
    """Take a selection's name for a quote.

    >>> quote_of(" For some reason  babies… ")
    Quote(words='For some reason babies', goes_on=True)
    """
    words = folded(canonical(name))
    cut = next((sign for sign in _GOES_ON if words.endswith(sign)), "")
    short = words.removesuffix(cut).rstrip()
    return Quote(short or words, bool(short) and short != words)


def cuts_word(text: str, place: int) -> bool:
    """Tell whether a place stands within a word or a character made of several.

    >>> cuts_word("illalla", 6), cuts_word("illalla.", 7), cuts_word("👩\u200d👧", 2)
    (True, False, True)
    """
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    return (_is_letter(before) and _is_letter(after)) or before == _JOINER or after in _JOINING or after in _SKIN


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or (letter > "\u02ff" and unicodedata.combining(letter) > 0)


_JOINER = "\u200d"
_JOINING = frozenset({_JOINER, "\ufe0e", "\ufe0f"})
_SKIN = frozenset("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")


def folded(words: str) -> str:
    """Return words with single spaces between them."""
    return " ".join(words.split())


class Searched:
    """A canonical text in which quoted words are looked for, with single spaces between its words."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _words(self) -> list[re.Match[str]]:
        return list(re.finditer(r"\S+", self.text))

    @cached_property
    def _folded(self) -> str:
        return " ".join(word.group() for word in self._words)

    @cached_property
    def _starts(self) -> list[int]:
        """Return where each word starts in the folded text."""
        starts, place = [], 0
        for word in self._words:
            starts.append(place)
            place += len(word.group()) + 1
        return starts

    def only(self, words: str) -> tuple[int, int] | None:
        """Find words that stand in exactly one place of the text.

        >>> Searched("se on  kallis hinta").only("on kallis"), Searched("joo joo").only("joo")
        ((3, 13), None)
        """
        place = self._folded.find(words) if words else -1
        alone = place >= 0 and self._folded.find(words, place + 1) < 0
        return self._own(place, words) if alone else None

    def near(self, words: str, start: int) -> tuple[int, int] | None:
        """Find words around a place: where they stand once there, or clearly nearest."""
        index = bisect_left(self._words, start, key=re.Match.start)
        middle = self._starts[index] if index < len(self._starts) else len(self._folded)
        distances = sorted((abs(place - middle), place) for place in self._nearest(words, middle))[:2]
        if not distances:
            return None
        nearest, place = distances[0]
        if len(distances) > 1 and (nearest > _CLOSE or distances[1][0] <= 2 * max(nearest, 1)):
            return None
        return self._own(place, words)

    def _nearest(self, words: str, middle: int) -> list[int]:
        """Return up to two places of words on either side of a place, within reach."""
        text, first, last = self._folded, max(0, middle - _NEAR), middle + _NEAR + len(words)
        after = text.find(words, middle, last)
        next_after = text.find(words, after + 1, last) if after >= 0 else -1
        before = text.rfind(words, first, middle + len(words) - 1)
        next_before = text.rfind(words, first, before + len(words) - 1) if before >= 0 else -1
        return [place for place in (after, next_after, before, next_before) if place >= 0]

    def _own(self, place: int, words: str) -> tuple[int, int]:
        """Return where a stretch of the folded text stands in the text itself."""
        return self._at(place), self._at(place + len(words) - 1) + 1

    def _at(self, place: int) -> int:
        index = bisect_right(self._starts, place) - 1
        return self._words[index].start() + place - self._starts[index]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a selection stands in the canonical text, None where nowhere, and what its name said about it."""

    span: tuple[int, int] | None
    how: How


def placed(searched: Searched, start: int, end: int, name: str) -> Placed:
    """Check a selection's place against its name; move it to the quoted words where they stand in one place near.

    >>> placed(Searched("joo no hyvin toimii"), 8, 13, "hyvin")
    Placed(span=(7, 12), how='repaired')
    >>> placed(Searched("joo no hyvin toimii"), 7, 12, "Laatu")
    Placed(span=(7, 12), how='unmatched')
    """
    text = searched.text
    given = (start, end) if 0 <= start < end <= len(text) else None
    if given and len(name) == end - start and name == text[start:end]:
        return Placed(given, "verified")
    quote = quote_of(name)
    if not quote.words:
        return Placed(given, "unnamed")
    if given and (quote.reads(text, start, end) or Quote(folded(canonical(name))).reads(text, start, end)):
        return Placed(given, "verified")
    if given and quote.begins(text, start, end) and not cuts_word(text, end):
        return Placed(given, "verified")
    if not quote.could_be(end - start):
        return Placed(given, "label")
    moved = searched.near(quote.words, start)
    if moved and quote.goes_on:
        moved = moved[0], min(max(moved[1], moved[0] + end - start), len(text))
    return Placed(moved or given, "repaired" if moved else "unmatched")
