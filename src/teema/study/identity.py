"""Identities: UUIDs, derived from the study and a natural key where nobody gave one."""

from __future__ import annotations

import re
import unicodedata
import uuid
from functools import lru_cache

_TEEMA = uuid.UUID("7d1f2c52-7d0a-5f0e-9a0c-5b5f0e6d2a11")


def study_id(title: str) -> str:
    """Derive a study's identity from its title."""
    return str(uuid.uuid5(_TEEMA, title))


def derived_id(study: str, kind: str, *key: object) -> str:
    """Derive the identity of a part of a study from its kind and natural key: the same input, the same identity.

    >>> derived_id(study_id("a"), "coding", "d", 0, 4) == derived_id(study_id("a"), "coding", "d", 0, 4)
    True
    """
    return str(uuid.uuid5(_space(study), "\x1f".join([kind, *map(str, key)])))


@lru_cache(maxsize=64)
def _space(study: str) -> uuid.UUID:
    return uuid.uuid5(_TEEMA, study)


def slug(name: str) -> str:
    """Make a key out of a name.

    >>> slug("Häiriö- ja virhetilanteet")
    'hairio-ja-virhetilanteet'
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or name
