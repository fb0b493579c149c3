"""The keys under which customers and their representatives are known: K1 and K1a, as long as nobody gives others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import count
from string import ascii_lowercase
from typing import Final

_NUMBERED: Final = re.compile(r"(\D+)\d+")
FIRST_LETTER: Final = "K"


def next_customer_key(of_group: Iterable[str], taken: Collection[str]) -> str:
    """Return a key for a new customer, in the fashion of its group's other keys.

    >>> next_customer_key(["KY1", "KY2"], {"K1", "KY1", "KY2"}), next_customer_key([], {"K1"})
    ('KY3', 'K2')
    """
    beginnings = [found[1] for key in of_group if (found := _NUMBERED.fullmatch(key))]
    beginning = max(sorted(set(beginnings)), key=beginnings.count) if beginnings else FIRST_LETTER
    return next(key for number in count(1) if (key := f"{beginning}{number}") not in taken)


def next_pseudonym(customer: str, taken: Collection[str]) -> str:
    """Return a pseudonym for a new representative of a customer.

    >>> next_pseudonym("K1", {"K1a"}), next_pseudonym("", set())
    ('K1b', 'Ha')
    """
    return next(key for letters in _letters() if (key := f"{customer or 'H'}{letters}") not in taken)


def _letters() -> Iterator[str]:
    """Yield a … z, aa … az, ba …"""
    yield from ascii_lowercase
    for first in _letters():
        for second in ascii_lowercase:
            yield first + second
