"""Replacements proposed: a noun that tells what stood there, and a letter; the same for whatever names the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from teema.pseudonyms.candidates import Candidate
from teema.pseudonyms.kinds import Kind
from teema.study import Study


@dataclass(frozen=True, slots=True)
class Style:
    """How replacements are written: the noun of each kind, and the brackets around it and its letter."""

    nouns: Mapping[str, str]
    brackets: tuple[str, str] = ("[", "]")

    def bracketed(self, words: str) -> str:
        """Return words as a replacement is marked."""
        return words.join(self.brackets)


_MARK = re.compile(r"\[[^\W\d_][^\[\]\n]*\]")


def brackets_for(study: Study, standing: Iterable[str] = ()) -> tuple[str, str]:
    """Return single brackets, or double ones where transcripts have marks in single ones already, such as [naurua].

    The Finnish Social Science Data Archive marks edits so. Speakers' labels in brackets and replacements standing already don't count.
    """
    known = {*standing, *(f"[{label.strip('[]')}]" for document in study.documents for label in document.speakers)}
    marks = (match.group() for document in study.documents for match in _MARK.finditer(document.text))
    return ("[[", "]]") if any(mark not in known for mark in marks) else ("[", "]")


def letters() -> Iterator[str]:
    """Yield A … Z, AA, AB …

    >>> from itertools import islice
    >>> list(islice(letters(), 25, 28))
    ['Z', 'AA', 'AB']
    """
    for number in count(1):
        written, left = "", number
        while left:
            left, digit = divmod(left - 1, 26)
            written = chr(ord("A") + digit) + written
        yield written


class Proposals:
    """Gives each identity a replacement; letters run in order over each kind, and none is given twice."""

    def __init__(self, style: Style, given: Iterable[tuple[str, Kind, str]], standing: Iterable[str] = ()) -> None:
        """Begin with what was ``given`` already: identity, kind and replacement."""
        self._style = style
        self._of: dict[str, str] = {}
        self._used: set[str] = set(standing)
        self._letters: set[tuple[Kind, str]] = set()
        for identity, kind, replacement in given:
            self._of.setdefault(identity, replacement)
            self._used.add(replacement)
            self._letters.add((kind, _letter(replacement)))

    def of(self, candidate: Candidate) -> str:
        """Return the replacement of whom a candidate names."""
        if candidate.identity not in self._of:
            self._of[candidate.identity] = self._new(candidate)
        return self._of[candidate.identity]

    def _new(self, candidate: Candidate) -> str:
        if candidate.replacement:
            return self._style.bracketed(candidate.replacement)
        nouns = self._style.nouns
        noun = nouns.get(candidate.noun, candidate.noun) or nouns[candidate.kind]
        free = (letter for letter in letters() if (candidate.kind, letter) not in self._letters)
        letter = next(one for one in free if self._style.bracketed(f"{noun} {one}") not in self._used)
        self._letters.add((candidate.kind, letter))
        return self._style.bracketed(f"{noun} {letter}")


def _letter(replacement: str) -> str:
    return replacement.rstrip("]").rpartition(" ")[2]
