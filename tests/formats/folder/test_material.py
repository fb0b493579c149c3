"""Folders of transcripts, one transcript, files as received, and files that can't be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from teema.errors import ReadFailed, WriteFailed
from teema.formats.folder import read_study, write_study
from teema.study import Study

Write = Callable[[dict[str, str | bytes]], Path]
TEXT = "Haastattelija: Mitä?\nH1: Yksi asia.\n"


def test_a_bare_folder_of_transcripts_is_a_study(folder_of: Write) -> None:
    """Without study.toml the folder's transcripts are the documents, and nothing else is there; a readme is no interview."""
    folder = folder_of(
        {"study.toml": "", "eka.txt": TEXT, "toka.md": "**H1:** Hei.\n", "README.md": "# Lue", "kuva.png": b"\x89"}
    )
    read = read_study(folder)
    assert read.problems == ()
    assert (read.study.title, [one.name for one in read.study.documents]) == ("tutkimus", ["eka", "toka"])
    assert (read.study.codings, read.study.codebook.themes, read.study.interviews) == ((), (), ())
    assert [turn.speaker for turn in read.study.documents[0].turns] == ["Haastattelija", "H1"]


def test_one_transcript_is_a_study(folder_of: Write) -> None:
    """A path to a single file reads it."""
    study = read_study(folder_of({"eka.txt": TEXT}) / "eka.txt").study
    assert (study.title, [(one.name, one.text) for one in study.documents]) == ("eka", [("eka", TEXT)])


def test_documents_come_before_files_as_received(folder_of: Write) -> None:
    """sources/ is read only where documents/ has no text of the same stem; the richest of several forms counts."""
    folder = folder_of(
        {
            "documents/a.txt": TEXT,
            "sources/a.md": "**H1:** Aivan muuta.\n",
            "sources/b.txt": "H1: tekstinä\n",
            "sources/b.srt": "1\n00:00:01,000 --> 00:00:02,000\nH1: tekstityksenä\n",
        }
    )
    read = read_study(folder)
    assert [(one.name, one.source) for one in read.study.documents] == [("a", "a.md"), ("b", "b.srt")]
    assert read.study.documents[0].text == TEXT
    assert [(one.code, one.path) for one in read.problems] == [("S322", "sources/b.txt")]


def test_a_broken_form_gives_way_to_one_that_can_be_read(folder_of: Write) -> None:
    """Where the richest form of an interview can't be read, the next one is, and the broken one is told of."""
    read = read_study(folder_of({"sources/a.docx": b"PK\x03\x04rikki", "sources/a.txt": TEXT}))
    assert [one.source for one in read.study.documents] == ["a.txt"]
    assert [one.path for one in read.problems] == ["sources/a.docx"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("sources/b.docx", b"PK\x03\x04rikki"),
        ("sources/b.pdf", b""),
        ("sources/b.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("sources/b.text", b""),
        ("sources/b.markdown", b" "),
        ("documents/b.txt", b""),
        ("documents/b.txt", b" \n"),
        ("documents/b.txt", b"H1: \x00"),
        ("guide.md", b"\x00"),
        ("customers.csv", b"id\n\x00\n"),
        ("codings.csv", b"id\n\x00\n"),
        ("relevance.csv", b"id\n\x00\n"),
        ("turns.csv", b"id\n\x00\n"),
        ("memos.csv", b"id,text\nm,\x00\n"),
    ],
)
def test_a_broken_file_leaves_the_rest_readable(folder_of: Write, name: str, content: bytes) -> None:
    """One error with the file's name; every other file is read."""
    read = read_study(folder_of({"documents/a.txt": TEXT, name: content}))
    assert [one.path for one in read.errors] == [name]
    assert [one.name for one in read.study.documents] == ["a"]


def test_names_written_on_a_mac_are_the_same_names(folder_of: Write) -> None:
    """A file's name with decomposed letters is the document that the tables name, however they are composed."""
    apart = unicodedata.normalize("NFD", "Jääli")
    folder = folder_of(
        {
            f"documents/{apart}.txt": TEXT,
            "interviews.csv": "id,document,customer\n1,Jääli,A\n",
            "codings.csv": f"document,quote_text,sub_theme\n{apart},Yksi asia,odotukset-palvelut\n",
        }
    )
    read = read_study(folder)
    assert (read.problems, [one.document for one in read.study.codings]) == ((), ["Jääli"])
    write_study(read.study, folder)
    assert [path.name for path in (folder / "documents").iterdir()] == ["Jääli.txt"]


@pytest.mark.parametrize("names", [["1,d,A\n"], ["1,d,\n", "1,,\n"]], ids=["named", "unnamed"])
def test_interviews_without_customers_are_their_own(folder_of: Write, names: list[str]) -> None:
    """Where no interview names a customer, each is one; an interview called as its document is of that document."""
    folder = folder_of({"documents/d.txt": TEXT, "interviews.csv": "id,document,customer\n" + names[0]})
    assert read_study(folder).study.interviews[0].customer == ("A" if "A" in names[0] else "1")


@pytest.mark.parametrize(
    ("files", "code"),
    [({}, "S317"), ({"kuva.png": b"x"}, "S317"), ({"a.docx": b"PK\x03\x04rikki"}, "S318"), (None, "S316")],
)
def test_nothing_to_read_is_a_coded_error(folder_of: Write, files: dict[str, str | bytes] | None, code: str) -> None:
    """No such path, an empty folder, and a folder of which nothing can be read are told apart."""
    folder = folder_of({"study.toml": "", "x.bin": b"", **(files or {})})
    with pytest.raises(ReadFailed) as caught:
        read_study(folder if files is not None else folder / "puuttuu")
    assert caught.value.code == code


def test_a_folder_that_holds_something_else_is_not_written_into(folder_of: Write) -> None:
    """Writing never mixes a study with other files."""
    folder = folder_of({"study.toml": "", "kesakuvat.txt": "x"})
    with pytest.raises(WriteFailed) as caught:
        write_study(Study("s", "S"), folder)
    assert caught.value.code == "S401"
    assert [path.name for path in folder.iterdir()] == ["kesakuvat.txt"]
