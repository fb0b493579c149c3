"""Lists of words in the code, written as words."""

from __future__ import annotations


def listed_words(listed: str) -> frozenset[str]:
    """Return the words of a list that is written with white space between them.

    >>> sorted(listed_words("tr td"))
    ['td', 'tr']
    """
    return frozenset(listed.split())
