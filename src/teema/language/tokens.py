"""Text → tokens: words and numbers with their places, in code points over the text as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_SIGN = rf"[^\W_][{_MARKS}]*"
"""A letter or digit with the marks that combine with it: not every letter has a composed form."""
_ENDING = rf"(?:[a-zà-öø-ÿ][{_MARKS}]*){{1,8}}(?![^\W_])"
"""A case ending after a colon, in small letters: a speaker's label is followed by a space or a capital."""
_NUMBER = rf"\d+(?:[.,:]\d+)+(?![^\W_])(?::{_ENDING}|-(?:{_SIGN})+)?"
_WORD = rf"{_SIGN}(?:{_SIGN}|[-\u2010\u2011'\u2019](?={_SIGN}))*(?::{_ENDING})?"
_TOKEN = re.compile(f"{_NUMBER}|{_WORD}")
_AFTER_COLON = re.compile(f":{_ENDING}$")
_SENTENCE_ENDS = re.compile(r"[.!?…\n]|:\s")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number; ``start`` and ``end`` are code points, half-open. ``initial``: it begins a sentence or a turn."""

    text: str
    start: int
    end: int
    initial: bool = False


def tokens(text: str, offset: int = 0) -> Iterator[Token]:
    """Yield the words and numbers of a text in order; ``offset`` is where the text begins in a longer one.

    Hyphenated words, inner apostrophes, numbers with their commas, and the suffix after a colon stay whole.

    >>> [token.text for token in tokens("Etä-Lapin NBC:n 3,5 t klo 12:30 – vaa'alla!")]
    ['Etä-Lapin', 'NBC:n', '3,5', 't', 'klo', '12:30', "vaa'alla"]
    >>> [(token.start, token.end, token.initial) for token in tokens("No. Joo joo")]
    [(0, 2, True), (4, 7, True), (8, 11, False)]
    """
    last = -1
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        initial = last < 0 or _SENTENCE_ENDS.search(text, last, start) is not None
        yield Token(match.group(), offset + start, offset + end, initial)
        last = end


def without_ending(form: str) -> str:
    """Return a token's text without the case ending after its colon.

    >>> without_ending("NBC:n"), without_ending("12:30")
    ('NBC', '12:30')
    """
    return _AFTER_COLON.sub("", form)
