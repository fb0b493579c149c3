"""Choosing the words that count out of a frame of words, as numbers."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
from narwhals.typing import IntoDataFrame
from numpy.typing import NDArray

from teema.analysis.rows import values
from teema.analysis.words.spoken import Counts, IntoWords, Numbers, Spoken, Truths

_OF_WORDS = ("turn", "position", "start", "end", "lemma", "interviewer", "set_aside")


def counted(
    words: IntoDataFrame, interviewers: bool = False, set_aside: bool = False, *, round_: str | None = None
) -> Spoken:
    """Choose the words that count: by default neither what interviewers say nor what was judged irrelevant.

    A document records one interview: what is told of its first word holds of all of it. With ``round_``, only the words of
    that round count ("" is the unnamed one).

    >>> import polars as pl
    >>> words = pl.DataFrame({"document": ["d", "d"], "turn": [0, 1], "position": [0, 1], "start": [0, 9], "end": [3, 12],
    ...     "lemma": ["mikä", "apu"], "interviewer": [True, False], "set_aside": False, "customer": "k", "interview": "i"})
    >>> [len(counted(words, interviewers=one)) for one in (False, True)]
    [1, 2]
    """
    frame: nw.DataFrame[Any] = nw.from_native(words, eager_only=True)
    document, documents = _numbered(frame["document"], in_order=False)
    lemma, lemmas = _numbered(frame["lemma"], in_order=True)
    occasions = _occasions(frame)
    kept = _kept(frame, interviewers, set_aside)
    if round_ is not None:
        kept &= np.array([one == (round_ or None) for one in occasions["round"]], np.bool_)[document]
    rows = _in_order(document, frame["position"].to_numpy(), kept)
    document = document[rows]
    turn, position, start, end = (
        frame[name].to_numpy()[rows].astype(np.int32) for name in ("turn", "position", "start", "end")
    )
    turn = _numbered_turns(document, turn)
    return Spoken(lemmas, documents, occasions, lemma[rows], document, turn, position, start, end)


def spoken(words: IntoWords) -> Spoken:
    """Return the words that count: those already chosen, or by default those of a frame."""
    return words if isinstance(words, Spoken) else counted(words)


def _numbered(series: nw.Series[Any], *, in_order: bool) -> tuple[Numbers, tuple[str, ...]]:
    """Return each value's place among the distinct ones, which come in the alphabet's order or as they stand."""
    codes, known = _coded(series if series.dtype in (nw.Categorical, nw.Enum) else series.cast(nw.Categorical))
    first = np.full(max(known, default=-1) + 1, len(codes), np.int64)
    np.minimum.at(first, codes, np.arange(len(codes)))
    held = np.flatnonzero(first < len(codes)).tolist()
    held.sort(key=known.__getitem__ if in_order else first.__getitem__)
    number = np.zeros(len(first), np.int32)
    number[held] = np.arange(len(held), dtype=np.int32)
    return number[codes], tuple(known[code] for code in held)


def _coded(series: nw.Series[Any]) -> tuple[NDArray[Any], dict[int, str]]:
    """Return the numbers under which the engine keeps the values of a column of categories, and what they stand for."""
    native: Any = series.to_native()
    if series.implementation.is_polars():
        distinct = native.unique()
        return native.to_physical().to_numpy(), dict(zip(distinct.to_physical(), distinct, strict=True))
    if series.implementation.is_pandas():
        return native.cat.codes.to_numpy(), dict(enumerate(native.cat.categories))
    known = dict(enumerate(values(series.unique().alias("value").to_frame(), "value")))
    numbers = series.replace_strict(list(known.values()), list(known), return_dtype=nw.Int32)
    return numbers.to_numpy(), known


def _kept(frame: nw.DataFrame[Any], interviewers: bool, set_aside: bool) -> Truths:
    kept = np.ones(len(frame), np.bool_)
    for name, counts in (("interviewer", interviewers), ("set_aside", set_aside)):
        if not counts:
            kept &= ~frame[name].to_numpy().astype(np.bool_)
    return kept


def _in_order(document: Numbers, position: NDArray[Any], kept: Truths) -> Counts:
    """Return the rows that are kept, by documents and positions, however they stood."""
    rows = np.flatnonzero(kept)
    key = document[rows].astype(np.int64) << 32 | position[rows]
    return rows if bool((key[1:] >= key[:-1]).all()) else rows[np.argsort(key, kind="stable")]


def _numbered_turns(document: Numbers, turn: Numbers) -> Numbers:
    """Number the turns one after another over all documents."""
    begins = np.ones(len(turn), np.int32)
    begins[1:] = (document[1:] != document[:-1]) | (turn[1:] != turn[:-1])
    return (np.cumsum(begins, dtype=np.int32) - 1).astype(np.int32)


def _occasions(frame: nw.DataFrame[Any]) -> dict[str, list[Any]]:
    """Return what the frame tells of each document, by the property."""
    once = frame.unique(subset=["document"], keep="first", maintain_order=True)
    return {name: values(once, name) for name in once.columns if name not in ("document", *_OF_WORDS)}
