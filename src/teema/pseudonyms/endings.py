"""What a replaced form leaves behind, so that a reader still sees who did what to whom: soitin [kunta A]:han."""

from __future__ import annotations

from teema.language import Analyser, case_of, ending_after, possessive_of, tokens
from teema.pseudonyms.kinds import IDENTIFIERS
from teema.pseudonyms.replacer import Pseudonym


def ending_of(form: str, pseudonym: Pseudonym, words: Analyser) -> str:
    """Return what follows a replacement in the place of a form: in Finnish a colon and the ending of its case, in English a possessive.

    Identifiers keep the endings that stand after them. Where the case can't be told, nothing follows.

    >>> from teema.language import analyser
    >>> ending_of("Koivukorven kuntaan", Pseudonym("Koivukorven kunta", "[kunta A]"), analyser("fi"))
    ':han'
    >>> ending_of("Matti's", Pseudonym("Matti", "[person A]"), analyser("en"))
    "'s"
    """
    if pseudonym.kind in IDENTIFIERS:
        return ""
    if words.language == "en":
        return possessive_of(form)
    if words.language != "fi":
        return ""
    case = case_of(_last(form), words, _last(pseudonym.name))
    return ending_after(pseudonym.replacement, case) if case else ""


def _last(name: str) -> str:
    """Return the word of a name that inflects."""
    return next((token.text for token in reversed(list(tokens(name)))), name)
