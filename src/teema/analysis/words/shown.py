"""Results of words as frames: what a notebook shows and files hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl


def frame_of(kind: type[Any], rows: Iterable[Any], **before: Iterable[Any]) -> pl.DataFrame:
    """Return results of one kind as a Polars frame: a row each, a column for each of its fields but the places.

    ``before`` are columns that stand before the fields.
    """
    import polars as pl

    names = [one.name for one in fields(kind) if not one.name.startswith("places")]
    held = list(rows)
    columns: Mapping[str, Any] = {name: [getattr(row, name) for row in held] for name in names}
    types = {one.name: _TYPES[str(one.type)] for one in fields(kind) if one.name in names}
    return pl.DataFrame({**{name: list(values) for name, values in before.items()}, **columns}, schema_overrides=types)


_TYPES: dict[str, Any] = {"str": str, "int": int, "float": float}


def written(frame: pl.DataFrame, *told: str) -> str:
    """Return a frame as a notebook shows it, with lines below."""
    import polars as pl

    with pl.Config(tbl_rows=30, tbl_hide_dataframe_shape=True, tbl_hide_column_data_types=True, float_precision=2):
        return "\n".join((str(frame), *told))
