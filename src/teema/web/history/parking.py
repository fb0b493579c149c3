"""Files' bytes while the act that brought them is undone: history holds no copy of them, so they are set aside with the row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db.models import BinaryField, Model, QuerySet

from teema.web.history.models import Act, Parked


def park(act: int, rows: Iterable[Model]) -> None:
    """Set aside the bytes of rows that are about to be taken away."""
    held = ((row, one, getattr(row, one)) for row in rows for one in _binary(type(row)))
    Parked.objects.bulk_create(
        Parked(act_id=act, row=row.pk, column=column, content=content)
        for row, column, content in held
        if content is not None
    )


def unpark(rows: Sequence[Model]) -> None:
    """Give rows that come back the bytes that were set aside."""
    if not rows or not _binary(type(rows[0])):
        return
    by_identity = {row.pk: row for row in rows}
    parked = Parked.objects.filter(row__in=by_identity)
    for one in parked:
        setattr(by_identity[one.row], one.column, one.content)
    parked.delete()


def drop_parked(acts: QuerySet[Act] | Collection[int]) -> None:
    """Let go of what was set aside for acts that can't be redone any more."""
    Parked.objects.filter(act__in=acts).delete()


def drop_parked_rows(rows: Collection[UUID]) -> None:
    """Let go of what was set aside of rows."""
    Parked.objects.filter(row__in=rows).delete()


def _binary(model: type[Model]) -> list[str]:
    return [one.attname for one in model._meta.concrete_fields if isinstance(one, BinaryField)]
