"""The words of the workspace's studies, indexed in a file each beside the workspace: personal data, as the texts are.

A file is its owner's alone to read, belongs to no backup and no export, and follows every change of a text. It forgets a form with the
last text that holds it: an erasure makes it do so at once, and a study that is removed takes its file along. It may be deleted at any time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from sqlite3 import OperationalError
from threading import RLock
from typing import Any, Final
from uuid import UUID

import polars as pl
from django.db import connection, transaction

from teema.analysis.whole import ReadWords
from teema.analysis.words.reading import UNDETERMINED
from teema.errors import UsageError
from teema.language import analyser
from teema.search import Index, forget_at, index_at, words_frame
from teema.study import Study as PlainStudy
from teema.web.material.models import Document
from teema.web.studies.models import Study
from teema.web.workspace.files import words_beside

_KEPT: Final = 4
"""Indexes that are kept open at once."""


@dataclass(slots=True)
class _Open:
    """An open index, what of the file it has seen, and the frame of words last read from it with what that was made of."""

    index: Index
    seen: int
    frame: tuple[tuple[Any, ...], pl.DataFrame] | None = None


_open: OrderedDict[UUID, _Open] = OrderedDict()
_lock = RLock()


@contextmanager
def indexed(study: UUID, plain: PlainStudy) -> Iterator[Index]:
    """Give the index of a study as it stands, nobody else asking meanwhile: neither the file nor the dictionary is for two at once."""
    with _lock:
        yield _up_to_date(study, plain).index


def reader(study: UUID) -> ReadWords:
    """Return how the words of a study are read: from its index, and only once as long as nothing that they depend on changes."""

    def read(plain: PlainStudy) -> pl.DataFrame:
        with _lock:
            held, made_of = _up_to_date(study, plain), _made_of(plain)
            if held.frame is None or held.frame[0] != made_of:
                held.frame = (made_of, words_frame(held.index))
            return held.frame[1]

    return read


def _made_of(plain: PlainStudy) -> tuple[Any, ...]:
    """Return the parts of a study that a frame of its words tells of."""
    people = (plain.interviews, plain.customers, plain.people, plain.material)
    return (plain.documents, plain.relevance, plain.design, *people)


def _up_to_date(study: UUID, plain: PlainStudy) -> _Open:
    plain, held = _readable(plain), _open.get(study)
    if held is None or held.index.words is not analyser(plain.language):
        held = _opened(study, plain)
    elif held.index.documents != plain.documents or held.seen != held.index.store.changes_elsewhere():
        held = _cut_anew(study, plain, held)
    else:
        held.index = held.index.over(plain)
    if study in _open:
        _open.move_to_end(study)
    return held


def _readable(plain: PlainStudy) -> PlainStudy:
    """Return the study; where its language is none, as one whose words are read plainly."""
    try:
        analyser(plain.language)
    except UsageError:
        return replace(plain, language=UNDETERMINED)
    return plain


def _opened(study: UUID, plain: PlainStudy) -> _Open:
    _close(study)
    if not _stands(study, plain):
        return _in_memory(plain)
    path = _file(study)
    if path is not None:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        _sweep(path.parent)
    index = index_at(plain, path)
    held = _open[study] = _Open(index, index.store.changes_elsewhere())
    while len(_open) > _KEPT:
        _close(next(iter(_open)))
    return held


def _cut_anew(study: UUID, plain: PlainStudy, held: _Open) -> _Open:
    """Read the documents that changed."""
    if not _stands(study, plain):
        return _in_memory(plain)
    held.index = Index(plain, held.index.store, held.index.words)
    held.seen, held.frame = held.index.store.changes_elsewhere(), None
    return held


def _in_memory(plain: PlainStudy) -> _Open:
    return _Open(index_at(plain, None), 0)


def _stands(study: UUID, plain: PlainStudy) -> bool:
    """Tell whether a study's texts are those of the workspace: what somebody read a moment ago doesn't bring back what is erased since."""
    now = dict(Document.objects.filter(study=study).values_list("key", "text"))
    return now == {one.name: one.text for one in plain.documents}


@contextmanager
def indexed_now(study: Study) -> Iterator[Index]:
    """Give the index of a study's texts as they are in the transaction at hand, of which nobody else knows yet; nothing is known of who says them."""
    documents = tuple(one.plain() for one in Document.objects.filter(study=study))
    with indexed(study.pk, PlainStudy(str(study.pk), "", language=study.language, documents=documents)) as index:
        yield index


def follow(study: Study) -> None:
    """Have the index of a study, if it has one, forget what no text holds any more once the act at hand is done."""
    transaction.on_commit(partial(_follow, study))


def _follow(study: Study) -> None:
    path = _file(study.pk)
    with _lock:
        if study.pk in _open or (path is not None and path.exists()):
            with indexed_now(study) as index:
                _leave_nothing_behind(study, index)


def _leave_nothing_behind(study: Study, index: Index) -> None:
    """Write the index anew, or take it away where another process is at it: it is made again when somebody searches."""
    try:
        index.store.write_anew()
    except OperationalError:
        forget(study.pk)


def forget(study: UUID) -> None:
    """Take away the index of a study that is no more."""
    with _lock:
        _close(study)
        if path := _file(study):
            forget_at(path)


def forget_open() -> None:
    """Close every index, as the end of the server does."""
    with _lock:
        for study in list(_open):
            _close(study)


def _close(study: UUID) -> None:
    held = _open.pop(study, None)
    if held is not None:
        held.index.close()


def _sweep(folder: Path) -> None:
    """Take away the indexes of studies that the workspace doesn't hold: it may have been brought back from a copy."""
    known = {str(one) for one in Study.objects.values_list("pk", flat=True)}
    for path in folder.glob("*.sqlite3"):
        if path.stem not in known:
            forget_at(path)


def _file(study: UUID) -> Path | None:
    """Return where a study's index lies; None for a workspace in memory."""
    workspace = Path(str(connection.settings_dict["NAME"]))
    return words_beside(workspace) / f"{study}.sqlite3" if workspace.is_file() else None
