"""What an analyser says of a form, and what every analyser can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from teema.errors import Problem

Kind: TypeAlias = Literal[
    "noun", "verb", "adjective", "adverb", "pronoun", "number", "given_name", "surname", "place", "name", "other"
]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a form: its lemma, its kind, and of how many words it is compounded."""

    lemma: str
    kind: Kind = "other"
    compound: int = 1


class Analyser(Protocol):
    """Knows the words of one language. May be shared by threads."""

    @property
    def language(self) -> str:
        """Return the language's code, such as fi."""

    @property
    def version(self) -> str:
        """Return what the lemmas depend on: an index made with another version is to be made anew."""

    @property
    def notes(self) -> tuple[Problem, ...]:
        """Return what the user should be told once: what is missing, and that something else stands in."""

    def lemma(self, form: str, initial: bool = False) -> str:
        """Return the likeliest lemma; ``initial`` tells that a capital letter may come from the place in the sentence."""

    def readings(self, form: str) -> tuple[Reading, ...]:
        """Return every reading, the lemma's own first; none when the form is unknown and its lemma a guess."""

    def parts(self, form: str) -> tuple[str, ...]:
        """Return the lemmas of a compound's parts; the form's lemma alone when it is no compound."""
