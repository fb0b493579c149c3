"""A study → a study folder. Real names, original files and anything that Teema doesn't know stay untouched."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from teema.errors import ReadFailed, WriteFailed
from teema.formats.folder import layout
from teema.formats.folder.anchored import write_codings, write_relevance, write_turns
from teema.formats.folder.design_toml import FILE, write_design
from teema.formats.folder.sheets import Record, Sheet, decoded
from teema.study.study import Study


def write_study(study: Study, folder: Path | str) -> Path:
    """Write a study as a folder and return its path. Files of no content are not written; old ones of Teema's go.

    WriteFailed: the folder holds files but no study (S401), or the disk refuses (S402).
    """
    place = Path(folder)
    if place.is_dir() and any(place.iterdir()) and not (place / FILE).is_file():
        raise WriteFailed("S401", path=str(folder))
    try:
        (place / "documents").mkdir(parents=True, exist_ok=True)
        for name, content in files_of(study).items():
            replace_file(place / name, content)
        _forget_documents(study, place / "documents")
    except OSError as reason:
        raise WriteFailed("S402", path=str(folder), reason=reason.strerror or "") from reason
    return place


def files_of(study: Study) -> dict[str, bytes]:
    """Return what a study's folder holds: each file's content by its path, empty where there is no such file."""
    texts = {
        FILE: write_design(study),
        layout.TURNS.file: write_turns(study),
        layout.CODINGS.file: write_codings(study) if study.codings else "",
        layout.RELEVANCE.file: write_relevance(study) if study.relevance else "",
        "guide.md": study.guide,
        **{f"documents/{document.name}.txt": document.text for document in study.documents},
    }
    texts |= dict(sheets_of(study))
    surveys = {f"surveys/{name}": content for name, content in study.surveys.items()}
    return {name: content.encode() for name, content in texts.items()} | surveys


def sheets_of(study: Study) -> Iterator[tuple[str, str]]:
    """Yield each sheet of records with its text; an empty one has none."""

    def text(sheet: Sheet[Record], records: tuple[Record, ...]) -> tuple[str, str]:
        return sheet.file, sheet.write(records) if records else ""

    yield text(layout.CUSTOMERS, study.customers)
    yield text(layout.PEOPLE, study.people)
    yield text(layout.INTERVIEWS, study.interviews)
    yield text(layout.ASKED, study.asked)
    yield text(layout.JUDGEMENTS, study.judgements)
    yield text(layout.FINDINGS, study.findings)
    yield text(layout.LINKS, study.finding_links)
    yield text(layout.MEASURES, study.measures)
    yield text(layout.MEMOS, study.memos)
    yield text(layout.MATERIAL, study.material)
    yield text(layout.KEPT, study.kept)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; an empty one is removed."""
    if not content:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".teema-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(temporary).replace(path)
    path.chmod(0o644)


def _forget_documents(study: Study, folder: Path) -> None:
    """Remove the texts of documents that the study no longer has; what could not be read was never of it, and stays."""
    kept = {f"{document.name}.txt" for document in study.documents}
    for path in folder.glob("*.txt"):
        if path.name not in kept and _is_readable(path):
            path.unlink()


def _is_readable(path: Path) -> bool:
    try:
        return bool(decoded(path, path.name).strip())
    except ReadFailed:
        return False
