"""simplemma's dictionaries of forms, kept small in memory and read when the first word is asked for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simplemma.strategies import DefaultStrategy


@cache
def _strategy() -> DefaultStrategy:
    from simplemma.strategies import DefaultStrategy

    return DefaultStrategy(low_memory=True)


def dictionary_lemma(form: str, language: str) -> str | None:
    """Return the lemma that the dictionary or its rules of endings give; None when they know nothing.

    >>> dictionary_lemma("children", "en"), dictionary_lemma("qwrtp", "en")
    ('child', None)
    """
    return _strategy().get_lemma(form, language)


def in_dictionary(form: str, language: str) -> bool:
    """Tell whether the dictionary itself holds the form, as written or in small letters."""
    known = _strategy().is_dictionary_member
    return known(form, language) or known(form.lower(), language)
