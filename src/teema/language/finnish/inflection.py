"""Every form of a name by regular rules, for names that no dictionary knows: invented municipalities, companies, foreign names.

The rules propose more than exists (both grades, both kinds of stems in -i, both harmonies): what is never written costs nothing when written forms are looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_VOWELS = "aeiouyäöå"
_GRADES = (
    *(("kk", "k"), ("pp", "p"), ("tt", "t"), ("nk", "ng"), ("nt", "nn"), ("lt", "ll"), ("rt", "rr"), ("mp", "mm")),
    *(
        ("ht", "hd"),
        ("lp", "lv"),
        ("rp", "rv"),
        ("lk", "l"),
        ("rk", "r"),
        ("hk", "h"),
        ("lk", "lj"),
        ("rk", "rj"),
        ("hk", "hj"),
    ),
)
"""Strong and weak grade where two consonants stand before a word's last vowel."""
_GRADES_OF_ONE = (("t", "d"), ("p", "v"), ("k", ""), ("k", "v"))
"""The same for one consonant after a vowel."""

_AFTER_VOWEL = (
    *("n", "ssA", "stA", "llA", "ltA", "lle", "nA", "ksi", "kse", "ttA", "t", "A", "tA", "seen"),
    *("ni", "si", "nsA", "mme", "nne"),
    *("ss", "s", "st", "ll", "l", "lt", "ks"),
)
"""Endings of the singular, possessive suffixes after no other ending, and what speech leaves of the endings."""
_AFTER_PLURAL = (
    *("ssA", "stA", "llA", "ltA", "lle", "nA", "ksi", "kse", "ttA", "n", "ne", "A", "tA"),
    *("en", "den", "tten", "in", "hin", "siin"),
)
_IN_VESI = ("vesi", "uusi", "käsi", "susi", "hirsi", "varsi", "kansi", "länsi", "kynsi", "kuusi")
_CLITICS = (
    "kohan",
    "köhän",
    "kin",
    "kaan",
    "kään",
    "han",
    "hän",
    "ko",
    "kö",
    "pa",
    "pä",
    "ki",
    "kaa",
    "kää",
    "kos",
    "kös",
)
_POSSESSIVES = ("nsa", "nsä", "mme", "nne", "ni", "si")
_THIRD_PERSON = re.compile(r"(?:(?:s[st]|l[lt]|tt|n|t)(?:aa|ää)|lle?e|ksee)n$")
_FEWEST = 2
"""Letters of the shortest name."""


def forms_of(name: str) -> frozenset[str]:
    """Return the forms of a one-word name in small letters.

    >>> {"koivukorven", "koivukorvessa", "koivukorpeen", "koivukorpea"} <= forms_of("Koivukorpi")
    True
    >>> {"virtasen", "virtasta", "virtasille"} <= forms_of("Virtanen"), "nordnetissä" in forms_of("Nordnet")
    (True, True)
    """
    base = name.casefold()
    return _harmonised((base, *_paradigm(base)))


def inhabitants_of(name: str) -> frozenset[str]:
    """Return the forms of who comes from a place, in small letters; none where the name ends in a consonant.

    >>> {"lahtelainen", "lahtelaisten"} <= inhabitants_of("Lahti")
    True
    """
    base = name.casefold()
    if base[-1:] not in _VOWELS:
        return frozenset()
    stems = {base, f"{base[:-1]}e"} if base.endswith("i") else {base}
    return _harmonised(form for stem in stems for form in _of_nen(f"{stem}lAinen"))


def _harmonised(forms: Iterable[str]) -> frozenset[str]:
    """Return forms with a and with ä for the capital A that stands for either."""
    return frozenset(form.replace("A", vowel) for form in forms for vowel in "aä")


def _paradigm(base: str) -> Iterator[str]:
    """Yield the forms of a name by its end, which -t may be a plural's; a capital A stands for a and ä."""
    if len(base) < _FEWEST:
        return
    if base.endswith("nen"):
        yield from _of_nen(base)
    if base[-1] in _VOWELS:
        yield from _of_vowel(base)
    elif base.endswith("s"):
        yield from _of_s(base)
    elif base.endswith("t") and base[-2] in _VOWELS:
        yield from (*_of_stems(_graded(base[:-1], weaken=False)), *_of_consonant(base))
    else:
        yield from _of_consonant(base)


def _of_nen(base: str) -> Iterator[str]:
    """Virtanen: Virtasen, Virtasta, Virtasten, Virtasia."""
    yield base
    yield from _of_stems([f"{base[:-3]}se"])
    yield from (f"{base[:-3]}{ending}" for ending in ("stA", "sten"))


def _of_vowel(base: str) -> Iterator[str]:
    """Kunta: kunnan, kuntia; Korpi: korven, and Matti: Matin; Helle: helteen, and Kalle: Kallen; Vesi: veden, vettä."""
    stems = [base]
    if base.endswith("i"):
        stems.append(f"{base[:-1]}e")
        yield from (f"{base[:-1]}tA", f"{base[:-2]}ntA") if base[-2] in "lrnhsm" else ()
    yield from _of_stems(one for stem in stems for one in _graded(stem, weaken=True))
    if base.endswith("e"):
        yield from _of_stems(f"{stem}e" for stem in _graded(base, weaken=False))
        yield f"{base}ttA"
    if base.endswith(_IN_VESI):
        yield from _of_stems((f"{base[:-2]}de", f"{base[:-2]}te"))
        yield f"{base[:-2]}ttA"


def _of_s(base: str) -> Iterator[str]:
    """Keskus: keskuksen; Kangas: kankaan; Rakkaus: rakkauden; Teams: Teamsin."""
    yield f"{base}tA"
    stems = [f"{base[:-1]}kse", f"{base}i"]
    if base[-2] in _VOWELS:
        stems += [f"{stem}{base[-2]}" for stem in _graded(base[:-1], weaken=False)]
    if base.endswith(("us", "ys")):
        stems += [f"{base[:-1]}de", f"{base[:-1]}te"]
        yield f"{base[:-1]}ttA"
    yield from _of_stems(stems)


def _of_consonant(base: str) -> Iterator[str]:
    """Nordnet: Nordnetin; Jäsen: jäsenen, jäsentä; Avain: avaimen."""
    stems = [f"{base}i", f"{base}e"]
    if base.endswith("in"):
        stems.append(f"{base[:-1]}me")
    yield f"{base}tA"
    yield from _of_stems(stems)


def _graded(stem: str, *, weaken: bool) -> list[str]:
    """Return a stem that ends in a vowel, and what it is in the other grade."""
    body, vowel = stem[:-1], stem[-1]
    found = [stem]
    for pair in _GRADES:
        ours, other = pair if weaken else pair[::-1]
        if len(ours) > 1 and body.endswith(ours):
            found.append(f"{body.removesuffix(ours)}{other}{vowel}")
        elif not weaken and len(ours) == 1 and len(other) == 2 and other[0] == other[1] and _ends_in_one(body, ours):
            found.append(f"{body[:-1]}{other}{vowel}")
    for pair in _GRADES_OF_ONE:
        ours, other = pair if weaken else pair[::-1]
        if ours and _ends_in_one(body, ours):
            found.append(f"{body[:-1]}{other}{vowel}")
    return found


def _ends_in_one(body: str, consonant: str) -> bool:
    return len(body) > 1 and body[-1] == consonant and body[-2] in _VOWELS


def _of_stems(stems: Iterable[str]) -> Iterator[str]:
    """Yield the cases of stems that end in a vowel, singular and plural."""
    for stem in stems:
        vowel = stem[-1]
        yield from (f"{stem}{ending}" for ending in (*_AFTER_VOWEL, f"{vowel}n", f"h{vowel}n"))
        for plural in _plurals(stem):
            yield from (f"{plural}{ending}" for ending in _AFTER_PLURAL)


def _plurals(stem: str) -> Iterator[str]:
    """Yield the plural stems: kunta → kunti, kuntoi, kuntoj; korpe → korpi; matti → mattei, mattej."""
    body, vowel = stem[:-1], stem[-1]
    if vowel in "aäe":
        yield f"{body}i"
    kept = {"a": "o", "ä": "ö", "i": "e"}.get(vowel, vowel)
    if vowel != "e":
        yield from (f"{body}{kept}i", f"{body}{kept}j")


def without_suffixes(form: str) -> Iterator[str]:
    """Yield a form in small letters, and what it may be without clitics and possessive suffixes.

    >>> list(without_suffixes("matillekin"))
    ['matillekin', 'matille']
    >>> "koivukorvessa" in without_suffixes("koivukorvessaanko")
    True
    """
    seen: dict[str, None] = {form: None}
    for one in (form, *_without_clitic(form)):
        seen[one] = None
        for bare in _without_possessive(one):
            seen.update({bare: None, f"{bare}n": None})
    yield from seen


def _without_clitic(form: str) -> Iterator[str]:
    for clitic in _CLITICS:
        if form.endswith(clitic) and len(form) > len(clitic) + 1:
            yield form.removesuffix(clitic)


def _without_possessive(form: str) -> Iterator[str]:
    for suffix in _POSSESSIVES:
        if form.endswith(suffix) and len(form) > len(suffix) + 1:
            yield form.removesuffix(suffix)
    if _THIRD_PERSON.search(form):
        yield form[:-2]
