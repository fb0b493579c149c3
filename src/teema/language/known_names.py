"""Names that are known beforehand, such as a study's customers and participants, found in every form and in transcripts without capitals.

A form is compared by its lemma where dictionaries know it, else by regular inflection. Few are missed; where a word may be a common one, the find isn't sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from teema.language.known_forms import Doubt, KnownForms
from teema.language.organisation_kinds import organisation_kinds
from teema.language.readings import Analyser
from teema.language.stop_words import stop_words
from teema.language.tokens import Token, tokens

_PART = re.compile(r"[^-\u2010\u2011]+")
_BETWEEN = re.compile(r"\s{1,3}|\s?[-\u2010\u2011&+]\s?")
"""What may stand between two words of a name; transcribers write a space for a hyphen."""
_LONGEST_SHORTENED = 3
_FEWEST_LETTERS = 2
_LEGAL_FORMS = frozenset(("ab", "ay", "ky", "oy", "oyj", "rf", "rs", "ry", "sr", "tmi"))


@dataclass(frozen=True, slots=True)
class Known:
    """A known name's place, in code points, half-open, its form there, and the name as it was given.

    ``sure`` is False where the word may as well be a common one: toivo in small letters among capitals, Toivon where a sentence begins.
    """

    start: int
    end: int
    text: str
    name: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Name:
    """A given name and its words; of those before the last, which ones stay as they are."""

    name: str
    written: tuple[str, ...]
    fixed: frozenset[int]

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words in small letters."""
        return tuple(word.casefold() for word in self.written)


class KnownNames:
    """Finds some names in texts of a language.

    >>> from teema.language import analyser
    >>> known = KnownNames(["Koivukorven kunta", "Kontaktio Oy", "Kontaktio"], analyser("fi"))
    >>> [(one.text, one.name) for one in known.mentions("koivukorven kunnassakin kontaktiosta Kontaktio Oy:n")]
    [('koivukorven kunnassakin', 'Koivukorven kunta'), ('kontaktiosta', 'Kontaktio'), ('Kontaktio Oy:n', 'Kontaktio Oy')]
    """

    def __init__(self, names: Iterable[str], words: Analyser) -> None:
        given = [_name(name, words) for name in dict.fromkeys(names)]
        self._forms = KnownForms((word for one in given for word in one.written), words)
        self._by_first: dict[str, list[_Name]] = {}
        for one in sorted(given, key=lambda one: -len(one.words)):
            if one.words:
                self._by_first.setdefault(one.words[0], []).append(one)

    def mentions(self, text: str, offset: int = 0) -> Iterator[Known]:
        """Yield the names in a text in order, the longest where several begin. ``offset`` is where the text begins in a longer one.

        Of a hyphenated word only the name's part is a mention; an ending after a colon belongs to it.
        """
        units = [unit for token in tokens(text) for unit in _units(token)]
        capitals = _uses_capitals(units, text)
        place = 0
        while place < len(units):
            name, sure = self._at(units, place, text, capitals)
            if name is None:
                place += 1
                continue
            first, last = units[place], units[place + len(name.words) - 1]
            yield Known(offset + first.start, offset + last.end, text[first.start : last.end], name.name, sure)
            place += len(name.words)

    def _at(self, units: Sequence[Token], place: int, text: str, capitals: bool) -> tuple[_Name | None, bool]:
        """Return the longest name that begins at a place, and whether it is sure; None without any."""
        doubts = self._forms.of(units[place].text)
        names = (name for word in doubts for name in self._by_first.get(word, ()))
        for name in sorted(names, key=lambda name: -len(name.words)):
            if len(name.words) == 1:
                sure = _is_sure(units[place], doubts[name.words[0]], capitals)
                if sure is not None:
                    return name, sure
            elif self._agrees(name, units[place : place + len(name.words)], text):
                return name, True
        return None, False

    def _agrees(self, name: _Name, units: Sequence[Token], text: str) -> bool:
        """Tell whether words beside each other are a name's words in its order."""
        if len(units) < len(name.words):
            return False
        return all(_are_beside(one, other, text) for one, other in pairwise(units)) and all(
            word in self._forms.of(unit.text) and (place not in name.fixed or unit.text.casefold() == word)
            for place, (word, unit) in enumerate(zip(name.words, units, strict=True))
        )


def _name(name: str, words: Analyser) -> _Name:
    """Read a name as it is given; of its words before the last, those in an inflected form stay so: Koivukorven kunta, kunnan, kunnassa."""
    units = [unit.text for token in tokens(name) for unit in _units(token)]
    fixed = (
        place
        for place, unit in enumerate(units[:-1])
        if _is_attribute(unit, units[place + 1 :]) and words.lemma(unit) != unit
    )
    return _Name(name, tuple(units), frozenset(fixed))


def _units(token: Token) -> Iterator[Token]:
    """Yield the parts that hyphens join."""
    for part in _PART.finditer(token.text):
        start = token.start + part.start()
        yield Token(part.group(), start, start + len(part.group()), token.initial and part.start() == 0)


def _are_beside(one: Token, other: Token, text: str) -> bool:
    """Tell whether two words may stand beside each other in a name; a full stop parts them only after a shortened one."""
    between = text[one.end : other.start]
    return bool(_BETWEEN.fullmatch(between)) or (len(one.text) <= _LONGEST_SHORTENED and between.strip() == ".")


def _uses_capitals(units: Iterable[Token], text: str) -> bool:
    """Tell whether sentences begin with capitals, speakers' labels aside; False of a text without sentences."""
    begin = [
        unit.text[0].isupper()
        for unit in units
        if unit.initial and unit.text.isalpha() and text[unit.end : unit.end + 1] != ":"
    ]
    return 2 * sum(begin) > len(begin)


def _is_sure(unit: Token, doubt: Doubt, capitals: bool) -> bool | None:
    """Tell whether a word is a name although it may be a common one; None where it is the common one."""
    if doubt is Doubt.NONE:
        return True
    if unit.text[0].isupper() and capitals:
        return not unit.initial or doubt is Doubt.HOMONYM
    if capitals:
        return False if doubt is Doubt.HOMONYM else None
    return unit.text[0].isupper() or doubt is Doubt.HOMONYM


def _is_attribute(form: str, after: Sequence[str]) -> bool:
    """Tell whether a word of a name may be the genitive of another: Koivukorven kunta, but not Fortum Oy."""
    return form.endswith("n") and bool(after) and after[0].casefold() not in _LEGAL_FORMS


def own_parts(name: str, words: Analyser) -> tuple[str, ...]:
    """Return the parts of a name that identify, as lemmas; words that tell a kind of organisation and words of grammar are left out.

    Of a name with capitals only words with a capital identify.

    >>> from teema.language import analyser
    >>> own_parts("Helsingin kaupunki", analyser("fi")), own_parts("Kontaktio Oy", analyser("fi"))
    (('Helsinki',), ('Kontaktio',))
    """
    given = [token.text for token in tokens(name)]
    capitals = any(form[0].isupper() for form in given)
    shared = organisation_kinds() | stop_words(words.language)
    parts: dict[str, None] = {}
    for place, form in enumerate(given):
        lemma = words.lemma(form) if _is_attribute(form, given[place + 1 :]) else form
        if {form.casefold(), lemma.casefold()} & shared or sum(map(str.isalpha, form)) < _FEWEST_LETTERS:
            continue
        if form[0].isupper() or not capitals:
            parts[form[0] + lemma[1:] if capitals else lemma] = None
    return tuple(parts)
