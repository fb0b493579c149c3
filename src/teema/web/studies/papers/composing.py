"""A paper as blocks of words, and which facts it lacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal, TypeAlias

from teema.web.studies.papers.facts import Facts
from teema.wording import Language, day, say

Kind: TypeAlias = Literal["paragraph", "heading", "bullets", "topics", "choices", "signatures", "pairs", "small"]


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a paper. ``lines`` are a list's items, labels or choices; ``values`` go with them in ``pairs``."""

    kind: Kind
    lines: tuple[str, ...]
    values: tuple[str, ...] = ()


@dataclass(slots=True)
class Paper:
    """A paper in one language. ``missing`` names the facts that stand as blanks; ``dense`` ones are set smaller, to fit a page."""

    key: str
    language: Language
    facts: Facts
    parts: list[Part] = field(default_factory=list)
    missing: dict[str, None] = field(default_factory=dict)
    dense: bool = False

    @property
    def title(self) -> str:
        """Return what the paper is called."""
        return self.say("title")

    def say(self, key: str, /, **given: object) -> str:
        """Return the paper's own words."""
        return say(self.language, f"web_papers.{self.key}.{key}", **given)

    def add(self, kind: Kind, *lines: str, values: tuple[str, ...] = ()) -> None:
        """Add a block; empty lines are left out of lists."""
        self.parts.append(Part(kind, lines if values else tuple(line for line in lines if line), values))

    def section(self, key: str, *sentences: str) -> None:
        """Add a heading and a paragraph under it."""
        self.add("heading", self.say(f"{key}.heading"))
        self.add("paragraph", " ".join(sentence for sentence in sentences if sentence))

    def fact(self, name: str) -> str:
        """Return a fact as words, or a blank that says what to fill in."""
        return self._written(name, self.facts.get(name))

    def purpose(self) -> str:
        """Return what the data is used for: the study's aims where nobody wrote it."""
        if self.facts.get("purpose") or not self.facts.aims:
            return self.fact("purpose")
        return say(self.language, "web_papers.aims", aims=" ".join(self.facts.aims))

    def known(self, name: str, value: Any) -> str:
        """Return what the design knows as words, or a blank."""
        return self._written(name, value)

    def _written(self, name: str, value: Any) -> str:
        if value in (None, ""):
            self.missing[name] = None
            return say(self.language, "web_papers.blank", what=say(self.language, f"web_papers.blanks.{name}"))
        return day(value, self.language) if isinstance(value, date) else str(value)


def compose(key: str, facts: Facts, language: Language) -> Paper:
    """Return a paper of a study in a language. KeyError: there is no such paper."""
    from teema.web.studies.papers import consent, invitation, notice, topic_sheet

    makers: Mapping[str, Callable[[Paper], None]] = {
        "invitation": invitation.write,
        "topics": topic_sheet.write,
        "notice": notice.write,
        "consent": consent.write,
    }
    paper = Paper(key, language, facts)
    makers[key](paper)
    return paper


PAPERS: Final = ("invitation", "topics", "notice", "consent")
"""The papers in the order in which an interviewee gets them."""
