"""What can't be undone: originals and the key destroyed, and that recorded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

from teema.errors import ReadFailed, UsageError
from teema.formats.folder.design_toml import FILE
from teema.formats.folder.writing import replace_file
from teema.formats.register.applying import ORIGINALS
from teema.formats.register.opening import refusals
from teema.formats.register.rounds import FOLDER as ROUNDS
from teema.formats.register.switching import complete
from teema.formats.register.tables import DESTROYED, KEY, REVIEW, Destroyed, content_of, read_rows

Part: TypeAlias = Literal["originals", "key"]
PARTS: tuple[Part, ...] = ("originals", "key")
_CHUNK = 1 << 20


def files_to_destroy(folder: Path, parts: tuple[Part, ...]) -> dict[Part, tuple[Path, ...]]:
    """Return the files that destroying would remove. With the key goes everything that tells which name a pseudonym stands for.

    ReadFailed: no study folder (P101), or nothing there to destroy (P116). A change that was interrupted is completed first.
    """
    if not (folder / FILE).is_file():
        raise ReadFailed("P101", path=str(folder))
    with refusals(folder):
        complete(folder)
    found = {part: tuple(_files(folder, part)) for part in parts}
    if not any(found.values()):
        raise ReadFailed("P116", path=str(folder))
    return found


def _files(folder: Path, part: Part) -> Iterator[Path]:
    if part == "originals":
        yield from (path for path in sorted((folder / ORIGINALS).rglob("*")) if path.is_file() or path.is_symlink())
        return
    yield from (path for path in (folder / KEY.file, folder / REVIEW.file) if path.is_file())
    yield from sorted((folder / ROUNDS).glob("*.json"))


def destroy(
    folder: Path, parts: tuple[Part, ...], *, confirmed: str, today: date, language: str = "fi"
) -> dict[Part, int]:
    """Destroy originals, the key or both, record it with the day, and return how many files of each went.

    ``confirmed`` must be the folder's own name (UsageError U113). Each file is written over once before it is removed; what copies
    elsewhere hold, and what a disk keeps of earlier writes, is beyond reach.
    """
    if confirmed != folder.resolve().name:
        raise UsageError("U113", path=str(folder), name=folder.resolve().name)
    found = files_to_destroy(folder, parts)
    earlier = [row for row, _ in read_rows(DESTROYED, folder)[0]]
    rows = [Destroyed(today, part, len(files)) for part, files in found.items() if files]
    with refusals(folder):
        for files in found.values():
            for path in files:
                _wipe(path)
        for name, part in ((ORIGINALS, "originals"), (ROUNDS, "key")):
            if part in parts:
                shutil.rmtree(folder / name, ignore_errors=True)
        replace_file(folder / DESTROYED.file, content_of(DESTROYED, [*earlier, *rows], language))
    return {part: len(files) for part, files in found.items()}


def _wipe(path: Path) -> None:
    """Write a file over, then remove it. What a link leads to, and a file that has another name too, isn't written over."""
    if not path.is_symlink() and path.stat().st_nlink == 1:
        left = path.stat().st_size
        with path.open("r+b") as file:
            while left > 0:
                left -= file.write(bytes(min(left, _CHUNK)))
            file.flush()
            os.fsync(file.fileno())
    path.unlink()
