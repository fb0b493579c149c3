"""The plan in a study's ``extra`` ↔ rows."""

from __future__ import annotations

from typing import Any

from teema.report.plan import Plan, plan_in, table_of
from teema.web.reporting.models import ChecklistAnswer, Passage, ReportPlan
from teema.web.studies.models import Study

_COLUMNS = ("parts", "without", "edition", "language", "round", "formats")
_LISTS = frozenset({"parts", "without", "formats"})


def kept_plan(study: Study) -> Plan:
    """Return the plan of a study's report as its rows tell it; the usual one where there are none."""
    row = ReportPlan.objects.filter(study=study).first() or ReportPlan()
    table: dict[str, Any] = {name: getattr(row, name) for name in _COLUMNS}
    table["written"] = list(Passage.objects.filter(study=study).values("part", "place", "text"))
    table["coreq"] = list(ChecklistAnswer.objects.filter(study=study).values("item", "answer", "where"))
    return plan_in(table)


def saved_plan(study: Study) -> dict[str, Any]:
    """Return the plan as the table of ``study.toml``: empty where the report is the usual one."""
    return table_of(kept_plan(study))


def put_plan(study: Study, table: object) -> None:
    """Put a plan into rows: one for which ``is_plan`` holds."""
    plan = plan_in(table)
    if any(getattr(plan, name) != getattr(Plan(), name) for name in _COLUMNS):
        values = {name: getattr(plan, name) for name in _COLUMNS}
        values |= {name: list(values[name]) for name in _LISTS}
        ReportPlan.objects.create(study=study, **values)
    Passage.objects.bulk_create(
        Passage(study=study, position=place, part=one.part, place=one.place, text=one.text)
        for place, one in enumerate(plan.written)
    )
    ChecklistAnswer.objects.bulk_create(
        ChecklistAnswer(study=study, position=place, item=one.item, answer=one.answer, where=one.where)
        for place, one in enumerate(plan.coreq)
    )


def is_plan(table: object) -> bool:
    """Tell whether a table of ``study.toml`` is a plan that rows can hold and give back the same; another stays as it is."""
    plan = plan_in(table)
    items = [one.item for one in plan.coreq]
    fits = items == sorted(set(items)) and all(0 <= item < 1000 for item in items)
    texts = [one.where for one in plan.coreq] + [one.part for one in plan.written] + [plan.language, plan.round]
    return fits and all(len(text) <= 200 for text in texts) and table_of(plan) == table
