"""A study's words out of its index, as a frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl

from teema.errors import Problem, UsageError
from teema.language import release
from teema.search import index_of, words_frame
from teema.study.study import Study

UNDETERMINED = "und"
"""The language of a study whose own is none: its words are read plainly."""


def words_of(
    study: Study, folder: Path | None = None, notice: Callable[[Problem], None] = lambda problem: None
) -> pl.DataFrame:
    """Return the words of a study as a frame, by the index in ``folder`` (None: one in memory, dropped afterwards).

    ``notice`` is told what the user should know of the index.
    """
    try:
        index = index_of(study, folder)
    except UsageError:
        index = index_of(replace(study, language=UNDETERMINED), folder)
    try:
        for problem in index.problems:
            notice(problem)
        return words_frame(index)
    finally:
        index.close()
        release()  # whoever counts words asks for no more lemmas, and the dictionary's room is wanted by what comes after
