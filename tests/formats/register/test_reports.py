"""A pseudonymised study's reports: no original name in any file of either edition."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from tests.formats.register.conftest import NAMES

from teema.cli import main

_TAG = re.compile(r"<[^>]+>")


def texts_in(path: Path) -> Iterator[str]:
    """Yield whatever a file says: a pdf's pages, an archive's members, text with and without its tags."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(data) as document:
            yield from (page.get_textpage().get_text_bounded() for page in document)
    elif zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                text = archive.read(name).decode("utf-8", "ignore")
                yield from (name, text, _TAG.sub("", text))
    elif path.suffix != ".png":
        text = data.decode("utf-8", "ignore")
        yield from (text, _TAG.sub("", text))


@pytest.mark.parametrize("edition", ["working", "public"])
def test_no_original_name_is_in_any_file_of_the_report(study_folder: Path, tmp_path: Path, edition: str) -> None:
    """Review, apply, report: every file outside the register is read, and its name too."""
    assert main(["pseudonymise", str(study_folder)]) == 0
    assert main(["pseudonymise", str(study_folder), "--apply"]) == 0
    assert main(["report", str(study_folder), "--edition", edition, "--out", str(study_folder / "raportti")]) == 0
    outside = [path for path in study_folder.rglob("*") if path.is_file() and "register" not in path.parts]
    assert {".docx", ".pdf", ".xlsx", ".html", ".json", ".csv", ".svg"} <= {path.suffix for path in outside}
    left = {
        path.relative_to(study_folder).as_posix(): found.group()
        for path in outside
        for text in (path.name, *texts_in(path))
        if (found := NAMES.search(text))
    }
    assert left == {}


def test_the_search_for_names_would_find_them(study_folder: Path) -> None:
    """What the test above looks for is there before the names are replaced."""
    found = {
        match.group().casefold() for path in study_folder.rglob("*.*") for match in NAMES.finditer(path.read_text())
    }
    assert {"koivukor", "virtanen", "virtas", "korho", "mäkel", "040 123 4567", "131052", "liisa"} <= found
