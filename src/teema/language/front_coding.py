"""simplemma's dictionaries read where they stand: sorted forms with their lemmas, each written as its difference from the one before.

A record is: how many bytes the form shares with the form before it · how many more it has · those bytes · how many bytes at its end the form
gives up for its lemma (255: all) · how many the lemma has instead · those bytes. ``SAME`` in place of the last three means the lemma before
it. The byte of ``SAME`` stands nowhere else, for no UTF-8 has it: it ends a record wherever one looks. So restart points are found for whole
stretches at a time, where simplemma itself walks through 3.5 million records before the first word can be looked up.
"""

from __future__ import annotations

import lzma
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, overload

SAME = 0xFE
LONGEST = 0x7F
"""Bytes of a form at most: more would take a second byte for the number, which isn't read here."""
_MAGIC = b"SMFC1\x00"
_Other = TypeVar("_Other")


class OtherFormat(ValueError):
    """A dictionary isn't written in the way that is read here: another version of simplemma, or a form too long."""


@dataclass(frozen=True, slots=True)
class RestartPoints:
    """Records from which reading can begin, all of which spell their lemma: their forms in order, and their places.

    There is one place more than forms: where the stream ends.
    """

    forms: list[bytes]
    places: array[int]


class FrontCoded(Mapping[str, str]):
    """Forms and their lemmas. A look-up walks through some ten records, in one loop without calls: everything waits for it."""

    __slots__ = ("_count", "_data", "_points")

    def __init__(self, data: bytes) -> None:
        from teema.language.restart_points import restart_points

        self._count, begin = _header(data)
        self._data = data
        self._points = restart_points(data, begin, self._count)

    def __getitem__(self, form: str) -> str:
        lemma = self._lemma(form.encode())
        if lemma is None:
            raise KeyError(form)
        return lemma.decode()

    @overload
    def get(self, form: str, default: None = None, /) -> str | None: ...
    @overload
    def get(self, form: str, default: str | _Other, /) -> str | _Other: ...
    def get(self, form: str, default: str | _Other | None = None, /) -> str | _Other | None:
        """Return a form's lemma, or ``default``; most forms asked for aren't there, so nothing is raised on the way."""
        lemma = self._lemma(form.encode())
        return default if lemma is None else lemma.decode()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        data, at, form = self._data, self._points.places[0], b""
        while at < len(data):
            end = at + 2 + data[at + 1]
            form = form[: data[at]] + data[at + 2 : end]
            at = end + 1 if data[end] == SAME else end + 2 + data[end + 1]
            yield form.decode()

    def _lemma(self, wanted: bytes) -> bytes | None:
        """Walk from the last restart point that isn't after the form, until the form or one after it."""
        point = bisect_right(self._points.forms, wanted) - 1
        if point < 0:
            return None
        data, form = self._data, self._points.forms[point]
        at, stop = self._points.places[point], self._points.places[point + 1]
        base, spelled = form, at
        while at < stop:
            end = at + 2 + data[at + 1]
            form = form[: data[at]] + data[at + 2 : end]
            if data[end] == SAME:
                at = end + 1
            else:
                base, spelled, at = form, end, end + 2 + data[end + 1]
            if form >= wanted:
                return _lemma_of(base, data, spelled) if form == wanted else None
        return None


def read_front_coded(path: Path) -> FrontCoded:
    """Read a dictionary's file. OSError, EOFError, LZMAError: it is missing or damaged; OtherFormat: it is written in another way."""
    with lzma.open(path) as file:
        return FrontCoded(file.read())


def _header(data: bytes) -> tuple[int, int]:
    """Return how many records there are, and where the first one stands."""
    if not data.startswith(_MAGIC):
        raise OtherFormat("header")
    count = 0
    for place, byte in enumerate(memoryview(data)[len(_MAGIC) :]):
        count |= (byte & LONGEST) << 7 * place
        if byte <= LONGEST:
            return count, len(_MAGIC) + place + 1
    raise OtherFormat("count")


def _lemma_of(form: bytes, data: bytes, at: int) -> bytes:
    """Return the lemma that is spelled for a form at a place of the stream."""
    return form[: len(form) - data[at]] + data[at + 2 : at + 2 + data[at + 1]]
