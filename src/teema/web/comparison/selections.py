"""The selections that serve every page: codings by their properties, and codings by their ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from teema.analysis.whole import Results

PROPERTIES: Final = (
    "theme", "sub_theme", "code", "label", "topic", "group", "length", "customer", "interview", "document", "person",
    "aspect", "valence", "time", "whose", "service", "reduced",
)  # fmt: skip
"""What codings are told apart by: columns of ``teema.study.tables.CODINGS``."""


def by_properties(results: Results, parameters: Mapping[str, str]) -> Sequence[str]:
    """Return the round's codings of record with each property that is given; an empty one asks for those without it."""
    return _with(results.codings, PROPERTIES, parameters)


def _is(name: str, value: str) -> pl.Expr:
    column = pl.col(name)
    return column.is_null() if value == "" else column.cast(pl.String) == value


def by_ids(results: Results, parameters: Mapping[str, str]) -> Sequence[str]:
    """Return the codings whose ids are given, with commas between them; what is gone meanwhile is left out."""
    return [one for one in parameters.get("ids", "").split(",") if one in results.study.coding_by_id]


def everywhere(results: Results, parameters: Mapping[str, str]) -> Sequence[str]:
    """Return the codings of record of every round with each property that is given; ``of_round`` is the round."""
    given = {"round" if name == "of_round" else name: value for name, value in parameters.items() if name != "round"}
    return _with(results.frames.codings, (*PROPERTIES, "round"), given)


def _with(codings: pl.DataFrame, properties: Sequence[str], parameters: Mapping[str, str]) -> list[str]:
    wanted = pl.lit(True)
    for name in properties:
        if name in parameters:
            wanted &= _is(name, parameters[name])
    return codings.filter(wanted)["coding_id"].to_list()
