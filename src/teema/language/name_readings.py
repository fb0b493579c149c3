"""What a form's readings tell of a name: whether it may be one, and whether it may be a common word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from teema.language.readings import Analyser, Kind, Reading
from teema.language.stop_words import stop_words
from teema.language.word_lists import lines

PERSON: tuple[Kind, ...] = ("given_name", "surname")
PROPER: tuple[Kind, ...] = (*PERSON, "place", "name")
_SHORTEST = 3
"""Letters of the shortest first part of a compound."""


@dataclass(frozen=True, slots=True)
class NameReadings:
    """A form's readings as a name, and as a common word; neither when nobody knows it.

    ``function``: it is a word of grammar, and no name. ``doubtful``: a common word that may be a name even where a sentence begins, since it is built as names are
    (koivukorpi) or known by rules of spoken forms only.
    """

    proper: tuple[Reading, ...]
    common: tuple[Reading, ...]
    function: bool = False
    doubtful: bool = False

    def of(self, *kinds: Kind) -> Reading | None:
        """Return the first reading as a name of some kinds, if there is one."""
        return next((reading for kind in kinds for reading in self.proper if reading.kind == kind), None)


def name_readings(form: str, words: Analyser) -> NameReadings:
    """Read a form that begins with a capital, as a name and as a common word.

    >>> from teema.language import analyser
    >>> found = name_readings("Will", analyser("en"))
    >>> [one.lemma for one in found.proper], [one.lemma for one in found.common]
    (['Will'], ['will'])
    """
    usual, readings = words.lemma(form, True), words.readings(form)
    proper = tuple(one for one in readings if _is_proper(one, usual))
    common = tuple(one for one in readings if one not in proper)
    spoken = not readings and _is_word(form, usual, words)
    if spoken:
        common = (Reading(usual),)
    if not any(one.kind == "given_name" for one in proper):
        proper += tuple(_given_names(readings, words.language))
    small = {form.casefold(), "" if spoken else usual.casefold()}
    function = not any(one.kind in PROPER for one in proper) and bool(small & stop_words(words.language))
    doubtful = spoken or (words.language == "fi" and any(map(_built_as_name, common)))
    return NameReadings(proper, common, function, doubtful)


def _given_names(readings: Iterable[Reading], language: str) -> Iterator[Reading]:
    """Yield the given names that readings as other words stand for too."""
    listed = _listed("given_names", language)
    return (Reading(name, "given_name") for one in readings if (name := one.lemma.capitalize()) in listed)


def _is_proper(reading: Reading, usual: str) -> bool:
    """Tell whether a reading is a name's: by its kind, or by the capital of a dictionary that knows no kinds."""
    if reading.kind != "other":
        return reading.kind in PROPER
    return reading.lemma[:1].isupper() and reading.lemma.casefold() == usual.casefold()


def _is_word(form: str, usual: str, words: Analyser) -> bool:
    """Tell whether a form nobody knows is a spoken form of a word that somebody knows."""
    return usual[:1].islower() and usual != form.lower() and bool(words.readings(usual))


def _built_as_name(reading: Reading) -> bool:
    """Tell whether a reading is of a compound whose last part is one that Finnish surnames and places end in."""
    endings = _listed("name_endings", "fi")
    return any(reading.lemma[place:] in endings for place in range(_SHORTEST, len(reading.lemma) - 1))


@cache
def _listed(name: str, language: str) -> frozenset[str]:
    if language not in ("en", "fi"):
        return frozenset()
    return frozenset(word for line in lines("teema.language", f"{name}_{language}.txt") for word in line.split())
