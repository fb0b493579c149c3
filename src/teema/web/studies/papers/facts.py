"""What the papers say of a study: the facts written on their page, kept in the study's ``extra``, and what the design knows already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from teema.web.studies.guide_text import topics
from teema.web.studies.models import GuideVersion, Round, Study

KEPT: Final = "papers"
"""The table of ``study.toml`` that holds the facts."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A study's facts. ``written`` are the form's, by the names of its fields; what is empty isn't there."""

    title: str
    organisation: str
    topics: tuple[str, ...]
    aims: tuple[str, ...]
    period: tuple[date, date] | None
    written: Mapping[str, Any]

    def get(self, name: str) -> Any:
        """Return a written fact, None where there is none."""
        return self.written.get(name)

    @property
    def by_thesis(self) -> bool:
        """Tell whether the thesis writer is the controller, rather than an organisation."""
        return bool(self.get("controller_kind") == "thesis")


def facts_of(study: Study) -> Facts:
    """Gather what the papers can say of a study."""
    written = {"controller_kind": "organisation"} | dict(study.extra.get(KEPT, {}))
    listed = written.get("topics") or topics(getattr(GuideVersion.objects.filter(study=study).first(), "text", ""))
    return Facts(study.title, study.organisation, tuple(listed), tuple(study.aims), _period(study), written)


def kept(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts as a table of toml may hold them: without empty ones.

    >>> kept({"purpose": "", "minutes": 60, "no_dpo": False, "topics": []})
    {'minutes': 60}
    """
    return {name: value for name, value in given.items() if value not in (None, "", False, [])}


def _period(study: Study) -> tuple[date, date] | None:
    """Return the days of the round that comes last, if both are known."""
    last = Round.objects.filter(study=study, starts__isnull=False, ends__isnull=False).order_by("starts").last()
    return (last.starts, last.ends) if last and last.starts and last.ends else None
