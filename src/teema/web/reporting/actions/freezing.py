"""Frozen versions: a study kept as it was when its report was made, and taken away when it isn't wanted any more."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID

from teema.errors import NotFound
from teema.web.accounts.models import User
from teema.web.reporting.models import FrozenReport
from teema.web.studies.access import act
from teema.web.studies.models import Study


def freeze(
    actor: User,
    study: Study,
    *,
    name: str,
    folder: bytes,
    plan: Mapping[str, Any],
    program: str,
    digests: Mapping[str, str],
) -> FrozenReport:
    """Keep a version: the study's folder as a zip, the plan by which the report was made, and what was made of it.

    It isn't undone: a version that isn't wanted is removed.
    """
    with act(actor, study, "report.freeze") as changes:
        changes.undoable = False
        row = changes.create(
            FrozenReport(
                study=study,
                name=name,
                made_by=actor,
                program=program,
                plan=dict(plan),
                digests=dict(digests),
                size=len(folder),
                sha256=sha256(folder).hexdigest(),
                content=folder,
            )
        )
        changes.note(about=row, name=name)
    return row


def remove_frozen(actor: User, row: FrozenReport) -> None:
    """Take a version away for good."""
    with act(actor, row.study, "report.freeze") as changes:
        changes.undoable = False
        changes.note(about=row, removed=True, name=row.name)
        changes.delete(row)


def frozen_of(study: Study, key: UUID, *, content: bool = False) -> FrozenReport:
    """Return a frozen version, without its content unless that is asked for. NotFound (B852): there is none."""
    rows = FrozenReport.objects.filter(study=study, pk=key)
    found = (rows if content else rows.defer("content")).first()
    if found is None:
        raise NotFound("B852")
    return found
