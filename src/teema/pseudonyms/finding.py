"""The replacer of a language: known names in every inflected form, and the ending that each form leaves behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from teema.language import Analyser, KnownNames, own_parts
from teema.pseudonyms.endings import ending_of
from teema.pseudonyms.replacer import Find, Pseudonym, Replacer

HIDDEN = "•"


def hider(pseudonyms: Iterable[Pseudonym], words: Analyser) -> Replacer:
    """Make what shows whether a text holds a name: it puts a point in the place of every name and of the parts of names."""
    listed = list(pseudonyms)
    whole = [one.name for one in listed if not one.as_written]
    names = dict.fromkeys([*whole, *(part for name in whole for part in own_parts(name, words))])
    points = [replace(one, replacement=HIDDEN) for one in listed]
    return Replacer([*(Pseudonym(name, HIDDEN) for name in names), *points], _sure(KnownNames(names, words)))


def replacer_for(pseudonyms: Iterable[Pseudonym], words: Analyser, standing: Iterable[str] = ()) -> Replacer:
    """Make the replacer of a study's pseudonyms.

    A form met before is found as it is written only where the language wouldn't find it: elsewhere its place tells whether it is the name
    or a common word.
    """
    listed = list(pseudonyms)
    known = KnownNames((one.name for one in listed if not one.as_written), words)

    def unfound(form: str) -> bool:
        return not any(one.end - one.start == len(form) for one in known.mentions(form))

    def ending(form: str, pseudonym: Pseudonym) -> str:
        return ending_of(form, pseudonym, words)

    given = (one if one.as_written else replace(one, forms=tuple(filter(unfound, one.forms))) for one in listed)
    return Replacer(given, _sure(known), ending, standing)


def _sure(known: KnownNames) -> Find:
    return lambda text: ((one.start, one.end, one.name) for one in known.mentions(text) if one.sure)
