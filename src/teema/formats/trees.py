"""Trees that a file keeps as parents: made sound, whatever the file says."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
DEEPEST = 50
"""Levels that a tree may have: nobody's codebook has more, and what walks a tree must come to its end."""


def rooted(parents: Mapping[Key, Key | None]) -> tuple[dict[Key, Key | None], tuple[Key, ...]]:
    """Return each key's parent such that every way up ends, and the keys that became roots for it.

    A parent that doesn't exist, a loop, and what lies deeper than 50 levels are cut.

    >>> rooted({"a": None, "b": "a", "c": "gone", "d": "e", "e": "d"})
    ({'a': None, 'b': 'a', 'c': None, 'd': 'e', 'e': None}, ('c', 'e'))
    """
    sound: dict[Key, Key | None] = {}
    levels: dict[Key, int] = {}
    cut: list[Key] = []
    for start in parents:
        for key in reversed(list(_way_up(start, parents, sound))):
            parent = parents[key]
            level = 0 if parent is None else levels.get(parent, DEEPEST) + 1
            if level >= DEEPEST:
                cut.append(key)
                parent, level = None, 0
            sound[key], levels[key] = parent, level
    return {key: sound[key] for key in parents}, tuple(cut)


def _way_up(start: Key, parents: Mapping[Key, Key | None], known: Mapping[Key, Key | None]) -> Iterator[Key]:
    """Yield a key and what stands above it, up to what is known already, is missing, or has been passed."""
    passed: set[Key] = set()
    key: Key | None = start
    while key is not None and key in parents and key not in known and key not in passed:
        passed.add(key)
        yield key
        key = parents[key]


def children_of(parents: Mapping[Key, Key | None]) -> dict[Key | None, list[Key]]:
    """List what stands under each key, in order; the roots under None."""
    below: dict[Key | None, list[Key]] = {}
    for key, parent in parents.items():
        below.setdefault(parent, []).append(key)
    return below
