"""What is written about a finding beside its statement: careful explanations by those who write findings, remarks by whoever may comment.

Both are memos of the study, told apart by the column ``kind`` of remarks. A remark may be about anything that has a key: ``measure:T1``.
"""

from __future__ import annotations

from typing import Any, Final
from uuid import uuid4

from django.utils.timezone import localdate

from teema.errors import Conflict, Forbidden
from teema.web.accounts.models import User
from teema.web.coding.models import Memo
from teema.web.history.recording import Recorder
from teema.web.history.seen import still_as_seen
from teema.web.insight.actions.findings import about, as_it_stands
from teema.web.insight.models import Finding
from teema.web.studies.access import act
from teema.web.studies.actions.places import last_place
from teema.web.studies.models import Membership, Study

REMARK: Final = {"kind": "remark"}


def explain_finding(actor: User, finding: Finding, *, text: str, title: str = "") -> Memo:
    """Write a careful explanation of a finding. Conflict (B835): it says nothing."""
    with act(actor, finding.study, "finding.change") as changes:
        memo = _written(
            changes, finding.study, changes.membership, about(as_it_stands(finding)), text, title=title.strip()
        )
        changes.note(about=finding, key=finding.key, done="explained")
    return memo


def change_explanation(actor: User, memo: Memo, *, text: str, title: str = "", seen: str = "") -> Memo:
    """Write an explanation anew. Conflict: it says nothing (B835), or somebody changed it meanwhile (B505)."""
    with act(actor, memo.study, "finding.change") as changes:
        row = Memo.objects.select_related("study").get(pk=memo.pk)
        still_as_seen(row, seen, "title", "text")
        changes.update(row, text=_said(text), title=title.strip())
        changes.note(about=row, key=_key(row), done="explained")
    return row


def remove_explanation(actor: User, memo: Memo) -> None:
    """Take an explanation away."""
    with act(actor, memo.study, "finding.change") as changes:
        changes.note(about=memo, key=_key(memo), done="unexplained")
        changes.delete(memo)


def remark(actor: User, study: Study, about: str, *, text: str) -> Memo:
    """Remark on something, by its kind and key (``finding:P1``). Conflict (B835): it says nothing."""
    with act(actor, study, "remark.add") as changes:
        memo = _written(changes, study, changes.membership, about, text, extra=dict(REMARK))
        changes.note(about=memo, key=_key(memo))
    return memo


def remove_remark(actor: User, memo: Memo) -> None:
    """Take a remark away: one's own; the lead, anyone's. Forbidden (B836): somebody else wrote it."""
    with act(actor, memo.study, "remark.remove") as changes:
        if not is_own(changes.membership, memo):
            raise Forbidden("B836", by=memo.by)
        changes.note(about=memo, key=_key(memo))
        changes.delete(memo)


def is_own(member: Membership, memo: Memo) -> bool:
    """Tell whether a member may take a remark away."""
    return member.role == Membership.Role.LEAD or memo.by == member.coder


def remarks_on(study: Study, about: str) -> list[Memo]:
    """Return the remarks on something, the first first."""
    return [one for one in Memo.objects.filter(study=study, about=about) if is_remark(one)]


def explanations_of(study: Study, about: str) -> list[Memo]:
    """Return the memos about something that aren't remarks."""
    return [one for one in Memo.objects.filter(study=study, about=about) if not is_remark(one)]


def is_remark(memo: Memo) -> bool:
    """Tell a remark from other memos."""
    return bool(memo.extra.get("kind") == REMARK["kind"])


def _written(changes: Recorder, study: Study, writer: Membership, about: str, text: str, **values: Any) -> Memo:
    id, place = uuid4(), last_place(Memo, study)
    said = {"text": _said(text), "about": about, "by": writer.coder, "date": localdate(), **values}
    return changes.create(Memo(id=id, study=study, key=str(id), position=place, **said))


def _said(text: str) -> str:
    if not text.strip():
        raise Conflict("B835")
    return text.strip()


def _key(memo: Memo) -> str:
    return memo.about.partition(":")[2]
