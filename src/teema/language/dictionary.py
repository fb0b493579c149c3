"""simplemma's dictionaries of forms, kept small in memory and read when the first word is asked for."""

from __future__ import annotations

import lzma
from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from teema.language.front_coding import OtherFormat, read_front_coded

if TYPE_CHECKING:
    from simplemma.strategies import DefaultStrategy

_DATA = "simplemma.strategies.dictionaries"


class Dictionaries:
    """Gives simplemma its dictionaries (its protocol ``DictionaryFactory``), each read once."""

    def __init__(self) -> None:
        self._read: dict[str, Mapping[str, str]] = {}

    def release(self) -> None:
        """Let the dictionaries go."""
        self._read.clear()

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        """Return a language's forms with their lemmas."""
        read = self._read.get(lang)
        if read is None:
            read = self._read[lang] = dictionary(lang)
        return read


def dictionary(language: str) -> Mapping[str, str]:
    """Read a language's dictionary; in simplemma's own way, which is slow, where it isn't written as Teema expects."""
    try:
        with as_file(files(_DATA).joinpath("data", f"{language}.plzma")) as path:
            return read_front_coded(path)
    except (OSError, EOFError, lzma.LZMAError, OtherFormat):
        from simplemma.strategies import StreamDictionaryFactory

        return StreamDictionaryFactory().get_dictionary(language)


_dictionaries = Dictionaries()


@cache
def _strategy() -> DefaultStrategy:
    from simplemma.strategies import DefaultStrategy

    return DefaultStrategy(dictionary_factory=_dictionaries)


def release() -> None:
    """Give back the dictionaries' memory, some 30 MB, until the next word is asked for."""
    _dictionaries.release()


def dictionary_lemma(form: str, language: str) -> str | None:
    """Return the lemma that the dictionary or its rules of endings give; None when they know nothing.

    >>> dictionary_lemma("children", "en"), dictionary_lemma("qwrtp", "en")
    ('child', None)
    """
    return _strategy().get_lemma(form, language)


def in_dictionary(form: str, language: str) -> bool:
    """Tell whether the dictionary itself holds the form, as written or in small letters."""
    known, small = _strategy().is_dictionary_member, form.lower()
    return known(form, language) or (small != form and known(small, language))
