"""What the workbench knows of a study and the study has no place for: it travels in the study's ``extra`` as plain tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from teema.web.studies.models import Criterion, Interview, Study
from teema.web.studies.proposed_rules import proposed_rule


def load_workbench(study: Study, kept: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> None:
    """Put back what ``saved_workbench`` gave; a study from elsewhere has nothing of it."""
    rules = {one["text"]: one for one in kept.get("criteria", ())}
    for criterion in Criterion.objects.filter(study=study):
        if rule := rules.get(criterion.text):
            criterion.rule, criterion.value = rule["rule"], rule.get("value", "")
            criterion.save(update_fields=["rule", "value"])
    for one in kept.get("interviews", ()):
        if row := known["interviews"].get(one["id"]):
            row.status, row.starts_at = one.get("status", row.status), one.get("starts_at")
            row.save(update_fields=["status", "starts_at"])


def saved_workbench(study: Study) -> dict[str, list[dict[str, Any]]]:
    """Return what a study folder has no documented place for, as tables of toml without empty values."""
    criteria = [
        one for one in Criterion.objects.filter(study=study) if (one.rule, one.value) != proposed_rule(one.text)
    ]
    interviews = Interview.objects.filter(study=study)
    tables = {
        "criteria": [{"text": one.text, "rule": one.rule, "value": one.value} for one in criteria],
        "interviews": [
            _given(id=one.key, status=one.status, starts_at=one.starts_at)
            for one in interviews
            if one.starts_at or one.status != Interview.Status.PLANNED
        ],
    }
    return {name: rows for name, rows in tables.items() if rows}


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}
