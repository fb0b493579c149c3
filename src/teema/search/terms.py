"""A query's words → the forms of an index that they mean."""

from __future__ import annotations

from dataclasses import dataclass

from teema.search.building import as_key
from teema.search.index import Index, Numbers
from teema.search.query import Word


@dataclass(frozen=True, slots=True)
class Terms:
    """Looks words up. ``all_readings``: by every lemma that a form may have; ``parts``: as a part of compounds too."""

    index: Index
    all_readings: bool = False
    parts: bool = False

    def places(self, word: Word) -> Numbers:
        """Return the places of a word among the tokens, rising."""
        return self.index.places(self.forms(word))

    def forms(self, word: Word) -> set[int]:
        """Return the numbers of the forms that a word means."""
        store, key = self.index.store, as_key(word.text)
        if word.way == "form":
            return store.with_surface(key)
        if word.way == "beginning":
            return store.beginning(key)
        found: set[int] = set()
        for lemma in self._lemmas(word.text):
            found |= store.with_lemma(lemma)
            found |= store.with_reading(lemma) if self.all_readings else set()
            found |= store.with_part(lemma) if self.parts else set()
        return found

    def _lemmas(self, text: str) -> set[str]:
        """Return the lemmas that a user may mean: the word as a lemma, and the lemma of the word as a form."""
        words = self.index.words
        lemmas = {text, words.lemma(text, initial=True)}
        if self.all_readings:
            lemmas |= {reading.lemma for reading in words.readings(text)}
        return {as_key(lemma) for lemma in lemmas}
