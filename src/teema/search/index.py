"""The words of a study, each with its form, lemma and place: what searching and counting look at."""

from __future__ import annotations

import shutil
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from teema.errors import Problem, UsageError
from teema.language import Analyser, analyser
from teema.search.building import bring_up_to_date
from teema.search.collation import collated
from teema.search.pieces import Piece, pieces_of
from teema.search.store import FILE, FOLDER, Store
from teema.study.documents import Document
from teema.study.spans import Span
from teema.study.study import Study

Numbers: TypeAlias = NDArray[np.int64]
Small: TypeAlias = NDArray[np.int32]


@dataclass(frozen=True)
class Tokens:
    """Every token of a study as columns of equal length, in the order of documents and positions.

    ``form`` is a form's number, ``start`` and ``end`` are code points in the document, ``piece`` is the running number of the piece of
    text. Document ``i`` holds the tokens ``bounds[i]`` to ``bounds[i + 1]``.
    """

    form: Small
    start: Small
    end: Small
    piece: Small
    bounds: Numbers

    def __len__(self) -> int:
        return len(self.form)


class Index:
    """The words of a study as it was when the index was made or updated.

    ``problems`` tell what the user should know: that the index had to be made anew, or that a dictionary is missing.
    """

    def __init__(self, study: Study, store: Store, words: Analyser, problems: Sequence[Problem] = ()) -> None:
        self.study, self.store, self.words = study, store, words
        self.problems = (*problems, *words.notes)
        self.updated = bring_up_to_date(store, study.documents, words)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The study's documents, in its order."""
        return self.study.documents

    @cached_property
    def pieces(self) -> tuple[tuple[Piece, ...], ...]:
        """The pieces of each document."""
        return tuple(pieces_of(document) for document in self.documents)

    @cached_property
    def tokens(self) -> Tokens:
        """Every token."""
        held = list(self.store.documents(document.name for document in self.documents))
        form, start, end, piece = (
            [np.frombuffer(getattr(one, name), np.uint32).astype(np.int32) for one in held]
            for name in ("forms", "starts", "ends", "pieces")
        )
        numbered = [one + np.int32(first) for one, first in zip(piece, self.piece_bounds, strict=False)]
        bounds = _bounds([len(one) for one in form])
        return Tokens(_joined(form), _joined(start), _joined(end), _joined(numbered), bounds)

    @cached_property
    def _places(self) -> tuple[Numbers, Numbers]:
        """Every token's place, form by form, and where each form's places begin."""
        forms = self.tokens.form
        return np.argsort(forms, kind="stable"), _bounds(np.bincount(forms))

    def places(self, forms: Iterable[int]) -> Numbers:
        """Return the places of all tokens of some forms, in the order of the texts."""
        order, bounds = self._places
        known = sorted(key for key in forms if key < len(bounds) - 1)
        runs = [order[bounds[key] : bounds[key + 1]] for key in known]
        return runs[0] if len(runs) == 1 else np.sort(np.concatenate([order[:0], *runs]), kind="stable")

    @cached_property
    def piece_bounds(self) -> list[int]:
        """Where each document's pieces begin in their running numbers; the last is how many there are."""
        bounds: list[int] = _bounds([len(pieces) for pieces in self.pieces]).tolist()
        return bounds

    def under(self, document: int, span: Span) -> slice:
        """Return which tokens of a document, by its place, a span covers, if only in part."""
        first, last = (int(one) for one in self.tokens.bounds[document : document + 2])
        begin = np.searchsorted(self.tokens.end[first:last], span.start, side="right")
        end = np.searchsorted(self.tokens.start[first:last], span.end)
        return slice(first + int(begin), first + int(end))

    def document_of(self, piece: int) -> tuple[Document, Piece]:
        """Return the document that a piece stands in, by its running number, and the piece."""
        place = bisect_right(self.piece_bounds, piece) - 1
        return self.documents[place], self.pieces[place][piece - self.piece_bounds[place]]

    def speaker_of(self, piece: int) -> str:
        """Return the label of who says a piece; empty outside every turn."""
        document, found = self.document_of(piece)
        return document.turns[found.turn].speaker if found.turn is not None else ""

    @cached_property
    def ranks(self) -> Numbers:
        """The place of each form among all forms in the alphabet's order, by its number; forms that differ by capitals share one."""
        keys = {key: collated(text) for key, text, _ in self.store.every_form()}
        order = {text: place for place, text in enumerate(sorted(set(keys.values())))}
        ranks = np.zeros(max(keys, default=0) + 1, np.int64)
        ranks[list(keys)] = [order[text] for text in keys.values()]
        return ranks

    def over(self, study: Study) -> Index:
        """Return the same words for a study with the very same documents, whatever else of it differs."""
        other = copy(self)
        other.study = study
        return other

    def close(self) -> None:
        """Close the index's file."""
        self.store.close()


def _bounds(lengths: ArrayLike) -> Numbers:
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])


def _joined(columns: Sequence[Small]) -> Small:
    return np.concatenate([np.empty(0, np.int32), *columns])


def index_of(study: Study, folder: Path | None = None) -> Index:
    """Return the index of a study, brought up to date; within ``folder``, the study's own, or in memory where there is none.

    UsageError (W204): the study's language is none.
    """
    return index_at(study, folder / FOLDER / FILE if folder is not None else None)


def index_at(study: Study, path: Path | None) -> Index:
    """Return the index of a study as ``index_of`` does, in a file of any name; in memory for None."""
    try:
        words = analyser(study.language)
    except UsageError as unknown:
        raise UsageError("W204", path="study.toml", language=study.language) from unknown
    store, problems = Store.open(path, words.version)
    return Index(study, store, words, problems)


def forget(folder: Path) -> None:
    """Remove the index of a study folder, with every form that it holds."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
