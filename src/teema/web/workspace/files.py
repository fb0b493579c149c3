"""A workspace's database as a file: copied whole while others write, and looked at before it is trusted."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from teema.errors import ReadFailed, WriteFailed

ADDITIONS = ("-wal", "-shm", "-journal")
_OURS = "accounts_user"
"""A table that every workspace has."""


def copy_database(source: Path, destination: Path) -> Path:
    """Copy a workspace as it stands at one moment, others writing or not; the copy appears whole.

    ReadFailed: there is no sound workspace (B602, B603). WriteFailed: the destination is taken (B604), or the disk refuses (S402).
    """
    check_workspace(source)
    if destination.exists():
        raise WriteFailed("B604", path=str(destination))
    with _told(destination):
        destination.parent.mkdir(parents=True, exist_ok=True)
        unfinished = destination.with_name(f".{destination.name}.unfinished")
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY, 0o600))
        try:
            _copy(source, unfinished)
            _on_disk(unfinished)
            unfinished.rename(destination)
        finally:
            unfinished.unlink(missing_ok=True)
    return destination


def check_workspace(path: Path, *, whole: bool = True) -> None:
    """ReadFailed: there is no workspace at a path (B602), or its content is damaged (B603); ``whole`` looks at every page."""
    if not path.is_file():
        raise ReadFailed("B602", path=str(path))
    try:
        with closing(_opened(path)) as database:
            ours = database.execute("SELECT count(*) FROM sqlite_master WHERE name = ?", [_OURS]).fetchone()[0]
            sound = database.execute("PRAGMA integrity_check(1)").fetchone()[0] if whole else "ok"
    except sqlite3.DatabaseError as reason:
        raise ReadFailed("B602" if "not a database" in str(reason) else "B603", path=str(path)) from reason
    if not ours:
        raise ReadFailed("B602", path=str(path))
    if sound != "ok":
        raise ReadFailed("B603", path=str(path))


def words_beside(workspace: Path) -> Path:
    """Return the folder of the indexes of a workspace's words: made of its texts, and made anew when it is gone.

    >>> words_beside(Path("teema.db")).name
    'teema.db.words'
    """
    return workspace.with_name(workspace.name + ".words")


def free_name(beside: Path, addition: str) -> Path:
    """Return a name that no file has: ``teema.before-ADDITION.db`` beside ``teema.db``, numbered where it is taken.

    >>> free_name(Path("/no/such/teema.db"), "0002").name
    'teema.before-0002.db'
    """
    first = beside.with_name(f"{beside.stem}.before-{addition}{beside.suffix}")
    number = 2
    chosen = first
    while chosen.exists():
        chosen = first.with_name(f"{first.stem}-{number}{first.suffix}")
        number += 1
    return chosen


def holds_something(path: Path) -> bool:
    """Tell whether a path holds something: a workspace that is made anew has nothing to keep."""
    return path.is_file() and path.stat().st_size > 0


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=20)


def _copy(source: Path, destination: Path) -> None:
    with closing(_opened(source)) as whole, closing(_opened(destination)) as copy:
        whole.backup(copy)


def _on_disk(path: Path) -> None:
    """See that a file's content is on the disk before it gets its name."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as reason:
        raise WriteFailed("S402", path=str(path), reason=reason.strerror or "") from reason
    except sqlite3.Error as reason:
        raise WriteFailed("S402", path=str(path), reason=str(reason)) from reason
