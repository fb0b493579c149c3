"""Words as language: tokens with their positions, lemmas, the parts of compounds, stop words, names and
identifiers, in Finnish and English.

``tokens(text)`` cuts a text, ``analyser(language)`` knows its words. Nothing heavy is imported before an analyser is asked for.
"""

from __future__ import annotations

from teema.language.analyser import analyser, lemmatised
from teema.language.identifiers import Identifier, identifiers
from teema.language.names import NameKind, NameMention, name_mentions
from teema.language.readings import Analyser, Kind, Reading
from teema.language.stop_words import stop_words
from teema.language.tokens import Token, tokens

__all__ = [
    "Analyser",
    "Identifier",
    "Kind",
    "NameKind",
    "NameMention",
    "Reading",
    "Token",
    "analyser",
    "identifiers",
    "lemmatised",
    "name_mentions",
    "stop_words",
    "tokens",
]
