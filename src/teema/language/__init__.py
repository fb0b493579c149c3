"""Words as language: tokens with their positions, lemmas, the parts of compounds and stop words, in Finnish and English.

``tokens(text)`` cuts a text, ``analyser(language)`` knows its words. Nothing heavy is imported before an analyser is asked for.
"""

from __future__ import annotations

from teema.language.analyser import analyser, lemmatised
from teema.language.dictionary import release
from teema.language.readings import Analyser, Kind, Reading
from teema.language.stop_words import stop_words
from teema.language.tokens import Cut, Token, cuts, tokens

__all__ = [
    "Analyser",
    "Cut",
    "Kind",
    "Reading",
    "Token",
    "analyser",
    "cuts",
    "lemmatised",
    "release",
    "stop_words",
    "tokens",
]
