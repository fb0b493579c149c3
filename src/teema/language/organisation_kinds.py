"""Words that name a kind of organisation rather than one, such as kunta, palvelut and Oy."""

from __future__ import annotations

from functools import cache

from teema.language.word_lists import lines


@cache
def organisation_kinds() -> frozenset[str]:
    """Return the words in small letters, with the forms in which they stand in names.

    >>> "kunnan" in organisation_kinds(), "koivukorpi" in organisation_kinds()
    (True, False)
    """
    return frozenset(word for line in lines("teema.language", "organisation_kinds.txt") for word in line.split())
