"""Writes to the interview guide."""

from __future__ import annotations

from datetime import date

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.studies.access import act
from teema.web.studies.models import GuideVersion, Study
from teema.web.studies.queries.guide import seen_as


def save_guide(
    actor: User, study: Study, *, text: str, note: str = "", seen: str, as_new: bool = False
) -> GuideVersion:
    """Write the guide. A reviewed version stays as it was reviewed: the text becomes a new one, as it does when that is asked.

    ``seen`` is ``seen_as`` of the version that the writer started from. Conflict (B255): the guide has changed since.
    """
    with act(actor, study, "guide.change") as changes:
        latest = GuideVersion.objects.filter(study=study).first()
        if seen_as(latest) != seen:
            raise Conflict("B255", number=latest.number if latest else 0)
        if latest is None or latest.reviewed_on or as_new:
            number = latest.number + 1 if latest else 1
            version = GuideVersion(study=study, number=number, text=text, note=note, made_by=actor)
            changes.create(version)
        else:
            version = changes.update(latest, text=text, note=note)
        changes.note(about=version, number=version.number)
    return version


def review_guide(actor: User, study: Study, *, number: int, by: str, on: date, note: str = "") -> GuideVersion:
    """Stamp the latest version as reviewed: from then on it isn't changed. Conflict: it isn't the latest (B256) or is reviewed (B257)."""
    with act(actor, study, "guide.review") as changes:
        latest = GuideVersion.objects.filter(study=study).first()
        if latest is None or latest.number != number:
            raise Conflict("B256", number=number)
        if latest.reviewed_on:
            raise Conflict("B257", number=number)
        changes.update(latest, reviewed_by=by, reviewed_on=on, review_note=note)
        changes.note(about=latest, number=number)
    return latest
