"""What is written at a theme's section stays with the theme when the codebook changes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from teema.web.coding.references import Reference, Restructured
from teema.web.history.recording import Recorder
from teema.web.reporting.models import Passage, ReportPlan
from teema.web.studies.models import Study

_SECTION: Final = "themes/theme-"


def _none(study: Study, codes: Collection[str], topics: Collection[str]) -> int:
    return 0


def _follow(changes: Recorder, done: Restructured) -> None:
    """Have passages and the plan speak of the theme that took the place of theirs. What is written at a theme that is gone is kept."""
    for row in Passage.objects.filter(study=done.study, part__startswith=_SECTION):
        changes.update(row, part=_now(row.part, done))
    for plan in ReportPlan.objects.filter(study=done.study):
        changes.update(plan, without=list(dict.fromkeys(_now(part, done) for part in plan.without)))


def _now(part: str, done: Restructured) -> str:
    if not part.startswith(_SECTION):
        return part
    theme = done.place_of(part.removeprefix(_SECTION))[0]
    return f"{_SECTION}{theme}" if theme else part


PASSAGES = Reference("passages", _none, _follow, goes_along=True)
