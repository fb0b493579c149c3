"""Words under codings: which words stand in the spans that were coded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import narwhals as nw
import numpy as np
from narwhals.typing import IntoDataFrame
from numpy.typing import NDArray

from teema.analysis.rows import values
from teema.analysis.words.spoken import IntoWords, Spoken, spoken
from teema.errors import UsageError

KEYS = ("theme", "sub_theme", "code", "label", "topic", "aspect", "valence", "time", "whose", "service", "person")
Rows: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True)
class CodedWords:
    """The words under each coding: the row of the first word that it touches, and the row after the last.

    ``keys`` are the codings' properties, by their name.
    """

    words: Spoken
    first: Rows = field(repr=False)
    last: Rows = field(repr=False)
    keys: Mapping[str, list[Any]] = field(repr=False)

    def by(self, name: str) -> tuple[Rows, Rows, tuple[Any, ...]]:
        """Return the rows of the words by a property of their codings, where each value's rows begin, and the values in order.

        A word under several codings of one value stands there once, a word under codings of several values once for each.
        UsageError (A101): codings have no such property.
        """
        if name not in self.keys:
            raise UsageError("A101", property=name, known=", ".join(self.keys))
        held = self.keys[name]
        found = tuple(sorted({one for one in held if one is not None}))
        number = {value: place for place, value in enumerate(found)}
        value = np.array([number.get(one, -1) for one in held], dtype=np.int64)
        return *self._joined(value, len(found)), found

    def _joined(self, value: Rows, n_values: int) -> tuple[Rows, Rows]:
        """Join the stretches of each value. They lie on one line, value after value: each begins where those before it end."""
        kept = np.flatnonzero((value >= 0) & (self.first < self.last))
        kept = kept[np.lexsort((self.first[kept], value[kept]))]
        shift = value[kept] * (len(self.words) + 1)
        begin, end = self.first[kept] + shift, self.last[kept] + shift
        reached = np.maximum.accumulate(end)
        begin[1:] = np.maximum(begin[1:], reached[:-1])
        many = np.maximum(end - begin, 0)
        rows = _counted_up(begin - shift, many)
        opens = np.concatenate([[0], np.cumsum(np.bincount(value[kept], weights=many, minlength=n_values))])
        return rows, opens.astype(np.int64)


def _counted_up(begin: Rows, many: Rows) -> Rows:
    """Return ``many`` numbers from each beginning on, one after another."""
    found: Rows = np.arange(int(many.sum())) + np.repeat(begin - (np.cumsum(many) - many), many)
    return found


def words_of_codings(words: IntoWords, codings: IntoDataFrame) -> CodedWords:
    """Find the words under each coding: those that share at least one character with its span.

    ``codings`` has the columns document, start and end, and the keys to count by.
    """
    of, frame = spoken(words), nw.from_native(codings, eager_only=True)
    number = {name: place for place, name in enumerate(of.documents)}
    document = np.array([number.get(one, -1) for one in values(frame, "document")], dtype=np.int64)
    start, end = (frame[name].to_numpy().astype(np.int64) for name in ("start", "end"))
    longest = int(max(of.end.max(initial=0), end.max(initial=0))) + 1
    line = of.document.astype(np.int64) * longest
    first = np.searchsorted(line + of.end, document * longest + start, side="right")
    last = np.searchsorted(line + of.start, document * longest + end, side="left")
    keys = {name: values(frame, name) for name in KEYS if name in frame.columns}
    return CodedWords(of, first, np.where(document < 0, first, last), keys)
