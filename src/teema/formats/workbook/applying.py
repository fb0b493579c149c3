"""A workbook's changes written into a study folder, all files as one; and a workbook written beside nothing else."""

from __future__ import annotations

from pathlib import Path

from teema.errors import ReadFailed, WriteFailed
from teema.formats.folder.design_toml import FILE
from teema.formats.folder.reading import read_study
from teema.formats.folder.writing import files_of
from teema.formats.register.switching import complete, switch
from teema.formats.safety import DEFAULT, Limits
from teema.formats.workbook.comparing import compare
from teema.formats.workbook.difference import Difference
from teema.formats.workbook.reading import read_workbook
from teema.formats.workbook.writing import Exported, export_codings
from teema.study.study import Study
from teema.wording import Language

_ENDING = ".xlsx"


def write_workbook(study: Study, path: Path, language: Language) -> tuple[Exported, Path]:
    """Export a study's codings to a file, and return where it is.

    ReadFailed (X203): the name ends otherwise than .xlsx. WriteFailed: the file is there already and may hold somebody's work (X200), or the
    disk refuses (S402).
    """
    place = path if path.suffix else path.with_suffix(_ENDING)
    if place.suffix.lower() != _ENDING:
        raise ReadFailed("X203", path=place.name)
    exported = export_codings(study, language)
    try:
        with place.open("xb") as file:
            file.write(exported.content)
    except FileExistsError as there:
        raise WriteFailed("X200", path=str(place)) from there
    except OSError as reason:
        raise WriteFailed("S402", path=str(place), reason=reason.strerror or "") from reason
    return exported, place


def difference(workbook: Path, folder: Path, limits: Limits = DEFAULT) -> tuple[Study, Difference]:
    """Compare an edited workbook with a study folder, and return the study as it is and what would change.

    ReadFailed: no study folder (X230, S314), rows of it can't be read and would be lost (X221), and what `read_workbook` and `compare`
    raise.
    """
    if not (folder / FILE).is_file():
        raise ReadFailed("X230", path=str(folder))
    read = read_workbook(workbook, limits)
    found = read_study(folder)
    if found.errors:
        raise ReadFailed("X221", path=str(folder), count=len(found.errors))
    return found.study, compare(read, found.study)


def apply_workbook(workbook: Path, folder: Path, limits: Limits = DEFAULT) -> Difference:
    """Write a workbook's changes into a study folder, all files as one. A change that was interrupted is completed first.

    Applied again, the same workbook changes nothing. Files whose content stays the same aren't touched.
    """
    complete(folder)
    before, found = difference(workbook, folder, limits)
    if found.changes:
        old, new = files_of(before), files_of(found.study)
        writes = {name: content for name, content in new.items() if content and content != old.get(name)}
        switch(folder, writes, [name for name, content in old.items() if content and not new.get(name)])
    return found
