"""Which of the languages that Teema knows best a text is in, by the commonest words of each."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from typing import Literal

from teema.language.tokens import cuts

_COMMON = {
    "fi": frozenset(
        [
            "ja",
            "on",
            "ei",
            "että",
            "se",
            "niin",
            "kun",
            "oli",
            "mutta",
            "ole",
            "mä",
            "sä",
            "ne",
            "kyllä",
            "joo",
            "tai",
            "myös",
            "ovat",
        ]
    ),
    "en": frozenset(
        ["the", "and", "to", "of", "is", "that", "it", "was", "you", "in", "i", "we", "they", "but", "so", "for"]
    ),
}
_WORDS = 5_000
"""Words looked at: more tell nothing new."""


def likely_language(texts: Iterable[str]) -> Literal["fi", "en"] | None:
    """Tell whether texts are Finnish or English; None where neither shows itself.

    >>> likely_language(["No se on niin että ei ne vastaa."]), likely_language(["It was the queue."]), likely_language(["Hej!"])
    ('fi', 'en', None)
    """
    words = islice(chain.from_iterable((token[0].lower() for token in cuts(text[:20_000])) for text in texts), _WORDS)
    counts = {"fi": 0, "en": 0}
    for word in words:
        for language, common in _COMMON.items():
            counts[language] += word in common
    if counts["fi"] == counts["en"]:
        return None
    return "fi" if counts["fi"] > counts["en"] else "en"
