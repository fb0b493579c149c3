"""A row's values as plain data, and back."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from django.apps import apps
from django.db.models import BinaryField, Field, JSONField, Model

from teema.web.plain_json import Decoder, Encoder

Values: TypeAlias = dict[str, Any]


def values_of(row: Model, only: list[str] | None = None) -> Values:
    """Return a row's columns (those named, or all) as JSON can hold them. Files' bytes are never copied into history."""
    chosen = [one for one in _columns(row) if (only is None or one.name in only or one.attname in only)]
    return {one.attname: plain(getattr(row, one.attname)) for one in chosen}


def plain(value: Any) -> Any:
    """Return a value as it comes back from JSON.

    >>> from uuid import UUID
    >>> plain(UUID(int=1))
    '00000000-0000-0000-0000-000000000001'
    """
    if value is None or type(value) in _PLAIN:
        return value
    return json.loads(json.dumps(value, cls=Encoder))


_PLAIN = (bool, int, str)
"""What JSON gives back as it is; looked at first, for most columns hold nothing else."""


def put(row: Model, values: Values) -> None:
    """Set a row's columns from plain values."""
    columns = {one.attname: one for one in _columns(row)}
    for name, value in values.items():
        setattr(row, name, _read(columns[name], value))


def _read(column: Field[Any, Any], value: Any) -> Any:
    if isinstance(column, JSONField):
        return json.loads(json.dumps(value), cls=Decoder)
    return column.to_python(_bare(value))


def _bare(value: Any) -> Any:
    """Return a date's or time's text out of its wrapping; columns read it themselves."""
    return next(iter(value.values())) if isinstance(value, dict) else value


def _columns(row: Model) -> list[Field[Any, Any]]:
    return [one for one in row._meta.concrete_fields if not isinstance(one, BinaryField)]


def model_named(label: str) -> type[Model]:
    """Return the model with a label such as ``coding.coding``."""
    return apps.get_model(label)
