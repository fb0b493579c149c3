"""Coding: words put under a code, described, moved and taken away, each in its coder's layer.

The page that asks has made the identity already, so that a request sent twice makes one coding. Positions are code points of the
revision of the text that the sender saw.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from teema.errors import Conflict, Forbidden, NotFound
from teema.study.codes import ASPECTS
from teema.study.codings import TIMES, WHOSE
from teema.web.accounts.models import User
from teema.web.coding.actions.codebook import IN_VIVO, new_code, new_topic, next_position
from teema.web.coding.models import Code, Coding, Memo, Topic
from teema.web.history.recording import Recorder
from teema.web.material.actions.relevance import check_words
from teema.web.material.models import Document
from teema.web.studies.access import act
from teema.web.studies.models import Membership

CHOICES: dict[str, tuple[object, ...]] = {
    "aspect": ("", *ASPECTS),
    "time": ("", *TIMES),
    "whose": ("", *WHOSE),
    "valence": (None, -1, 0, 1),
    "quote": (False, True),
}
WRITTEN = ("reduced", "memo", "service")
DESCRIBED = (*CHOICES, *WRITTEN)


@dataclass(frozen=True, slots=True)
class NewNode:
    """A code or a topic that comes into being with a coding; ``parent`` is a code's, None for a theme."""

    id: UUID
    name: str
    parent: UUID | None = None


def add_coding(
    actor: User,
    document: Document,
    *,
    id: UUID,
    start: int,
    end: int,
    code: UUID | NewNode,
    revision: int,
    **described: Any,
) -> Coding:
    """Put the words ``start`` … ``end`` under a code in the actor's own layer; the same id sent again changes nothing.

    Conflict: there are no such words (B301), the text was corrected meanwhile (B302), another coding has the id (B403), or the words
    have the code already (B404). NotFound (B401): there is no such code. Conflict (B407): a value that isn't one of those to choose from.
    """
    made = Coding.objects.filter(pk=id).first()
    if made is not None:
        return _made_before(made, document, start, end)
    check_words(document, start, end, revision)
    with act(actor, document.study, "coding.add") as changes:
        layer = changes.membership.coder
        row = Coding(id=id, study=document.study, key=str(id), document=document, start=start, end=end, coder=layer)
        row.code = _code(changes, document, code)
        _check_new(row)
        row.position = next_position(Coding, document.study)
        for name, value in _checked(described).items():
            setattr(row, name, value)
        changes.create(row)
        changes.note(about=row, document=document.key, code=row.code.key)
    return row


def change_coding(actor: User, coding: Coding, *, revision: int | None = None, **values: Any) -> Coding:
    """Move a coding's ends, give it another code or topic, or describe it.

    Forbidden (B405): it is in another coder's layer. Conflict: its new words don't stand (B301, B302), or have the code already (B404).
    """
    moved = {"start", "end"} & values.keys()
    if moved:
        check_words(coding.document, values.get("start", coding.start), values.get("end", coding.end), revision)
    with act(actor, coding.study, "coding.change") as changes:
        check_layer(changes.membership, coding)
        changed = _referred(changes, coding, values) | {name: values[name] for name in moved}
        changes.update(coding, **changed, **_checked({name: values[name] for name in values if name in DESCRIBED}))
        if moved or "code" in values:
            _check_new(coding)
        changes.note(about=coding, document=coding.document.key, code=coding.code.key, columns=sorted(values))
    return coding


def remove_coding(actor: User, coding: Coding) -> None:
    """Take a coding away with the memos about it. Forbidden (B405): it is in another coder's layer."""
    with act(actor, coding.study, "coding.remove") as changes:
        check_layer(changes.membership, coding)
        changes.note(about=coding, document=coding.document.key, code=coding.code.key)
        for memo in Memo.objects.filter(study=coding.study, about=f"coding:{coding.key}"):
            changes.delete(memo)
        changes.delete(coding)


def check_layer(membership: Membership, coding: Coding) -> None:
    """A coder changes codings of their own layer and of no one's; the lead, everyone's. Forbidden (B405)."""
    if membership.role != Membership.Role.LEAD and coding.coder not in ("", membership.coder):
        raise Forbidden("B405", coder=coding.coder)


def _made_before(row: Coding, document: Document, start: int, end: int) -> Coding:
    """What was sent before stands, whatever has been done to it since; another coding's id doesn't."""
    if row.document_id != document.pk:
        raise Conflict("B403")
    return row


def _check_new(row: Coding) -> None:
    same = Coding.objects.filter(
        document=row.document_id, start=row.start, end=row.end, code=row.code_id, coder=row.coder
    )
    if same.exclude(pk=row.pk).exists():
        raise Conflict("B404", name=str(row.code))


def _code(changes: Recorder, document: Document, code: UUID | NewNode) -> Code:
    """Return a code of the study. A new one is added under its parent, whether or not the first sending made it."""
    wanted = code.id if isinstance(code, NewNode) else code
    found = _code_of(document, wanted)
    if found is None and isinstance(code, NewNode):
        parent = _code_of(document, code.parent) if code.parent else None
        stem = IN_VIVO if code.name in document.text else ""  # a key outlives the words, which may be erased one day
        return new_code(changes, document.study, name=code.name, parent=parent, id=code.id, stem=stem)
    if found is None:
        raise NotFound("B401")
    return found


def _code_of(document: Document, code: UUID) -> Code | None:
    return Code.objects.filter(study=document.study_id, pk=code).first()


def _referred(changes: Recorder, coding: Coding, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the code and the topic that the values name."""
    found: dict[str, Any] = {}
    if "code" in values:
        found["code"] = _code(changes, coding.document, values["code"])
    if "topic" in values:
        found["topic"] = _topic(changes, coding, values["topic"])
    return found


def _topic(changes: Recorder, coding: Coding, topic: UUID | NewNode | None) -> Topic | None:
    if topic is None:
        return None
    wanted = topic.id if isinstance(topic, NewNode) else topic
    found = Topic.objects.filter(study=coding.study_id, pk=wanted).first()
    if found is None and isinstance(topic, NewNode):
        return new_topic(changes, coding.study, name=topic.name, id=topic.id)
    if found is None:
        raise NotFound("B402")
    return found


def _checked(described: Mapping[str, Any]) -> dict[str, Any]:
    """Return descriptions as columns hold them. Conflict (B407): a value that isn't one of those to choose from."""
    checked: dict[str, Any] = {}
    for name, value in described.items():
        if name in WRITTEN and isinstance(value, str):
            checked[name] = value.strip()
        elif name in CHOICES and value in CHOICES[name]:
            checked[name] = value
        else:
            raise Conflict("B407", name=name)
    return checked
