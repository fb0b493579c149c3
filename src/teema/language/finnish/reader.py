"""The Finnish analyser: which of a form's readings is the likeliest, and what an unknown form may be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.metadata import version

from teema.errors import Problem
from teema.language.dictionary import dictionary_lemma, in_dictionary
from teema.language.finnish.conventions import FinnishReading, parts_of, readings_of
from teema.language.finnish.names import name_base
from teema.language.finnish.spoken import analysed_candidate
from teema.language.finnish.voikko import Analyse, Analysis
from teema.language.forms import FormCache
from teema.language.readings import Reading
from teema.language.tokens import TOKEN_RULES, without_ending
from teema.language.word_lists import lemmas_of_forms, print_of

RULES = 2
"""Raised whenever a rule changes a lemma, so that indexes are made anew; the lists have their own fingerprint."""
_LAST = 64
"""Analyses remembered: a form's lemma, its readings and its parts are mostly asked for one after the other."""
_LISTS, _WRITTEN, _SPOKEN, _NAMES = "teema.language.finnish", "written.txt", "spoken.txt", "name_endings.txt"
_CLITICS = ("kin", "kaan", "kään", "han", "hän", "ko", "kö", "pa", "pä", "ki", "kaa", "kää", "ha", "hä", "ks")


@cache
def _written() -> dict[str, str]:
    return lemmas_of_forms(_LISTS, _WRITTEN)


@cache
def _spoken() -> dict[str, str]:
    return lemmas_of_forms(_LISTS, _SPOKEN)


class Finnish:
    """Reads Finnish forms, with Voikko or (``analyse`` None) without."""

    language = "fi"

    def __init__(self, analyse: Analyse | None, native: str, notes: tuple[Problem, ...] = ()) -> None:
        self.notes = notes
        lists = print_of(_LISTS, _WRITTEN, _SPOKEN, _NAMES)
        self.version = f"fi-{TOKEN_RULES}.{RULES}-{lists} voikko-{native or 'none'} simplemma-{version('simplemma')}"
        self._analyse = lru_cache(_LAST)(analyse) if analyse else None
        self._of_form = lru_cache(_LAST)(self._readings_of_form)
        self._known = FormCache()

    def lemma(self, form: str, initial: bool = False) -> str:
        """Return the likeliest lemma: the lists first, then the readings, then what the form may be."""
        return self._known.lemma(form, initial, self._lemma)

    def _lemma(self, form: str, initial: bool) -> str:
        listed = _listed(form, initial)
        if listed:
            return listed
        readings = by_capital(self._of_form(form), form, initial)
        if readings:
            return chosen(readings, form).lemma
        return self._guessed(form, initial)

    def analyses(self, form: str) -> list[Analysis]:
        """Return Voikko's analyses of a form as it stands, else in small letters; none without Voikko."""
        if self._analyse is None:
            return []
        return self._analyse(form) or (self._analyse(form.lower()) if form != form.lower() else [])

    def _readings_of_form(self, form: str) -> tuple[FinnishReading, ...]:
        return readings_of(form, self.analyses(form))

    def _guessed(self, form: str, initial: bool) -> str:
        """Take apart what nobody knows: an ending after a colon, hyphens, spoken forms, names."""
        bare = without_ending(form)
        if bare != form:
            return self.lemma(bare, initial)
        head, hyphen, last = form.rpartition("-")
        if hyphen and head and last:
            return f"{head}-{self.lemma(last)}"
        if form[:1].islower() or initial:
            standard = self._standard(form)
            if standard:
                return self._plainly(standard)
        if self._is_name(form, initial):
            return name_base(form)
        return dictionary_lemma(form, "fi") or form.lower()

    def _standard(self, form: str) -> str:
        """Return the written form of a spoken one; empty where none is known, or the form itself is."""
        if not form.isalpha() or (self._analyse is None and in_dictionary(form, "fi")):
            return ""
        return analysed_candidate(form.lower(), self._knows)

    def _knows(self, form: str) -> bool:
        return bool(self._analyse(form)) if self._analyse else in_dictionary(form, "fi")

    def _plainly(self, form: str) -> str:
        """Return the lemma of a form that is known and no name."""
        readings = by_capital(self._of_form(form), form, False)
        return chosen(readings, form).lemma if readings else dictionary_lemma(form, "fi") or form

    def _is_name(self, form: str, initial: bool) -> bool:
        """Take a capital for a name's. Where a sentence begins, only Voikko tells that it isn't a common word's."""
        if not form[:1].isupper() or in_dictionary(form, "fi"):
            return False
        return self._analyse is not None or not initial

    def readings(self, form: str) -> tuple[Reading, ...]:
        """Return every reading, the lemma's own first; none when the form is unknown and its lemma a guess."""
        lemma = self.lemma(form)
        found: list[Reading] = list(self._of_form(form))
        if not found and (_listed(form, True) or in_dictionary(form, "fi")):
            found = [Reading(lemma)]
        if found and lemma not in {reading.lemma for reading in found}:
            found.insert(0, Reading(lemma))
        return tuple(sorted(found, key=lambda reading: reading.lemma != lemma))

    def parts(self, form: str) -> tuple[str, ...]:
        """Return the lemmas of a compound's parts; the form's lemma alone when it is no compound."""
        lemma = self.lemma(form)
        analyses = self._analyse(lemma) if self._analyse else []
        structures = [analysis.get("STRUCTURE", "=") for analysis in analyses]
        *first, last = parts_of(lemma, min(structures, key=lambda one: one.count("="), default="")) or [lemma]
        return (*(self.lemma(part) for part in first), last)


def _listed(form: str, initial: bool) -> str:
    """Return the lemma that the lists set; empty where they set none. A capital within a sentence means a name."""
    if form[:1].isupper() and not initial:
        return ""
    small = form.lower()
    return _written().get(small) or _spoken().get(small) or _spoken_with_clitic(small)


def _spoken_with_clitic(form: str) -> str:
    if not form.endswith(_CLITICS):
        return ""
    for clitic in _CLITICS:
        if form.endswith(clitic):
            return _spoken().get(form.removesuffix(clitic), "")
    return ""


def by_capital(readings: tuple[FinnishReading, ...], form: str, initial: bool) -> tuple[FinnishReading, ...]:
    """Keep names for a capital within a sentence, and common words for a small letter, where there are any."""
    if form[:1].isupper() and initial:
        return readings
    names = form[:1].isupper()
    return tuple(one for one in readings if one.lemma[:1].isupper() == names) or readings


def chosen(readings: tuple[FinnishReading, ...], form: str) -> FinnishReading:
    """Choose a reading: a past participle's verb, else simplemma's vote where it is needed, then the fewest parts."""
    if _agree(readings):
        return readings[0]
    likely = [one for one in readings if one.past] or readings
    if not _agree(likely):
        vote = plain(dictionary_lemma(form, "fi") or form)
        likely = [one for one in likely if plain(one.lemma) == vote] or likely
    return min(likely, key=lambda one: one.compound)


def _agree(readings: Sequence[Reading]) -> bool:
    return len({plain(one.lemma) for one in readings}) == 1


def plain(lemma: str) -> str:
    """Return a lemma as lemmas are compared: without hyphens and capitals."""
    return lemma.replace("-", "").lower() or lemma
