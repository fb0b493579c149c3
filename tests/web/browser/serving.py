"""A workbench as its user starts it: a process of its own, on a workspace file of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

PATIENCE = 30  # seconds that ending may take


@contextmanager
def served(workspace: Path) -> Iterator[str]:
    """Serve a workspace; give the link that signs its keeper in, as it is printed."""
    asked = ["serve", str(workspace), "--no-browser", "--port", str(_free_port()), "--language", "fi"]
    command = [sys.executable, "-m", "teema", *asked]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environment()) as process:
        assert process.stdout
        try:
            yield _link(process.stdout)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def teema(*command: str) -> str:
    """Run a command of Teema and return what it said; it must succeed."""
    ran = subprocess.run(
        [sys.executable, "-m", "teema", *command], env=_environment(), capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def _environment() -> dict[str, str]:
    """Return the environment less what the tests of pages have set for themselves."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("TEEMA_", "DJANGO_"))}


def _link(told: IO[str]) -> str:
    """Return the first line that is an address to sign in at; what follows it is not waited for."""
    for line in told:
        if "/sign-in/" in line:
            return line.strip()
    raise AssertionError("the workbench ended before it told its address")
