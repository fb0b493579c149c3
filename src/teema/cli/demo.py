"""``teema demo``: the main job on the example study that comes along."""

from __future__ import annotations

from argparse import Namespace
from importlib.resources import files
from pathlib import Path

from teema.cli.console import Console
from teema.cli.options import Parser
from teema.cli.progress import Progress
from teema.cli.report import show_made
from teema.errors import ReadFailed

EXAMPLE = "palvelukeskus"


def options(parser: Parser) -> None:
    """Declare where the results go."""
    parser.option("out", default="teema-demo")


def run(asked: Namespace, console: Console) -> int:
    """Make the example study's report in the user's language, and say what to open first."""
    from teema.formats.folder import read_study
    from teema.report.make import make_report

    out, example = Path(asked.out), example_study()
    console.tell("demo.start", example=example)
    with Progress(console) as progress:
        study = read_study(example).study
        made = make_report(study, out, language=console.language, progress=progress)
    show_made(made, console)
    console.tell("demo.done", page=out / "report.html", example=example)
    return 0


def example_study() -> Path:
    """Find the example study: in the installed package, or in the repository that Teema runs from.

    ReadFailed (U108): neither has it.
    """
    package = Path(str(files("teema")))
    for folder in (package / "examples", package.parents[1] / "examples"):
        if (folder / EXAMPLE / "study.toml").is_file():
            return folder / EXAMPLE
    raise ReadFailed("U108", path=EXAMPLE)
