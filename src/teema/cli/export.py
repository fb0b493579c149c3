"""``teema export``: a study's codings as a workbook that is edited in a spreadsheet program."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from teema.cli.check import summary_of
from teema.cli.console import Console
from teema.cli.options import Parser
from teema.errors import ReadFailed
from teema.wording import Language, number


def options(parser: Parser) -> None:
    """Declare the study and the workbook to make."""
    parser.place("study")
    parser.place("workbook")


def run(asked: Namespace, console: Console) -> int:
    """Read the study, write the workbook, and tell what it holds and what comes next."""
    from teema.formats.folder import read_study
    from teema.formats.folder.design_toml import FILE
    from teema.formats.workbook import write_workbook

    if not (Path(asked.study) / FILE).is_file():
        raise ReadFailed("X252", path=asked.study)
    read = read_study(asked.study)
    own: Language = "en" if read.study.language == "en" else "fi"
    exported, path = write_workbook(read.study, Path(asked.workbook), asked.language or own)
    if read.errors:
        console.complain("export.problems", summary=summary_of(read.errors, console), study=asked.study)
    for problem in exported.problems:
        console.explain(problem)
    counts = {"count": exported.codings, "sheets": len(exported.sheets)}
    shown = {name: number(count, console.language) for name, count in counts.items()}
    console.tell("export.done", path=path, study=asked.study, **shown)
    return 0
