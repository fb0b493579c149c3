"""``teema save``: a study of a workspace as a folder, a workbook or another program's project."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from teema.cli.console import Console
from teema.cli.options import Parser
from teema.cli.serve import DEFAULT
from teema.cli.transfer import show_transfer
from teema.errors import ReadFailed


def options(parser: Parser) -> None:
    """Declare which study is written where."""
    parser.place("name")
    parser.place("destination")
    parser.place("workspace", default=DEFAULT)
    parser.flag("register")
    parser.flag("originals")


def run(asked: Namespace, console: Console) -> int:
    """Write the study, and tell what could not come along."""
    from teema.web.workspace.opening import open_workspace

    if not Path(asked.workspace).is_file():
        raise ReadFailed("B602", path=asked.workspace)
    open_workspace(Path(asked.workspace))
    from teema.web.exchange.moving import study_named, take_out

    study, destination = study_named(asked.name), Path(asked.destination)
    saved = take_out(study, destination, console.language, register=asked.register, originals=asked.originals)
    for problem in saved.problems:
        console.explain(problem)
    if saved.transfer:
        show_transfer(saved.transfer, "out", console)
    console.tell("save.done", title=study.title, destination=asked.destination)
    return 0
