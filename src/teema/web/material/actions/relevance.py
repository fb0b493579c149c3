"""Which words belong to the study: judged, judged otherwise, and taken back. Excluded words stay in the text and are counted.

In one coder's layer a word has one judgement at most: a new one takes the place of those that lie under it, and what of them
reaches beyond it stays. Everything is undone as one act.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.db.models import Max

from teema.errors import Conflict, Forbidden, NotFound
from teema.study.codings import STATUSES
from teema.web.accounts.models import User
from teema.web.history.recording import Recorder
from teema.web.material.models import Document, Relevance
from teema.web.studies.access import act
from teema.web.studies.models import Membership


def set_relevance(
    actor: User,
    document: Document,
    *,
    start: int,
    end: int,
    status: str = "out",
    reason: str = "",
    key: str = "",
    revision: int | None = None,
) -> Relevance:
    """Judge a document's words ``start`` … ``end`` (code points, half-open) in the actor's own layer.

    ``key`` lets a sender that got no answer send again: what it made the first time is returned. ``revision`` is the document's as
    the sender saw it. Conflict: there are no such words (B301), the text was corrected meanwhile (B302), the key stands elsewhere
    (B303). NotFound (B304): no such status.
    """
    check_words(document, start, end, revision)
    _check_status(status)
    made = Relevance.objects.filter(study=document.study_id, key=key).first() if key else None
    if made is not None:
        return _made_before(made, document, start, end)
    with act(actor, document.study, "relevance.set") as changes:
        layer = changes.membership.coder
        row = _judged(changes, document, layer, start, end) or _new(document, layer, start, end, key)
        row = _put(changes, row, status=status, reason=reason.strip())
        changes.note(about=document, document=document.key, status=status)
    return row


def change_relevance(actor: User, relevance: Relevance, **values: Any) -> Relevance:
    """Change a judgement's ``start``, ``end``, ``status`` or ``reason``. Forbidden (B305): it is in another coder's layer."""
    start, end = values.get("start", relevance.start), values.get("end", relevance.end)
    check_words(relevance.document, start, end)
    _check_status(values.get("status", relevance.status))
    with act(actor, relevance.study, "relevance.set") as changes:
        _check_layer(changes.membership, relevance)
        changes.update(relevance, **values)
        changes.note(about=relevance.document, document=relevance.document.key, status=relevance.status)
    return relevance


def clear_relevance(actor: User, relevance: Relevance) -> None:
    """Take a judgement back: its words belong to the study again. Forbidden (B305): it is in another coder's layer."""
    with act(actor, relevance.study, "relevance.set") as changes:
        _check_layer(changes.membership, relevance)
        changes.note(about=relevance.document, document=relevance.document.key, status="cleared")
        changes.delete(relevance)


def check_words(document: Document, start: int, end: int, revision: int | None = None) -> None:
    """Conflict: the document's text was corrected since the revision (B302), or has no such words (B301)."""
    if revision is not None and revision != document.revision:
        raise Conflict("B302", name=document.key)
    if not 0 <= start < end <= len(document.text):
        raise Conflict("B301", name=document.key, start=start, end=end)


def _check_status(status: str) -> None:
    if status not in STATUSES:
        raise NotFound("B304", status=status)


def may_judge(membership: Membership, relevance: Relevance) -> bool:
    """Tell whether a member may change a judgement: a coder their own and those of no one; the lead, everyone's."""
    return membership.role == Membership.Role.LEAD or relevance.coder in ("", membership.coder)


def _check_layer(membership: Membership, relevance: Relevance) -> None:
    if not may_judge(membership, relevance):
        raise Forbidden("B305", coder=relevance.coder)


def _made_before(row: Relevance, document: Document, start: int, end: int) -> Relevance:
    if (row.document_id, row.start, row.end) != (document.pk, start, end):
        raise Conflict("B303", key=row.key)
    return row


def _put(changes: Recorder, row: Relevance, *, status: str, reason: str) -> Relevance:
    if not row._state.adding:
        return changes.update(row, status=status, reason=reason)
    row.status, row.reason = status, reason
    return changes.create(row)


def _judged(changes: Recorder, document: Document, layer: str, start: int, end: int) -> Relevance | None:
    """Make way for a judgement in a layer; return the one that has the very same words already, if any."""
    there = None
    under = Relevance.objects.filter(document=document, coder=layer, start__lt=end, end__gt=start)
    for row in under:
        if (row.start, row.end) == (start, end) and there is None:
            there = row
        else:
            _trim(changes, row, list(_beyond(document.text, row, start, end)))
    return there


def _beyond(text: str, row: Relevance, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what of a judgement's words lies before and after a span, if it is more than white space."""
    for first, last in ((row.start, start), (end, row.end)):
        words = text[first:last] if first < last else ""
        if words.strip():
            yield first + len(words) - len(words.lstrip()), last - len(words) + len(words.rstrip())


def _trim(changes: Recorder, row: Relevance, pieces: list[tuple[int, int]]) -> None:
    if not pieces:
        changes.delete(row)
        return
    (start, end), *further = pieces
    changes.update(row, start=start, end=end)
    for start, end in further:
        beyond = _new(row.document, row.coder, start, end)
        beyond.status, beyond.reason = row.status, row.reason
        changes.create(beyond)


def _new(document: Document, layer: str, start: int, end: int, key: str = "") -> Relevance:
    place = {"document": document, "start": start, "end": end}
    return Relevance(
        study=document.study, **place, coder=layer, key=key or str(uuid4()), position=_next_position(document)
    )


def _next_position(document: Document) -> int:
    last = Relevance.objects.filter(study=document.study_id).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
