"""A workbench of one's own: started as a user starts it, and killed by the ids of its two processes."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

_LINK = re.compile(r"http://127\.0\.0\.1:(\d+)(/sign-in/\S+)")
WITHIN = 60.0


class Workbench:
    """A served workspace. The server is our own child; its worker is the server's only child, found by the kernel's list."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.port, self.link = 0, ""
        self.output = workspace.with_suffix(".out")
        self.server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server, on the port that it had before, and wait until it answers."""
        port = ["--port", str(self.port)] if self.port else []
        command = [
            sys.executable,
            "-m",
            "teema",
            "serve",
            str(self.workspace),
            "--no-browser",
            "--language",
            "en",
            *port,
        ]
        with self.output.open("wb") as out:
            self.server = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        found = self._until(lambda: _LINK.search(self.output.read_text(encoding="utf-8")))
        self.port, self.link = int(found[1]), found[2]
        self._until(self.worker)

    def worker(self) -> int:
        """Return the worker's process; 0 when it has none just now."""
        assert self.server is not None
        children: list[int] = []
        for task in Path(f"/proc/{self.server.pid}/task").iterdir():
            with suppress(OSError):
                children += map(int, (task / "children").read_text().split())
        return children[0] if children else 0

    def kill_server(self) -> None:
        """Kill the server, and wait until the worker that it left has ended by itself."""
        assert self.server is not None
        left = self.worker()
        self.server.kill()
        self.server.wait()
        if left:
            self._until(lambda: not _alive(left), sleep=0.02)

    def kill_worker(self) -> None:
        """Kill the worker alone, and wait until the server has started another."""
        before = self.worker()
        if before:
            with suppress(ProcessLookupError):
                os.kill(before, signal.SIGKILL)
        self._until(lambda: self.worker() not in (0, before))

    def kill_both(self) -> None:
        """Kill both at once."""
        worker = self.worker()
        if worker:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        self.kill_server()

    def stop(self) -> None:
        """End it as a user does."""
        if self.server is not None and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)
            self.server.wait(30)

    def _until(self, ask: Callable[[], Any], sleep: float = 0.05) -> Any:
        """Ask until there is an answer."""
        ends = time.monotonic() + WITHIN
        while time.monotonic() < ends:
            if found := ask():
                return found
            time.sleep(sleep)
        raise TimeoutError(self.output.read_text(encoding="utf-8"))


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
