"""The words of a key: a document's or customer's name as a file's name would write it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain, count, pairwise

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*|\d+")
_CAPITAL_WITHIN = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_BETWEEN_WORDS = re.compile(r"[^\w\u0300-\u036f]|_")


def is_uuid(key: str) -> bool:
    """Tell whether a key is an identity that Teema made, which names nobody."""
    return bool(_UUID.fullmatch(key))


def key_words(key: str) -> Iterator[tuple[int, int]]:
    """Yield where each word of a key stands: what other signs, digits or a capital within set apart.

    >>> ["haastatteluVirtanen_1"[start:end] for start, end in key_words("haastatteluVirtanen_1")]
    ['haastattelu', 'Virtanen', '1']
    """
    for match in _WORD.finditer(key):
        cuts = [match.start(), *(cut.start() for cut in _CAPITAL_WITHIN.finditer(key, *match.span())), match.end()]
        yield from pairwise(cuts)


def words_of_key(key: str) -> str:
    """Return a key with spaces for the signs between its words, of the same length.

    >>> words_of_key("haastattelu_1.docx")
    'haastattelu 1 docx'
    """
    return _BETWEEN_WORDS.sub(" ", key)


def plain(word: str) -> str:
    """Return a word without accents and capitals, as keys are often written.

    >>> plain("Hämeenlinna")
    'hameenlinna'
    """
    return unicodedata.normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode() or word.casefold()


def free_key(wanted: str, taken: set[str]) -> str:
    """Return a key, with a number where it is taken in capitals or small letters, and take it.

    >>> taken = {"kunta-a"}
    >>> free_key("Kunta-A", taken), free_key("kunta-a", taken), free_key("kunta-b", taken)
    ('Kunta-A-2', 'kunta-a-3', 'kunta-b')
    """
    candidates = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
    free = next(one for one in candidates if one.casefold() not in taken)
    taken.add(free.casefold())
    return free
