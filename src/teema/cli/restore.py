"""``teema restore``: a workspace as a backup has it; what stood there before is kept."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from teema.cli.console import Console
from teema.cli.options import Parser


def options(parser: Parser) -> None:
    """Declare what is brought back where."""
    parser.place("backup")
    parser.place("workspace")


def run(asked: Namespace, console: Console) -> int:
    """Check the backup, keep the old workspace aside, and put the backup in its place."""
    from teema.web.workspace.restoring import restore

    kept = restore(Path(asked.backup), Path(asked.workspace))
    if kept:
        console.tell("restore.kept", old=kept)
    console.tell("restore.done", workspace=asked.workspace)
    return 0
