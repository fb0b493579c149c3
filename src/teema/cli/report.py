"""``teema report``: the tables, figures, findings, measures and customers' pages of a study."""

from __future__ import annotations

from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from teema.cli.asking import own_folder
from teema.cli.check import summary_of
from teema.cli.console import Console
from teema.cli.options import Parser, one_of, some_of
from teema.cli.progress import Progress
from teema.cli.transfer import show_transfer
from teema.wording import has, number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from teema.errors import Problem
    from teema.report.make import Made

EDITIONS = ("working", "public")
FORMATS = ("docx", "html", "pdf", "xlsx")


def options(parser: Parser) -> None:
    """Declare the study, and what is made of it where."""
    parser.place("study")
    parser.option("out")
    parser.option("edition", "|".join(EDITIONS), one_of("--edition", EDITIONS))
    parser.option("format", ",".join(FORMATS), some_of("--format", FORMATS))
    parser.option("round")


def run(asked: Namespace, console: Console) -> int:
    """Read the study, make the report, and write a line for each thing made."""
    from teema.analysis.words.reading import words_of
    from teema.formats.opening import open_study
    from teema.report.make import make_report

    noticed: list[Problem] = []
    with Progress(console) as progress:
        progress("read", 0.0)
        read = open_study(asked.study)
        made = make_report(
            read.study,
            Path(asked.out) if asked.out else _beside(Path(asked.study)),
            language=asked.language,
            edition=asked.edition,
            formats=asked.format,
            round_=asked.round,
            read_words=partial(words_of, folder=own_folder(Path(asked.study)), notice=noticed.append),
            progress=progress,
        )
    for problem in noticed:
        console.explain(problem)
    if read.problems:
        summary = summary_of(read.problems, console)
        console.complain("report.problems", summary=summary, study=asked.study)
    if read.transfer:
        show_transfer(read.transfer, "in", console)
    show_made(made, console)
    return 0


def _beside(study: Path) -> Path:
    """Return where the report goes unless told: in the working folder, named after the study."""
    place = study.resolve()
    return Path(f"{place.name if place.is_dir() else place.stem}-report")


def show_made(made: Iterable[Made], console: Console) -> None:
    """Write a line for each thing made: where it is and what it is."""
    listed = [(one.path.as_posix(), made_words(one, console)) for one in made]
    width = max((len(path) for path, _ in listed), default=0)
    for path, what in listed:
        console.line(f"  {path:<{width}}  {console.tint(what, 'quiet')}")


def made_words(one: Made, console: Console) -> str:
    """Say what was made: one thing, or how many."""
    single = f"made.{one.kind}_one"
    key = single if one.count == 1 and has(f"cli.{single}", console.language) else f"made.{one.kind}"
    return console.words(key, count=number(one.count, console.language))
