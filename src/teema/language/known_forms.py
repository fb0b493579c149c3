"""Which words of known names a written form may be of, and whether it may be another word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from enum import IntEnum

from teema.language.finnish.inflection import forms_of, inhabitants_of, without_suffixes
from teema.language.name_readings import PERSON, PROPER
from teema.language.readings import Analyser, Reading
from teema.language.stop_words import stop_words
from teema.language.tokens import without_ending

_BEGINNING = 3
"""Letters that a form has in common with some regular form of its name; forms that have not are not looked up."""
_APOSTROPHE = re.compile(r"['\u2019][a-zåäö]{1,8}$")


class Doubt(IntEnum):
    """What else a form may be."""

    NONE = 0
    HOMONYM = 1
    """A form of the common word that is written as the name: lahden."""
    OTHER = 2
    """A form of another common word: toivon, of toivoa."""


class KnownForms:
    """The forms of some words of names, in a language. Forms that were asked for are remembered."""

    def __init__(self, names: Iterable[str], words: Analyser) -> None:
        self._words = words
        self._by_lemma: dict[str, set[str]] = defaultdict(set)
        self._by_form: dict[str, set[str]] = defaultdict(set)
        self._by_inhabitant: dict[str, set[str]] = defaultdict(set)
        self._in_dictionary: set[str] = set()
        self._found: dict[str, Mapping[str, Doubt]] = {}
        for name in dict.fromkeys(names):
            self._add(name)
        keys = (*self._by_lemma, *self._by_form)
        self._beginnings = {key[:length] for key in keys for length in range(1, _BEGINNING + 1)}

    def _add(self, name: str) -> None:
        """Note a name's lemmas and forms; of a place those of its inhabitants too."""
        readings, small = self._words.readings(name), name.casefold()
        lemmas = {one.lemma.casefold() for one in readings}
        if small in lemmas:
            self._in_dictionary.add(small)
        for lemma in (small, self._words.lemma(name).casefold()):
            self._by_lemma[lemma].add(small)
        if self._words.language != "fi":
            self._by_form[small].add(small)
            return
        for form in forms_of(small):
            self._by_form[form].add(small)
        kinds = {one.kind for one in readings}
        for form in () if kinds & {*PERSON} and "place" not in kinds else inhabitants_of(small):
            self._by_inhabitant[form].add(small)

    def of(self, form: str) -> Mapping[str, Doubt]:
        """Return the names in small letters that a form may be of, each with what else the form may be."""
        bare = form if form.isalpha() else _APOSTROPHE.sub("", without_ending(form))
        if bare[:_BEGINNING].casefold() not in self._beginnings:
            return {}
        found = self._found.get(bare)
        if found is None:
            found = self._found[bare] = self._find(bare)
        return found

    def _find(self, form: str) -> dict[str, Doubt]:
        small = form.casefold()
        written = dict.fromkeys((form, small, small.capitalize()))
        readings = [reading for one in written for reading in self._words.readings(one)]
        lemmas = {reading.lemma for reading in readings}
        lemmas |= {self._words.lemma(one, initial) for one in written for initial in (False, True)}
        variants = list(without_suffixes(small)) if self._words.language == "fi" else [small]
        found = {name for lemma in lemmas for name in self._by_lemma.get(lemma.casefold(), ())}
        by_rule = {name for variant in variants for name in self._by_form.get(variant, ())}
        found |= by_rule - self._in_dictionary if readings else by_rule
        grammar = stop_words(self._words.language)
        doubts = {name: _doubt(name, readings, grammar) for name in found}
        inhabited = {name for variant in variants for name in self._by_inhabitant.get(variant, ())}
        return dict.fromkeys(inhabited, Doubt.NONE) | doubts


def _doubt(name: str, readings: Iterable[Reading], grammar: Container[str]) -> Doubt:
    """Tell what else a form may be, by its readings as a common word. A compound that is written as the name is most likely the name."""
    common = [one for one in readings if one.kind not in PROPER and one.lemma[:1].islower()]
    if any(one.lemma.casefold() != name or one.lemma in grammar for one in common):
        return Doubt.OTHER
    return Doubt.HOMONYM if any(one.compound == 1 for one in common) else Doubt.NONE
