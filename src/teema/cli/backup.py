"""``teema backup``: a copy of a whole workspace, sound even while others write."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from teema.cli.console import Console
from teema.cli.options import Parser


def options(parser: Parser) -> None:
    """Declare what is copied where."""
    parser.place("workspace")
    parser.place("destination")


def run(asked: Namespace, console: Console) -> int:
    """Copy the workspace and say what the copy holds."""
    from teema.web.workspace.files import copy_database

    made = copy_database(Path(asked.workspace), Path(asked.destination))
    console.tell("backup.done", copy=made)
    return 0
