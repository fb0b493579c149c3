"""Search that forgives, by the rule of the reading view's palette (``frontend/src/reading/fuzzy.ts``)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Mapping
from typing import Final, TypeVar

Key = TypeVar("Key", bound=Hashable)
_WHOLE: Final = 2
"""The least that a part scores whose letters stand together."""
_BETWEEN: Final = re.compile(r"[\W_]+")


def score(query: str, text: str) -> float:
    """Return how well a text answers a query: 0 not at all, more is better. Every part of the query must be found.

    >>> [score(query, "häiriö- ja virhetilanteet") for query in ("virhe", "hairio", "vrht", "palvelut")]
    [8, 4.0, 1, 0]
    """
    parts, target = _plain(query).split(), _plain(text)
    found = [_of_part(part, target) or _of_part(_bare(part), _bare(target)) / 2 for part in parts]
    if not all(found):
        return 0
    return sum(found) + bool(parts and target.startswith(parts[0]))


def answering(query: str, texts: Mapping[Key, str]) -> set[Key]:
    """Return the keys of the texts that answer a query; of an empty one, all.

    A list isn't ordered by how well its rows answer, so those with left-out letters come only where nothing else answers.

    >>> sorted(answering("tiedo", {1: "Tiedottaminen", 2: "tilanteen edot", 3: "palvelut"})), answering("pvlt", {3: "palvelut"})
    ([1], {3})
    """
    if not query.strip():
        return set(texts)
    scores = {key: found for key, text in texts.items() if (found := score(query, text))}
    better = {key for key, found in scores.items() if found >= _WHOLE * len(query.split())}
    return better or set(scores)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()


def _bare(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def _of_part(part: str, target: str) -> int:
    if part not in target:
        return int(len(part) > 1 and _is_subsequence(part, target))
    return 8 if target.startswith(part) or any(word.startswith(part) for word in _BETWEEN.split(target)) else 4


def _is_subsequence(part: str, target: str) -> bool:
    letters = iter(target)
    return all(letter in letters for letter in part)
