"""The selections behind the numbers of networks and words: codings that meet, and places of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from teema.analysis.cooccurrence import Edge, Within
from teema.analysis.occurrence import By
from teema.analysis.whole import Results
from teema.analysis.words import Keyness, KeyWord, WordCloud
from teema.report.evidence import hit

WITHIN: Final[tuple[Within, ...]] = ("turn", "overlap", "interview")
KEYS: Final[tuple[By, ...]] = ("label", "sub_theme", "topic")
COMPARED: Final = ("theme", "sub_theme", "group")
"""What words are compared by."""


def by_edge(results: Results, parameters: Mapping[str, str]) -> Sequence[str]:
    """Return the codings of two keys that meet: ``key`` tells what they are keys of, ``within`` what meeting is."""
    found = edge_of(results, parameters)
    return found.ids if found else ()


def edge_of(results: Results, parameters: Mapping[str, str]) -> Edge | None:
    """Return how two keys meet; None where they don't."""
    key = next((one for one in KEYS if one == parameters.get("key")), KEYS[0])
    within = next((one for one in WITHIN if one == parameters.get("within")), WITHIN[0])
    return results.met(key, within).of(parameters.get("a", ""), parameters.get("b", ""))


def by_word(results: Results, parameters: Mapping[str, str]) -> Sequence[str]:
    """Return the places of a keyword of a value, or with ``side=elsewhere`` those under the other values."""
    words = keyness_of(results, parameters.get("property", "")).of(parameters.get("value")).rows or ()
    found = _named(words, parameters)
    if found is None:
        return ()
    places = found.places_elsewhere if parameters.get("side") == "elsewhere" else found.places
    return [hit(place) for place in places]


def by_cloud(results: Results, parameters: Mapping[str, str]) -> Sequence[str]:
    """Return the places of a word of a code's cloud."""
    clouds = clouds_of(results, parameters.get("property", ""))
    cloud = next((one for one in clouds if one.code == parameters.get("value")), None)
    found = _named((cloud.words if cloud else None) or (), parameters)
    return [hit(place) for place in found.places] if found else ()


def keyness_of(results: Results, property_: str) -> Keyness:
    """Return the keywords by a property; those of themes where it is none to compare by."""
    words = results.words
    known = {"group": lambda: words.by_group, "sub_theme": lambda: words.by_sub_theme}
    return known.get(property_, lambda: words.by_theme)()


def clouds_of(results: Results, property_: str) -> Sequence[WordCloud]:
    """Return the clouds of themes or sub-themes."""
    return results.words.sub_theme_clouds if property_ == "sub_theme" else results.words.clouds


def _named(words: Sequence[KeyWord], parameters: Mapping[str, str]) -> KeyWord | None:
    return next((one for one in words if one.lemma == parameters.get("lemma")), None)
