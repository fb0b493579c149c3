"""Last year's profile for this year's file: which questions are the same, reworded, new or missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from teema.formats.surveys.profiles import Column, Profile
from teema.formats.surveys.proposing import keyed

Kind: TypeAlias = Literal["changed", "new", "missing"]
ALIKE = 0.75
"""How alike two wordings must be to be taken for one question: the share of characters that they have in common, in order."""
SAME_CODE = 0.5
"""The same where both have the same code too. Tools number questions anew, so that a code alone tells nothing."""
FOLLOWED = 0.5
"""Which share of a profile's columns a file must have for the profile to be followed."""

MOST_COMPARED = 40_000
_COMPARED = 500


@dataclass(frozen=True, slots=True)
class Change:
    """How a question differs from the profile. ``alike`` is between 0 and 1, by Ratcliff and Obershelp as difflib measures it."""

    kind: Kind
    key: str
    now: str = ""
    before: str = ""
    alike: float = 0.0


@dataclass(frozen=True, slots=True)
class Followed:
    """A proposal that follows an earlier profile, and what differs."""

    profile: Profile
    by: str = ""
    changes: tuple[Change, ...] = ()


def best_of(proposal: Profile, earlier: Iterable[Profile]) -> Profile | None:
    """Return the earlier profile that has most of its columns in the proposal; None where none has enough of them."""
    shares = [(_share(proposal, one), one) for one in earlier if one.kind == proposal.kind]
    best = max(shares, key=lambda pair: (pair[0], pair[1].name), default=None)
    return best[1] if best and best[0] >= FOLLOWED else None


def _share(proposal: Profile, earlier: Profile) -> float:
    held = {column.header.compared for column in proposal.columns}
    wanted = [column.header.compared for column in earlier.columns]
    return sum(one in held for one in wanted) / len(wanted) if wanted else 0.0


def followed(proposal: Profile, earlier: Profile) -> Followed:
    """Give the columns that an earlier profile knows its uses and keys, and tell what differs."""
    pairs = _pairs(proposal.columns, earlier.columns)
    columns, changes = [], []
    for place, column in enumerate(proposal.columns):
        before = earlier.columns[pairs[place][0]] if place in pairs else None
        columns.append(_as(column, before) if before else replace(column, key="", question=""))
        if before is None:
            changes.append((place, "new", 0.0))
        elif pairs[place][1] < 1:
            changes.append((place, "changed", pairs[place][1]))
    made = keyed(columns)
    taken = {old for old, _ in pairs.values()}
    told = [
        _change(kind, made[place], earlier.columns[pairs[place][0]] if place in pairs else None, alike)
        for place, kind, alike in changes
    ]
    missing = [
        Change("missing", one.key, before=one.header.shown)
        for place, one in enumerate(earlier.columns)
        if place not in taken
    ]
    return Followed(replace(proposal, columns=made), earlier.name, (*told, *missing))


def _change(kind: str, column: Column, before: Column | None, alike: float) -> Change:
    return Change(
        "changed" if kind == "changed" else "new",
        column.key,
        column.header.shown,
        before.header.shown if before else "",
        alike,
    )


def _as(column: Column, before: Column) -> Column:
    return replace(
        column, key=before.key, use=before.use, question=before.question, separator=column.separator or before.separator
    )


def _pairs(now: Sequence[Column], before: Sequence[Column]) -> dict[int, tuple[int, float]]:
    """Pair columns with those of the profile, each once: the same wording first, then the same code, then the most alike."""
    pairs: dict[int, tuple[int, float]] = {}
    free = list(range(len(before)))
    for place, column in enumerate(now):
        same = [old for old in free if before[old].header.compared == column.header.compared]
        same.sort(key=lambda old: before[old].header.code != column.header.code)
        if same:
            pairs[place] = (same[0], 1.0)
            free.remove(same[0])
    rest = [place for place in range(len(now)) if place not in pairs]
    likely = _likely(now, before, rest, free)
    for alike, place, old in sorted(likely, key=lambda one: (-one[0], one[1], one[2])):
        coded = bool(now[place].header.code) and now[place].header.code == before[old].header.code
        if alike >= (SAME_CODE if coded else ALIKE) and place not in pairs and old in free:
            pairs[place] = (old, alike)
            free.remove(old)
    return pairs


def _likely(
    now: Sequence[Column], before: Sequence[Column], rest: list[int], free: list[int]
) -> list[tuple[float, int, int]]:
    """Compare what is left; where it is very much, only what has the same code."""
    many = len(rest) * len(free) > MOST_COMPARED
    return [
        (_alike(now[place], before[old]), place, old)
        for place in rest
        for old in free
        if not many or now[place].header.code == before[old].header.code
    ]


def _alike(one: Column, other: Column) -> float:
    first, second = one.header.compared[:_COMPARED], other.header.compared[:_COMPARED]
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < SAME_CODE or matcher.quick_ratio() < SAME_CODE:
        return 0.0
    return matcher.ratio()
