"""A memory of forms: running text repeats itself, so nearly every word was seen before."""

from __future__ import annotations

from collections.abc import Callable

_MOST = 500_000
"""Forms remembered: far more than a large study has, and about 60 MB."""
_LONGEST = 80
"""Signs of a form worth reading: longer ones are no words, and rules of endings are slow on them."""


class FormCache:
    """Remembers lemmas by form and place. In this process's memory only: forms are personal data."""

    __slots__ = ("_lemmas",)

    def __init__(self) -> None:
        self._lemmas: tuple[dict[str, str], dict[str, str]] = ({}, {})

    def lemma(self, form: str, initial: bool, find: Callable[[str, bool], str]) -> str:
        """Return the remembered lemma, or find and remember it."""
        if len(form) > _LONGEST:
            return form.lower()
        remembered = self._lemmas[initial]
        found = remembered.get(form)
        if found is None:
            if len(remembered) >= _MOST:
                remembered.clear()
            found = remembered[form] = find(form, initial)
        return found
