"""The way from the original expression to the theme, and the reduced expressions of each group side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import narwhals as nw
from narwhals.typing import IntoDataFrame

from teema.analysis.rows import distinct, grouped, ordered, rows

Key = str | None
_Member = tuple[str, Key, Key]


@dataclass(frozen=True, slots=True)
class Reduced:
    """A reduced expression as first spelt, with its customers and the codings (``segments``) that say it."""

    words: str
    customers: int
    segments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemeCell:
    """What one group said under one sub-theme: the expressions of the most customers first.

    ``unreduced`` are the codings that have no reduced expression yet; ``customers`` counts them too.
    """

    customers: int = 0
    expressions: tuple[Reduced, ...] = ()
    unreduced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeTable:
    """A theme's reduced expressions by sub-theme and group; None stands for codings without one."""

    theme: str
    sub_themes: tuple[Key, ...]
    groups: tuple[Key, ...]
    cells: dict[tuple[Key, Key], ThemeCell] = field(repr=False)

    def cell(self, sub_theme: Key, group: Key) -> ThemeCell:
        """Return what one group said under one sub-theme; an empty cell where it said nothing."""
        return self.cells.get((sub_theme, group), ThemeCell())

    @property
    def unreduced(self) -> tuple[str, ...]:
        """Return the theme's codings that have no reduced expression yet."""
        return tuple(coding for cell in self.cells.values() for coding in cell.unreduced)


@dataclass(frozen=True, slots=True)
class ReductionRow:
    """One coding on its way from original expression to theme. None where a level is not given."""

    coding: str
    original: Key
    reduced: Key
    topic: Key
    sub_theme: Key
    theme: Key
    group: Key
    customer: Key


def reduced_by_group(
    codings: IntoDataFrame, theme: str, groups: Sequence[str], sub_themes: Sequence[str] = ()
) -> ThemeTable:
    """Collect the distinct reduced expressions of a theme for each sub-theme and group.

    Expressions that differ only in case or spaces are one. ``groups`` and ``sub_themes`` are shown in their order even when
    empty; others follow as they come.
    """
    of_theme = nw.from_native(codings, eager_only=True).filter(nw.col("theme") == theme)
    return _by(of_theme.to_native(), "sub_theme", theme, groups, sub_themes)


def reduced_across_themes(codings: IntoDataFrame, groups: Sequence[str], labels: Sequence[str] = ()) -> ThemeTable:
    """Collect the distinct reduced expressions of each sub-theme label and group, whatever themes the label stands under.

    The table's ``theme`` is empty, its ``sub_themes`` are labels. Codings without a sub-theme are left out.
    """
    labelled = nw.from_native(codings, eager_only=True).filter(~nw.col("label").is_null())
    return _by(labelled.to_native(), "label", "", groups, labels)


def _by(codings: IntoDataFrame, name: str, theme: str, groups: Sequence[str], keys: Sequence[str]) -> ThemeTable:
    read = rows(codings, name, "group", "coding_id", "customer", "reduced")
    members = [(key, group, tuple(rest)) for key, group, *rest in read]
    places = grouped(((key, group), member) for key, group, member in members)
    return ThemeTable(
        theme,
        ordered([key for key, _, _ in members], keys),
        ordered([group for _, group, _ in members], groups),
        {place: _cell(found) for place, found in places.items()},
    )


def _cell(members: list[_Member]) -> ThemeCell:
    return ThemeCell(
        len(distinct(customer for _, customer, _ in members)),
        _expressions(members),
        tuple(coding for coding, _, words in members if not words),
    )


def _expressions(members: list[_Member]) -> tuple[Reduced, ...]:
    """Order the expressions by how many customers share them; among equals each customer has a say in turn."""
    spelt = grouped((_folded(words), (coding, customer, words)) for coding, customer, words in members if words)
    turns: Counter[Key] = Counter()
    found: list[tuple[int, Reduced]] = []
    for said in spelt.values():
        _, customer, words = said[0]
        customers = len(distinct(one for _, one, _ in said))
        found.append((turns[customer], Reduced(words.strip(), customers, tuple(coding for coding, _, _ in said))))
        turns[customer] += 1
    ranked = sorted(found, key=lambda one: (-one[1].customers, -len(one[1].segments), one[0]))
    return tuple(one for _, one in ranked)


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def reduction_table(codings: IntoDataFrame) -> tuple[ReductionRow, ...]:
    """Return every coding's way from original expression to theme, in the frame's order."""
    columns = ("coding_id", "text", "reduced", "topic", "sub_theme", "theme", "group", "customer")
    return tuple(ReductionRow(*row) for row in rows(codings, *columns))
