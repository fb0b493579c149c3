"""The way from the original expression to the theme, and the reduced expressions of each group side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

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
class ThemeTable:
    """A theme's reduced expressions by sub-theme and group; None stands for codings without one.

    ``unreduced`` are the theme's codings that have no reduced expression yet.
    """

    theme: str
    sub_themes: tuple[Key, ...]
    groups: tuple[Key, ...]
    unreduced: tuple[str, ...]
    cells: dict[tuple[Key, Key], tuple[Reduced, ...]] = field(repr=False)

    def cell(self, sub_theme: Key, group: Key) -> tuple[Reduced, ...]:
        """Return the expressions of one group under one sub-theme, those of the most customers first."""
        return self.cells.get((sub_theme, group), ())


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
    read = rows(codings, "theme", "sub_theme", "group", "coding_id", "customer", "reduced")
    members = [(sub, group, tuple(rest)) for of, sub, group, *rest in read if of == theme]
    places = grouped(((sub, group), member) for sub, group, member in members)
    return ThemeTable(
        theme,
        ordered([sub for sub, _, _ in members], sub_themes),
        ordered([group for _, group, _ in members], groups),
        tuple(coding for _, _, (coding, _, words) in members if not words),
        {place: _expressions(found) for place, found in places.items()},
    )


def _expressions(members: list[_Member]) -> tuple[Reduced, ...]:
    spelt = grouped((_folded(words), (coding, customer, words)) for coding, customer, words in members if words)
    found = [
        Reduced(
            said[0][2].strip(),
            len(distinct(customer for _, customer, _ in said)),
            tuple(coding for coding, _, _ in said),
        )
        for said in spelt.values()
    ]
    return tuple(sorted(found, key=lambda one: (-one.customers, -len(one.segments))))


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def reduction_table(codings: IntoDataFrame) -> tuple[ReductionRow, ...]:
    """Return every coding's way from original expression to theme, in the frame's order."""
    columns = ("coding_id", "text", "reduced", "topic", "sub_theme", "theme", "group", "customer")
    return tuple(ReductionRow(*row) for row in rows(codings, *columns))
