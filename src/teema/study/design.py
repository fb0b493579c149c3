"""The study's design: whom it asks, about what, in which rounds, for which organisation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Service:
    """A service that the organisation offers; ``fields`` are the parts it consists of."""

    key: str
    name: str
    fields: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to the organisation: a context in which answers are read."""

    date: date | None
    title: str
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aim:
    """A value or a strategic aim of the organisation: the frame that findings and measures bear on."""

    key: str
    name: str
    kind: str = "value"
    description: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Organisation:
    """The organisation whose customers are asked."""

    name: str = ""
    description: str = ""
    services: tuple[Service, ...] = ()
    events: tuple[Event, ...] = ()
    aims: tuple[Aim, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """A customer group and how many of its customers are to be interviewed."""

    key: str
    name: str
    quota: int | None = None
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Round:
    """One time of asking; a later round shows whether a measure helped."""

    key: str
    name: str
    starts: date | None = None
    ends: date | None = None
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the analyst chose for the whole study.

    ``round`` is the round that results are about (None: the one with the most interviews); ``length_bounds`` are the
    years at which classes of relationship length begin; ``quote_minimum`` is the smallest group whose name may
    stand on a public quote; ``cell_minimum`` the fewest customers behind a public cell that shows quotes;
    ``page_characters`` the characters, spaces included, of an estimated page; ``stop_words`` the lemmas that counts of words
    leave out besides the language's own, "-word" one that they keep.
    """

    round: str | None = None
    length_bounds: tuple[int, ...] = (3, 6)
    quote_minimum: int = 3
    cell_minimum: int = 3
    page_characters: int = 1800
    interviewers: tuple[str, ...] = ()
    stop_words: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Design:
    """Aims, questions, rounds, groups and criteria of a study."""

    aims: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    rounds: tuple[Round, ...] = ()
    groups: tuple[Group, ...] = ()
    criteria: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)
