"""Every way in, by name: what the cases are made of, and what reads them.

A new reader: a function that returns a `Reader`, in `READERS`. Import the reader inside the function, so that only what is asked for is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from fuzz import projects, tables, whole
from fuzz.material import Material, Reader


def _transcript(suffix: str) -> Reader:
    from teema.formats.transcripts import read_transcript

    def read(path: Path) -> tuple[object, Sequence[object]]:
        found = read_transcript(path)
        text = found.document.text
        if not all(0 <= turn.start <= turn.speech <= turn.end <= len(text) for turn in found.document.turns):
            raise AssertionError("a turn lies outside the text")
        text.encode()
        return found, found.problems

    return Reader(suffix, partial(whole.transcripts, suffix), read)


def _folder() -> Reader:
    from teema.formats.folder import read_study

    def read(path: Path) -> tuple[object, Sequence[object]]:
        found = read_study(path)
        return found, found.problems

    return Reader("folder", whole.studies, read)


def _register() -> Reader:
    from teema.formats.register.rounds import read_rounds
    from teema.formats.register.tables import DESTROYED, KEY, REPORT, REVIEW, read_registered, read_rows

    def read(path: Path) -> tuple[object, Sequence[object]]:
        sheets: tuple[Any, ...] = (REVIEW, KEY, REPORT, DESTROYED)
        tables = [read_rows(sheet, path) for sheet in sheets]
        found = (tables, read_registered(path), read_rounds(path))
        return found, [problem for _, problems in tables for problem in problems]

    return Reader("register", projects.registers, read)


def _project(
    name: str, seeds: Callable[[], Sequence[Material]], read_project: Callable[[Path], Any], *, links: bool = False
) -> Reader:
    """Make the reader of another program's projects: the project, and the study that is made of it."""

    def read(path: Path) -> tuple[object, Sequence[object]]:
        from teema.formats.exchange.to_study import study_of

        found = read_project(path)
        imported = study_of(found, name)
        return (found, imported), (*found.problems, *imported.problems)

    return Reader(name, seeds, read, links)


def _refi() -> Reader:
    from teema.formats.refi import read_project

    return _project("refi", projects.refi, read_project)


def _codebook() -> Reader:
    from teema.formats.refi import read_codebook

    return _project("refi-codebook", projects.codebooks, read_codebook)


def _taguette() -> Reader:
    from teema.formats.taguette import read_project

    return _project("taguette", projects.taguette, read_project)


def _qualcoder() -> Reader:
    from teema.formats.qualcoder import read_project

    return _project("qualcoder", projects.qualcoder, read_project, links=True)


def _survey(name: str, seeds: Callable[[], Sequence[Material]]) -> Reader:
    from teema.formats.surveys import Wanted, planned

    def read(path: Path) -> tuple[object, Sequence[object]]:
        found = planned(path, path.with_name("study"), Wanted())
        return found, found.problems

    return Reader(name, seeds, read)


def _profile() -> Reader:
    from teema.formats.surveys.profiles import read_profile

    return Reader("survey-profile", tables.profiles, lambda path: (read_profile(path), ()))


def _workbook() -> Reader:
    from teema.formats.workbook import difference

    def read(path: Path) -> tuple[object, Sequence[object]]:
        _, found = difference(path, path.with_name("study"))
        return found, found.problems

    return Reader("workbook", tables.workbooks, read)


READERS: dict[str, Callable[[], Reader]] = {
    **{suffix: partial(_transcript, suffix) for suffix in whole.TRANSCRIPTS},
    "folder": _folder,
    "register": _register,
    "refi": _refi,
    "refi-codebook": _codebook,
    "taguette": _taguette,
    "qualcoder": _qualcoder,
    "workbook": _workbook,
    "survey": partial(_survey, "survey", tables.surveys),
    "contact": partial(_survey, "contact", tables.contacts),
    "survey-profile": _profile,
}


@lru_cache
def reader(name: str) -> Reader | None:
    """Return a reader by its name; None where this version of Teema has none."""
    try:
        return READERS[name]()
    except ModuleNotFoundError as absent:
        if (absent.name or "").startswith("teema."):
            return None
        raise
