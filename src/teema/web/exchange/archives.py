"""Files that came through the browser laid out on the disk for the readers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from teema.errors import ReadFailed
from teema.formats.folder.design_toml import FILE
from teema.formats.safety import Archive, Limits

LIMITS = Limits(unpacked_bytes=600_000_000)
_ROOTS = (FILE, "data.qda")


def lay_out(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write files into an empty folder and return what is to be opened: the file, the study's folder, or the folder of several.

    A zip archive is unpacked within limits (F105, F106, F107). ReadFailed (B616): it holds nothing.
    """
    for name, content in files.items():
        (folder / PurePosixPath(name.replace("\\", "/")).name).write_bytes(content)
    placed = [path for path in folder.iterdir() if path.is_file()]
    if len(placed) > 1:
        return folder
    if placed and placed[0].suffix.lower() == ".zip":
        return _unpacked(placed[0], folder / "unpacked")
    if not placed:
        raise ReadFailed("B616")
    return placed[0]


def _unpacked(path: Path, folder: Path) -> Path:
    archive = Archive(path, path.name, LIMITS)
    try:
        for member in sorted(archive.names):
            parts = PurePosixPath(member.replace("\\", "/")).parts
            if member.endswith("/") or not parts or _is_system(parts):
                continue
            target = folder.joinpath(*parts)
            _make_room(target, path.name)
            target.write_bytes(archive.read(member))
    finally:
        archive.close()
    if not folder.is_dir():
        raise ReadFailed("B616", path=path.name)
    return _root(folder)


def _make_room(target: Path, archive: str) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise FileExistsError
    except (OSError, ValueError) as reason:  # a file where another member has a folder, or a name that no disk takes
        raise ReadFailed("F106", path=archive) from reason


def _is_system(parts: tuple[str, ...]) -> bool:
    """Tell what file managers add of their own."""
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _root(folder: Path) -> Path:
    """Return the folder that holds the study: the one nearest to the top with a study's or project's own file, else the only one."""
    found = [path.parent for name in _ROOTS for path in folder.rglob(name)]
    if found:
        return min(found, key=lambda path: (len(path.parts), str(path)))
    inside = list(folder.iterdir())
    return inside[0] if len(inside) == 1 else folder
