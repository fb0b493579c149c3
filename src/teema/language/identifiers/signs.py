"""The signs that identifiers are written with, and patterns that forgive one wrong sign."""

from __future__ import annotations

from collections.abc import Sequence

DASHES = r"\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
"""The hyphen and what word processors make of it; for a class of a pattern."""
SPACES = r" \u00a0\u2007\u2009\u202f"
"""Spaces within a line; for a class of a pattern."""
START, END = r"(?<![^\W_])", r"(?![^\W_])"
"""No letter or digit before, none after."""
DIGIT = "[0-9]"
ANY = r"\S"


def one_off(units: Sequence[str], wrong: Sequence[str]) -> str:
    """Return a pattern of units of which one, whichever, is replaced by its wrong sign; an empty one is always right.

    >>> one_off(["a", "b"], ["x", "y"])
    '(?:xb|ay)'
    """
    places = [place for place, sign in enumerate(wrong) if sign]
    return f"(?:{'|'.join(''.join([*units[:place], wrong[place], *units[place + 1 :]]) for place in places)})"
