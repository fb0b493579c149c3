"""What saved searches hold of those whose words are erased: their label as a speaker, and words that nobody else said."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from teema.errors import UsageError
from teema.search import Index
from teema.search.query import parse, words_in
from teema.search.terms import Terms
from teema.web.bridge.words import indexed_now
from teema.web.history.erasing import recorded, scrub
from teema.web.history.models import RowChange
from teema.web.material.models import SavedSearch
from teema.web.studies.erasing import Concerned
from teema.web.studies.models import Study

_MODEL: Final = SavedSearch._meta.label_lower


class SearchEraser:
    """Erases the saved searches that look at what the people say."""

    def held(self, concerned: Concerned) -> Mapping[str, int]:
        """Count the searches."""
        count = SavedSearch.objects.filter(study=concerned.study, query__speaker__in=concerned.labels).count()
        return {"searches": count} if count else {}

    def erase(self, concerned: Concerned) -> Collection[UUID]:
        """Erase them, and return them with those long gone."""
        rows = SavedSearch.objects.filter(study=concerned.study, query__speaker__in=concerned.labels)
        gone = set(rows.values_list("pk", flat=True))
        rows.delete()
        return gone | recorded(concerned.study.pk, _MODEL, query__speaker=concerned.labels)


def drop_lost_searches(study: Study) -> None:
    """Take away the saved searches that ask for a word which no text holds any more, and empty history of them: it may have been a name."""
    queries = list(_queries(study))
    if not queries:
        return
    with indexed_now(study) as index:
        lost = {row for row, query in queries if _asks_for_lost_words(index, query)}
    SavedSearch.objects.filter(pk__in=lost).delete()
    scrub(lost)


def _queries(study: Study) -> Iterator[tuple[UUID, Mapping[str, Any]]]:
    """Yield what each saved search asks for or once did."""
    yield from SavedSearch.objects.filter(study=study).values_list("pk", "query")
    changes = RowChange.objects.filter(act__study=study.pk, model=_MODEL).values_list("row", "before", "after")
    for row, *states in changes:
        yield from ((row, state["query"]) for state in states if state and "query" in state)


def _asks_for_lost_words(index: Index, query: Mapping[str, Any]) -> bool:
    terms = Terms(index, all_readings=True, parts=True)
    try:
        return not all(terms.forms(word) for word in words_in(parse(str(query.get("q", "")))))
    except UsageError:  # what can't be understood can't be shown to be harmless
        return True
