"""Whatever holds a study is told by its content and opened; what doesn't is refused with what to do."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from teema.errors import ReadFailed, UsageError
from teema.formats.opening import kind_of, open_study
from teema.formats.saving import form_of

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "palvelukeskus"
TAGUETTE = Path(__file__).parent / "taguette" / "taguette-1.5.2-synthetic-fi.sqlite3"
REFI = Path(__file__).parent / "refi" / "data" / "spec_codepoint_lf.qdpx"


def test_kind_is_told_by_content_not_by_name(tmp_path: Path) -> None:
    """Projects under other names are known for what they are."""
    for source, kind in ((TAGUETTE, "taguette"), (REFI, "refi")):
        renamed = tmp_path / f"{kind}.txt"
        shutil.copy(source, renamed)
        assert kind_of(renamed) == kind


def test_study_folder_opens_as_itself() -> None:
    """A study of Teema's own comes whole, without a transfer report."""
    opened = open_study(EXAMPLE)
    assert (opened.kind, opened.transfer) == ("study", None)


def test_project_opens_with_its_report() -> None:
    """A project comes with a report that counts what was found and what arrived, spans verified."""
    opened = open_study(REFI)
    assert opened.transfer is not None
    assert (opened.transfer.found.codings, opened.transfer.carried.codings) == (5, 5)
    assert opened.transfer.verified == 5


@pytest.mark.parametrize(("name", "content", "code"), [
    ("kysely.xlsx", b"PK\x03\x04", "X270"),
    ("kysely.csv", b"a;b\n", "X270"),
    ("tieto.db", b"SQLite format 3\x00" + bytes(100), "X271"),
    ("puuttuu.qdpx", None, "F101"),
    ("tyhja", None, "S316"),
])  # fmt: skip
def test_what_holds_no_study_is_refused(name: str, content: bytes | None, code: str, tmp_path: Path) -> None:
    """Tables, strange databases and missing files each have an error of their own."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadFailed) as failed:
        open_study(tmp_path / name)
    assert failed.value.code == code


@pytest.mark.parametrize("source", [EXAMPLE, REFI])
@pytest.mark.parametrize("chosen", [{"project": "Toinen"}, {"separator": "."}])
def test_what_taguette_alone_knows_is_not_ignored_elsewhere(source: Path, chosen: dict[str, str]) -> None:
    """A project's name or a separator for anything but a Taguette file is refused, and names the option."""
    with pytest.raises(UsageError) as refused:
        open_study(source, **chosen)
    assert refused.value.code == "X273"
    assert refused.value.params["option"] == f"--{next(iter(chosen))}"


def test_a_database_of_no_known_program_is_refused(tmp_path: Path) -> None:
    """A SQLite file without Taguette's mark is no project."""
    database = sqlite3.connect(tmp_path / "a.sqlite3")
    database.execute("create table t (x)")
    database.commit()
    database.close()
    with pytest.raises(ReadFailed, match="X271"):
        open_study(tmp_path / "a.sqlite3")


@pytest.mark.parametrize(("name", "form"), [
    ("a.qdpx", "refi"), ("a.QDC", "refi_codebook"), ("a.qda", "qualcoder"), ("a", "study"), ("a v1.2", "study"),
    ("Kysely 3.8.2026", "study"), ("a.xlsx", None), ("a.docx", None),
])  # fmt: skip
def test_form_is_told_by_the_name(name: str, form: str | None) -> None:
    """An ending tells a file's form; a name without one, or with a date or number, is a folder."""
    assert form_of(Path(name)) == form


@pytest.mark.parametrize(("start", "kind"), [
    ('<?xml version="1.0"?>\n<qda:Project xmlns:qda="urn:QDA-XML:project:1.0"', "refi"),
    ('\ufeff<?xml version="1.0"?><!-- CodeBook --><Project name="a"', "refi"),
    ('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"', "refi_codebook"),
    ("<html><body>Project and CodeBook", "study"),
])  # fmt: skip
def test_bare_xml_is_told_by_its_root(start: str, kind: str, tmp_path: Path) -> None:
    """A project out of its archive and a codebook are told apart by the root, whatever the prefix, comment or encoding."""
    for encoding in ("utf-8", "utf-16"):
        (tmp_path / "a.xml").write_bytes(start.encode(encoding))
        assert kind_of(tmp_path / "a.xml") == kind
