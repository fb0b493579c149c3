"""A codebook while it is being changed: names looked up as the workbook means them, new ones added when first met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from itertools import count, islice
from typing import Any, Final

from teema.formats.workbook.cells import folded
from teema.formats.workbook.difference import CodeChange, Level
from teema.formats.workbook.naming import BELOW, Names
from teema.study.codes import Aspect, Code, Codebook, Topic
from teema.study.identity import derived_id, slug
from teema.study.study import Study

_NEAR: Final = 0.85
"""How alike two names are, by Ratcliff and Obershelp as difflib measures it, when one may be a slip for the other."""
_COMPARED: Final = 100
"""The longest names, and the most new ones, that are compared."""


class GrowingCodebook:
    """The study's codebook with the workbook's changes.

    A name means what it meant when the workbook was exported; else what it means now; else what the workbook added.
    """

    def __init__(self, study: Study, exported: Names) -> None:
        self.study, self.exported, self.changes = study, exported, list[CodeChange]()
        book = study.codebook
        self.codes = {key: replace(code, children=()) for key, code in book.codes.items()}
        self.above = dict(Names(book).above)
        self.below: dict[str, list[str]] = {"": [theme.key for theme in book.themes]}
        self.below |= {key: [child.key for child in code.children] for key, code in book.codes.items()}
        self.topics = {topic.key: topic for topic in book.topics}
        self._added: dict[tuple[str, str], str] = {}
        self._numbers: dict[str, Iterator[int]] = {}
        self.names = Names(book)

    def settled(self) -> None:
        """Take what was changed so far into the names that are looked up."""
        self.names = Names(self.book())

    def book(self) -> Codebook:
        """Return the codebook as it is now."""
        return Codebook(self._nodes(""), tuple(self.topics.values()))

    def _nodes(self, above: str) -> tuple[Code, ...]:
        return tuple(replace(self.codes[key], children=self._nodes(key)) for key in self.below.get(above, ()))

    def theme_of(self, key: str) -> str:
        """Return the key of the theme that a node stands under."""
        while self.above.get(key):
            key = self.above[key]
        return key

    def theme(self, name: str) -> str | None:
        """Return the key of a theme by its name."""
        was = self.exported.theme(name)
        known = was if was in self.codes and not self.above[was] else self.names.theme(name)
        return known or self._added.get(("", folded(name)))

    def sub_theme(self, theme: str, name: str) -> str | None:
        """Return the key of a node below a theme by its name."""
        was = self.exported.sub_theme(theme, name)
        known = was if was in self.codes else self.names.sub_theme(theme, name)
        return known or self._added.get((theme, folded(name)))

    def sub_themes_called(self, name: str) -> tuple[str, ...]:
        """Return the keys of the nodes of a name under whatever theme."""
        was = tuple(key for key in self.exported.sub_themes_called(name) if key in self.codes)
        return was or self.names.sub_themes_called(name)

    def node(self, way: str) -> str | None:
        """Return the key of a node by the way down from its theme."""
        was = self.exported.node(way)
        return was if was in self.codes else self.names.node(way) or self._added.get(("", folded(way)))

    def topic(self, name: str) -> str | None:
        """Return the key of a topic by its name."""
        was = self.exported.topic(name)
        known = was if was in self.topics else self.names.topic(name)
        return known or self._added.get(("topic", folded(name)))

    def stands(self, place: str, name: str) -> bool:
        """Tell whether a name stands now: below a theme, among the themes (empty) or among the topics ("topic")."""
        known = {"": self.names.theme, "topic": self.names.topic}.get(place)
        found = known(name) if known else self.names.sub_theme(place, name)
        return bool(found or self._added.get((place, folded(name))))

    def add_theme(self, name: str, **more: Any) -> str:
        """Add a theme and return its key."""
        return self._add(name, "", name, more)

    def add_below(self, above: str, name: str, way: str = "", **more: Any) -> str:
        """Add a node below another and return its key; ``way`` is the way down from its theme, if it isn't the name."""
        return self._add(name, above, way or name, more)

    def _add(self, name: str, above: str, way: str, more: dict[str, Any]) -> str:
        name = " ".join(name.split())
        key = self._free(f"{above}-{slug(name)}" if above else slug(name), self.codes)
        self.codes[key] = Code(key, name, derived_id(self.study.id, "code", key), **more)
        self.above[key] = above
        self.below.setdefault(above, []).append(key)
        self.below[key] = []
        self._added[self.theme_of(above) if above else "", folded(way)] = key
        beside = (self.codes[one].name for one in self.below[above] if one != key)
        level: Level = "sub_theme" if above else "theme"
        self.changes.append(CodeChange("added", level, key, name, "", self.way(above), self._near(name, beside)))
        return key

    def add_topic(self, name: str, definition: str = "") -> str:
        """Add a topic and return its key."""
        name = " ".join(name.split())
        near = self._near(name, (topic.name for topic in self.topics.values()))
        key = self._free(slug(name), self.topics)
        self.topics[key] = Topic(key, name, derived_id(self.study.id, "topic", key), definition)
        self._added["topic", folded(name)] = key
        self.changes.append(CodeChange("added", "topic", key, name, near=near))
        return key

    def _near(self, name: str, names: Iterable[str]) -> str:
        """Return a name that an added one may be a slip for; a workbook full of new names is no slip, and isn't looked through."""
        short = (one for one in names if len(one) <= _COMPARED)
        many = len(name) > _COMPARED or len(self._added) > _COMPARED
        return "" if many else _nearest(name, islice(short, 10 * _COMPARED))

    def _free(self, wanted: str, taken: dict[str, Any]) -> str:
        if wanted not in taken:
            return wanted
        numbers = self._numbers.setdefault(wanted, count(2))
        return next(key for number in numbers if (key := f"{wanted}-{number}") not in taken)

    def way(self, key: str) -> str:
        """Return the way down to a node by names, empty for none."""
        names: list[str] = []
        while key:
            names.append(self.codes[key].name or key)
            key = self.above[key]
        return BELOW.join(reversed(names))

    def move(self, key: str, under: str) -> None:
        """Put a node below another."""
        before, was = self.way(self.above[key]), self.aspect(key)
        self.below[self.above[key]].remove(key)
        self.below[under].append(key)
        self.above[key] = under
        turned = (was or "", self.aspect(key) or "") if was != self.aspect(key) else None
        name = self.codes[key].name
        self.changes.append(CodeChange("moved", "sub_theme", key, name, before, self.way(under), turned=turned))

    def aspect(self, key: str) -> Aspect | None:
        """Return the aspect that codings under a node have by default: the nearest given one on the way up."""
        while key and not self.codes[key].aspect:
            key = self.above[key]
        return self.codes[key].aspect if key else None

    def is_within(self, key: str, other: str) -> bool:
        """Tell whether a node is another or stands below it."""
        while key and key != other:
            key = self.above[key]
        return bool(key)

    def remove(self, key: str) -> None:
        """Take a node out that has nothing below it."""
        code = self.codes.pop(key)
        above = self.above.pop(key)
        self.below[above].remove(key)
        self.below.pop(key, None)
        self.changes.append(CodeChange("removed", "sub_theme" if above else "theme", key, code.name))

    def remove_topic(self, key: str) -> None:
        """Take a topic out."""
        self.changes.append(CodeChange("removed", "topic", key, self.topics.pop(key).name))


def _nearest(name: str, names: Iterable[str]) -> str:
    """Return the name that is nearly the same as another, empty where none is.

    >>> _nearest("Asiakaskokemukse", ["Asiakasodotukset", "Asiakaskokemukset"]), _nearest("hinta", ["palvelut"])
    ('Asiakaskokemukset', '')
    """
    of = {folded(one): one for one in names}
    return next((of[one] for one in get_close_matches(folded(name), of, 1, _NEAR)), "")
