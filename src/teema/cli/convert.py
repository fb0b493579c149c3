"""``teema convert``: a study, or another program's project, into any other form, with a report of what came along."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from teema.cli.check import as_json, listed_counts
from teema.cli.console import Console
from teema.cli.options import Parser
from teema.cli.transfer import show_transfer, transfer_json, whole
from teema.errors import UsageError

if TYPE_CHECKING:
    from teema.formats.opening import StudyOpened
    from teema.formats.saving import Saved


def options(parser: Parser) -> None:
    """Declare what is converted into what."""
    parser.place("source")
    parser.place("destination")
    parser.option("project", default="")
    parser.option("separator", default="")
    parser.flag("originals")
    parser.flag("json")


def run(asked: Namespace, console: Console) -> int:
    """Read the source, write the destination, and tell what came along."""
    from teema.formats.opening import open_study
    from teema.formats.saving import form_of, save_study

    destination = Path(asked.destination)
    form = form_of(destination)
    if form is None:
        raise UsageError("U114", destination=asked.destination)
    opened = open_study(asked.source, project=asked.project, separator=asked.separator)
    originals = _originals(opened, Path(asked.source)) if asked.originals or form == "study" else {}
    saved = save_study(opened, destination, form, console.language, originals=originals)
    show = _show_json if asked.json else _show
    show(opened, saved, asked, console)
    return 0


def _originals(opened: StudyOpened, source: Path) -> dict[str, bytes]:
    """Return the files as received: those in a project, or in a study folder's ``sources/``."""
    if opened.kind != "study" or not (source / "sources").is_dir():
        return opened.originals
    return {path.name: path.read_bytes() for path in sorted((source / "sources").iterdir()) if path.is_file()}


def _show(opened: StudyOpened, saved: Saved, asked: Namespace, console: Console) -> None:
    for problem in (*opened.problems, *saved.problems):
        console.explain(problem)
    if opened.transfer:
        show_transfer(opened.transfer, "in", console)
        if counts := listed_counts(opened.study, console):
            console.line(f"  {console.words('transfer.made', counts=counts)}")
    if saved.transfer:
        show_transfer(saved.transfer, "out", console)
    console.tell("convert.done", destination=asked.destination)


def _show_json(opened: StudyOpened, saved: Saved, asked: Namespace, console: Console) -> None:
    """Write the import's report, else the export's; where there are both, the export's stands under ``export``."""
    reports = [transfer_json(one, console) for one in (opened.transfer, saved.transfer) if one]
    answer = reports[0] if reports else transfer_json(whole(opened.study), console)
    if len(reports) > 1:
        answer["export"] = reports[1]
    answer["problems"] = [as_json(one, console) for one in (*opened.problems, *saved.problems)]
    console.line(json.dumps(answer, ensure_ascii=False, indent=1))
