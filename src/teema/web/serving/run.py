"""From a workspace's file to a workbench that answers, and back to the prompt."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from teema.errors import NotFound
from teema.web.serving.address import DEFAULT_PORT, listening
from teema.web.serving.server import server_on
from teema.web.serving.supervising import Supervisor
from teema.web.workspace.holding import address_of, held, is_held
from teema.web.workspace.opening import open_held, open_workspace


@dataclass(frozen=True, slots=True)
class Started:
    """A workbench that answers: its address, two links that sign the keeper in once each, and the copy made before a change."""

    workspace: Path
    address: str
    link: str
    spare_link: str
    copied: Path | None


def run_workbench(
    workspace: Path,
    *,
    port: int = DEFAULT_PORT,
    prepare: Callable[[], None] = lambda: None,
    started: Callable[[Started], None],
) -> None:
    """Serve a workspace until Ctrl+C. ``prepare`` runs before the first request, ``started`` when the workbench answers.

    Conflict (B605): the workspace is being served already. ReadFailed: it is no workspace, damaged, or of a later Teema (B602, B603, B607).
    """
    workspace = workspace.absolute()
    with held(workspace) as hold:
        copied = open_held(workspace)
        prepare()
        with listening(port) as (sockets, address):
            hold.tell(address)
            with Supervisor(workspace), _ending_on_request():
                server = server_on(sockets)
                link, spare = _links(address, 2)
                threading.Thread(
                    target=started, args=(Started(workspace, address, link, spare, copied),), daemon=True
                ).start()
                with suppress(KeyboardInterrupt):
                    server.run()
                server.close()


def new_link(workspace: Path) -> str:
    """Return a link that signs in once to a workbench that runs already. NotFound (B611): nothing serves the workspace."""
    workspace = workspace.absolute()
    if not is_held(workspace) or not (address := address_of(workspace)):
        raise NotFound("B611", path=str(workspace))
    open_workspace(workspace)
    return _links(address, 1)[0]


def _links(address: str, count: int) -> list[str]:
    from django.urls import reverse

    from teema.web.accounts.actions import make_sign_in_link, workspace_keeper

    tokens = (make_sign_in_link(workspace_keeper()) for _ in range(count))
    return [f"{address}{reverse('accounts:sign-in-by-link', args=[token])}?now" for token in tokens]


class _ending_on_request:  # noqa: N801 - reads as what it does
    """Let SIGTERM end the server as Ctrl+C does, for the length of a block."""

    def __enter__(self) -> None:
        self.before = signal.signal(signal.SIGTERM, _interrupt)

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGTERM, self.before)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
