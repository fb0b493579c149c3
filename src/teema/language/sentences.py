"""Where the sentences of speech begin and end: abbreviations, ordinals and pauses end none.

The reading view cuts sentences by the same rules, in ``frontend/src/reading/language.ts``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s|$)|\n+")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:esim|ym|yms|jne|mm|ns|nk|tms|klo|ks|vrt|eli|ts|em|ko|kpl|milj|mrd|nro|os|puh|s|v|vt|fil|mr|mrs|ms|dr|e\.g|i\.e|etc|vs|[^\W\d_])\.$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\d\.$")
_SEEN = 8
"""Characters before a full stop that tell whether it ends an abbreviation."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence in code points, without the white space around it.

    >>> text = "Esim. palkat tuli 3. päivä klo 14. Se oli… no, ihan ok. Joo!"
    >>> [text[start:end] for start, end in sentences(text)]
    ['Esim. palkat tuli 3. päivä klo 14.', 'Se oli… no, ihan ok.', 'Joo!']
    """
    for begin, end in pairwise([0, *_ends(text), len(text)]):
        words = text[begin:end]
        if words.strip():
            start = begin + len(words) - len(words.lstrip())
            yield start, start + len(words.strip())


def _ends(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        if found[0].startswith("\n") or _ends_sentence(text, found.start(), found.end()):
            yield found.end()


def _ends_sentence(text: str, mark: int, end: int) -> bool:
    """A mark ends a sentence unless a small letter follows; a full stop of an abbreviation or an ordinal only before a capitalised word."""
    following = text[end : end + 3].lstrip()
    if following[:1].islower():
        return False
    before = text[max(0, mark - _SEEN) : mark + 1]
    abbreviates = text[mark] == "." and (_ABBREVIATED.search(before) or _ORDINAL.search(before))
    return not abbreviates or (following[:1].isupper() and following[1:2].islower())
