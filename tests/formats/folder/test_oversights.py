"""What is easily overlooked in a folder made by hand is told of, never silently lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from teema.errors import ReadFailed
from teema.formats.folder import read_study

DESIGN = 'title = "T"\n[[themes]]\nkey = "a"\nname = "A"\n'


def folder(tmp_path: Path, **files: str) -> Path:
    """Write a folder with one document; ``files`` are named with ``__`` for a slash and ``_csv`` for the ending."""
    given = {"study.toml": DESIGN, "documents/d.txt": "H: Mitä?\nA: Kaikki toimii.\n"}
    given |= {
        name.replace("__", "/").replace("_csv", ".csv").replace("_toml", ".toml"): text for name, text in files.items()
    }
    for name, text in given.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def codes(tmp_path: Path, **files: str) -> list[tuple[str, str]]:
    """Return the problems of such a folder as code and path."""
    return [(one.code, one.path) for one in read_study(folder(tmp_path, **files)).problems]


def test_a_coding_without_a_document_is_told_of(tmp_path: Path) -> None:
    """An empty cell, or a column that stands twice, loses nothing in silence."""
    assert codes(tmp_path, codings_csv="document,quote_text,theme\n,toimii,a\n") == [("S330", "codings.csv")]


def test_the_first_of_two_columns_counts(tmp_path: Path) -> None:
    """A repeated header keeps its values under a name of its own."""
    read = read_study(folder(tmp_path, codings_csv="document,quote_text,theme,document\nd,toimii,a,x\n"))
    assert [one.extra for one in read.study.codings] == [{"document 2": "x"}]


def test_headers_in_capitals_are_known(tmp_path: Path) -> None:
    """A spreadsheet may write ID and Document."""
    read = read_study(folder(tmp_path, codings_csv="ID,Document,Quote_Text,Theme,Oma\nc,d,toimii,a,x\n"))
    assert [(one.id, one.extra) for one in read.study.codings] == [("c", {"Oma": "x"})]


@pytest.mark.parametrize("name", ["documents__e.docx", "documents__muistio.pdf"])
def test_what_lies_among_the_texts_is_told_of(tmp_path: Path, name: str) -> None:
    """Only txt files are read there; anything else belongs to sources."""
    assert codes(tmp_path, **{name: "x"}) == [("S331", name.replace("__", "/"))]


def test_the_ending_may_be_in_capitals(tmp_path: Path) -> None:
    """Windows writes D.TXT."""
    read = read_study(folder(tmp_path, **{"documents__e.TXT": "A: Moi.\n"}))
    assert [one.name for one in read.study.documents] == ["d", "e"]


def test_the_settings_must_name_a_round(tmp_path: Path) -> None:
    """Otherwise the report would be about nothing."""
    assert codes(tmp_path, study_toml=DESIGN + '[settings]\nround = "zz"\n') == [("S332", "study.toml")]


def test_one_document_for_two_interviews_is_told_of(tmp_path: Path) -> None:
    """Its words can only count for one customer."""
    assert ("S333", "interviews.csv") in codes(tmp_path, interviews_csv="id,document,customer\n1,d,K\n2,d,L\n")


def test_repeated_keys_and_strange_languages_are_told_of(tmp_path: Path) -> None:
    """Two groups of one key can't be told apart."""
    design = 'title = "T"\nlanguage = "sv"\n[[groups]]\nkey = "k"\nname = "K"\n[[groups]]\nkey = "k"\nname = "L"\n'
    assert codes(tmp_path, study_toml=design) == [("S335", "study.toml"), ("S336", "study.toml")]


def test_negative_minutes_are_no_length(tmp_path: Path) -> None:
    """A bad value is told of, and the interview stays."""
    read = read_study(folder(tmp_path, interviews_csv="id,document,minutes\n1,d,-5\n"))
    assert [one.code for one in read.problems] == ["S303"]
    assert [one.minutes for one in read.study.interviews] == [None]


def test_a_misbuilt_design_names_its_part(tmp_path: Path) -> None:
    """Not Python's own words."""
    with pytest.raises(ReadFailed) as failed:
        read_study(folder(tmp_path, study_toml='title = "T"\ngroups = 3\n'))
    assert (failed.value.code, failed.value.params) == ("S314", {"reason": "groups"})


def test_the_folder_one_stands_in_has_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``teema report .`` gives the same study as naming the folder."""
    place = tmp_path / "tutkimus"
    place.mkdir()
    (place / "d.txt").write_text("A: Moi.\nB: Hei.\n", encoding="utf-8")
    named = read_study(place).study
    monkeypatch.chdir(place)
    assert read_study(".").study == named
    assert named.title == "tutkimus"
