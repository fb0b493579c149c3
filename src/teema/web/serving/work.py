"""The worker's process: ``python -m teema.web.serving.work WORKSPACE.db``. Standard input is the line to the server that started it."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from teema.web.workspace.opening import set_up

if TYPE_CHECKING:
    from teema.web.jobs.worker import Worker

_GRACE = 5.0


def main(workspace: Path) -> None:
    """Work until standard input ends: whoever started this process has then ended, however that came about."""
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C goes to everyone at the terminal; the server tells us
    set_up(workspace)
    from teema.web.jobs.worker import Worker

    worker = Worker(alone=True)
    threading.Thread(target=_end_with_starter, args=(worker,), daemon=True).start()
    worker.run()


def _end_with_starter(worker: Worker) -> None:
    while sys.stdin.buffer.read(1024):
        pass
    worker.stop()
    threading.Event().wait(_GRACE)
    os._exit(0)  # the work at hand doesn't listen: what it wrote is rolled back, and the next worker takes its job


if __name__ == "__main__":
    main(Path(sys.argv[1]))
