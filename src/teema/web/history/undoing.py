"""Taking back one's own acts and doing them again: refused, with the reason, when something later builds on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import ForeignKey, Model, ProtectedError, RestrictedError

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.history.models import Act, RowChange
from teema.web.history.rows import Values, delete_rows, model_named, put, save_columns, values_of
from teema.web.history.sentences import said
from teema.web.history.since import turned

_REFUSED: Final = (ProtectedError, RestrictedError, IntegrityError)


@transaction.atomic
def undo(actor: User, study: UUID) -> Act:
    """Take back the actor's latest act in a study. Conflict: there is none (B501), or a later act builds on it (B502)."""
    act = Act.objects.filter(study=study, actor=actor, state=Act.State.DONE).first()
    if act is None:
        raise Conflict("B501")
    _swap_all(_Swap(change, now=change.after, then=change.before) for change in reversed(act.changes.all()))
    return _become(act, Act.State.UNDONE)


@transaction.atomic
def redo(actor: User, study: UUID) -> Act:
    """Do again what the actor undid last. Conflict: there is nothing (B503), or the rows changed meanwhile (B502)."""
    act = Act.objects.filter(study=study, actor=actor, state=Act.State.UNDONE).last()
    if act is None:
        raise Conflict("B503")
    _swap_all(_Swap(change, now=change.before, then=change.after) for change in act.changes.all())
    return _become(act, Act.State.DONE)


def _become(act: Act, state: Act.State) -> Act:
    act.state, act.turn = state, turned(act.study) + 1
    act.save(update_fields=["state", "turn"])
    return act


@dataclass(frozen=True, slots=True)
class _Swap:
    """A row to be put from one state into another. ``sort`` tells what can be done at once: one model, the same columns."""

    change: RowChange
    now: Values | None
    then: Values | None

    @property
    def sort(self) -> tuple[str, bool, frozenset[str] | None]:
        columns = None if self.then is None else frozenset(self.then)
        return self.change.model, self.now is None, columns


def _swap_all(swaps: Iterable[_Swap]) -> None:
    """Put rows from one state into another in the order given, many at once where their order doesn't matter."""
    last: dict[UUID, _Swap] = {}
    for some in _alike(swaps):
        last |= {swap.change.row: swap for swap in some}
        model = model_named(some[0].change.model)
        rows = _standing(model, some)
        for swap in some:
            if not _stands(rows.get(swap.change.row), swap.now):
                raise _built_upon(swap.change)
        try:
            with transaction.atomic():
                _put_rows(model, rows, some)
        except _REFUSED:
            _put_singly(model, rows, some)
    _check_references(last.values())


def _alike(swaps: Iterable[_Swap]) -> Iterator[list[_Swap]]:
    """Cut swaps, in their order, into stretches that can be done at once: of one sort, and no row twice."""
    stretch: list[_Swap] = []
    rows: set[UUID] = set()
    for swap in swaps:
        if stretch and (swap.sort != stretch[0].sort or swap.change.row in rows):
            yield stretch
            stretch, rows = [], set()
        stretch.append(swap)
        rows.add(swap.change.row)
    if stretch:
        yield stretch


def _standing(model: type[Model], swaps: Sequence[_Swap]) -> Mapping[UUID, Model]:
    """Return the rows that are there, with the columns that the swaps change, or all."""
    first, rows = swaps[0], model._default_manager.all()
    if first.now is not None and first.then is not None:
        rows = rows.only(*_fields(model, first.then))
    return rows.in_bulk([swap.change.row for swap in swaps])


def _put_singly(model: type[Model], rows: Mapping[UUID, Model], swaps: Iterable[_Swap]) -> None:
    """Put rows one by one after the database refused them together, to tell which of them it refuses."""
    for swap in swaps:
        try:
            with transaction.atomic():
                _put_rows(model, rows, [swap])
        except _REFUSED as trouble:
            raise _built_upon(swap.change) from trouble


def _check_references(swaps: Iterable[_Swap]) -> None:
    """Refuse rows that refer to one that isn't there. The database finds out when the transaction ends, too late to say which."""
    referring: dict[type[Model], dict[UUID, RowChange]] = {}
    for swap in swaps:
        for field in _references(model_named(swap.change.model)):
            other = (swap.then or {}).get(field.attname)
            if other is not None:
                referring.setdefault(field.related_model, {})[field.to_python(other)] = swap.change
    for model, changes in referring.items():
        there = model._default_manager.only("pk").in_bulk(list(changes))
        for missing in changes.keys() - there.keys():
            raise _built_upon(changes[missing], missing)


@cache
def _references(model: type[Model]) -> tuple[ForeignKey[Any, Any], ...]:
    return tuple(field for field in model._meta.concrete_fields if isinstance(field, ForeignKey))


def _stands(row: Model | None, values: Values | None) -> bool:
    if row is None or values is None:
        return row is None and values is None
    return values_of(row, list(values)) == values


def _put_rows(model: type[Model], rows: Mapping[UUID, Model], swaps: Sequence[_Swap]) -> None:
    """Put rows that stand as the swaps found them into their other state."""
    if swaps[0].then is None:
        delete_rows(rows[swap.change.row] for swap in swaps)
        return
    changed = [_put(rows.get(swap.change.row) or model(pk=swap.change.row), swap) for swap in swaps]
    if swaps[0].now is None:
        model._default_manager.bulk_create(changed)
        pairs = zip(changed, swaps, strict=True)  # a column that dates a new row itself dated this one anew
        changed = [_put(row, swap) for row, swap in pairs if not _stands(row, swap.then)]
    save_columns(changed, _fields(model, swaps[0].then))


def _put(row: Model, swap: _Swap) -> Model:
    assert swap.then is not None
    put(row, swap.then)
    return row


def _fields(model: type[Model], values: Values) -> list[str]:
    names = _names(model)
    return [name if name in names else name.removesuffix("_id") for name in values if name != model._meta.pk.attname]


def _names(model: type[Model]) -> set[str]:
    return {one.name for one in model._meta.concrete_fields}


def _built_upon(change: RowChange, row: UUID | None = None) -> Conflict:
    """Name the latest act by someone or something else that touched the same row, or one that it refers to."""
    touched = RowChange.objects.filter(row=row or change.row, act_id__gt=change.act_id, act__state=Act.State.DONE)
    later = touched.last()
    if later is None:
        return Conflict("B504")
    return Conflict("B502", what=said(later.act), by=str(later.act.actor))
