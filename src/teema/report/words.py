"""The report's way with words: keys, names and numbers in the report's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from teema.analysis.crosstab import Key
from teema.study.study import Study
from teema.wording import Language, day, listed, number, say

SIGNS = {1: "positive", 0: "mixed", -1: "negative"}
"""The valences' names in the report's words for a segment."""


@dataclass(frozen=True)
class Words:
    """Say things about one study in one language."""

    study: Study
    language: Language

    def say(self, key: str, /, **parts: object) -> str:
        """Return the report's words for a key."""
        return say(self.language, f"report.{key}", **parts)

    def term(self, kind: str, key: str | None) -> str:
        """Return a term of the field, such as the name of a state; a dash for None."""
        return say(self.language, f"terms.{kind}.{key}") if key else say(self.language, "terms.none")

    def number(self, value: float | None, decimals: int = 0, signed: bool = False) -> str:
        """Write a number; a dash for None."""
        return say(self.language, "terms.none") if value is None else number(value, self.language, decimals, signed)

    def day(self, value: date | None) -> str:
        """Write a date."""
        return day(value, self.language)

    def listed(self, words: Iterable[str]) -> str:
        """Join words as a sentence does."""
        return listed(words, self.language)

    def counted(self, key: str, k: int) -> str:
        """Write a count with its unit: "1 ilmaus", "2 ilmausta"."""
        return self.say(f"counts.{key}.{'one' if k == 1 else 'many'}", k=self.number(k))

    @cached_property
    def groups(self) -> dict[str, str]:
        """The groups' names by key."""
        return {group.key: group.name for group in self.study.design.groups}

    @cached_property
    def topics(self) -> dict[str, str]:
        """The topics' names by key."""
        return {topic.key: topic.name for topic in self.study.codebook.topics}

    @cached_property
    def services(self) -> dict[str, str]:
        """The services' names by key."""
        return {service.key: service.name for service in self.study.organisation.services}

    @cached_property
    def codes(self) -> dict[str, str]:
        """The themes' and sub-themes' names by key."""
        return {key: code.name for key, code in self.study.codebook.codes.items()}

    @cached_property
    def rounds(self) -> dict[str, str]:
        """The rounds' names by key."""
        return {one.key: one.name for one in self.study.design.rounds}

    @cached_property
    def aims(self) -> dict[str, str]:
        """The values' and strategic aims' names by key."""
        return {aim.key: aim.name for aim in self.study.organisation.aims}

    def group(self, key: str | None) -> str:
        """Return a group's name; words for none where a customer has no group."""
        return self.groups.get(key, key) if key else self.say("no_group")

    def topic(self, key: str | None) -> str:
        """Return a topic's name; a dash for none."""
        return self.topics.get(key, key) if key else say(self.language, "terms.none")

    def code(self, key: str | None) -> str:
        """Return a theme's or sub-theme's name; a dash for none."""
        return self.codes.get(key, key) if key else say(self.language, "terms.none")

    def length(self, key: Key) -> str:
        """Write a class of relationship length such as ``3-6``."""
        if key is None:
            return self.say("length.unknown")
        low, high = key.split("-")
        name = "from" if not high else "under" if low == "0" else "between"
        return self.say(f"length.{name}", low=low, high=high)

    def value(self, property_: str, key: Key) -> str:
        """Write the value of any property that results are counted by."""
        if key is None:
            return self.say("no_group") if property_ == "group" else self.say("not_told")
        names = {"group": self.groups, "service": self.services, "topic": self.topics, "round": self.rounds}
        if property_ == "customer":
            customer = self.study.customer_by_id.get(key)
            return customer.name or key if customer else key
        if property_ in names:
            return names[property_].get(key, key)
        if property_ == "length":
            return self.length(key)
        if property_ == "aspect":
            return self.term("aspects", key)
        if property_ == "valence":
            return self.say(f"segment.{SIGNS[int(key)]}")
        return self.term(property_, key) if property_ in ("time", "whose") else self.codes.get(key, key)
