"""Which of the material's words an edition shows: the public one shows none that few say or that may name someone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property

from teema.analysis.whole import Results
from teema.errors import UsageError
from teema.language import Analyser, Kind, analyser
from teema.report.disclosure import Disclosure

_NAMES: frozenset[Kind] = frozenset({"given_name", "surname", "place", "name"})
_LEAST = 2


class ShownWords:
    """Decides which lemmas of one round's words an edition may show."""

    def __init__(self, results: Results, disclosure: Disclosure) -> None:
        self._results, self._disclosure = results, disclosure
        self._harmless = cache(self._names_nobody)

    @property
    def least(self) -> int:
        """Return how many customers must have used a word that is shown with others: two, in public a cell's minimum."""
        cell = self._results.study.design.settings.cell_minimum
        return max(_LEAST, cell) if self._disclosure.public else _LEAST

    def may(self, lemma: str, customers: int) -> bool:
        """Tell whether a lemma that so many customers use may be shown."""
        return not self._disclosure.public or (customers >= self.least and self._harmless(lemma))

    def may_both(self, one: str, other: str, customers: int) -> bool:
        """Tell whether two lemmas that so many customers use together may be shown."""
        return self.may(one, customers) and self.may(other, customers)

    def _names_nobody(self, lemma: str) -> bool:
        """Tell that a lemma is no name, in any of its forms: nor one that is always written with a capital and isn't known."""
        forms = self._forms(lemma)
        if any(map(self._disclosure.names_someone, (lemma, *forms))):
            return False
        kinds = {reading.kind for form in self._lowered(forms) for reading in self._words.readings(form)}
        if kinds:
            return bool(kinds - _NAMES)
        named = {reading.kind for form in forms for reading in self._words.readings(form[:1].upper() + form[1:])}
        return not named & _NAMES and not all(form[:1].isupper() for form in forms)

    def _lowered(self, forms: Iterable[str]) -> set[str]:
        return {form.lower() for form in forms} if self._known_language else set()

    @cached_property
    def _words(self) -> Analyser:
        try:
            return analyser(self._results.study.language)
        except UsageError:
            return analyser("und")

    @property
    def _known_language(self) -> bool:
        """Tell whether the analyser knows words at all: of other languages it takes everything for one."""
        return self._words.language in ("fi", "en")

    def _forms(self, lemma: str) -> set[str]:
        spoken, documents = self._results.words.spoken, self._results.study.document_by_name
        place = spoken.place_of(lemma)
        return set() if place is None else {documents[name].text[a:b] for name, a, b in spoken.places_of(place)}
