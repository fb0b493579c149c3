"""The words of a study as a frame: a row a word, with who says it to whom and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from teema.search.index import Index
from teema.study.tables import Frames

WORDS: dict[str, Any] = {
    "document": pl.Enum,
    "turn": pl.Int32,
    "position": pl.Int32,
    "start": pl.Int32,
    "end": pl.Int32,
    "lemma": pl.Enum,
    "interviewer": pl.Boolean,
    "set_aside": pl.Boolean,
    "interview": pl.Enum,
    "round": pl.Enum,
    "customer": pl.Enum,
    "group": pl.Enum,
}
"""The frame's columns. ``position`` counts a document's tokens from 0; ``start`` and ``end`` are code points, half-open."""
_OCCASION = ("interview", "round", "customer", "group")


def words_frame(index: Index) -> pl.DataFrame:
    """Return one row for each word that is said in a turn of an interview, in the order of documents and positions; columns ``WORDS``.

    Words outside every turn are left out, and material that is no interview. ``set_aside`` marks those judged irrelevant. What is unknown is null.
    """
    tokens, frames = index.tokens, Frames(index.study)
    turns = _turns(index)
    said = turns[tokens.piece] >= 0 if len(tokens) else np.empty(0, bool)
    document = np.repeat(np.arange(len(index.documents)), np.diff(tokens.bounds))
    said &= np.array([one.name not in index.study.material_of for one in index.documents], bool)[document]
    position = np.arange(len(tokens)) - tokens.bounds[document]
    columns = {
        "document": _named(document[said], [one.name for one in index.documents]),
        "turn": turns[tokens.piece][said],
        "position": position[said],
        "start": tokens.start[said],
        "end": tokens.end[said],
        "lemma": _lemmas(index, said),
        "interviewer": _interviewers(index, frames)[tokens.piece][said],
        "set_aside": _set_aside(index)[said],
        **_occasions(index, frames, document[said]),
    }
    simple: dict[str, Any] = {name: kind for name, kind in WORDS.items() if kind is not pl.Enum}
    return pl.DataFrame(columns, schema_overrides=simple).select(list(WORDS))


def _turns(index: Index) -> NDArray[np.int64]:
    """Return the turn of each piece; −1 outside every turn."""
    return np.array([-1 if piece.turn is None else piece.turn for pieces in index.pieces for piece in pieces], np.int64)


def _named(codes: NDArray[Any], names: Sequence[str | None]) -> pl.Series:
    """Return a column of names given by number; equal names share one, and a missing one is null."""
    distinct = list(dict.fromkeys(name for name in names if name is not None))
    number = {name: place for place, name in enumerate(distinct)}
    lookup = np.array([number.get(name, -1) if name is not None else -1 for name in names] or [-1], np.int64)
    shown = lookup[codes] if len(codes) else np.empty(0, np.int64)
    places = pl.Series(shown, dtype=pl.Int64)
    return pl.Series(distinct, dtype=pl.Enum(distinct)).gather(places.set(places < 0, None))


def _lemmas(index: Index, said: NDArray[np.bool_]) -> pl.Series:
    forms = index.tokens.form[said]
    names: list[str | None] = [None] * (int(index.tokens.form.max(initial=0)) + 1)
    for key, lemma in index.store.every_lemma():
        if key < len(names):
            names[key] = lemma
    return _named(forms, names)


def _interviewers(index: Index, frames: Frames) -> NDArray[np.bool_]:
    """Tell of each piece whether an interviewer says it."""
    speakers = frames.speakers
    return np.array(
        [
            piece.turn is not None and speakers.interviews(document.name, document.turns[piece.turn].speaker)
            for document, pieces in zip(index.documents, index.pieces, strict=True)
            for piece in pieces
        ],
        bool,
    )


def _set_aside(index: Index) -> NDArray[np.bool_]:
    """Tell of each token whether it stands, if only in part, in words judged irrelevant."""
    number = {document.name: place for place, document in enumerate(index.documents)}
    flags = np.zeros(len(index.tokens), bool)
    for one in index.study.relevance:
        if one.status == "out" and one.document in number:
            flags[index.under(number[one.document], one.span)] = True
    return flags


def _occasions(index: Index, frames: Frames, document: NDArray[Any]) -> dict[str, pl.Series]:
    known = frames.occasions
    rows = [known.get(one.name, (None,) * len(_OCCASION))[: len(_OCCASION)] for one in index.documents]
    return {name: _named(document, [row[place] for row in rows]) for place, name in enumerate(_OCCASION)}
