"""Any language: the lemma is the form in small letters."""

from __future__ import annotations

from dataclasses import dataclass

from teema.errors import Problem
from teema.language.readings import Reading
from teema.language.tokens import TOKEN_RULES


@dataclass(frozen=True, slots=True)
class Plain:
    """Reads no forms.

    >>> Plain("sv").lemma("Flickorna")
    'flickorna'
    """

    language: str
    notes: tuple[Problem, ...] = ()

    @property
    def version(self) -> str:
        """Return the version of the rules for tokens; for lemmas there are none."""
        return f"{self.language}-plain-{TOKEN_RULES}"

    def lemma(self, form: str, initial: bool = False) -> str:
        """Return the form in small letters."""
        return form.lower()

    def readings(self, form: str) -> tuple[Reading, ...]:
        """Return the one reading there is."""
        return (Reading(form.lower()),)

    def parts(self, form: str) -> tuple[str, ...]:
        """Return the parts between hyphens."""
        return tuple(part.lower() for part in form.split("-") if part)
