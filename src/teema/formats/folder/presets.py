"""A new study folder: a preset's design and guide, empty csv files, and what goes where."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import tomli_w

from teema.errors import UsageError, WriteFailed
from teema.formats.folder import layout
from teema.formats.folder.design_toml import FILE
from teema.wording import Language

PRESETS = ("palvelukeskus", "blank")
_SHEETS = (
    layout.CUSTOMERS,
    layout.PEOPLE,
    layout.INTERVIEWS,
    layout.ASKED,
    layout.CODINGS,
    layout.RELEVANCE,
    layout.JUDGEMENTS,
    layout.FINDINGS,
    layout.LINKS,
    layout.MEASURES,
    layout.MEMOS,
)


def start_study(folder: Path, preset: str, language: Language) -> tuple[Path, ...]:
    """Write a study folder to start with and return what was written. The folder's name becomes the title.

    Errors: no such preset (U106), the folder holds files already (U107), the disk refuses (S402).
    """
    if preset not in PRESETS:
        raise UsageError("U106", option="--preset", value=preset, known=", ".join(PRESETS))
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise WriteFailed("U107", path=str(folder))
    try:
        return tuple(_write(folder, preset, language))
    except OSError as reason:
        raise WriteFailed("S402", path=str(folder), reason=reason.strerror or "") from reason


def _write(folder: Path, preset: str, language: Language) -> Iterator[Path]:
    title = folder.resolve().name
    for name, content in _files(preset, language).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_titled(content, title) if name == FILE else content, encoding="utf-8", newline="\n")
        yield path


def _files(preset: str, language: Language) -> dict[str, str]:
    data = files("teema.formats.folder").joinpath("presets")
    start, chosen = (data.joinpath(name, language) for name in ("start", preset))
    header_only = {sheet.file: sheet.write(()) for sheet in _SHEETS}
    return {**dict(_texts(start)), **dict(_texts(chosen)), **header_only}


def _texts(folder: Traversable, above: str = "") -> Iterator[tuple[str, str]]:
    for one in sorted(folder.iterdir(), key=lambda found: found.name):
        name = f"{above}{one.name}"
        if one.is_dir():
            yield from _texts(one, f"{name}/")
        else:
            yield name, one.read_text(encoding="utf-8")


def _titled(content: str, title: str) -> str:
    """Put the title and a new identity in place of the preset's first two keys."""
    own = tomli_w.dumps({"id": str(uuid.uuid4()), "title": title})
    return content.replace('id = ""\ntitle = ""\n', own, 1)
