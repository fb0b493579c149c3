"""One server a workspace: the operating system's lock, which ends with the process however it ends, and a note of where it runs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from teema.errors import Conflict

_BEYOND = 1 << 30
"""Where the locked byte stands on Windows: past the note, which others may then read."""


@dataclass(slots=True)
class Hold:
    """A workspace held by this process; ``tell`` notes its address for those who come after."""

    note: Path

    def tell(self, address: str) -> None:
        """Note the address at which the workbench answers."""
        self.note.write_text(json.dumps({"pid": os.getpid(), "address": address}), encoding="utf-8")


@contextmanager
def held(workspace: Path) -> Iterator[Hold]:
    """Hold a workspace while the block runs. Conflict: another process serves it (B605), or is at work on it (B612)."""
    place = workspace.with_name(workspace.name + ".lock")
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("a+b") as file:
        try:
            _lock(file)
        except OSError as reason:
            raise _taken(workspace) from reason
        note = _note(workspace)
        note.unlink(missing_ok=True)
        try:
            yield Hold(note)
        finally:
            note.unlink(missing_ok=True)


def _taken(workspace: Path) -> Conflict:
    address = address_of(workspace)
    return Conflict("B605", path=str(workspace), address=address) if address else Conflict("B612", path=str(workspace))


def address_of(workspace: Path) -> str:
    """Return where the workspace's server answers; empty when it hasn't told."""
    with suppress(OSError, ValueError, KeyError):
        return str(json.loads(_note(workspace).read_text(encoding="utf-8"))["address"])
    return ""


def is_held(workspace: Path) -> bool:
    """Tell whether a process holds a workspace now; a note that a killed one left says nothing."""
    try:
        with workspace.with_name(workspace.name + ".lock").open("r+b") as file:
            _lock(file)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def _note(workspace: Path) -> Path:
    return workspace.with_name(workspace.name + ".serving")


def _lock(file: IO[bytes]) -> None:
    """Lock a file at once or not at all (OSError); closing it lets go, and so does the end of the process."""
    if os.name == "nt":
        import msvcrt

        file.seek(_BEYOND)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
