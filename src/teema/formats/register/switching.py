"""Many files changed as one: prepared apart, then put in place; what was interrupted is completed later.

Everything new is written below ``register/pending`` first, and last of all the plan. From then on the change is decided: each file is moved
to its place, and moving again what has been moved does nothing. Without a plan nothing has happened.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from teema.errors import ReadFailed, WriteFailed
from teema.formats.folder.reading import UNFINISHED
from teema.search import forget

Content: TypeAlias = bytes | Path
_PENDING = Path(UNFINISHED).parent.as_posix()
_PLAN = Path(UNFINISHED).name


def file_print(path: Path) -> str | None:
    """Return a file's fingerprint; None where there is no file."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def print_of(content: bytes) -> str:
    """Return the fingerprint of a file that holds some content."""
    return hashlib.sha256(content).hexdigest()


def switch(folder: Path, writes: Mapping[str, Content], removes: Iterable[str]) -> None:
    """Write and remove files of a folder as one change. Paths are relative to it; a content may be another file's.

    WriteFailed (S402): the disk refuses; either nothing has happened, or `complete` carries on.
    """
    try:
        prepare(folder, writes, removes)
        complete(folder)
    except OSError as reason:
        raise WriteFailed("S402", path=str(folder), reason=reason.strerror or "") from reason


def prepare(folder: Path, writes: Mapping[str, Content], removes: Iterable[str]) -> None:
    """Write everything new apart, then the plan."""
    pending = folder / _PENDING
    shutil.rmtree(pending, ignore_errors=True)
    for name, content in writes.items():
        save(pending / "files" / name, content)
    after = {**dict.fromkeys(removes), **{name: file_print(pending / "files" / name) for name in writes}}
    plan = {name: (file_print(folder / name), new) for name, new in after.items()}
    save(pending / f"{_PLAN}.new", json.dumps(plan, ensure_ascii=False).encode())
    (pending / f"{_PLAN}.new").replace(pending / _PLAN)


def complete(folder: Path) -> bool:
    """Put what is prepared in its place, and tell whether anything was.

    ReadFailed (P111): a file was changed since, and nothing is put over it. One that is gone is written all the same.
    """
    pending = folder / _PENDING
    if not (pending / _PLAN).is_file():
        return False
    plan: dict[str, tuple[str | None, str | None]] = json.loads((pending / _PLAN).read_text(encoding="utf-8"))
    now = {name: file_print(folder / name) for name in plan}
    for name, states in plan.items():
        if now[name] not in (*states, None):
            raise ReadFailed("P111", path=name)
    for name in sorted(plan, key=lambda name: not name.startswith("register/")):
        if now[name] != plan[name][1]:
            _put(folder, name, pending / "files" / name if plan[name][1] else None)
    forget(folder)  # the index holds words as they were; it is made again when it is needed
    shutil.rmtree(pending)
    with suppress(OSError):  # a study that keeps nothing apart needs no place for it
        pending.parent.rmdir()
    return True


def _put(folder: Path, name: str, new: Path | None) -> None:
    path = folder / name
    if new is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    new.replace(path)


def save(path: Path, content: Content) -> None:
    """Write a file and see that it is on the disk: what comes after relies on it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            with content.open("rb") as other:
                shutil.copyfileobj(other, file)
        file.flush()
        os.fsync(file.fileno())
