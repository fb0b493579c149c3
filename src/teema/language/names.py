"""Names in running text: a mask that misses few, for a person to review. It promises no anonymity.

A word with a capital is taken for a name when it has a name's reading, or none, or doesn't begin its sentence. What is more likely a common word or an acronym is in the
mask too, but not sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from teema.language.name_readings import PERSON, PROPER, NameReadings, name_readings
from teema.language.readings import Analyser, Kind
from teema.language.tokens import Token, tokens, without_ending

NameKind: TypeAlias = Literal["person", "place", "name", "unknown"]

_PART = re.compile(r"[^-\u2010\u2011]+")
_LONGEST_ACRONYM = 5
_NEAR = 3
"""Words of a run looked at on each side of one."""
_PARTICLES = frozenset(
    ("af", "al", "bin", "da", "de", "del", "den", "der", "di", "du", "la", "le", "van", "vom", "von", "zu")
)


@dataclass(frozen=True, slots=True)
class NameMention:
    """A word that may be a name, with its place in code points, half-open; of a hyphenated word the parts with a capital.

    ``lemma`` is the same for each form of a name. ``kind`` is unknown where no reading tells it. ``sure`` is False where it more likely is no name.
    """

    start: int
    end: int
    text: str
    lemma: str
    kind: NameKind
    sure: bool


def name_mentions(text: str, words: Analyser, offset: int = 0) -> Iterator[NameMention]:
    """Yield the words of a text that may be names, in order. ``offset`` is where the text begins in a longer one.

    >>> from teema.language import analyser
    >>> [(one.start, one.text, one.lemma) for one in name_mentions("Kun Matilla oli M. Virtasen auto.", analyser("fi"))]
    [(4, 'Matilla', 'Matti'), (16, 'M', 'M'), (19, 'Virtasen', 'Virtanen')]
    """
    found = [(word, _mention(word, run, place, words)) for run in _runs(text, words) for place, word in enumerate(run)]
    named = {one.lemma: one.kind for _, one in found if one and one.sure}
    for word, mention in found:
        one = mention or _named_elsewhere(word, named)
        if one is not None:
            yield replace(one, start=one.start + offset, end=one.end + offset)


def _named_elsewhere(word: _Word, named: Mapping[str, NameKind]) -> NameMention | None:
    """Return a word that begins a sentence as a common word would, where another sentence has it for a name: Matti Lintu. Lintu sanoi."""
    lemmas = (one.lemma.capitalize() for one in word.readings.common)
    lemma = next((one for one in lemmas if one in named), None)
    if lemma is None or word.readings.function:
        return None
    return NameMention(word.token.start, word.token.end, word.token.text, lemma, named[lemma], sure=False)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with a capital, and what its readings tell."""

    token: Token
    readings: NameReadings

    @property
    def letter(self) -> bool:
        """Tell whether the word is a single letter, with or without a number: an initial or a label."""
        return sum(map(str.isalpha, without_ending(self.token.text))) < 2

    @property
    def particle(self) -> bool:
        """Tell whether the word joins a given name to a surname."""
        return self.token.text in _PARTICLES

    @property
    def acronym(self) -> bool:
        """Tell whether the word is a few capitals."""
        bare = without_ending(self.token.text)
        return len(bare) <= _LONGEST_ACRONYM and bare.isupper()

    @property
    def alone(self) -> bool:
        """Tell whether the word is likely a name whatever stands beside it."""
        if self.letter or self.particle or self.readings.function:
            return False
        return bool(self.readings.proper) or not self.readings.common


def _runs(text: str, words: Analyser) -> Iterator[Sequence[_Word]]:
    """Yield the words with capitals, together those that may belong to one name."""
    read: dict[str, NameReadings] = {}
    run: list[_Word] = []
    for token in filter(None, map(_of_name, tokens(text))):
        if token.text not in read:
            read[token.text] = name_readings(_as_name(token.text), words)
        if run and not _are_together(run[-1], token, text):
            yield run
            run = []
        run.append(_Word(token, read[token.text]))
    if run:
        yield run


def _of_name(token: Token) -> Token | None:
    """Return the parts of a word that may belong to a name: from the first with a capital to the last, such as Asplund of Asplund-ihastus."""
    if token.text in _PARTICLES:
        return token
    parts = [part for part in _PART.finditer(token.text) if part.group()[0].isupper()]
    if not parts:
        return None
    start, end = parts[0].start(), parts[-1].end()
    return Token(token.text[start:end], token.start + start, token.start + end, token.initial and start == 0)


def _as_name(form: str) -> str:
    """Return a form in capitals as a name is written; an acronym as it is."""
    return form.capitalize() if form.isupper() and len(form) > _LONGEST_ACRONYM else form


def _are_together(word: _Word, token: Token, text: str) -> bool:
    """Tell whether two words may belong to one name: a space between, and a full stop after an initial."""
    between = text[word.token.end : token.start]
    return between in (" ", "\u00a0") or (word.letter and between in (".", ". ", ".\u00a0"))


def _mention(word: _Word, run: Sequence[_Word], place: int, words: Analyser) -> NameMention | None:
    """Return a word of a run as a mention, if it may be a name."""
    before, after = run[max(0, place - _NEAR) : place], run[place + 1 : place + 1 + _NEAR]
    if not _may_be_name(word, before, after):
        return None
    kind, token = _kind(word, before, after), word.token
    lemma, sure = _lemma(word, kind, words), _is_sure(word, before, after)
    return NameMention(token.start, token.end, token.text, lemma, kind, sure)


def _may_be_name(word: _Word, before: Sequence[_Word], after: Sequence[_Word]) -> bool:
    if word.particle:
        return any(other.alone for other in before) and any(other.alone for other in after)
    if word.letter:
        return any(other.alone for other in (*before, *after))
    if word.alone or word.readings.function:
        return word.alone
    if not word.token.initial or word.readings.doubtful:
        return True
    return bool(after) and after[0].alone and _is_base_form(word)


def _is_base_form(word: _Word) -> bool:
    """Tell whether a common word stands in its base form, as a first name does before a surname."""
    return any(one.lemma == word.token.text.lower() for one in word.readings.common)


def _is_sure(word: _Word, before: Sequence[_Word], after: Sequence[_Word]) -> bool:
    readings = word.readings
    if word.letter or word.particle:
        return word.token.text.isalpha()
    if word.acronym:
        return readings.of(*PROPER) is not None
    if _continues_person(before) or not readings.common:
        return True
    beside = bool(after) and after[0].alone
    if word.token.initial:
        return beside and bool(readings.proper)
    return beside or bool(readings.proper) or (bool(before) and before[-1].alone)


def _continues_person(before: Sequence[_Word]) -> bool:
    """Tell whether a given name, an initial or a joining word stands right before."""
    if not before:
        return False
    last = before[-1]
    return last.letter or (last.particle and len(before) > 1) or last.readings.of("given_name") is not None


def _kind(word: _Word, before: Sequence[_Word], after: Sequence[_Word]) -> NameKind:
    """Return what a name names. A given name before decides between a place and a surname; a surname after makes a given name."""
    readings = word.readings
    if word.letter or word.particle or readings.of("given_name"):
        return "person"
    if _continues_person(before) and not _is_place_only(word):
        return "person"
    if readings.of("place"):
        return "place"
    if readings.of("surname") or (not readings.proper and after and after[0].readings.of("surname")):
        return "person"
    return "name" if readings.proper else "unknown"


def _is_place_only(word: _Word) -> bool:
    """Tell whether a word names a place and no person: Matti Helsingissä. In its base form a place may be a surname: Matti Peltola."""
    place = word.readings.of("place")
    return place is not None and word.readings.of("surname") is None and place.lemma != word.token.text


def _lemma(word: _Word, kind: NameKind, words: Analyser) -> str:
    """Return the lemma of the reading that the kind comes from; of a common or unknown word its own, with a capital."""
    if word.particle:
        return word.token.text
    kinds: dict[NameKind, Sequence[Kind]] = {"person": PERSON, "place": ("place",)}
    reading = word.readings.of(*kinds.get(kind, PROPER)) or next(iter(word.readings.proper), None)
    lemma = reading.lemma if reading else words.lemma(_as_name(word.token.text))
    return lemma[:1].upper() + lemma[1:]
