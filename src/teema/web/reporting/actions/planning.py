"""Writes of the plan: which parts the report has, in which order, and for whom it is."""

from __future__ import annotations

from collections.abc import Sequence

from teema.web.accounts.models import User
from teema.web.history.seen import seen, still_as_seen
from teema.web.reporting.models import ReportPlan
from teema.web.studies.access import act
from teema.web.studies.models import Study

COLUMNS = ("parts", "without", "edition", "language", "round", "formats")


def plan_row(study: Study) -> ReportPlan:
    """Return the row of a study's plan; one that isn't saved where the report is the usual one."""
    return ReportPlan.objects.filter(study=study).first() or ReportPlan(study=study)


def plan_seen(study: Study) -> str:
    """Return the mark of the plan as it is now."""
    return seen(plan_row(study), *COLUMNS)


def save_plan(
    actor: User,
    study: Study,
    *,
    parts: Sequence[str],
    without: Sequence[str],
    edition: str,
    language: str,
    round: str,
    formats: Sequence[str] = (),
    mark: str = "",
) -> ReportPlan:
    """Write the plan. Conflict (B505): somebody changed it since it was seen."""
    values = {"parts": list(parts), "without": list(without), "edition": edition, "language": language, "round": round}
    values["formats"] = list(formats)
    with act(actor, study, "report.write") as changes:
        row = plan_row(study)
        still_as_seen(row, mark, *COLUMNS)
        if row._state.adding:
            for name, value in values.items():
                setattr(row, name, value)
            changes.create(row)
        else:
            changes.update(row, **values)
        changes.note(about=row, plan=True)
    return row
