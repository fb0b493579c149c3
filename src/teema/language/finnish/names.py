"""Names that no dictionary knows: their Finnish endings."""

from __future__ import annotations

import re
from functools import cache

from teema.language.finnish.inflection import stems_of
from teema.language.word_lists import lines

_AFTER_CONSONANT = re.compile(
    r"^(.{2,}[bcdfghjklmnpqrstvwxz])i(?:n|a|ä|in|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|na|nä|ksi)$"
)
_AFTER_VOWEL = re.compile(r"^(.+[aeiouyäöå])(?:n|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi)$")
_LONG_VOWEL = re.compile(r"^(.+?([aeiouyäöå]))\2n$")
_ENDINGS = ("n", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "na", "nä", "ksi", "a", "ä")
_SHORTEST = 3
"""Letters of the shortest first part of a compound."""


def name_base(form: str) -> str:
    """Return the likeliest base of an unknown name, by its ending; of a compound built as Finnish names are, by its last part.

    >>> [name_base(form) for form in ("Schulmanin", "Obamalle", "Clintonista", "Tokioon", "Kallasmaan", "Koivukorvessa")]
    ['Schulman', 'Obama', 'Clinton', 'Tokio', 'Kallasmaa', 'Koivukorpi']
    """
    for place in range(_SHORTEST, len(form) - 1):
        last = _last_parts().get(form[place:])
        if last:
            return form[:place] + last
    for ending in (_AFTER_CONSONANT, _LONG_VOWEL, _AFTER_VOWEL):
        found = ending.match(form)
        if found:
            return found[1]
    return form


def built_as_name(lemma: str) -> bool:
    """Tell whether a lemma is a compound whose last part is one that Finnish surnames and places end in.

    >>> built_as_name("koivukorpi"), built_as_name("korpi")
    (True, False)
    """
    return any(lemma[place:] in _name_endings() for place in range(_SHORTEST, len(lemma) - 1))


@cache
def _name_endings() -> frozenset[str]:
    return frozenset(word for line in lines("teema.language.finnish", "name_endings.txt") for word in line.split())


@cache
def _last_parts() -> dict[str, str]:
    """Return each form of a last part in the singular, with the part itself."""
    found: dict[str, str] = {}
    for part in sorted(_name_endings()):
        for stem in stems_of(part):
            found.update(dict.fromkeys((f"{stem}{stem[-1]}n", f"{stem}h{stem[-1]}n"), part))
            found.update(dict.fromkeys((f"{stem}{ending}" for ending in _ENDINGS), part))
    return found | {part: part for part in _name_endings()}
