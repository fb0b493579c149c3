"""``teema new``: a study folder that one can start with."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from teema.cli.console import Console
from teema.cli.options import Parser


def options(parser: Parser) -> None:
    """Declare the folder and the preset."""
    parser.place("folder")
    parser.option("preset", "palvelukeskus|blank", default="palvelukeskus")


def run(asked: Namespace, console: Console) -> int:
    """Write the folder and say what to do next."""
    from teema.formats.folder.presets import start_study  # heavy readers come along: only when needed

    folder = Path(asked.folder)
    for path in start_study(folder, asked.preset, asked.language or console.language):
        console.line(f"  {path.as_posix()}")
    console.tell("new.done", folder=folder)
    return 0
