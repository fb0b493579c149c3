"""Anything that holds a study → the study: a folder, a transcript, or a project of another program, told by its content."""

from __future__ import annotations

import os
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from teema.errors import ReadFailed, UsageError
from teema.formats.exchange.project import Project
from teema.formats.exchange.to_study import study_of
from teema.formats.exchange.transfer import Transfer
from teema.formats.folder import StudyRead, read_study

Kind: TypeAlias = Literal["study", "refi", "refi_codebook", "taguette", "qualcoder", "rqda"]
_TAGUETTE = bytes.fromhex("54677474")
_ROOT = re.compile(rb"[^<]{0,8}(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<(?:[\w.-]+:)?(Project|CodeBook)\b", re.DOTALL)
"""How bare XML of REFI-QDA begins: a codebook, or a project that someone took out of its archive."""
_TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv"})


@dataclass(frozen=True, slots=True)
class StudyOpened(StudyRead):
    """A study from anywhere. ``transfer`` tells what another program's project lost on the way, None for Teema's own.

    ``originals`` are the files as received that the project carried, by name.
    """

    kind: Kind = "study"
    transfer: Transfer | None = None
    originals: dict[str, bytes] = field(default_factory=dict)


def open_study(path: Path | str, *, project: str = "", separator: str = "") -> StudyOpened:
    """Open a study folder, a folder of transcripts, a transcript, or a project of another program.

    ``project`` chooses among several projects in a Taguette file, ``separator`` divides the names of its tags into levels. UsageError: either
    is given for anything else (X273).
    ReadFailed: there is nothing there (S316), it is a table (X270), a database of no program that Teema knows (X271), or what
    the format's reader says.

    >>> open_study("examples/palvelukeskus").kind
    'study'
    """
    place = Path(path)
    kind = kind_of(place)
    if kind != "taguette" and place.exists() and (project or separator):
        raise UsageError("X273", option="--project" if project else "--separator", path=place.name)
    if kind == "study":
        read = read_study(path)
        return StudyOpened(read.study, read.problems)
    imported = study_of(_project(place, kind, project, separator), kind)
    return StudyOpened(imported.study, imported.problems, kind, imported.transfer, imported.originals)


def kind_of(place: Path) -> Kind:
    """Tell what a path holds, by what is in it rather than by its name. What shows no sign is a study or a transcript."""
    if place.is_dir():
        return "qualcoder" if (place / "data.qda").is_file() else "study"
    head = _head(place)
    if head.startswith(b"SQLite format 3\x00"):
        return _database_kind(place, head)
    if head.startswith(b"PK\x03\x04") and _holds_project(place):
        return "refi"
    if root := _ROOT.match(head.replace(b"\x00", b"")):
        return "refi" if root[1] == b"Project" else "refi_codebook"
    if place.suffix.lower() in (".qdpx", ".qdc"):
        return "refi" if place.suffix.lower() == ".qdpx" else "refi_codebook"
    if place.suffix.lower() in _TABLES and place.is_file():
        raise ReadFailed("X270", path=place.name)
    return "study"


def _head(place: Path) -> bytes:
    try:
        with place.open("rb") as file:
            return file.read(4096)
    except (OSError, ValueError):
        return b""


def _database_kind(place: Path, head: bytes) -> Kind:
    if head[68:72] == _TAGUETTE:
        return "taguette"
    if place.name == "data.qda":
        return "qualcoder"
    if place.suffix.lower() == ".rqda":
        return "rqda"
    raise ReadFailed("X271", path=place.name)


def _holds_project(place: Path) -> bool:
    try:
        with zipfile.ZipFile(place) as archive:
            return any(name.lower().endswith(".qde") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _project(place: Path, kind: Kind, project: str, separator: str) -> Project:
    """Read another program's project; each reader is loaded when it is needed."""
    if kind == "taguette":
        from teema.formats import taguette

        return taguette.read_project(place, project, separator)
    if kind == "rqda":
        from teema.formats import rqda

        return rqda.read_project(place)
    if kind == "qualcoder":
        from teema.formats import qualcoder

        return qualcoder.read_project(place if place.is_dir() else Path(os.path.abspath(place)).parent)
    from teema.formats import refi

    return refi.read_project(place) if kind == "refi" else refi.read_codebook(place)
