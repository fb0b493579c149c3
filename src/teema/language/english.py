"""English: the dictionary decides; unknown words keep their form."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import version

from teema.errors import Problem
from teema.language.dictionary import dictionary_lemma, in_dictionary
from teema.language.forms import FormCache
from teema.language.readings import Reading
from teema.language.tokens import TOKEN_RULES

_POSSESSIVES = ("'s", "’s", "s'", "s’")


@dataclass(frozen=True, slots=True)
class English:
    """Reads English forms.

    >>> English().lemma("Children's", initial=True), English().lemma("went")
    ('child', 'go')
    """

    notes: tuple[Problem, ...] = ()
    _known: FormCache = field(default_factory=FormCache, repr=False, compare=False)

    @property
    def language(self) -> str:
        """Return the language's code."""
        return "en"

    @property
    def version(self) -> str:
        """Return the versions of the rules for tokens and lemmas and of the dictionary."""
        return f"en-{TOKEN_RULES}.1 simplemma-{version('simplemma')}"

    def lemma(self, form: str, initial: bool = False) -> str:
        """Return the dictionary's lemma, in small letters where only the place gave the capital."""
        return self._known.lemma(form, initial, self._lemma)

    def _lemma(self, form: str, initial: bool) -> str:
        stem = form[:-2] if form.endswith(_POSSESSIVES[:2]) else form[:-1] if form.endswith(_POSSESSIVES[2:]) else form
        if stem[:1].isupper() and initial and in_dictionary(stem.lower(), "en"):
            stem = stem.lower()
        return dictionary_lemma(stem, "en") or stem

    def readings(self, form: str) -> tuple[Reading, ...]:
        """Return the lemma if the dictionary holds the form."""
        return (Reading(self.lemma(form)),) if in_dictionary(form, "en") else ()

    def parts(self, form: str) -> tuple[str, ...]:
        """Return the lemmas of what hyphens join."""
        return tuple(self.lemma(part) for part in form.split("-") if part)


def possessive_of(form: str) -> str:
    """Return the possessive ending of a form, which what replaces the form keeps; empty where there is none.

    >>> possessive_of("Smith's"), possessive_of("customers’"), possessive_of("Smith")
    ("'s", '’', '')
    """
    ending = next((ending for ending in _POSSESSIVES if form.endswith(ending)), "")
    return ending.removeprefix("s")
