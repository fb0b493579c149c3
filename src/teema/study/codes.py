"""The codebook: themes, their sub-themes to any depth, and the topics that run through them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, TypeAlias

Aspect: TypeAlias = Literal["expectation", "experience"]
ASPECTS: tuple[Aspect, ...] = ("expectation", "experience")


@dataclass(frozen=True)
class Code:
    """A node of the codebook. Roots are themes, the next level sub-themes; deeper nodes count with their sub-theme.

    ``key`` is unique in the study; ``label`` may recur under several themes and is what counts across themes.
    ``aspect`` is the default of the codings below it.
    """

    key: str
    name: str
    id: str = ""
    label: str = ""
    definition: str = ""
    aspect: Aspect | None = None
    color: str = ""
    children: tuple[Code, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """Return the label, which is the name where none was given."""
        return self.label or self.name

    def walk(self) -> Iterator[Code]:
        """Yield the node and everything below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic (aihe, alaluokka): belongs to the study and runs through sub-themes and themes."""

    key: str
    name: str
    id: str = ""
    definition: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Codebook:
    """All themes and topics of a study, with look-ups by key.

    >>> book = Codebook(themes=(Code("a", "A", children=(Code("a-b", "palvelut"),)),))
    >>> book.theme_of["a-b"].key, book.sub_theme_of["a-b"].shown
    ('a', 'palvelut')
    """

    themes: tuple[Code, ...] = ()
    topics: tuple[Topic, ...] = ()

    @cached_property
    def codes(self) -> dict[str, Code]:
        """Every node by key."""
        return {code.key: code for theme in self.themes for code in theme.walk()}

    @cached_property
    def theme_of(self) -> dict[str, Code]:
        """The theme that each node stands under, by the node's key."""
        return {code.key: theme for theme in self.themes for code in theme.walk()}

    @cached_property
    def sub_theme_of(self) -> dict[str, Code]:
        """The sub-theme that each node below a theme counts with, by the node's key."""
        return {code.key: sub for theme in self.themes for sub in theme.children for code in sub.walk()}

    @cached_property
    def sub_themes(self) -> tuple[Code, ...]:
        """The sub-themes in the order of the codebook."""
        return tuple(sub for theme in self.themes for sub in theme.children)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The sub-themes' labels, each once, in the order of the codebook."""
        return tuple(dict.fromkeys(sub.shown for sub in self.sub_themes))

    @cached_property
    def topic_by_key(self) -> dict[str, Topic]:
        """Every topic by key."""
        return {topic.key: topic for topic in self.topics}

    def aspect_of(self, key: str) -> Aspect | None:
        """Return the aspect that a coding has by default: the nearest given one from the node up to its theme."""
        return self._aspects.get(key)

    @cached_property
    def _aspects(self) -> dict[str, Aspect | None]:
        return {key: aspect for theme in self.themes for key, aspect in _inherited(theme, None)}


def _inherited(code: Code, aspect: Aspect | None) -> Iterator[tuple[str, Aspect | None]]:
    own = code.aspect or aspect
    yield code.key, own
    for child in code.children:
        yield from _inherited(child, own)
