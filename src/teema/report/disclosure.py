"""What each edition may show. The working edition opens everything; the public one follows ARCHITECTURE, "Disclosure"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from teema.language import Kind, analyser
from teema.language.organisation_kinds import organisation_kinds
from teema.report.blocks import Edition
from teema.study.study import Study
from teema.wording import LANGUAGES, Language, say

_NAMES: frozenset[Kind] = frozenset({"given_name", "surname", "place", "name"})


@dataclass(frozen=True)
class Disclosure:
    """Decide, for one study and edition, what is shown and how it is named."""

    study: Study
    edition: Edition
    language: Language

    @property
    def public(self) -> bool:
        """Tell whether outsiders will read the result."""
        return self.edition == "public"

    def segments(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the way back to the words: none in the public edition."""
        return () if self.public else tuple(dict.fromkeys(ids))

    def clean(self, text: str) -> str:
        """Return words that analysts wrote: in the public edition, names of the study's organisations are masked."""
        if not self.public or not self._names:
            return text
        return self._names.sub(say(self.language, "report.masked"), text)

    def names_someone(self, text: str) -> bool:
        """Tell whether words name the organisation, a customer or a person's pseudonym, in any inflected form."""
        return bool(self._names and self._names.search(text))

    def is_no_name(self, lemma: str, forms: Callable[[], Collection[str]]) -> bool:
        """Tell that a word, of which ``forms`` are how it stands in the texts, names nobody and no place, as far as can be told.

        A word isn't shown that names someone of the study, that stands with a capital everywhere, that the language knows as a
        name only, or that it doesn't know but would as a name.
        """
        if lemma not in self._judged:
            self._judged[lemma] = self._looks_like_no_name(lemma, forms())
        return self._judged[lemma]

    @cached_property
    def _judged(self) -> dict[str, bool]:
        return {}

    def _looks_like_no_name(self, lemma: str, forms: Collection[str]) -> bool:
        if any(map(self.names_someone, (lemma, *forms))) or all(form[:1].isupper() for form in forms):
            return False
        known = self._kinds(form.lower() for form in forms)
        if known:
            return bool(known - _NAMES)
        return not self._kinds(form[:1].upper() + form[1:] for form in forms) & _NAMES

    def _kinds(self, forms: Iterable[str]) -> set[Kind]:
        """Return what kinds of words forms are; nothing in a language whose words aren't known, for there anything may be one."""
        if self.study.language not in LANGUAGES:
            return set()
        words = analyser(self.study.language)
        return {reading.kind for form in forms for reading in words.readings(form)}

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        """One pattern for every known name: the name as it stands, and each of its own words by its stem."""
        study = self.study
        written = [study.organisation.name, *(customer.name for customer in study.customers)]
        written += [person.speaker for person in study.people]
        whole = sorted({re.escape(name) for name in written if len(name) > 2}, key=len, reverse=True)
        stems = sorted({stem for name in written for stem in _stems(name)}, key=len, reverse=True)
        coded = [customer.id for customer in study.customers] + [person.id for person in study.people]
        keys = sorted({re.escape(key) for key in coded if len(key) > 1}, key=len, reverse=True)
        parts = [*whole, *(rf"{re.escape(stem)}\w*" for stem in stems)]
        pattern = [rf"(?<!\w)(?i:{'|'.join(parts)})"] if parts else []
        pattern += [rf"(?<!\w)(?:{'|'.join(keys)})(?!\w)"] if keys else []
        return re.compile("|".join(pattern)) if pattern else None

    def group_may_be_named(self, group: str | None) -> bool:
        """Tell whether a quote may carry its group's name: in public, only where the group has enough customers."""
        if not self.public:
            return True
        size = sum(customer.group == group for customer in self.study.customers)
        return group is not None and size >= self.study.design.settings.quote_minimum

    def may_quote(self, words: str, customers: int) -> bool:
        """Tell whether words may be quoted where ``customers`` speak in the same cell."""
        enough = customers >= self.study.design.settings.cell_minimum
        return not self.public or (enough and not self.names_someone(words))


def _stems(name: str) -> list[str]:
    """Return the beginnings that every inflected form of a name's own words shares.

    >>> _stems("Koivukorven kunta")
    ['Koivukor']
    """
    kinds = organisation_kinds()
    own = [word for word in re.findall(r"[^\W\d_]{4,}", name) if word.casefold() not in kinds and word[0].isupper()]
    return [word[: max(4, len(word) - 3)] for word in own]
