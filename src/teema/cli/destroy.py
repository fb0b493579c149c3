"""``teema destroy``: original files or the key to pseudonyms destroyed for good, once confirmed, and recorded."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from teema.cli.console import Console
from teema.cli.options import Parser
from teema.errors import UsageError
from teema.wording import listed, number

if TYPE_CHECKING:
    from teema.formats.register import Part


def options(parser: Parser) -> None:
    """Declare the study, and what of it is to be destroyed."""
    parser.place("study")
    parser.flag("originals")
    parser.flag("key")
    parser.option("confirm")


def run(asked: Namespace, console: Console) -> int:
    """Ask once, destroy, and say what is left."""
    from teema.formats.register import DESTROYED, KEY, ORIGINALS, destroy, files_to_destroy

    folder, parts = Path(asked.study), _chosen(asked)
    found = {part: len(files) for part, files in files_to_destroy(folder, parts).items() if files}
    confirmed = asked.confirm if asked.confirm is not None else _typed(folder, found, console)
    done = destroy(folder, parts, confirmed=confirmed, today=date.today(), language=console.language)
    console.tell("destroy.done", parts=_told(done, console), record=folder / DESTROYED.file)
    if (folder / KEY.file).is_file():
        console.tell("destroy.key_left")
    if (folder / ORIGINALS).is_dir():
        console.tell("destroy.originals_left", originals=folder / ORIGINALS)
    console.tell("destroy.beyond")
    return 0


def _chosen(asked: Namespace) -> tuple[Part, ...]:
    parts: list[Part] = []
    if asked.originals:
        parts.append("originals")
    if asked.key:
        parts.append("key")
    if not parts:
        raise UsageError("U112", options="--originals, --key")
    return tuple(parts)


def _typed(folder: Path, found: Mapping[Part, int], console: Console) -> str:
    """Return the name that is typed when asked; what isn't typed confirms nothing."""
    question = console.words("destroy.ask", parts=_told(found, console), name=folder.resolve().name)
    print(question, end=" ", file=console.err, flush=True)
    return sys.stdin.readline().strip()


def _told(counts: Mapping[Part, int], console: Console) -> str:
    parts = (
        console.words(f"destroy.parts.{part}", count=number(count, console.language))
        for part, count in counts.items()
        if count
    )
    return listed(parts, console.language)
