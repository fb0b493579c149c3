"""Memos: a note on a coding or a document, by whoever may comment. One changes and takes away one's own; the lead, everyone's."""

from __future__ import annotations

from uuid import UUID

from django.utils.timezone import localdate

from teema.errors import Conflict, Forbidden
from teema.web.accounts.models import User
from teema.web.coding.actions.codebook import next_position
from teema.web.coding.models import Coding, Memo
from teema.web.history.recording import Recorder
from teema.web.material.models import Document
from teema.web.studies.access import act
from teema.web.studies.models import Membership, Study


def write_memo(actor: User, about: Document | Coding, *, id: UUID, text: str, title: str = "") -> Memo:
    """Write a memo about a document or a coding, or write one's own anew; the same sent again changes nothing.

    Conflict (B409): it says nothing, or its id is another thing's. Forbidden (B410): someone else wrote it.
    """
    text, place = text.strip(), place_of(about)
    if not text:
        raise Conflict("B409")
    with act(actor, about.study, "memo.write") as changes:
        writer = changes.membership
        memo = Memo.objects.filter(pk=id).first()
        if memo is None:
            return _new(changes, about.study, writer, id=id, text=text, title=title, about=place)
        if (memo.study_id, memo.about) != (about.study_id, place):
            raise Conflict("B409")
        _check_writer(writer, memo)
        changes.note(about=memo)
        return changes.update(memo, text=text)


def remove_memo(actor: User, memo: Memo) -> None:
    """Take a memo away. Forbidden (B410): someone else wrote it."""
    with act(actor, memo.study, "memo.write") as changes:
        _check_writer(changes.membership, memo)
        changes.note(about=memo)
        changes.delete(memo)


def place_of(about: Document | Coding) -> str:
    """Return how a memo says what it is about."""
    return f"{'coding' if isinstance(about, Coding) else 'document'}:{about.key}"


def _new(changes: Recorder, study: Study, writer: Membership, *, id: UUID, text: str, title: str, about: str) -> Memo:
    position = next_position(Memo, study)
    written = {"text": text, "title": title.strip(), "about": about, "by": writer.coder, "date": localdate()}
    memo = changes.create(Memo(id=id, study=study, key=str(id), position=position, **written))
    changes.note(about=memo)
    return memo


def _check_writer(writer: Membership, memo: Memo) -> None:
    if writer.role != Membership.Role.LEAD and memo.by != writer.coder:
        raise Forbidden("B410", by=memo.by)
