"""Folder → study → folder is the identity: what is written is read back, and written again the same."""

from __future__ import annotations

import shutil
import tempfile
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.studies import ANYTHING, studies

from teema.formats.folder import read_study, write_study
from teema.formats.transcripts import canonical
from teema.formats.transcripts.turns import find_turns
from teema.study import Code, Codebook, Coding, Design, Document, Memo, Organisation, Settings, Span, Study

EXAMPLE = Path(__file__).parents[3] / "examples" / "palvelukeskus"


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(studies())
def test_what_is_written_is_read_back(study: Study) -> None:
    """Whatever a study holds, reading its folder gives an equal study, and writing that gives the same bytes."""
    with tempfile.TemporaryDirectory() as place:
        first, second = Path(place, "a"), Path(place, "b")
        read = read_study(write_study(study, first)).study
        assert read == study
        assert _bytes(write_study(read, second)) == _bytes(first)


@settings(max_examples=50, deadline=None)
@given(ANYTHING, ANYTHING)
def test_any_character_is_read_back(words: str, more: str) -> None:
    """Every script, emoji and combination of marks survives in documents, cells and study.toml."""
    words, more = (unicodedata.normalize("NFC", one).strip() for one in (words, more))
    text = canonical(f"H1: {words}.")
    study = Study(
        "s", f"t{words}", organisation=Organisation(name=more), documents=(Document("d", text, find_turns(text)),),
        codebook=Codebook((Code("k", f"n{more}", "i"),)), codings=(Coding("c", "d", Span(0, len(text)), "k", memo=more),),
        memos=(Memo("m", words, title=more),), guide=more,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as place:
        assert read_study(write_study(study, place)).study == study


@pytest.mark.parametrize("mark", ["\u030c", "\u0338"])
def test_marks_do_not_join_with_what_stands_before_them(tmp_path: Path, mark: str) -> None:
    """A combining mark at the start of a line or cell stays there: it joins no escape, separator or quotation mark."""
    study = Study(
        "s",
        "S",
        organisation=Organisation(description=f"rivi\n{mark}toinen"),
        memos=(Memo("m", f"{mark}x", about="x", title=f'"{mark}'),),
    )
    assert read_study(write_study(study, tmp_path / "t")).study == study


def test_an_empty_study_is_read_back(tmp_path: Path) -> None:
    """A study of nothing but its name is a folder too."""
    study = Study("tunnus", "Tyhjä")
    found = read_study(write_study(study, tmp_path / "t"))
    assert (found.study, found.problems) == (study, ())


def test_defaults_that_were_emptied_stay_empty(tmp_path: Path) -> None:
    """A setting that the analyst emptied does not come back."""
    study = Study("s", "S", design=Design(settings=Settings(round="", length_bounds=())))
    assert read_study(write_study(study, tmp_path / "t")).study.design.settings == study.design.settings


def test_the_example_is_read_back_and_keeps_its_bytes(tmp_path: Path) -> None:
    """The example study goes through the folder unchanged, at another place as at its own."""
    study = read_study(EXAMPLE).study
    assert read_study(write_study(study, tmp_path / "a")).study == study
    before = _bytes(tmp_path / "a")
    write_study(study, tmp_path / "a")
    assert _bytes(tmp_path / "a") == before


@pytest.mark.parametrize("content", ["x" * 200_000, "ä\n" * 100_000])
def test_long_fields_are_read_back(tmp_path: Path, content: str) -> None:
    """A memo, or an interview quoted as a whole, may be longer than the csv module's usual limit."""
    study = Study("s", "S", memos=(Memo("m", content.strip(), date=date(2016, 8, 3)),))
    assert read_study(write_study(study, tmp_path / "t")).study == study


def test_sources_stay_the_same_documents_after_writing(tmp_path: Path) -> None:
    """A folder whose documents are files as received gives the same study once their texts are written beside them."""
    (tmp_path / "sources").mkdir(parents=True)
    (tmp_path / "study.toml").write_text('title = "S"\n', encoding="utf-8")
    (tmp_path / "sources" / "a.vtt").write_text(
        "WEBVTT\n\n00:01.000 --> 00:02.500\n<v Anna>Hyvää päivää 😀\n\n00:03.000 --> 00:04.000\n<v H1>No moi.\n",
        encoding="utf-8",
    )
    (tmp_path / "sources" / "b.md").write_text(
        "**Anna:** [00:00:05] Mitä?\n\n**H1:** [00:00:07] Sitä.\n", encoding="utf-8"
    )
    before = read_study(tmp_path).study
    assert [one.source for one in before.documents] == ["a.vtt", "b.md"]
    assert read_study(write_study(before, tmp_path)).study == before


def test_writing_leaves_alone_what_is_not_the_studys(tmp_path: Path) -> None:
    """Real names, files as received and files of other programs stay, byte for byte."""
    shutil.copytree(EXAMPLE, tmp_path / "t")
    others = {
        "register/nimet.csv": b"A1,Aino\r\n",
        "sources/a.docx": b"PK\x00",
        "oma.txt": b"muistiinpano",
        "documents/kuva.png": b"\x89",
    }
    for name, content in others.items():
        (tmp_path / "t" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "t" / name).write_bytes(content)
    study = read_study(EXAMPLE).study
    write_study(replace(study, documents=study.documents[:1], codings=(), relevance=()), tmp_path / "t")
    written = _bytes(tmp_path / "t")
    assert {name: written[name] for name in others} == others
    assert [name for name in written if name.endswith(".txt") and name.startswith("documents/")] == [
        f"documents/{study.documents[0].name}.txt"
    ]
    assert "codings.csv" not in written


def test_what_could_not_be_read_is_not_removed(tmp_path: Path) -> None:
    """A document that reading left out is not taken for one that the study no longer has."""
    study = Study("s", "S", documents=(Document("a", "H1: Hei.", find_turns("H1: Hei.")),))
    write_study(study, tmp_path / "t")
    (tmp_path / "t" / "documents" / "b.txt").write_bytes(b"H1: \x00\x00 rikki")
    found = read_study(tmp_path / "t")
    assert ([one.code for one in found.problems], found.study) == (["S301"], study)
    write_study(found.study, tmp_path / "t")
    assert (tmp_path / "t" / "documents" / "b.txt").exists()
