"""Who refers to codes, topics and codings by key, so that a change of the codebook takes them along.

A room above registers what it holds in its ``AppConfig.ready``; the codebook's actions ask all of them and know none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from teema.study import Codebook
from teema.web.coding.queries.tree import tree_of
from teema.web.history.recording import Recorder
from teema.web.studies.models import Study


@dataclass(slots=True)
class Became:
    """What took the place of what, by key: codes, topics and codings that were made one with another."""

    codes: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    codings: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Restructured:
    """The codebook before an act and after it."""

    study: Study
    before: Codebook
    after: Codebook
    became: Became

    def place_of(self, key: str) -> tuple[str, str]:
        """Return the theme and the sub-theme (empty for a theme) with which what was a code counts now; both empty when it is gone."""
        now = self.became.codes.get(key, key)
        theme, sub_theme = self.after.theme_of.get(now), self.after.sub_theme_of.get(now)
        return (theme.key if theme else "", sub_theme.key if sub_theme else "")


@dataclass(frozen=True, slots=True)
class Reference:
    """Rows that refer by key. ``kind`` finds their words (``web_coding.referring.KIND``).

    ``count`` tells how many rows refer to any of some codes and topics; ``follow`` makes them right after an act, or raises a
    Conflict where only a person can tell what is right. Rows that ``go_along`` disappear with a code and don't keep it.
    """

    kind: str
    count: Callable[[Study, Collection[str], Collection[str]], int]
    follow: Callable[[Recorder, Restructured], None]
    goes_along: bool = False


_REFERENCES: list[Reference] = []


def refers_to_codes(reference: Reference) -> None:
    """Register rows that refer by key."""
    _REFERENCES.append(reference)


def referring(study: Study, *, codes: Collection[str] = (), topics: Collection[str] = ()) -> Mapping[str, int]:
    """Count the rows of each kind that refer to codes or topics, and keep these from being removed."""
    counts = {one.kind: one.count(study, codes, topics) for one in _REFERENCES if not one.goes_along}
    return {kind: count for kind, count in counts.items() if count}


@contextmanager
def restructuring(changes: Recorder, study: Study) -> Iterator[Became]:
    """Change the codebook within an act, and take along whatever refers to it."""
    before, became = tree_of(study), Became()
    yield became
    done = Restructured(study, before, tree_of(study), became)
    for reference in _REFERENCES:
        reference.follow(changes, done)
