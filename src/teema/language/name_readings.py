"""What a form's readings tell of a name: whether it may be one, and whether it may be a common word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from teema.language.finnish.names import built_as_name
from teema.language.readings import Analyser, Kind, Reading
from teema.language.stop_words import stop_words
from teema.language.word_lists import lines

PERSON: tuple[Kind, ...] = ("given_name", "surname")
PROPER: tuple[Kind, ...] = (*PERSON, "place", "name")


@dataclass(frozen=True, slots=True)
class NameReadings:
    """A form's readings as a name, and as a common word; neither when nobody knows it.

    ``function``: it is a word of grammar, and no name. ``doubtful``: a common word that may be a name even where a sentence begins, since it is built as names are
    (koivukorpi) or known by rules of spoken forms only. ``by_list``: that it may be a name, the list of given names alone tells.
    """

    proper: tuple[Reading, ...]
    common: tuple[Reading, ...]
    function: bool = False
    doubtful: bool = False
    by_list: bool = False

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
    spoken = not common and _is_word(form, usual, words)
    if spoken:
        common = (Reading(usual),)
    by_list = not proper
    if not any(one.kind == "given_name" for one in proper):
        proper += tuple(_given_names(readings, words.language))
    small = {form.casefold(), "" if spoken else usual.casefold()}
    function = not any(one.kind in PROPER for one in proper) and bool(small & stop_words(words.language))
    doubtful = spoken or (words.language == "fi" and any(built_as_name(one.lemma) for one in common))
    return NameReadings(proper, common, function, doubtful, by_list and bool(proper))


def _given_names(readings: Iterable[Reading], language: str) -> Iterator[Reading]:
    """Yield the given names that readings as other words stand for too."""
    listed = _listed_given_names(language)
    return (Reading(name, "given_name") for one in readings if (name := one.lemma.capitalize()) in listed)


def _is_proper(reading: Reading, usual: str) -> bool:
    """Tell whether a reading is a name's: by its kind, or by the capital of a dictionary that knows no kinds."""
    if reading.kind != "other":
        return reading.kind in PROPER
    return reading.lemma[:1].isupper() and reading.lemma.casefold() == usual.casefold()


def _is_word(form: str, usual: str, words: Analyser) -> bool:
    """Tell whether a form nobody knows is a spoken form of a word that somebody knows."""
    return usual[:1].islower() and usual != form.lower() and bool(words.readings(usual))


@cache
def _listed_given_names(language: str) -> frozenset[str]:
    if language not in ("en", "fi"):
        return frozenset()
    return frozenset(word for line in lines("teema.language", f"given_names_{language}.txt") for word in line.split())
