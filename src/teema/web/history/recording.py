"""Recording an act: every row that it touches goes through a recorder, so that history and undo need no further word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from teema.web.accounts.models import User
from teema.web.history.models import Act, RowChange
from teema.web.history.parking import drop_parked
from teema.web.history.rows import Values, delete_rows, plain, save_columns, stored_values, values_of

Row = TypeVar("Row", bound=Model)


class Recorder:
    """Changes rows and remembers how they were. ``finish`` writes the act; the caller's transaction holds both."""

    def __init__(self, actor: User, study: UUID, verb: str) -> None:
        self.actor, self.study, self.verb = actor, study, verb
        self.about: UUID | None = None
        self.params: dict[str, Any] = {}
        self.undoable = True
        self._changes: list[RowChange] = []

    def note(self, about: Model | None = None, **params: Any) -> None:
        """Say what the act is about, in names and numbers that hold no interview's content."""
        self.about = about.pk if about is not None else self.about
        self.params.update(params)

    def create(self, row: Row) -> Row:
        """Add a row."""
        row.save(force_insert=True)
        self._changed(row, None, values_of(row))
        return row

    def create_all(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Add many rows of one model at once."""
        if rows:
            type(rows[0])._default_manager.bulk_create(rows)
        for row in rows:
            self._changed(row, None, values_of(row))
        return rows

    def update(self, row: Row, **values: Any) -> Row:
        """Change a row's columns; columns that already hold the value aren't touched."""
        before, after = _difference(row, values)
        if after:
            row.save(update_fields=list(after))
            self._changed(row, before, after)
        return row

    def update_all(self, rows: Iterable[Row], columns: Sequence[str]) -> None:
        """Save rows of one model whose columns were set already; each row's earlier values are read from the database."""
        changed = list(rows)
        if not changed:
            return
        named = list(columns)
        earlier = stored_values(changed, named)
        for row in changed:
            self._changed(row, earlier[row.pk], values_of(row, named))
        save_columns(changed, columns)

    def delete(self, row: Model) -> None:
        """Take a row away. Rows that refer to it must be taken away first: nothing goes by itself."""
        self._changed(row, values_of(row), None)
        row.delete()

    def delete_all(self, rows: Iterable[Model]) -> None:
        """Take many rows of one model away at once; the same holds as for one."""
        going = list(rows)
        for row in going:
            self._changed(row, values_of(row), None)
        delete_rows(going)

    def _changed(self, row: Model, before: Values | None, after: Values | None) -> None:
        self._changes.append(RowChange(model=row._meta.label_lower, row=row.pk, before=before, after=after))

    def finish(self) -> Act | None:
        """Write the act, unless nothing changed; what the actor had undone before can't be redone after it."""
        if not self._changes:
            return None
        undone = Act.objects.filter(study=self.study, actor=self.actor, state=Act.State.UNDONE)
        drop_parked(undone)
        undone.update(state=Act.State.DROPPED)
        state = Act.State.DONE if self.undoable else Act.State.ERASED
        act = Act.objects.create(
            study=self.study, actor=self.actor, verb=self.verb, about=self.about, params=plain(self.params), state=state
        )
        for change in self._changes:
            change.act = act
        RowChange.objects.bulk_create(self._changes)
        return act


def record_look(actor: User, study: UUID, verb: str, about: UUID, **params: Any) -> None:
    """Record that someone looked at what is kept apart. It changes nothing, so there is nothing to undo."""
    Act.objects.create(study=study, actor=actor, verb=verb, about=about, params=plain(params), state=Act.State.ERASED)


def _difference(row: Model, values: dict[str, Any]) -> tuple[Values, Values]:
    """Set the values on the row; return the columns that changed, before and after."""
    names = list(values)
    before = values_of(row, names)
    for name, value in values.items():
        setattr(row, name, value)
    after = values_of(row, names)
    changed = [name for name in after if after[name] != before[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}
