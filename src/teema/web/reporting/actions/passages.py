"""Writes of what stands between the parts of a report."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from teema.errors import Conflict
from teema.report.plan import PLACES
from teema.web.accounts.models import User
from teema.web.reporting.models import Passage
from teema.web.studies.access import act
from teema.web.studies.actions.places import last_place
from teema.web.studies.models import Study


def passages_at(study: Study, part: str) -> dict[str, str]:
    """Return what is written at a part, by place; several passages of a place are one text."""
    texts: dict[str, list[str]] = {place: [] for place in PLACES}
    for one in Passage.objects.filter(study=study, part=part):
        texts.setdefault(one.place, []).append(one.text)
    return {place: "\n\n".join(found) for place, found in texts.items()}


def passages_seen(study: Study, part: str) -> str:
    """Return a mark of what is written at a part now."""
    return sha256(repr(sorted(passages_at(study, part).items())).encode()).hexdigest()[:16]


def write_passages(actor: User, study: Study, part: str, texts: Mapping[str, str], *, mark: str = "") -> None:
    """Write what stands at a part: a text for each place, an empty one takes what is there away.

    Conflict (B850): somebody changed it since it was seen.
    """
    with act(actor, study, "report.write") as changes:
        if mark and mark != passages_seen(study, part):
            raise Conflict("B850")
        for place in PLACES:
            text = texts.get(place, "").strip()
            rows = list(Passage.objects.filter(study=study, part=part, place=place))
            if text == "\n\n".join(one.text for one in rows).strip():
                continue
            for row in rows[1 if text else 0 :]:
                changes.delete(row)
            if text and rows:
                changes.update(rows[0], text=text)
            elif text:
                changes.create(
                    Passage(study=study, part=part, place=place, text=text, position=last_place(Passage, study))
                )
        changes.note(part=part)
