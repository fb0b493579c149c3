"""What ``teema search`` and ``teema kwic`` share: the study with its index, and what narrows a search."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from teema.cli.check import summary_of
from teema.cli.console import Console
from teema.cli.options import Parser, whole_number

if TYPE_CHECKING:
    from teema.search import Index, Where

STUDY_FILE = "study.toml"


def narrowing_options(parser: Parser) -> None:
    """Declare whose words are looked at, how widely, how much is shown, and in which form."""
    for name in ("speaker", "group", "theme", "topic"):
        parser.option(name, default="")
    parser.flag("all-readings")
    parser.flag("parts")
    parser.option("most", kind=whole_number("--most"))
    parser.flag("json")


@contextmanager
def opened_index(asked: Namespace, console: Console) -> Iterator[Index]:
    """Open the index of the study that was asked for, and tell what should be known of it."""
    from teema.formats.opening import open_study
    from teema.search import index_of

    read = open_study(asked.study)
    index = index_of(read.study, own_folder(Path(asked.study)))
    if read.errors:
        console.complain("search.problems", summary=summary_of(read.errors, console), study=asked.study)
    for problem in index.problems:
        console.explain(problem)
    try:
        yield index
    finally:
        index.close()


def own_folder(study: Path) -> Path | None:
    """Return the folder that may keep the index: a study's own. A bare folder of transcripts is left as it is."""
    return study if (study / STUDY_FILE).is_file() else None


def narrowed(asked: Namespace) -> Where:
    """Return what the search is narrowed to."""
    from teema.search import Where

    return Where(asked.speaker, asked.group, asked.theme, asked.topic)
