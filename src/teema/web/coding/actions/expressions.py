"""Reducing and regrouping: reduced expressions and topics in place, and many codings at once – all of them or none, as one act."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from teema.errors import Conflict, Forbidden, NotFound
from teema.web.accounts.models import User
from teema.web.coding.actions.codebook import new_topic
from teema.web.coding.actions.codings import CHOICES
from teema.web.coding.actions.merging import move_codings
from teema.web.coding.models import Code, Coding, Memo, Topic
from teema.web.coding.references import restructuring
from teema.web.history.models import RowChange
from teema.web.history.seen import seen, still_as_seen
from teema.web.history.since import Moment, acts_since
from teema.web.studies.access import StudyRecorder, act
from teema.web.studies.models import Membership, Study


@dataclass(frozen=True, slots=True)
class Edit:
    """What was written for one coding: a reduced expression, a topic by name (empty for none); None leaves as it is.

    The marks tell what the writer saw (``history.seen``).
    """

    coding: UUID
    reduced: str | None = None
    topic: str | None = None
    seen_reduced: str = ""
    seen_topic: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Codings that were chosen, and when the page that they were chosen on was made; without a moment nothing was seen."""

    codings: Collection[UUID]
    seen: Moment | None = None


def edit_expressions(actor: User, study: Study, edits: Sequence[Edit]) -> list[Coding]:
    """Write reduced expressions and topics; a topic that there isn't yet is made. Return the codings that changed.

    What is as the writer saw it is left alone. Conflict (B505): somebody changed meanwhile what the writer changed; nothing is written.
    NotFound (B412): a coding is gone. Forbidden (B405): it is in another coder's layer.
    """
    with act(actor, study, "coding.change") as changes:
        rows = _rows(study, [one.coding for one in edits], "code", "topic")
        changed = [rows[one.coding] for one in edits if _edit(changes, study, rows[one.coding], one)]
        if len(changed) == 1:
            changes.note(about=changed[0], document=changed[0].document.key, code=changed[0].code.key)
        elif changed:
            changes.note(count=len(changed), done="edited")
    return changed


def _rows(study: Study, codings: Collection[UUID], *related: str) -> dict[UUID, Coding]:
    """Return codings of a study, with what they refer to where it is named. NotFound (B412): one is gone."""
    rows = Coding.objects.filter(study=study)
    found = (rows.select_related(*related) if related else rows).in_bulk(list(codings))
    if len(found) < len(set(codings)):
        raise NotFound("B412")
    return found


def _edit(changes: StudyRecorder, study: Study, row: Coding, edit: Edit) -> bool:
    values: dict[str, Any] = {}
    if edit.reduced is not None and _is_new(row, edit.seen_reduced, reduced=edit.reduced.strip()):
        values["reduced"] = edit.reduced.strip()
    if edit.topic is not None and _is_new(row, edit.seen_topic, topic=_named(study, edit.topic)):
        values["topic"] = new_topic(changes, study, name=edit.topic) if edit.topic.strip() else None
    if not values:
        return False
    _check_layers(changes.membership, [row])
    for name in values:
        still_as_seen(row, edit.seen_reduced if name == "reduced" else edit.seen_topic, name)
    changes.update(row, **values)
    return True


def _is_new(row: Coding, mark: str, **written: Any) -> bool:
    """Tell whether something else was written than what stands, and than what the writer saw there."""
    ((name, value),) = written.items()
    return getattr(row, name) != value and (not mark or seen(Coding(**written), name) != mark)


def _named(study: Study, name: str) -> Topic | None:
    """Return the topic of a name; one that isn't saved where there is none."""
    plain = " ".join(name.split())
    return (Topic.objects.filter(study=study, name__iexact=plain).first() or Topic(name=plain)) if plain else None


def move_expressions(actor: User, study: Study, chosen: Chosen, code: Code) -> int:
    """Put codings under another code; return how many moved. Codings that say the same of the same words become one.

    Nothing moves unless all may. Conflict: none were chosen (B470), somebody changed one meanwhile (B505). Forbidden (B471): some are in
    others' layers. NotFound (B412): one is gone.
    """
    if code.study_id != study.pk:
        raise NotFound("B401")
    with act(actor, study, "coding.change") as changes, restructuring(changes, study) as became:
        rows = [row for row in _chosen(changes, study, chosen) if row.code_id != code.pk]
        became.codings |= move_codings(changes, rows, code)
        changes.note(about=code, to=code.key, count=len(rows), done="moved")
    return len(rows)


def give_topic(actor: User, study: Study, chosen: Chosen, topic: str) -> int:
    """Give codings a topic by name, made where there is none, or none at all; return how many changed. Refused as moving is."""
    with act(actor, study, "coding.change") as changes:
        rows = _chosen(changes, study, chosen)
        given = new_topic(changes, study, name=topic) if topic.strip() else None
        count = _give(changes, rows, "topic", given.pk if given else None)
        if given is not None:
            changes.note(about=given, topic=given.key, count=count, done="topic")
        else:
            changes.note(count=count, done="no_topic")
    return count


def give_reduced(actor: User, study: Study, chosen: Chosen, reduced: str) -> int:
    """Give codings one reduced expression; return how many changed. Conflict (B472): it is empty. Refused as moving is."""
    if not reduced.strip():
        raise Conflict("B472")
    return _describe(actor, study, chosen, "reduced", reduced=reduced.strip())


def give_valence(actor: User, study: Study, chosen: Chosen, valence: int | None) -> int:
    """Give codings a valence, or none; return how many changed. Conflict (B407): it isn't one. Refused as moving is."""
    return _describe(actor, study, chosen, "valence", valence=valence)


def give_aspect(actor: User, study: Study, chosen: Chosen, aspect: str) -> int:
    """Give codings an aspect, or that of their code; return how many changed. Conflict (B407): it isn't one. Refused as moving is."""
    return _describe(actor, study, chosen, "aspect", aspect=aspect)


def _describe(actor: User, study: Study, chosen: Chosen, done: str, **values: Any) -> int:
    ((name, value),) = values.items()
    if name in CHOICES and value not in CHOICES[name]:
        raise Conflict("B407", name=name)
    with act(actor, study, "coding.change") as changes:
        count = _give(changes, _chosen(changes, study, chosen), name, value)
        changes.note(count=count, done=done)
    return count


def remove_expressions(actor: User, study: Study, chosen: Chosen) -> int:
    """Take codings away with the memos about them; return how many. Refused as moving is."""
    with act(actor, study, "coding.remove") as changes:
        rows = _chosen(changes, study, chosen)
        about = {f"coding:{row.key}" for row in rows}
        memos = Memo.objects.filter(study=study, about__startswith="coding:")
        changes.delete_all([memo for memo in memos if memo.about in about])
        changes.delete_all(rows)
        changes.note(count=len(rows))
    return len(rows)


def _give(changes: StudyRecorder, rows: Sequence[Coding], name: str, value: Any) -> int:
    """Set a column of rows, by its field's name; return how many had another value."""
    held = f"{name}_id" if name == "topic" else name
    changed = [row for row in rows if getattr(row, held) != value]
    for row in changed:
        setattr(row, held, value)
    changes.update_all(changed, [name])
    return len(changed)


def _chosen(changes: StudyRecorder, study: Study, chosen: Chosen) -> list[Coding]:
    """Return what was chosen, provided that the actor may change all of it and nobody else has since it was seen."""
    if not chosen.codings:
        raise Conflict("B470")
    rows = _rows(study, chosen.codings)
    _check_layers(changes.membership, rows.values())
    if chosen.seen is not None:
        _check_seen(changes, chosen.seen, rows)
    return [rows[one] for one in dict.fromkeys(chosen.codings)]


def _check_layers(membership: Membership, rows: Collection[Coding]) -> None:
    """A coder changes codings of their own layer and of no one's; the lead, everyone's. Forbidden (B405 for one, B471 for many)."""
    if membership.role == Membership.Role.LEAD:
        return
    others = [row.coder for row in rows if row.coder not in ("", membership.coder)]
    if others and len(rows) == 1:
        raise Forbidden("B405", coder=others[0])
    if others:
        raise Forbidden("B471", count=len(others), total=len(rows), coders=", ".join(sorted(set(others))))


def _check_seen(changes: StudyRecorder, then: Moment, rows: Collection[UUID]) -> None:
    """Conflict (B505): somebody else has changed one of the rows since."""
    acts = acts_since(changes.study, then).exclude(actor=changes.actor)
    touched = RowChange.objects.filter(act__in=acts, model=Coding._meta.label_lower).select_related("act__actor")
    last = next((one for one in touched.order_by("-id") if one.row in rows), None)
    if last is not None:
        raise Conflict("B505", by=str(last.act.actor))
