"""Taking back one's own acts and doing them again: refused, with the reason, when something later builds on them."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError, RestrictedError

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.history.models import Act, RowChange
from teema.web.history.rows import Values, model_named, put, values_of
from teema.web.history.sentences import said
from teema.web.history.since import turned


@transaction.atomic
def undo(actor: User, study: UUID) -> Act:
    """Take back the actor's latest act in a study. Conflict: there is none (B501), or a later act builds on it (B502)."""
    act = Act.objects.filter(study=study, actor=actor, state=Act.State.DONE).first()
    if act is None:
        raise Conflict("B501")
    for change in reversed(act.changes.all()):
        _swap(change, now=change.after, then=change.before)
    return _become(act, Act.State.UNDONE)


@transaction.atomic
def redo(actor: User, study: UUID) -> Act:
    """Do again what the actor undid last. Conflict: there is nothing (B503), or the rows changed meanwhile (B502)."""
    act = Act.objects.filter(study=study, actor=actor, state=Act.State.UNDONE).last()
    if act is None:
        raise Conflict("B503")
    for change in act.changes.all():
        _swap(change, now=change.before, then=change.after)
    return _become(act, Act.State.DONE)


def _become(act: Act, state: Act.State) -> Act:
    act.state, act.turn = state, turned(act.study) + 1
    act.save(update_fields=["state", "turn"])
    return act


def _swap(change: RowChange, *, now: Values | None, then: Values | None) -> None:
    """Put a row from one state into another, provided that it still is as the act left it."""
    model = model_named(change.model)
    row = model._default_manager.filter(pk=change.row).first()
    if not _stands(row, now):
        raise _built_upon(change)
    try:
        with transaction.atomic():
            _put_row(model, row, change, then)
    except (ProtectedError, RestrictedError, IntegrityError) as trouble:
        raise _built_upon(change) from trouble


def _stands(row: Model | None, values: Values | None) -> bool:
    if row is None or values is None:
        return row is None and values is None
    return values_of(row, list(values)) == values


def _put_row(model: type[Model], row: Model | None, change: RowChange, values: Values | None) -> None:
    if values is None:
        assert row is not None
        row.delete()
    elif row is None:
        row = model(pk=change.row)
        put(row, values)
        row.save(force_insert=True)
        if values_of(row, list(values)) != values:  # a column that dates a new row itself dated this one anew
            put(row, values)
            row.save(update_fields=_fields(model, values))
    else:
        put(row, values)
        row.save(update_fields=_fields(model, values))


def _fields(model: type[Model], values: Values) -> list[str]:
    names = _names(model)
    return [name if name in names else name.removesuffix("_id") for name in values if name != model._meta.pk.attname]


def _names(model: type[Model]) -> set[str]:
    return {one.name for one in model._meta.concrete_fields}


def _built_upon(change: RowChange) -> Conflict:
    """Name the latest act by someone or something else that touched the same row."""
    later = RowChange.objects.filter(row=change.row, act_id__gt=change.act_id, act__state=Act.State.DONE).last()
    if later is None:
        return Conflict("B504")
    return Conflict("B502", what=said(later.act), by=str(later.act.actor))
