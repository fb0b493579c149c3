"""The analyser of each language, and a text with its lemmas."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from teema.errors import UsageError
from teema.language.readings import Analyser
from teema.language.tokens import Token, tokens

LANGUAGES = ("fi", "en")


@cache
def analyser(language: str) -> Analyser:
    """Return the analyser of a language; the same one each time, so that it stays warm.

    UsageError (U101): a language code that isn't two or three letters. Languages other than Finnish and English are read plainly: the
    lemma is the form in small letters.
    """
    if not (language.isascii() and language.isalpha() and 2 <= len(language) <= 3):
        raise UsageError("U101", language=language, known=", ".join(LANGUAGES))
    return _MAKERS.get(language, lambda: _plain(language))()


def _finnish() -> Analyser:
    from teema.language.finnish import finnish

    return finnish()


def _english() -> Analyser:
    from teema.language.english import English

    return English()


def _plain(language: str) -> Analyser:
    from teema.language.plain import Plain

    return Plain(language)


_MAKERS: dict[str, Callable[[], Analyser]] = {"fi": _finnish, "en": _english}


def lemmatised(text: str, words: Analyser, offset: int = 0) -> Iterator[tuple[Token, str]]:
    """Yield each token of a text with its lemma.

    >>> [lemma for _, lemma in lemmatised("The children's answers", analyser("en"))]
    ['the', 'child', 'answer']
    """
    for token in tokens(text, offset):
        yield token, words.lemma(token.text, token.initial)
