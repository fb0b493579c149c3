"""What themes, sub-themes, topics and services are called in cells, each by a name of its own; and sheets by theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from teema.formats.workbook.cells import folded, shown
from teema.study.codes import Code, Codebook
from teema.study.design import Service

BELOW: Final = " › "
"""Stands between a sub-theme and what is below it."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\n\t]")
_LONGEST_NAME: Final = 240
"""Formulas of Excel compare texts of at most 255 characters."""


class Names:
    """The names of a codebook's nodes as cells show them, and back.

    A name that stands already, among themes or below the same theme, is set apart by its key.

    >>> names = Names(Codebook((Code("o", "Odotukset", children=(Code("o-p", "palvelut"), Code("x", "Palvelut"))),)))
    >>> names.themes, names.sub_themes
    ({'o': 'Odotukset'}, {'o-p': 'palvelut', 'x': 'Palvelut (x)'})
    >>> names.theme("odotukset"), names.sub_theme("o", "palvelut (X)"), names.sub_theme("o", "hinta")
    ('o', 'x', None)
    """

    def __init__(self, book: Codebook, services: Iterable[Service] = ()) -> None:
        self.book, self._services = book, tuple(services)

    @cached_property
    def themes(self) -> dict[str, str]:
        """The themes' names by key."""
        return _apart((theme.key, theme.name) for theme in self.book.themes)

    @cached_property
    def sub_themes(self) -> dict[str, str]:
        """What stands below themes, by key: the way down from the sub-theme."""
        found: dict[str, str] = {}
        for theme in self.book.themes:
            found |= _apart(_ways(theme.children, ""))
        return found

    @cached_property
    def topics(self) -> dict[str, str]:
        """The topics' names by key."""
        return _apart((topic.key, topic.name) for topic in self.book.topics)

    @cached_property
    def services(self) -> dict[str, str]:
        """The services' names by key."""
        return _apart((service.key, service.name) for service in self._services)

    def of_code(self, key: str) -> tuple[str, str]:
        """Return what a node's cells show: its theme and what is below it. A key that nobody knows shows itself."""
        theme = self.book.theme_of.get(key)
        if theme is None:
            return shown(key), ""
        return self.themes[theme.key], self.sub_themes.get(key, "")

    def under(self, key: str) -> str:
        """Return the cell that tells what a node stands under: nothing for a theme."""
        above = self.above.get(key, "")
        return BELOW.join(part for part in self.of_code(above) if part) if above else ""

    @cached_property
    def above(self) -> dict[str, str]:
        """The key of the node right above each node, empty above a theme."""
        found = {theme.key: "" for theme in self.book.themes}
        return found | {child.key: code.key for code in self.book.codes.values() for child in code.children}

    def theme(self, name: str) -> str | None:
        """Return the key of the theme that a cell names."""
        return self._theme_keys.get(folded(name))

    def sub_theme(self, theme: str, name: str) -> str | None:
        """Return the key of the node below a theme that a cell names."""
        return self._sub_theme_keys.get((theme, folded(name)))

    def sub_themes_called(self, name: str) -> tuple[str, ...]:
        """Return the keys of the nodes of a name, under whatever theme."""
        wanted = folded(name)
        return tuple(key for (_, known), key in self._sub_theme_keys.items() if known == wanted)

    def node(self, way: str) -> str | None:
        """Return the key of the node that a way down from its theme names."""
        theme, _, below = way.partition(BELOW.strip())
        found = self.theme(theme)
        return self.sub_theme(found, below) if found and below.strip() else found or self.theme(way)

    def topic(self, name: str) -> str | None:
        """Return the key of the topic that a cell names."""
        return self._topic_keys.get(folded(name))

    def service(self, name: str) -> str | None:
        """Return the key of the service that a cell names."""
        return self._service_keys.get(folded(name))

    @cached_property
    def _theme_keys(self) -> dict[str, str]:
        return _keys(self.themes)

    @cached_property
    def _topic_keys(self) -> dict[str, str]:
        return _keys(self.topics)

    @cached_property
    def _service_keys(self) -> dict[str, str]:
        return _keys(self.services)

    @cached_property
    def _sub_theme_keys(self) -> dict[tuple[str, str], str]:
        theme_of = self.book.theme_of
        return {(theme_of[key].key, folded(name)): key for key, name in self.sub_themes.items()}


def _ways(codes: Iterable[Code], above: str) -> Iterator[tuple[str, str]]:
    for code in codes:
        way = f"{above}{code.name or code.key}"
        yield code.key, way
        yield from _ways(code.children, f"{way}{BELOW}")


def _apart(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    taken = {""}
    for key, name in named:
        one = " ".join(shown(name or key).split())[:_LONGEST_NAME] or key
        while folded(one) in taken:
            one = f"{one} ({key})"
        taken.add(folded(one))
        found[key] = one
    return found


def _keys(names: dict[str, str]) -> dict[str, str]:
    return {folded(name): key for key, name in names.items()}


def sheet_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> Iterator[str]:
    """Yield a name for each sheet as Excel takes them: unique, at most 31 characters, none of ``[]:*?/\\``.

    >>> list(sheet_names(["Kunnat", "kunnat", "a/b", "'", "History", "x" * 40], ["Ohje"]))
    ['Kunnat', 'kunnat 2', 'a b', '–', 'History 2', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…']
    """
    used = {"history", *(one.casefold() for one in taken)}
    for name in wanted:
        clean = " ".join(_FORBIDDEN.sub(" ", shown(name)).split()).strip("' ") or "–"
        chosen, number = _short(clean, ""), 1
        while chosen.casefold() in used:
            number += 1
            chosen = _short(clean, f" {number}")
        used.add(chosen.casefold())
        yield chosen


def _short(name: str, end: str) -> str:
    """Return a name with an end in 31 units of UTF-16, which is how Excel counts."""
    if len(f"{name}{end}".encode("utf-16-le")) <= 62:
        return f"{name}{end}"
    room = 62 - 2 * (len(end) + 1)
    return f"{name.encode('utf-16-le')[:room].decode('utf-16-le', 'ignore').rstrip()}…{end}"
