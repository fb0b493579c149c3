"""The case of a form, and the ending that gives a label the same case: Koivukorvessa → [kunta A]:ssa, [kunta B]:ssä.

After a letter or a number the ending follows a colon and goes by how the sign is read aloud (aa, bee, äl, kaksi), as the Institute for the Languages of Finland
guides: A:han, B:hen, L:ään, 2:een.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from teema.language.finnish.reader import Finnish
from teema.language.readings import Analyser
from teema.language.tokens import without_ending


class Case(StrEnum):
    """The cases that a name commonly stands in."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    PARTITIVE = "partitive"
    INESSIVE = "inessive"
    ELATIVE = "elative"
    ILLATIVE = "illative"
    ADESSIVE = "adessive"
    ABLATIVE = "ablative"
    ALLATIVE = "allative"
    ESSIVE = "essive"
    TRANSLATIVE = "translative"
    ABESSIVE = "abessive"


_OF_VOIKKO = {
    "nimento": Case.NOMINATIVE,
    "omanto": Case.GENITIVE,
    "kohdanto": Case.GENITIVE,
    "osanto": Case.PARTITIVE,
    "sisaolento": Case.INESSIVE,
    "sisaeronto": Case.ELATIVE,
    "sisatulento": Case.ILLATIVE,
    "ulkoolento": Case.ADESSIVE,
    "ulkoeronto": Case.ABLATIVE,
    "ulkotulento": Case.ALLATIVE,
    "olento": Case.ESSIVE,
    "tulento": Case.TRANSLATIVE,
    "vajanto": Case.ABESSIVE,
}
_NAMES = ("etunimi", "sukunimi", "paikannimi", "nimi")
_BY_ENDING: tuple[tuple[re.Pattern[str], Case], ...] = tuple(
    (re.compile(pattern), case)
    for pattern, case in (
        (r"ss[aä]?$", Case.INESSIVE),
        (r"st[aä]?$", Case.ELATIVE),
        (r"ll[aä]?$", Case.ADESSIVE),
        (r"lt[aä]?$", Case.ABLATIVE),
        (r"lle$", Case.ALLATIVE),
        (r"ks(?:i|e)?$", Case.TRANSLATIVE),
        (r"tt[aä]$", Case.ABESSIVE),
        (r"(?:([aeiouyäöå])\1|h[aeiouyäö]|[aeiouyäöå]see|[aeiouyäöå]sii)n$", Case.ILLATIVE),
        (r"n$", Case.GENITIVE),
        (r"n[aä]$", Case.ESSIVE),
        (r"(?:[aeiouyäöå]|t)[aä]$", Case.PARTITIVE),
        (r"[aeiouyäöå]s$", Case.INESSIVE),
        (r"[aeiouyäöå]l$", Case.ADESSIVE),
        (r"[aeiouyäöå]t$", Case.NOMINATIVE),
    )
)
"""Endings, the longer before the shorter, with what speech leaves of them; -t is the plural's."""
_CLITICS = ("kin", "kaan", "kään", "han", "hän", "ko", "kö", "pa", "pä")
_POSSESSIVE = re.compile(r"(?:s[st]|l[lt])(?:aa|ää)n$|llee?n$|kseen$")
_VOWELS, _HARMONIC = "aeiouyäöå", 5
"""Letters at a word's end that tell its harmony: a or ä goes by a compound's last part."""


def case_of(form: str, words: Analyser, lemma: str = "") -> Case | None:
    """Return the case of a name's form: by Voikko where it knows the form, else by its ending; None where nothing tells it.

    ``lemma`` is the name's, where it is known: it tells a base form that looks inflected (Ulla) from another. Plural or singular makes no difference.

    >>> from teema.language import analyser
    >>> [str(case_of(form, analyser("fi"))) for form in ("Koivukorvessa", "KVTES:n", "Nordnetille")]
    ['inessive', 'genitive', 'allative']
    """
    bare = without_ending(form)
    if bare != form:
        return _by_ending(form[len(bare) + 1 :])
    base, small = lemma or words.lemma(form), form.casefold()
    told = _by_analyses(words, form, lemma)
    if small == lemma.casefold() or (told is None and small == base.casefold()):
        return Case.NOMINATIVE
    if told is not None:
        return told
    return _by_base(small, base.casefold()) or _by_ending(_bare(small))


def _by_analyses(words: Analyser, form: str, lemma: str) -> Case | None:
    """Return the case of Voikko's first analysis with one: of the lemma before others, and of a name's for a capital."""
    analyses = words.analyses(form) if isinstance(words, Finnish) else []
    cases = [(one, case) for one in analyses if (case := _OF_VOIKKO.get(one.get("SIJAMUOTO", "")))]
    name = form[:1].isupper()
    cases.sort(key=lambda pair: (pair[0].get("BASEFORM") != lemma, name and pair[0].get("CLASS") not in _NAMES))
    return cases[0][1] if cases else None


def _by_base(form: str, base: str) -> Case | None:
    """Tell by the base form what ends as another case: Lontoon as an illative, Virtasta and Kangasta as of Virta and Kanga."""
    if form == f"{base}n" or (base[-1:] not in _VOWELS and form == f"{base}in"):
        return Case.GENITIVE
    stems = (base, f"{base[:-3]}s") if base.endswith("nen") else (base,)
    partitive = (f"{stem}t{vowel}" for stem in stems for vowel in "aä" if stem[-1:] not in _VOWELS)
    return Case.PARTITIVE if form in partitive else None


def _bare(form: str) -> str:
    """Return a form without a clitic and the possessive of the third person: Matillakin, Koivukorvessaan."""
    form = next((form.removesuffix(one) for one in _CLITICS if form.endswith(one) and len(form) > len(one) + 3), form)
    return form[:-2] if _POSSESSIVE.search(form) else form


def _by_ending(form: str) -> Case | None:
    return next((case for ending, case in _BY_ENDING if ending.search(form)), None)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """How a sign read aloud is inflected: its harmony (a or ä), the partitive and illative of its name, and a vowel before the other endings."""

    vowel: str
    partitive: str
    illative: str
    link: str = ""


_BEE, _HOO = _Spoken("ä", "tä", "hen"), _Spoken("a", "ta", "hon")
_AEL, _KYMMENEN = _Spoken("ä", "ää", "ään"), _Spoken("ä", "tä", "een")
_NOLLA, _KAKSI = _Spoken("a", "aa", "aan"), _Spoken("a", "ta", "een")
_LETTERS = {
    "A": _Spoken("a", "ta", "han"),
    **dict.fromkeys("BCDEGPTVW", _BEE),
    **dict.fromkeys("FLMNRSX", _AEL),
    **dict.fromkeys("HKOÅ", _HOO),
    **dict.fromkeys("IJ", _Spoken("ä", "tä", "hin")),
    **dict.fromkeys("QU", _Spoken("a", "ta", "hun")),
    "Y": _Spoken("ä", "tä", "hyn"),
    "Z": _NOLLA,  # tset : tsetan
    "Ä": _Spoken("ä", "tä", "hän"),
    "Ö": _Spoken("ä", "tä", "hön"),
}
_DIGITS = {
    "0": _NOLLA,
    **dict.fromkeys("15", _KYMMENEN),  # yhtä, yhteen; viittä, viiteen
    **dict.fromkeys("26", _KAKSI),
    "3": _Spoken("a", "a", "een"),
    **dict.fromkeys("479", _AEL),  # neljää, neljään
    "8": _NOLLA,  # kahdeksaa, kahdeksaan
}
_ROUND = {1: _KYMMENEN, 2: _NOLLA, 3: _KAKSI, 4: _KAKSI, 5: _KAKSI}
"""A number that ends in so many zeros: kymmenen, sata, tuhat; with more, miljoona goes as nolla."""
_LAST = re.compile(r"(?P<number>\d+)\W*$|(?P<word>[^\W\d_]+)\W*$")


def ending_after(label: str, case: Case) -> str:
    """Return what gives a label a case: the colon and the ending, by how its last letter or number is read aloud; empty in the nominative.

    Brackets and quotation marks at the end don't count. After a word in small letters the ending goes by the word.

    >>> [ending_after(label, Case.ILLATIVE) for label in ("[kunta A]", "[kunta B]", "[kunta L]", "[henkilö 2]")]
    [':han', ':hen', ':ään', ':een']
    """
    if case is Case.NOMINATIVE:
        return ""
    spoken = _spoken(label)
    if case is Case.PARTITIVE:
        return f":{spoken.partitive}"
    if case is Case.ILLATIVE:
        return f":{spoken.illative}"
    return f":{spoken.link}{_ENDINGS[case].replace('A', spoken.vowel)}"


_ENDINGS = {
    Case.GENITIVE: "n",
    Case.INESSIVE: "ssA",
    Case.ELATIVE: "stA",
    Case.ADESSIVE: "llA",
    Case.ABLATIVE: "ltA",
    Case.ALLATIVE: "lle",
    Case.ESSIVE: "nA",
    Case.TRANSLATIVE: "ksi",
    Case.ABESSIVE: "ttA",
}


def _spoken(label: str) -> _Spoken:
    last = _LAST.search(label)
    if last and last["number"]:
        return _of_number(last["number"])
    word = last["word"] if last else "n"
    return _of_letter(word[-1]) if word.isupper() or len(word) == 1 else _of_word(word.lower())


def _of_letter(letter: str) -> _Spoken:
    """Return how a letter goes; one with a foreign accent goes as the letter below it, a foreign one as bee."""
    bare = unicodedata.normalize("NFD", letter)[0]
    return _LETTERS.get(letter.upper()) or _LETTERS.get(bare.upper(), _BEE)


def _of_number(digits: str) -> _Spoken:
    """Return how a number goes, by the word of it that is inflected: 12 by kaksi, 20 by kymmenen, 100 by sata."""
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros == 0 or not digits.strip("0"):
        return _DIGITS[digits[-1]]
    return _ROUND.get(zeros, _NOLLA)


def _of_word(word: str) -> _Spoken:
    """Return how a word goes by its end: kunta:an, talo:on, museo:hon, Nordnet:iin."""
    vowel = "a" if re.search("[aou]", word[-_HARMONIC:]) else "ä"
    if word[-1] not in _VOWELS:
        return _Spoken(vowel, f"i{vowel}", "iin", link="i")
    if word[-2:-1] and word[-2] in _VOWELS:
        return _Spoken(vowel, f"t{vowel}", f"h{word[-1]}n")
    return _Spoken(vowel, vowel, f"{word[-1]}n")
