"""Spoken forms → the written forms that they may stand for: *hirvee* → *hirveä*, *koulus* → *koulussa*, *menny* → *mennyt*.

A rule only proposes. A candidate counts when Voikko analyses it, so a rule may be bold; those before are preferred.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

_VOWELS = "aeiouyäö"
_CONTRACTED = (
    ("ee", ("ea", "eä")),
    ("oo", ("oa",)),
    ("öö", ("öä",)),
    ("ii", ("ia", "iä")),
    ("uu", ("ua",)),
    ("yy", ("yä",)),
)
_LOST_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ks", ("ksi",)),
    ("is", ("isi",)),
    ("ss", ("ssa", "ssä")),
    ("s", ("si", "ssa", "ssä", "isi")),
    ("st", ("sta", "stä")),
    ("lt", ("lta", "ltä")),
    ("ll", ("lla", "llä")),
    ("l", ("lla", "llä", "lle")),
    ("t", ("ta", "tä")),
    ("ks", ("ko", "kö")),
    ("kse", ("ko", "kö")),
    ("ki", ("kin",)),
    ("tsä", ("t",)),
    ("nmä", ("n",)),
)
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        # i lost from a diphthong: semmonen, punasen, kirjottaa, sanosin
        (
            r"([aouäöy])(?=(?:nen|sen|sta|stä|sia|siä|set|sessa|sestä|sesta|sella|sellä|selle|seen|sille|sissa|sista|silla|sena|sten|sii)$)",
            r"\1i",
        ),
        (r"([oö])(?=tt|t[aäei]|tel|ts)", r"\1i"),
        (r"([aeouyäö])(?=si(?:n|t|mme|tte|vat|vät)?$)", r"\1i"),
        # d lost, or become r: lähen, yhessä, tehä, saaha, meirän, tehrä
        (r"h(?=[aeiouyäö])", "hd"),
        (r"(?<=[aeiouyäö])r(?=[aeiouyäö])|(?<=h)r", "d"),
        (r"(?<=[iuyeaoöä])(?<!^.)(?=[aäe](?:n|t|ä|a|ssa|ssä|sta|stä|ltä|lta|lla|llä)?$)", "d"),
        (r"(?<=[aouei]i)(?=[eaä]t|[eaä]n)|(?<=[ei])(?=[eaäu]t)", "d"),
        # tt for ts: kattoa, mettä, viittiä
        (r"tt", "ts"),
        # a vowel slipped in, in the east and in Ostrobothnia: kolome, tyhyjä, silimä
        (r"(?<=[aeiouyäö])([lhnr])([aeiouyäö])(?=[kmpvjl][aeiouyäö])", r"\1"),
        # a consonant doubled before a long vowel, in the east: tullee, sannoo, menny
        (r"([hjklmnprstv])\1(?=([aeiouyäö])\2)", r"\1"),
        (r"(?<=[aeiouyäö])([hjklmnprsv])\1(?=(?:oa|ea|eä|ia|iä|ua|yä|öä))", r"\1"),
    )
)
_PARTICIPLE = re.compile(r"[nlrs][uy]$")
_FEWEST, _MOST = 3, 60
"""Letters of a form worth trying, and candidates tried at most: an unknown word shall not cost more than a few known ones."""


def written_candidates(form: str) -> Iterator[str]:
    """Yield the written forms that a spoken one in small letters may stand for, the likeliest first.

    >>> list(written_candidates("menny"))[0], list(written_candidates("hirvee"))[:2]
    ('mennyt', ['hirvea', 'hirveä'])
    """
    if len(form) < _FEWEST:
        return
    tried = {form}
    for candidate in _proposed(form):
        if candidate not in tried:
            tried.add(candidate)
            yield candidate
        if len(tried) > _MOST:
            return


def _proposed(form: str) -> Iterator[str]:
    """Undo one thing within, then one at the end, where nearly any word takes a letter more; then two."""
    within = [*_contractions(form), *_sounds(form)]
    yield from _harmonic(within)
    yield from _harmonic(_endings(form))
    for changed in within:
        yield from _harmonic(_endings(changed))
    for changed in within:
        yield from _harmonic(_sounds(changed))


def _endings(form: str) -> Iterator[str]:
    """Give a form the end that speech drops."""
    if _PARTICIPLE.search(form):
        yield f"{form}t"
    for lost, endings in _LOST_ENDINGS:
        if form.endswith(lost):
            yield from (form.removesuffix(lost) + ending for ending in endings)
    if form[-1] in _VOWELS:
        yield f"{form}n"


def _contractions(form: str) -> Iterator[str]:
    """Open the last long vowel that two vowels made."""
    for pair, opened in _CONTRACTED:
        place = form.rfind(pair)
        if place > 0:
            yield from (form[:place] + vowels + form[place + 2 :] for vowels in opened)


def _sounds(form: str) -> Iterator[str]:
    """Undo each change of sound wherever it may have happened, one place at a time."""
    for pattern, written in _SOUNDS:
        for match in pattern.finditer(form):
            kept = written.replace(r"\1", match[1]) if pattern.groups else written
            yield form[: match.start()] + kept + form[match.end() :]


_BACK, _FRONT = re.compile("[aou]"), re.compile("[äöy]")


def _harmonic(candidates: Iterable[str]) -> Iterator[str]:
    """Keep what obeys vowel harmony at its end: a or ä goes by the word's last part."""
    for one in candidates:
        tail = one[-5:]
        if not (_BACK.search(tail) and _FRONT.search(tail)):
            yield one


def analysed_candidate(form: str, knows: Callable[[str], bool]) -> str:
    """Return the first candidate that is known, or an empty string.

    >>> analysed_candidate("koulus", {"koulussa", "koulu"}.__contains__)
    'koulussa'
    """
    return next((candidate for candidate in written_candidates(form) if knows(candidate)), "")
