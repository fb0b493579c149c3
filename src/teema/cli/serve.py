"""``teema serve``: the workbench in the browser, on this machine."""

from __future__ import annotations

import webbrowser
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from teema.cli.console import Console
from teema.cli.options import Parser, whole_number

if TYPE_CHECKING:
    from teema.web.serving import Started

DEFAULT = "teema.db"


def options(parser: Parser) -> None:
    """Declare the workspace, and how it is served."""
    parser.place("workspace", default=DEFAULT)
    parser.option("port", kind=whole_number("--port"), default=None)
    parser.flag("no-browser")
    parser.flag("link")


def run(asked: Namespace, console: Console) -> int:
    """Serve the workspace until Ctrl+C, or print a new sign-in link to one that is being served."""
    from teema.web.serving import new_link

    workspace = Path(asked.workspace)
    if asked.link:
        console.line(new_link(workspace))
        return 0
    serve(workspace, console, port=asked.port, browser=not asked.no_browser)
    return 0


def serve(
    workspace: Path,
    console: Console,
    *,
    port: int | None,
    browser: bool,
    prepare: Callable[[], None] = lambda: None,
) -> None:
    """Serve a workspace and tell where; the browser opens when the workbench answers."""
    from teema.web.serving import run_workbench
    from teema.web.serving.address import DEFAULT_PORT

    def started(told: Started) -> None:
        tell_started(told, console)
        if browser:
            webbrowser.open(told.link)

    run_workbench(workspace, port=port or DEFAULT_PORT, prepare=prepare, started=started)
    console.tell("serve.ended")


def tell_started(told: Started, console: Console) -> None:
    """Say where the workbench answers, and how one gets in."""
    if told.copied:
        console.tell("serve.copied", copy=told.copied)
    console.tell("serve.started", workspace=told.workspace, address=told.address, link=told.spare_link)
    console.out.flush()
