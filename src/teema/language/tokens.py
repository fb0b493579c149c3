"""Text → tokens: words and numbers with their places, in code points over the text as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

TOKEN_RULES = 2
"""Raised whenever a rule changes what a token is, so that indexes are made anew."""
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_SIGNS = rf"[^\W_]++(?:[{_MARKS}]++[^\W_]*+)*+"
"""Letters and digits with the marks that combine with them: not every letter has a composed form."""
_ENDING = rf"(?:[a-zà-öø-ÿ][{_MARKS}]*+){{1,8}}(?![^\W_])"
"""A case ending after a colon, in small letters: a speaker's label is followed by a space or a capital."""
_NUMBER = rf"\d+(?:[.,:]\d+)+(?![^\W_])(?::{_ENDING}|-{_SIGNS})?"
_WORD = rf"{_SIGNS}(?:[-\u2010\u2011'\u2019]{_SIGNS})*+(?::{_ENDING})?"
_PLAIN = r"[A-Za-zÀ-ÖØ-öø-ÿ]++(?=[ ,.\n])"
"""Nearly every word: known at once for a whole one, where the rules for the others take twice as long."""
_TOKEN = re.compile(f"{_PLAIN}|{_NUMBER}|{_WORD}")
_AFTER_COLON = re.compile(f":{_ENDING}$")
_BRACKETED = re.compile(rf"\]:{_ENDING}|\]['\u2019]s")
"""An ending after brackets, which stand for a name: it is the end of no word. [kunta A]:ssa, [person A]'s."""
_SENTENCE_ENDS = re.compile(r"[.!?…\n]|:\s")

Cut: TypeAlias = tuple[str, int, int, bool]
"""A token as plain values, its text, start, end and whether it begins a sentence."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number; ``start`` and ``end`` are code points, half-open. ``initial``: it begins a sentence or a turn."""

    text: str
    start: int
    end: int
    initial: bool = False


def tokens(text: str, offset: int = 0) -> Iterator[Token]:
    """Yield the words and numbers of a text in order; ``offset`` is where the text begins in a longer one.

    Hyphenated words, inner apostrophes, numbers with their commas, and the suffix after a colon stay whole. An ending after brackets is
    left out.

    >>> [token.text for token in tokens("Etä-Lapin NBC:n 3,5 t klo 12:30 – vaa'alla [kunta A]:ssa!")]
    ['Etä-Lapin', 'NBC:n', '3,5', 't', 'klo', '12:30', "vaa'alla", 'kunta', 'A']
    >>> [(token.start, token.end, token.initial) for token in tokens("No. Joo joo")]
    [(0, 2, True), (4, 7, True), (8, 11, False)]
    """
    return (Token(*cut) for cut in cuts(text, offset))


def cuts(text: str, offset: int = 0) -> Iterator[Cut]:
    """Yield what ``tokens`` yields as plain tuples, in less than half the time: for millions of words.

    >>> list(cuts("No. Joo", 10))
    [('No', 10, 12, True), ('Joo', 14, 17, True)]
    """
    ends_sentence = _SENTENCE_ENDS.search
    last, first = 0, True
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start - last == 1 and text[last] == " " and not first:  # nearly always
            initial = False
        elif _BRACKETED.fullmatch(text, start - 2, end):
            continue
        else:
            initial = first or ends_sentence(text, last, start) is not None
            first = False
        last = end
        yield match[0], offset + start, offset + end, initial


def without_ending(form: str) -> str:
    """Return a token's text without the case ending after its colon.

    >>> without_ending("NBC:n"), without_ending("12:30")
    ('NBC', '12:30')
    """
    return _AFTER_COLON.sub("", form)
