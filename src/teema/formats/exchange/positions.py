"""Positions in a text as it came → positions in the canonical text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from teema.formats.source import canonical

_PIECE = re.compile("(\r\n?|[\x0b\x0c\x85\u2028\u2029])|([^\r\x0b\x0c\x85\u2028\u2029]+)")


@dataclass(frozen=True, slots=True)
class Canonical:
    """A canonical text that knows where each character of the raw text went.

    >>> mapped = Canonical.of("a\\r\\na\\u0308iti")
    >>> mapped.text, mapped.at(3), mapped.at(5)
    ('a\\näiti', 2, 3)
    """

    text: str
    _raw: tuple[int, ...]
    _own: tuple[int, ...]

    @classmethod
    def of(cls, raw: str) -> Canonical:
        """Make the text canonical: NFC, line feeds, nothing invisible."""
        text = canonical(raw)
        if text == raw:
            return cls(text, (0,), (0,))
        marks, own = {0: 0}, 0
        for start, end, words in _pieces(raw):
            if end - start != len(words):
                marks[start] = own
                marks[end] = own + len(words)
            own += len(words)
        return cls(text, tuple(marks), tuple(marks.values()))

    def at(self, position: int) -> int:
        """Return where a raw position stands in the canonical text; what lies within a piece that changed, at its end."""
        if len(self._raw) == 1:
            return max(0, min(position, len(self.text)))
        index = bisect_right(self._raw, position) - 1
        own = self._own[index] + position - self._raw[index]
        following = self._own[index + 1] if index + 1 < len(self._own) else len(self.text)
        return max(0, min(own, following))


def _pieces(raw: str) -> Iterator[tuple[int, int, str]]:
    """Yield stretches that become canonical by themselves: where each begins and ends, and what it becomes."""
    for piece in _PIECE.finditer(raw):
        words = piece[0]
        if piece[1] or canonical(words) == words:
            yield piece.start(), piece.end(), canonical(words)
        else:
            yield from _characters(words, piece.start())


def _characters(words: str, offset: int) -> Iterator[tuple[int, int, str]]:
    """Yield characters with the marks that follow them."""
    start = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or not _joins(words, start, at):
            yield offset + start, offset + at, canonical(words[start:at])
            start = at


def _joins(words: str, start: int, at: int) -> bool:
    """Tell whether a letter becomes one with what stands before it from a start when composed, or vanishes."""
    letter = words[at]
    if " " <= letter <= "~":
        return False
    own = canonical(letter)
    if not own or unicodedata.combining(letter):
        return True
    before = words[start:at]
    return canonical(before + letter) != canonical(before) + own
