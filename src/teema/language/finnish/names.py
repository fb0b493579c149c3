"""Names that no dictionary knows: their Finnish endings."""

from __future__ import annotations

import re

_AFTER_CONSONANT = re.compile(
    r"^(.{2,}[bcdfghjklmnpqrstvwxz])i(?:n|a|ä|in|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|na|nä|ksi)$"
)
_AFTER_VOWEL = re.compile(r"^(.+[aeiouyäöå])(?:n|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi)$")
_LONG_VOWEL = re.compile(r"^(.+?([aeiouyäöå]))\2n$")


def name_base(form: str) -> str:
    """Return the likeliest base of an unknown name, by its ending alone.

    >>> [name_base(form) for form in ("Schulmanin", "Obamalle", "Clintonista", "Tokioon")]
    ['Schulman', 'Obama', 'Clinton', 'Tokio']
    """
    for ending in (_AFTER_CONSONANT, _LONG_VOWEL, _AFTER_VOWEL):
        found = ending.match(form)
        if found:
            return found[1]
    return form
