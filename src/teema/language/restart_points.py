"""Where reading a front-coded dictionary can begin: found for whole stretches of it at once, not record by record."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from teema.language.front_coding import LONGEST, SAME, OtherFormat, RestartPoints

Bytes: TypeAlias = NDArray[np.uint8]
Places: TypeAlias = NDArray[np.intp]

_STRETCH = 1 << 19
"""Bytes looked at together: enough for whole-array work to pay, little enough to need no memory to speak of."""
_FEWEST = 8
"""Records between two restart points at least: fewer would take memory, more would take time at each look-up."""
_LAST = bytes((0, 0, SAME))
"""A record put after each stretch, so that every stretch ends alike."""


def restart_points(data: bytes, begin: int, count: int) -> RestartPoints:
    """Find the restart points of a stream of ``count`` records. OtherFormat: it isn't such a stream."""
    forms: list[bytes] = []
    places = array("I")
    carried, found = b"", 0
    for start, end in _stretches(data, begin):
        before = bytes((0, len(carried))) + carried + bytes((SAME,))  # what the first form differs from
        piece = np.frombuffer(before + data[start:end] + _LAST, np.uint8)
        records = _records(piece)
        chosen = _chosen(piece, records)
        *of_stretch, carried = _forms(piece, records, np.append(chosen, len(records) - 2))
        forms += of_stretch
        places.frombytes((records[chosen] + (start - len(before))).astype(np.uint32).tobytes())
        found += len(records) - 2
    if found != count:
        raise OtherFormat("count")
    places.append(len(data))
    return RestartPoints(forms, places)


def _stretches(data: bytes, begin: int) -> Iterator[tuple[int, int]]:
    """Cut the stream after records, into stretches of about the same length."""
    while begin < len(data):
        end = data.find(SAME, begin + _STRETCH) + 1 or len(data)
        yield begin, end
        begin = end


def _records(piece: Bytes) -> Places:
    """Return where each record begins.

    After each ``SAME`` one begins. From all those places at once the records that spell their lemma are stepped over, until each
    has come to the record that ends with the next ``SAME``.
    """
    ends = np.flatnonzero(piece == SAME)
    at = np.concatenate(([0], ends[:-1] + 1))
    begins = np.zeros(len(piece), bool)
    while len(at):
        begins[at] = True
        after = at + 2 + piece[at + 1]
        spelling = after != ends
        after, ends = after[spelling], ends[spelling]
        if (after >= ends).any():
            raise OtherFormat("record")
        at = after + 2 + piece[after + 1]
        if (at >= ends).any():
            raise OtherFormat("record")
    found = np.flatnonzero(begins)
    if max(piece[found].max(), piece[found + 1].max()) > LONGEST:
        raise OtherFormat("length")
    return found


def _chosen(piece: Bytes, records: Places) -> Places:
    """Choose among the records that spell their lemma one in ``_FEWEST`` or so; return their numbers."""
    spelling: Places = np.flatnonzero(piece[records[1:] - 1] != SAME)
    first: Places = np.flatnonzero(np.diff(spelling // _FEWEST, prepend=-1))
    return spelling[first]


def _forms(piece: Bytes, records: Places, chosen: Places) -> list[bytes]:
    """Return the whole forms of chosen records.

    The byte of a form in a column was written by the last record so far that shares no more than the columns before. Between two chosen
    records only those can have written for the second or a later one that share less than the second does.
    """
    shared = piece[records]
    kept = shared[: chosen[-1] + 1] < np.repeat(shared[chosen], np.diff(chosen, prepend=-1))
    kept[chosen] = True
    writers = np.flatnonzero(kept)
    begins, shared = records[writers], shared[writers]
    lengths, numbers, asked = shared + piece[begins + 1], np.arange(len(writers)), np.searchsorted(writers, chosen)
    columns = np.zeros((len(chosen), int(lengths.max())), np.uint8)
    for column in range(columns.shape[1]):
        writer = np.maximum.accumulate(np.where(shared <= column, numbers, 0))[asked]
        long = np.flatnonzero(lengths[writer] > column)
        writer = writer[long]
        columns[long, column] = piece[begins[writer] + (2 + column) - shared[writer]]
    forms: list[bytes] = columns.view(f"S{columns.shape[1]}").ravel().tolist()
    return forms
