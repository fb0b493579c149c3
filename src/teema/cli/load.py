"""``teema load``: a study, or another program's project, into a workspace."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from teema.cli.check import listed_counts
from teema.cli.console import Console
from teema.cli.options import Parser
from teema.cli.serve import DEFAULT
from teema.cli.transfer import show_transfer

if TYPE_CHECKING:
    from teema.web.exchange.moving import Brought


def options(parser: Parser) -> None:
    """Declare what is brought into which workspace."""
    parser.place("source")
    parser.place("workspace", default=DEFAULT)
    parser.option("project", default="")
    parser.option("separator", default="")
    parser.flag("register")
    parser.flag("originals")


def run(asked: Namespace, console: Console) -> int:
    """Read the source, put it into the workspace, and tell what came along."""
    from teema.web.workspace.opening import open_workspace

    copied = open_workspace(Path(asked.workspace))
    if copied:
        console.tell("serve.copied", copy=copied)
    from teema.web.accounts.actions import workspace_keeper
    from teema.web.exchange.moving import bring_in, read_source

    source = read_source(
        Path(asked.source),
        register=asked.register,
        originals=asked.originals,
        project=asked.project,
        separator=asked.separator,
    )
    _show(bring_in(workspace_keeper(), source), asked.workspace, console)
    return 0


def _show(brought: Brought, workspace: str, console: Console) -> None:
    for problem in brought.problems:
        console.explain(problem)
    if brought.opened.transfer:
        show_transfer(brought.opened.transfer, "in", console)
    parts = (brought.study.title, listed_counts(brought.opened.study, console))
    console.line(": ".join(part for part in parts if part))
    console.tell("load.done", name=brought.study.slug, workspace=workspace)
