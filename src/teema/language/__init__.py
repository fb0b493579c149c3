"""Words as language: tokens, lemmas, parts of compounds, stop words, names, identifiers and case endings, in Finnish and English.

``tokens(text)`` cuts a text, ``analyser(language)`` knows its words. Nothing heavy is imported before an analyser is asked for.
"""

from __future__ import annotations

from teema.language.analyser import analyser, lemmatised
from teema.language.dictionary import release
from teema.language.english import possessive_of
from teema.language.finnish.endings import Case, case_of, ending_after
from teema.language.identifiers import Identifier, identifiers
from teema.language.known_names import Known, KnownNames, own_parts
from teema.language.names import NameKind, NameMention, name_mentions
from teema.language.readings import Analyser, Kind, Reading
from teema.language.stop_words import stop_words
from teema.language.tokens import Cut, Token, cuts, tokens

__all__ = [
    "Analyser",
    "Case",
    "Cut",
    "Identifier",
    "Kind",
    "Known",
    "KnownNames",
    "NameKind",
    "NameMention",
    "Reading",
    "Token",
    "analyser",
    "case_of",
    "cuts",
    "ending_after",
    "identifiers",
    "lemmatised",
    "name_mentions",
    "own_parts",
    "possessive_of",
    "release",
    "stop_words",
    "tokens",
]
