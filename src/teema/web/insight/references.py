"""Who refers to findings by key, so that a finding that goes takes along what would be left pointing at nothing.

Rooms beside and above register what they hold in an ``AppConfig.ready``; the findings' actions ask all of them and know none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from teema.web.history.recording import Recorder
from teema.web.studies.models import Study

Counting: TypeAlias = Callable[[Study, str], int]
LettingGo: TypeAlias = Callable[[Recorder, Study, str], None]


@dataclass(frozen=True, slots=True)
class _Referring:
    kind: str
    count: Counting
    let_go: LettingGo


_REFERRING: list[_Referring] = []


def refers_to_findings(kind: str, count: Counting, let_go: LettingGo) -> None:
    """Register rows that refer to findings. ``kind`` finds their words (``web_findings.referring.KIND``)."""
    _REFERRING.append(_Referring(kind, count, let_go))


def referring_to(study: Study, key: str) -> Mapping[str, int]:
    """Count the rows of each kind that refer to a finding."""
    counts = {one.kind: one.count(study, key) for one in _REFERRING}
    return {kind: count for kind, count in counts.items() if count}


def let_go_of(changes: Recorder, study: Study, key: str) -> None:
    """Take a finding out of everything that refers to it, within the act that removes it."""
    for one in _REFERRING:
        one.let_go(changes, study, key)
