"""``teema demo``: the main job on the example study that comes along, and the workbench with the example in it."""

from __future__ import annotations

from argparse import Namespace
from importlib.resources import files
from pathlib import Path

from teema.cli.console import Console
from teema.cli.options import Parser
from teema.cli.progress import Progress
from teema.cli.report import show_made
from teema.cli.serve import DEFAULT, serve
from teema.errors import ReadFailed

EXAMPLE = "palvelukeskus"


def options(parser: Parser) -> None:
    """Declare where the results go, and whether the workbench opens."""
    parser.option("out", default="teema-demo")
    parser.flag("no-serve")
    parser.flag("no-browser")


def run(asked: Namespace, console: Console) -> int:
    """Make the example study's report in the user's language, say what to open first, and open the workbench on the example."""
    from teema.formats.folder import read_study
    from teema.report.make import make_report

    out, example = Path(asked.out), example_study()
    console.tell("demo.start", example=example)
    with Progress(console) as progress:
        study = read_study(example).study
        made = make_report(study, out, language=console.language, progress=progress)
    show_made(made, console)
    console.tell("demo.done", page=out / "report.html", example=example)
    if asked.no_serve:
        return 0
    serve(
        out / DEFAULT,
        console,
        port=None,
        browser=not asked.no_browser,
        prepare=lambda: _load_example(example),
    )
    return 0


def _load_example(example: Path) -> None:
    """Put the example into the workspace that is being opened, unless it is there."""
    from teema.web.accounts.actions import workspace_keeper
    from teema.web.exchange.moving import bring_in, is_there, read_source

    source = read_source(example)
    if not is_there(source.opened.study):
        bring_in(workspace_keeper(), source)


def example_study() -> Path:
    """Find the example study: in the installed package, or in the repository that Teema runs from.

    ReadFailed (U108): neither has it.
    """
    package = Path(str(files("teema")))
    for folder in (package / "examples", package.parents[1] / "examples"):
        if (folder / EXAMPLE / "study.toml").is_file():
            return folder / EXAMPLE
    raise ReadFailed("U108", path=EXAMPLE)
