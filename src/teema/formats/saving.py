"""A study → any form that others read: a study folder, a REFI-QDA project or codebook, a QualCoder project."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Literal, TypeAlias

from teema.errors import Problem, WriteFailed
from teema.formats.exchange.from_study import Exported, project_of
from teema.formats.exchange.project import Project, SourceKind, SourceText
from teema.formats.exchange.transfer import Counts, Loss, Transfer
from teema.formats.folder import write_study
from teema.formats.folder.writing import replace_file
from teema.formats.opening import StudyOpened
from teema.study.study import Study
from teema.wording import Language

Form: TypeAlias = Literal["study", "refi", "refi_codebook", "qualcoder"]
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}")
_BY_SUFFIX: dict[str, Form] = {"": "study", ".qdpx": "refi", ".qdc": "refi_codebook", ".qda": "qualcoder"}


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written, and what could not come along; a study folder takes everything, so it has no transfer."""

    transfer: Transfer | None = None
    problems: tuple[Problem, ...] = ()


def form_of(destination: Path) -> Form | None:
    """Tell by its name what is to be written: a name without an ending is a folder. None for any other ending.

    >>> form_of(Path("tutkimus.qdpx")), form_of(Path("tutkimus v1.2")), form_of(Path("tutkimus.doc"))
    ('refi', 'study', None)
    """
    ending = destination.suffix.lower() if _ENDING.fullmatch(destination.suffix) else ""
    return "study" if destination.is_dir() else _BY_SUFFIX.get(ending)


def save_study(
    opened: StudyOpened, destination: Path, form: Form, language: Language, *, originals: dict[str, bytes] | None = None
) -> Saved:
    """Write a study in a form, whole or not at all.

    ``originals`` are files as received, by name, that go along: into ``sources/`` of a folder, or into a project.
    WriteFailed: something stands at the destination already (X272), or the disk refuses (S402).
    """
    if destination.exists() and not (form == "study" and destination.is_dir() and not any(destination.iterdir())):
        raise WriteFailed("X272", path=str(destination))
    try:
        return _save(opened, destination, form, language, originals or {})
    except OSError as reason:
        raise WriteFailed("S402", path=str(destination), reason=reason.strerror or "") from reason


def _save(opened: StudyOpened, destination: Path, form: Form, language: Language, originals: dict[str, bytes]) -> Saved:
    destination.parent.mkdir(parents=True, exist_ok=True)
    if form == "study":
        _save_folder(opened, destination, originals)
        return Saved()
    exported = project_of(opened.study, language)
    if form == "refi_codebook":
        return Saved(_save_codebook(exported, destination), exported.problems)
    problems, lost = _write_project(exported.project, opened.study, destination, form, originals)
    transfer = replace(exported.transfer, format=form, dropped=(*exported.transfer.dropped, *lost))
    return Saved(transfer, (*exported.problems, *problems))


def _save_codebook(exported: Exported, destination: Path) -> Transfer:
    """Write the codes alone; everything else stays, and is told of."""
    from teema.formats import refi

    replace_file(destination, refi.codebook_bytes(exported.project))
    found, codes = exported.transfer.found, exported.transfer.carried.codes
    stay = (("documents", found.documents), ("codings", found.codings))
    lost = tuple(Loss(what, "codebook_only", count) for what, count in stay if count)
    return replace(exported.transfer, format="refi_codebook", carried=Counts(0, codes, 0), dropped=lost)


def _write_project(
    project: Project, study: Study, destination: Path, form: Form, originals: dict[str, bytes]
) -> tuple[tuple[Problem, ...], tuple[Loss, ...]]:
    """Write another program's project; return what went less than well and what could not go along."""
    if form == "qualcoder":
        from teema.formats import qualcoder

        return (), qualcoder.write_project(project, destination)
    from teema.formats import refi

    written = refi.write_project(_with_originals(project, study, originals))
    replace_file(destination, written.data)
    left = tuple(name for name in originals if PurePath(name).suffix.lower() not in _CARRIED)
    lost = (Loss("originals", "not_in_the_format", len(left), left),) if left else ()
    return written.problems, (*written.lost, *lost)


_CARRIED = frozenset({".docx", ".pdf"})
"""Originals that a REFI-QDA project has a place for."""


def _with_originals(project: Project, study: Study, originals: dict[str, bytes]) -> Project:
    """Return the project with the files that its documents were read from."""
    by_stem = {PurePath(name).stem: name for name in originals if PurePath(name).suffix.lower() in _CARRIED}
    sources = (
        _with_original(source, by_stem.get(document.name), originals)
        for source, document in zip(project.sources, study.documents, strict=True)
    )
    return replace(project, sources=tuple(sources))


def _with_original(source: SourceText, name: str | None, originals: dict[str, bytes]) -> SourceText:
    if name is None:
        return source
    kind: SourceKind = "pdf" if name.lower().endswith(".pdf") else source.kind
    return replace(source, kind=kind, original=(name, originals[name]))


def _save_folder(opened: StudyOpened, destination: Path, originals: dict[str, bytes]) -> None:
    """Write a folder beside its place first, so that it appears whole."""
    beside = Path(tempfile.mkdtemp(dir=destination.parent, prefix=".teema-"))
    try:
        write_study(opened.study, beside)
        for name, content in originals.items():
            replace_file(beside / "sources" / name, content)
        if destination.exists():
            destination.rmdir()
        beside.chmod(0o755)
        beside.rename(destination)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
