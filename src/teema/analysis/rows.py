"""Reading a frame row by row, whatever engine it comes from."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, TypeVar

import narwhals as nw
from narwhals.typing import IntoDataFrame

K = TypeVar("K", bound=Hashable)


def rows(frame: IntoDataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """Return the named columns as one tuple a row, with None for whatever the engine calls missing.

    >>> import polars as pl
    >>> rows(pl.DataFrame({"a": [1, 2], "b": ["x", None]}), "b", "a")
    [('x', 1), (None, 2)]
    """
    read: nw.DataFrame[Any] = nw.from_native(frame, eager_only=True)
    return list(zip(*(column(read[name]) for name in columns), strict=True))


def column(series: nw.Series[Any]) -> list[Any]:
    """Return a column's values, lists among them, with None for the missing ones."""
    found = series.to_list()
    if not series.null_count():
        return found
    return [None if missing else value for value, missing in zip(found, series.is_null().to_list(), strict=True)]


def values(frame: nw.DataFrame[Any], name: str) -> list[Any]:
    """Return a frame's column by name, as :func:`column` does."""
    return column(frame[name])


def grouped(pairs: Iterable[tuple[K, Any]]) -> dict[K, list[Any]]:
    """Collect the second members under the first, both in the order in which they come.

    >>> grouped([("b", 1), ("a", 2), ("b", 3)])
    {'b': [1, 3], 'a': [2]}
    """
    found: dict[K, list[Any]] = {}
    for key, member in pairs:
        found.setdefault(key, []).append(member)
    return found


def distinct(members: Iterable[Any]) -> tuple[Any, ...]:
    """Return each member once, missing ones left out, in the order in which they come.

    >>> distinct(["b", None, "a", "b"])
    ('b', 'a')
    """
    return tuple(dict.fromkeys(member for member in members if member is not None))


def ordered(found: Iterable[K], order: Sequence[K]) -> tuple[K, ...]:
    """Return the keys of ``order``, found or not, then the others as they come.

    >>> ordered(["c", "a"], ["a", "b"])
    ('a', 'b', 'c')
    """
    return tuple(dict.fromkeys((*order, *found)))
