"""``teema new`` and ``teema check``: a study to start with, and what is wrong or missing in one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from teema.cli import main
from teema.formats.folder import read_study, write_study
from teema.formats.folder.presets import PRESETS, start_study
from teema.wording import LANGUAGES, Language


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_new_study_has_no_problems(preset: str, language: Language, tmp_path: Path) -> None:
    """A new study reads without a problem, in its language, under the folder's name, quotation marks and all."""
    folder = tmp_path / 'Oma "tutkimus" ääkkösin'
    start_study(folder, preset, language)
    read = read_study(folder)
    assert read.problems == ()
    assert (read.study.title, read.study.language) == (folder.name, language)
    assert read.study.guide.startswith("# ")
    assert read.study.documents == ()


def test_preset_is_the_frame_of_six_times_three(tmp_path: Path) -> None:
    """The service centre's preset has six themes of three sub-themes with shared labels, four groups, and topics."""
    finnish, english = (
        read_study(start_study(tmp_path / language, "palvelukeskus", language)[0].parent).study
        for language in LANGUAGES
    )
    for study in (finnish, english):
        assert [len(theme.children) for theme in study.codebook.themes] == [3] * 6
        assert [theme.aspect for theme in study.codebook.themes][:2] == ["expectation", "experience"]
        expected, met = (theme.children for theme in study.codebook.themes[:2])
        assert [one.shown for one in expected] == [one.shown for one in met]
        assert [group.key for group in study.design.groups] == ["kunta", "kuntayhtyma", "yhteiso", "hyvinvointialue"]
        assert all(group.quota for group in study.design.groups)
    labels = [one.shown for one in finnish.codebook.sub_themes]
    assert {label: labels.count(label) for label in ("asiakkuus", "palvelut", "muutokset", "toimintatavat")} == {
        "asiakkuus": 3,
        "palvelut": 3,
        "muutokset": 2,
        "toimintatavat": 2,
    }
    assert list(finnish.codebook.codes) == list(english.codebook.codes)
    assert list(finnish.codebook.topic_by_key) == list(english.codebook.topic_by_key)


def test_two_new_studies_are_two(tmp_path: Path) -> None:
    """Studies of the same name have identities of their own, which stay when saved."""
    for place in ("a", "b"):
        start_study(tmp_path / place / "tutkimus", "blank", "fi")
    first, second = (read_study(tmp_path / place / "tutkimus").study for place in ("a", "b"))
    assert first.id != second.id
    write_study(first, tmp_path / "a" / "tutkimus")
    assert read_study(tmp_path / "a" / "tutkimus").study == first


def test_new_refuses_a_folder_that_holds_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is there already is never touched; an empty folder will do."""
    (tmp_path / "muistio.txt").write_text("tärkeä", encoding="utf-8")
    assert main(["new", str(tmp_path)]) == 1
    assert "U107" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["muistio.txt"]
    (tmp_path / "tyhjä").mkdir()
    assert main(["new", str(tmp_path / "tyhjä")]) == 0
    assert "teema check" in capsys.readouterr().out


def test_check_of_a_new_study_tells_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new study has no errors, and the check says what to do next."""
    main(["new", str(tmp_path / "uusi")])
    capsys.readouterr()
    assert main(["check", str(tmp_path / "uusi")]) == 0
    shown = capsys.readouterr().out
    assert "Vielä puuttuu" in shown
    assert "litteraatit: kansio sources" in shown
    assert "teemat" not in shown
    assert shown.rstrip().endswith("Ongelmia ei löytynyt.")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Make a study with a coding of an unknown sub-theme on row 3, and words that aren't there on row 4."""
    folder = tmp_path / "viallinen"
    start_study(folder, "palvelukeskus", "fi")
    (folder / "documents").mkdir()
    (folder / "documents" / "a.txt").write_text("H1: Puhelimeen ei saa ketään.\n", encoding="utf-8")
    (folder / "codings.csv").write_text(
        "id,document,start,end,quote_text,sub_theme\n"
        "1,a,4,29,Puhelimeen ei saa ketään.,kokemukset-palvelut\n"
        "2,a,4,14,Puhelimeen,kokemukset-pulvelat\n"
        "3,a,4,14,sähköpostiin,kokemukset-palvelut\n",
        encoding="utf-8",
    )
    return folder


@pytest.mark.parametrize(("language", "word"), [("fi", "virhe"), ("en", "error")])
def test_check_shows_each_problem_with_its_place(
    faulty: Path, language: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A problem is shown with severity, code, file and row, what is wrong and what to do; errors make the status 1."""
    assert main(["check", str(faulty), "--language", language]) == 1
    shown = capsys.readouterr().out
    assert f"{word} S323 codings.csv:3" in shown
    assert f"{word} S312 codings.csv:4" in shown
    assert "kokemukset-pulvelat" in shown


def test_check_answers_programs(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--json`` gives the same as data."""
    assert main(["check", str(faulty), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["errors"] == len([one for one in answer["problems"] if one["severity"] == "error"]) == 2
    assert {(one["code"], one["path"], one["row"]) for one in answer["problems"]} >= {("S323", "codings.csv", 3)}
    assert answer["counts"]["codings"] == 1
    assert "findings" in answer["missing"]


def test_check_of_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path that isn't there, and a folder that holds no study, fail with words."""
    assert main(["check", str(tmp_path / "ei ole")]) == 1
    assert main(["check", str(tmp_path)]) == 1
    assert [code in capsys.readouterr().err for code in ("S316",)] == [True]
