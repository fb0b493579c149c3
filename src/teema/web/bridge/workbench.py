"""What the workbench knows of a study and the study has no place for: it travels in the study's ``extra`` as plain tables.

Not who its members are, nor what was done in it: a study that moves begins its history anew. Real names and consents are the
register's (``exchange.register``) and never travel here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Model

from teema.web.material.models import Document, SavedSearch
from teema.web.studies.models import Criterion, CriterionCheck, GuideVersion, Interview, Study, Tombstone
from teema.web.studies.proposed_rules import proposed_rule

Tables = dict[str, list[dict[str, Any]]]
_GUIDE = ("number", "text", "note", "reviewed_on", "reviewed_by", "review_note")
_TOMBSTONE = ("kind", "key", "reason", "counts", "at")


def load_workbench(study: Study, kept: object, known: Mapping[str, Mapping[str, Any]]) -> None:
    """Put back what ``saved_workbench`` gave; a study from elsewhere has nothing of it."""
    tables = _tables(kept)
    for name, put_back in _PUT_BACK.items():
        put_back(study, tables.get(name, []), known)


def saved_workbench(study: Study) -> Tables:
    """Return what a study folder has no documented place for, as tables of toml without empty values."""
    tables = {name: save(study) for name, save in _SAVE.items()}
    return {name: rows for name, rows in tables.items() if rows}


def _tables(kept: object) -> Tables:
    """Return the tables of rows; anything else under our name is somebody's own."""
    found = kept.items() if isinstance(kept, Mapping) else ()
    return {
        str(name): [dict(row) for row in rows if isinstance(row, Mapping)]
        for name, rows in found
        if isinstance(rows, Sequence) and not isinstance(rows, str)
    }


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", {})}


def _of(row: Model, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _taken(row: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Return the columns that a row gives; those that it leaves out keep their defaults."""
    return {name: row[name] for name in names if name in row}


def _saved_criteria(study: Study) -> list[dict[str, Any]]:
    """Return the criteria whose rule isn't the one that their words propose."""
    return [
        _given(text=one.text, rule=one.rule, value=one.value, extra=one.extra)
        for one in Criterion.objects.filter(study=study)
        if (one.rule, one.value) != proposed_rule(one.text) or one.extra
    ]


def _put_criteria(study: Study, rows: list[dict[str, Any]], known: Mapping[str, Mapping[str, Any]]) -> None:
    rules = {one.get("text"): one for one in rows}
    for criterion in Criterion.objects.filter(study=study):
        if rule := rules.get(criterion.text):
            criterion.rule, criterion.value = rule.get("rule", criterion.rule), rule.get("value", "")
            criterion.extra = rule.get("extra", {})
            criterion.save(update_fields=["rule", "value", "extra"])


def _saved_checks(study: Study) -> list[dict[str, Any]]:
    rows = CriterionCheck.objects.filter(study=study).select_related("customer")
    places = {
        one: place for place, one in enumerate(Criterion.objects.filter(study=study).values_list("pk", flat=True))
    }
    return [
        _given(
            customer=one.customer.key,
            criterion=places[one.criterion_id],
            met=one.met,
            exception=one.exception,
            extra=one.extra,
        )
        for one in rows
    ]


def _put_checks(study: Study, rows: list[dict[str, Any]], known: Mapping[str, Mapping[str, Any]]) -> None:
    criteria = dict(enumerate(Criterion.objects.filter(study=study)))
    CriterionCheck.objects.bulk_create(
        CriterionCheck(
            study=study,
            customer=known["customers"][row["customer"]],
            criterion=criteria[row["criterion"]],
            position=place,
            **_taken(row, ("met", "exception", "extra")),
        )
        for place, row in enumerate(rows)
        if row.get("customer") in known["customers"] and row.get("criterion") in criteria
    )


def _saved_guide(study: Study) -> list[dict[str, Any]]:
    """Return the guide's versions; a single one that nobody wrote about is the study's own ``guide``."""
    versions = list(GuideVersion.objects.filter(study=study).select_related("made_by").order_by("number"))
    plain = len(versions) == 1 and not any(_given(**_of(versions[0], _GUIDE[2:])))
    if not versions or (plain and versions[0].number == 1 and versions[0].made_by is None and not versions[0].extra):
        return []
    return [
        _given(**_of(one, _GUIDE), made_at=one.made_at, by=_by(one, "made_by"), extra=_own(one)) for one in versions
    ]


def _put_guide(study: Study, rows: list[dict[str, Any]], known: Mapping[str, Mapping[str, Any]]) -> None:
    """Put the versions back. The latest has the text of the study's guide, which someone may have changed in the folder."""
    current = GuideVersion.objects.filter(study=study).first()
    if not rows:
        return
    GuideVersion.objects.filter(study=study).delete()
    for row in rows:
        version = GuideVersion.objects.create(study=study, **_taken(row, _GUIDE), extra=_with_by(row))
        if "made_at" in row:
            GuideVersion.objects.filter(pk=version.pk).update(made_at=row["made_at"])
    latest = GuideVersion.objects.filter(study=study).first()
    if current is not None and latest is not None and latest.text != current.text:
        GuideVersion.objects.create(study=study, number=latest.number + 1, text=current.text)


def _saved_interviews(study: Study) -> list[dict[str, Any]]:
    return [
        _given(id=one.key, status=one.status, starts_at=one.starts_at)
        for one in Interview.objects.filter(study=study)
        if one.starts_at or one.status != Interview.Status.PLANNED
    ]


def _put_interviews(study: Study, rows: list[dict[str, Any]], known: Mapping[str, Mapping[str, Any]]) -> None:
    for one in rows:
        if row := known["interviews"].get(str(one.get("id"))):
            row.status, row.starts_at = one.get("status", row.status), one.get("starts_at")
            row.save(update_fields=["status", "starts_at"])


def _saved_documents(study: Study) -> list[dict[str, Any]]:
    """Return what transcripts hold beyond their columns: only other material has a row of its own in a study."""
    rows = Document.objects.filter(study=study, kind="").exclude(extra={})
    return [{"name": one.key, "extra": one.extra} for one in rows]


def _put_documents(study: Study, rows: list[dict[str, Any]], known: Mapping[str, Mapping[str, Any]]) -> None:
    for one in rows:
        if (row := known["documents"].get(str(one.get("name")))) and not row.kind:
            row.extra = one.get("extra", {})
            row.save(update_fields=["extra"])


def _saved_tombstones(study: Study) -> list[dict[str, Any]]:
    rows = Tombstone.objects.filter(study=study).select_related("by")
    return [_given(**_of(one, _TOMBSTONE), by=_by(one, "by"), extra=_own(one)) for one in rows]


def _put_tombstones(study: Study, rows: list[dict[str, Any]], known: Mapping[str, Mapping[str, Any]]) -> None:
    for place, row in enumerate(rows):
        stone = Tombstone.objects.create(
            study=study, position=place, **_taken(row, _TOMBSTONE[:-1]), extra=_with_by(row)
        )
        if "at" in row:
            Tombstone.objects.filter(pk=stone.pk).update(at=row["at"])


def _saved_searches(study: Study) -> list[dict[str, Any]]:
    return [_given(name=one.name, query=one.query, extra=one.extra) for one in SavedSearch.objects.filter(study=study)]


def _put_searches(study: Study, rows: list[dict[str, Any]], known: Mapping[str, Mapping[str, Any]]) -> None:
    named = {str(row["name"]): row for row in rows if row.get("name")}
    SavedSearch.objects.bulk_create(
        SavedSearch(study=study, position=place, **_taken(row, ("name", "query", "extra")))
        for place, row in enumerate(named.values())
    )


def _by(row: Any, column: str) -> str:
    """Name who did something: a user of this workspace, or who it was in the one that the study came from."""
    user = getattr(row, column)
    return str(user.name if user is not None else row.extra.get("by", ""))


def _own(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row.extra.items() if name != "by"}


def _with_by(row: Mapping[str, Any]) -> dict[str, Any]:
    return dict(row.get("extra", {})) | ({"by": row["by"]} if row.get("by") else {})


_SAVE: dict[str, Callable[[Study], list[dict[str, Any]]]] = {
    "criteria": _saved_criteria,
    "checks": _saved_checks,
    "guide": _saved_guide,
    "interviews": _saved_interviews,
    "documents": _saved_documents,
    "tombstones": _saved_tombstones,
    "searches": _saved_searches,
}
_PUT_BACK: dict[str, Callable[[Study, list[dict[str, Any]], Mapping[str, Mapping[str, Any]]], None]] = {
    "criteria": _put_criteria,
    "checks": _put_checks,
    "guide": _put_guide,
    "interviews": _put_interviews,
    "documents": _put_documents,
    "tombstones": _put_tombstones,
    "searches": _put_searches,
}
