"""JSON that gives dates and times back as what they were: a study's further keys may hold them."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.fields.json import KeyTransform

_KINDS: dict[str, Any] = {"@datetime": datetime, "@date": date, "@time": time}


class Encoder(DjangoJSONEncoder):
    """Writes a date as ``{"@date": "2026-09-15"}``."""

    def default(self, o: Any) -> Any:
        """Return what stands for a value that JSON doesn't know."""
        for name, kind in _KINDS.items():
            if isinstance(o, kind):
                return {name: o.isoformat()}
        return str(o) if isinstance(o, UUID) else super().default(o)


class Decoder(json.JSONDecoder):
    """Reads what ``Encoder`` wrote."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "object_hook": _read})


def _read(found: dict[str, Any]) -> Any:
    if len(found) == 1:
        (name, value), *_ = found.items()
        if name in _KINDS and isinstance(value, str):
            return _KINDS[name].fromisoformat(value)
    return found


_DECODER = Decoder()


class PlainJSONField(models.JSONField):
    """A column of JSON whose dates come back as dates."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"encoder": Encoder, "decoder": Decoder, **options})

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Read a column's value by one decoder: a study has tens of thousands of them, most of them empty."""
        if value == "{}":
            return {}
        if isinstance(value, str) and not isinstance(expression, KeyTransform):
            return _DECODER.decode(value)
        return super().from_db_value(value, expression, connection)
