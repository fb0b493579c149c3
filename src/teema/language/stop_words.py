"""Stop words: lemmas that say little of what is talked about, left out of counts and clouds."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from teema.language.word_lists import lines

_LISTED = ("fi", "en")


def stop_words(language: str, own: Iterable[str] = ()) -> frozenset[str]:
    """Return the lemmas to leave out, in small letters: the language's and a study's own.

    A study's word that begins with "-" takes one out of the list. A language without a list has only the study's own.

    >>> "olla" in stop_words("fi"), "olla" in stop_words("fi", ["-olla"]), stop_words("sv", ["Och"])
    (True, False, frozenset({'och'}))
    """
    given = {word.strip().lower() for word in own} - {"", "-"}
    kept = {word.removeprefix("-") for word in given if word.startswith("-")}
    return (_listed(language) | {word for word in given if not word.startswith("-")}) - kept


@cache
def _listed(language: str) -> frozenset[str]:
    if language not in _LISTED:
        return frozenset()
    return frozenset(word for line in lines("teema.language", f"stop_words_{language}.txt") for word in line.split())
