"""The worker beside the server: started with it, started again when it dies, ended with it."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from time import monotonic

_ENDS_WITHIN = 10.0
_PAUSES = (0.2, 1.0, 5.0, 30.0)
_WELL = 60.0
"""Seconds after which a worker that dies hadn't failed to start."""


class Supervisor:
    """Keeps one worker running for the length of a block. The worker's standard input is held open: it ends when that does."""

    def __init__(self, workspace: Path) -> None:
        self.command = [sys.executable, "-m", "teema.web.serving.work", str(workspace)]
        self.ending = threading.Event()
        self.worker: subprocess.Popen[bytes] | None = None
        self.watch = threading.Thread(target=self._keep, daemon=True)

    def __enter__(self) -> Supervisor:
        self.watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ending.set()
        self.watch.join(_ENDS_WITHIN + 5)

    def _keep(self) -> None:
        failures = 0
        while not self.ending.is_set():
            started = monotonic()
            self.worker = subprocess.Popen(self.command, stdin=subprocess.PIPE)  # noqa: S603 - our own interpreter and module
            self._attend(self.worker)
            failures = 0 if monotonic() - started > _WELL else failures + 1
            self.ending.wait(_PAUSES[min(failures, len(_PAUSES)) - 1] if failures else _PAUSES[0])

    def _attend(self, worker: subprocess.Popen[bytes]) -> None:
        """Wait until the worker ends, by itself or because the server does."""
        while worker.poll() is None and not self.ending.wait(0.2):
            pass
        assert worker.stdin is not None
        worker.stdin.close()
        try:
            worker.wait(_ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()
