"""What ``import teema`` offers in a notebook: a study read, counted and compared in a line each."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import narwhals as nw
from narwhals.typing import IntoDataFrame

from teema.analysis.crosstab import Crosstab
from teema.analysis.crosstab import crosstab as count
from teema.analysis.gap import Gap
from teema.analysis.occurrence import By, Occurrence
from teema.analysis.occurrence import occurrence as occurring
from teema.analysis.whole import Results
from teema.analysis.whole import analyse as results_of
from teema.errors import TeemaError
from teema.formats.folder import write_study
from teema.formats.opening import open_study
from teema.search import Answer, Index, Lines, Order, Where, index_of
from teema.search import kwic as lines_of
from teema.search import search as turns_with
from teema.study.study import Study
from teema.study.tables import Frames
from teema.wording import Language, checked_language, explain

P = ParamSpec("P")
R = TypeVar("R")


def explained(function: Callable[P, R]) -> Callable[P, R]:
    """Add to an error what is wrong and what to do, for those who read it in a notebook."""

    @wraps(function)
    def told(*args: P.args, **given: P.kwargs) -> R:
        try:
            return function(*args, **given)
        except TeemaError as error:
            error.add_note(" ".join(explain(error, "en")))
            raise

    return told


@explained
def read(path: str | Path, *, language: str = "en") -> Study:
    """Read a study folder, a folder of transcripts, one transcript, or a project of another program (REFI-QDA, Taguette, QualCoder).

    What could not be read is warned about.

    ReadFailed: the path does not exist or holds nothing to read.
    """
    found = open_study(path)
    for problem in found.errors:
        place = f"{problem.path}:{problem.row}" if problem.row else problem.path
        warnings.warn(f"{problem.code} {place}: {' '.join(explain(problem, _language(language)))}", stacklevel=2)
    return found.study


def _language(language: str) -> Language:
    return checked_language(language)


@explained
def write(study: Study, folder: str | Path) -> Path:
    """Write a study as a folder."""
    return write_study(study, folder)


def frames(study: Study) -> Frames:
    """Return the study's frames: codings, customers, interviews, turns, asked, relevance.

    >>> frames(read("examples/palvelukeskus")).customers.columns[:3]
    ['customer', 'name', 'group']
    """
    return Frames(study)


@explained
def analyse(study: Study, *, round: str | None = None) -> Results:
    """Return every result of a study's round: what the report shows."""
    return results_of(study, round_=round)


@explained
def crosstab(
    study: Study | IntoDataFrame,
    *,
    rows: str,
    columns: str,
    round: str | None = None,
    customers: IntoDataFrame | None = None,
    asked: IntoDataFrame | None = None,
) -> Crosstab:
    """Count customers, interviews and segments of one property by another, of a study or of frames of codings.

    A study is counted in the round that its results are about unless ``round`` says otherwise. Frames (Polars or pandas,
    with the columns of ``frames(study).codings``) are counted as they are; without ``customers``, n is the customers who
    have a coding in the frame. UsageError: an unknown property (A101) or round (A102).
    """
    if isinstance(study, Study):
        order = {"sub_theme": tuple(sub.key for sub in study.codebook.sub_themes)}
        results = results_of(study, round_=round)
        groups = results.groups if columns == "group" else ()
        return results.crosstab(rows, columns, order.get(rows.replace("subtheme", "sub_theme"), ()), groups)
    known = _customers_in(study) if customers is None else customers
    return count(study, known, rows=rows, columns=columns, asked=asked)


def _customers_in(codings: IntoDataFrame) -> IntoDataFrame:
    """Return the customers of a frame of codings, with what it tells of them."""
    frame = nw.from_native(codings, eager_only=True)
    told = [name for name in ("customer", "group", "length", "round") if name in frame.columns]
    return frame.select(told).filter(~nw.col("customer").is_null()).unique(maintain_order=True).to_native()


@explained
def gap(study: Study, *, round: str | None = None) -> Gap:
    """Compare expectations and experiences.

    >>> [(row.group, row.proposed) for row in gap(read("examples/palvelukeskus")).rows][:1]
    [('kunta', 'no_difference')]
    """
    return results_of(study, round_=round).gap


@explained
def occurrence(study: Study, *, by: By = "label", round: str | None = None) -> tuple[Occurrence, ...]:
    """Count how often labels, sub-themes, topics or themes occur, by segments, customers and themes."""
    return occurring(results_of(study, round_=round).codings, by=by)


_held: list[Index] = []
"""The index of the study last searched: asking a study again and again makes it once."""


def index_for(study: Study) -> Index:
    """Return the index of a study, made once for the study last asked."""
    if not _held or _held[0].study is not study:
        _held[:] = [index_of(study)]
    return _held[0]


@explained
def find(
    study: Study,
    query: str,
    *,
    speaker: str = "",
    group: str = "",
    theme: str = "",
    topic: str = "",
    all_readings: bool = False,
    parts: bool = False,
    most: int | None = None,
) -> Answer:
    """Find the turns that hold a word or expression in any form.

    UsageError: the query can't be understood (W101–W109), or names what the study doesn't have (W111–W114).

    >>> find(read("examples/palvelukeskus"), "puhelin AND vastata", group="kuntayhtyma").turns
    1
    """
    where = Where(speaker, group, theme, topic)
    return turns_with(index_for(study), query, where, all_readings=all_readings, parts=parts, most=most)


@explained
def kwic(
    study: Study,
    query: str,
    *,
    speaker: str = "",
    group: str = "",
    theme: str = "",
    topic: str = "",
    width: int = 50,
    order: Order = "place",
    all_readings: bool = False,
    parts: bool = False,
    most: int | None = None,
) -> Lines:
    """Show the hits of a query as words in context, in the order of the texts, or by what stands beside.

    UsageError: as for ``find``.

    >>> [line.hit for line in kwic(read("examples/palvelukeskus"), "tavoittaa", order="right", most=2).lines]
    ['tavottanu', 'tavoitettu']
    """
    where = Where(speaker, group, theme, topic)
    ways = {"all_readings": all_readings, "parts": parts}
    return lines_of(index_for(study), query, where, width=width, order=order, most=most, **ways)
