"""The order in which words are listed."""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = re.compile(r"[^\w\s{|}]")


def collated(text: str) -> str:
    """Return what a text is ordered by, as Finnish has it: å, ä and ö after z; marks and capitals don't count.

    >>> sorted(["Ösch", "zeta", "”äiti”", "Aamu"], key=collated)
    ['Aamu', 'zeta', '”äiti”', 'Ösch']
    """
    last = text.casefold().replace("å", "{").replace("ä", "|").replace("ö", "}")
    return _MARKS.sub("", last).strip()
