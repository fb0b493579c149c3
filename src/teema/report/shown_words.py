"""Which of the material's words an edition shows: the public one shows none that few say or that may name someone."""

from __future__ import annotations

from functools import partial

from teema.analysis.whole import Results
from teema.report.disclosure import Disclosure

_LEAST = 2


class ShownWords:
    """Decides which lemmas of one round's words an edition may show."""

    def __init__(self, results: Results, disclosure: Disclosure) -> None:
        self._results, self._disclosure = results, disclosure

    @property
    def least(self) -> int:
        """Return how many customers must have used a word that is shown with others: two, in public a cell's minimum."""
        cell = self._results.study.design.settings.cell_minimum
        return max(_LEAST, cell) if self._disclosure.public else _LEAST

    def may(self, lemma: str, customers: int) -> bool:
        """Tell whether a lemma that so many customers use may be shown."""
        if not self._disclosure.public:
            return True
        return customers >= self.least and self._disclosure.is_no_name(lemma, partial(self._forms, lemma))

    def may_both(self, one: str, other: str, customers: int) -> bool:
        """Tell whether two lemmas that so many customers use together may be shown."""
        return self.may(one, customers) and self.may(other, customers)

    def _forms(self, lemma: str) -> set[str]:
        """Return a lemma's forms as they stand in the texts."""
        spoken, documents = self._results.words.spoken, self._results.study.document_by_name
        place = spoken.place_of(lemma)
        return set() if place is None else {documents[name].text[a:b] for name, a, b in spoken.places_of(place)}
