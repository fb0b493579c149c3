"""Writes to the lists that a design consists of: one row, one act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from teema.errors import Conflict
from teema.study.identity import slug
from teema.web.accounts.models import User
from teema.web.history.recording import Recorder
from teema.web.studies.access import act
from teema.web.studies.actions.places import last_place
from teema.web.studies.contributions import service_uses
from teema.web.studies.models import Criterion, Customer, Group, Person, Round, Service, Study
from teema.web.studies.models.parts import KeyedPart, Part
from teema.web.studies.rights import Right

Row = TypeVar("Row", bound=Part)


def add_row(actor: User, study: Study, kind: type[Row], right: Right, **values: Any) -> Row:
    """Add a row after the others of its kind. One that has a key gets a free one, made of its name."""
    with act(actor, study, right) as changes:
        if issubclass(kind, KeyedPart):
            values["key"] = free_key(kind, study, values["name"])
        row = changes.create(kind(study=study, position=last_place(kind, study), **values))
        changes.note(about=row, kind=_kind(row), done="added")
    return row


def change_row(actor: User, row: Row, right: Right, **values: Any) -> Row:
    """Change a row. Its key stays: the rest of the study refers to it."""
    with act(actor, row.study, right) as changes:
        changes.update(row, **values)
        changes.note(about=row, kind=_kind(row), done="changed")
    return row


def remove_row(actor: User, row: Part, right: Right) -> None:
    """Take a row away. Conflict: customers, interviews or material refer to a group (B251), a round (B252) or a service (B253)."""
    with act(actor, row.study, right) as changes:
        refuse_used(row)
        changes.note(about=row, kind=_kind(row), done="removed")
        _let_go(changes, row)
        changes.delete(row)


def move_row(actor: User, rows: Sequence[Part], row: Part, right: Right, *, by: int) -> None:
    """Move a row up (-1) or down (1) among the rows of its list."""
    with act(actor, row.study, right) as changes:
        ordered = [one for one in rows if one.pk != row.pk]
        place = next(place for place, one in enumerate(rows) if one.pk == row.pk)
        ordered.insert(max(0, place + by), row)
        for position, one in enumerate(ordered):
            changes.update(one, position=position)
        changes.note(about=row, kind=_kind(row), done="moved")


def free_key(kind: type[KeyedPart], study: Study, name: str) -> str:
    """Return a key made of a name that no row of the kind has in the study."""
    plain = slug(name)[:190]
    taken = set(kind._default_manager.filter(study=study, key__startswith=plain).values_list("key", flat=True))
    return next(key for key in (plain, *(f"{plain}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)


def refuse_used(row: Part) -> None:
    """Conflict: what a group, a round or a service is named in would be left without it."""
    if isinstance(row, Group) and (count := _referring(row)):
        raise Conflict("B251", name=row.name, count=count)
    if isinstance(row, Round) and (count := _referring(row)):
        raise Conflict("B252", name=row.name, count=count)
    if isinstance(row, Service) and (count := _users_of(row)):
        raise Conflict("B253", name=row.name, count=count)


def _referring(row: Part) -> int:
    """Count the rows of every app that refer to a row: what is above this room is found without knowing it."""
    related = [one for one in row._meta.related_objects if one.field.remote_field is not None]
    return sum(one.related_model._default_manager.filter(**{one.field.name: row.pk}).count() for one in related)


def _users_of(service: Service) -> int:
    """Count the customers that use a service, the people in whose area it is, and what names it in the rooms above."""
    used = Customer.objects.filter(study=service.study).values_list("services", flat=True)
    areas = Person.objects.filter(study=service.study).values_list("area", flat=True)
    return sum(service.key in keys for keys in (*used, *areas)) + service_uses(service)


def _let_go(changes: Recorder, row: Part) -> None:
    """Take away what can't stand without the row: the judgements on a criterion, the choice of a round for the results."""
    if isinstance(row, Criterion):
        for check in row.checks.all():
            changes.delete(check)
    if isinstance(row, Round) and row.study.settings.get("round") == row.key:
        changes.update(row.study, settings={**row.study.settings, "round": None})


def _kind(row: Part) -> str:
    return row._meta.model_name or ""
