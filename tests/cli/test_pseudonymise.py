"""``teema pseudonymise`` and ``teema destroy``: what they tell, ask and refuse."""

from __future__ import annotations

import io
import json
import re
import sys
import tomllib
from pathlib import Path

import pytest

import teema.wording
from teema.cli import main
from teema.formats.folder import read_study

STUDY = """
title = "Pieni"
language = "{language}"
[[groups]]
key = "k"
name = "{group}"
"""
SAID = {
    "fi": "H: Hei.\n\nA1: Soitin Koivukorven kuntaan Matti Virtaselle, matti@koivukorpi.example. Virtanen vastasi.",
    "en": "I: Hello.\n\nA1: I rang Hillford about John Smith's bill, john@hillford.example. Smith answered.",
}
CUSTOMER = {"fi": "Koivukorven kunta", "en": "Hillford"}
GROUP = {"fi": "Kunnat", "en": "Municipalities"}


@pytest.fixture(autouse=True)
def finnish_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test depend on the machine's language."""
    monkeypatch.setenv("TEEMA_LANGUAGE", "fi")


def small_study(folder: Path, language: str = "fi") -> Path:
    """Write a study of one interview, with a file as it was received and a yearly survey."""
    written = {
        "study.toml": STUDY.format(language=language, group=GROUP[language]),
        "customers.csv": f"id,name,group\nA,{CUSTOMER[language]},k\n",
        "sources/haastattelu.txt": SAID[language],
        "surveys/2015.csv": "x\n",
    }
    for name, content in written.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Return a small Finnish study."""
    return small_study(tmp_path / "pieni")


def text_of(study: Path) -> str:
    """Return what the interview says now."""
    return read_study(study).study.documents[0].text


def test_review_apply_and_undo(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The three steps tell what they did and what comes next; endings keep their case."""
    assert main(["pseudonymise", str(study)]) == 0
    shown = capsys.readouterr().out
    assert "--apply" in shown
    assert "pseudonyms-review.csv" in shown
    assert main(["pseudonymise", str(study), "--apply"]) == 0
    shown = capsys.readouterr().out
    assert "pseudonymisoitu" in shown
    assert "henkilötietoa" in shown
    assert "surveys/2015.csv" in shown
    expected = "H: Hei.\n\nA1: Soitin [kunta A]:han [henkilö A]:lle, [sähköposti A]. [henkilö A] vastasi."
    assert text_of(study) == expected
    assert not (study / "sources" / "haastattelu.txt").exists()
    assert main(["pseudonymise", str(study), "--undo"]) == 0
    assert "Kierros 1" in capsys.readouterr().out
    assert text_of(study) == SAID["fi"]
    assert (study / "sources" / "haastattelu.txt").exists()


def test_an_english_study_in_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Replacements are in the study's language, and possessives stay."""
    study = small_study(tmp_path / "small", "en")
    assert main(["pseudonymise", str(study), "--language", "en"]) == 0
    assert main(["pseudonymise", str(study), "--apply", "--language", "en"]) == 0
    assert "The material is now pseudonymised" in capsys.readouterr().out
    expected = "I: Hello.\n\nA1: I rang [municipality A] about [name A]'s bill, [e-mail address A]. [name A] answered."
    assert text_of(study) == expected


def test_a_folder_that_is_called_by_a_name_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder's own name stands in no file, yet it tells who was asked."""
    apply(small_study(tmp_path / "koivukorpi-2025"))
    assert "tutkimuskansion nimestä" in capsys.readouterr().out


def test_other_languages_are_read_plainly(tmp_path: Path) -> None:
    """A study in Swedish is gone through too: known names as they are written, the rest for review."""
    study = small_study(tmp_path / "liten", "en")
    toml = study / "study.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('"en"', '"sv"'), encoding="utf-8")
    (study / "sources" / "haastattelu.txt").write_text("A1: Jag ringde Hillford igår.", encoding="utf-8")
    apply(study)
    assert "Hillford" not in text_of(study)


def test_answers_for_programs(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --json each step answers with counts, and nothing else."""
    answers = []
    for step in ([], ["--apply"], ["--undo"]):
        assert main(["pseudonymise", str(study), "--json", *step]) == 0
        answers.append(json.loads(capsys.readouterr().out))
    reviewed, applied, undone = answers
    assert reviewed["own"] == 1
    assert reviewed["identifiers"] == 1
    assert (applied["count"], applied["sources"], applied["not_read"]) == (5, 1, ["surveys/2015.csv"])
    assert (undone["round"], undone["left"], undone["problems"]) == (1, 0, [])


def test_a_row_that_will_not_do_fails(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The status is 1, the row is named, and the study stays."""
    main(["pseudonymise", str(study)])
    review = study / "register" / "pseudonyms-review.csv"
    review.write_text(review.read_text(encoding="utf-8").replace("[kunta A]", "[Koivukorven väki]"), encoding="utf-8")
    assert main(["pseudonymise", str(study), "--apply"]) == 1
    assert "P108 register/pseudonyms-review.csv:2" in capsys.readouterr().err
    assert text_of(study) == SAID["fi"]


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        (["pseudonymise", "{}"], 1, "P101"),
        (["pseudonymise", "{}", "--undo"], 1, "P101"),
        (["pseudonymise", "{}", "--apply", "--undo"], 2, "U111"),
        (["destroy", "{}", "--key"], 1, "P101"),
        (["destroy", "{}"], 2, "U112"),
    ],
)
def test_bad_input_has_its_code(
    given: list[str], status: int, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bare folder of transcripts is no study folder yet: nothing is written into it."""
    (tmp_path / "a.txt").write_text("H: Matti Virtanen.", encoding="utf-8")
    assert main([part.format(tmp_path) for part in given]) == status
    assert code in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_nothing_to_find_and_nothing_to_replace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A study without names says so, and that it should be read all the same."""
    (tmp_path / "study.toml").write_text('title = "t"\n', encoding="utf-8")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "d.txt").write_text("H: no niin.", encoding="utf-8")
    assert main(["pseudonymise", str(tmp_path)]) == 0
    assert "Lue aineisto silti läpi" in capsys.readouterr().out
    assert main(["pseudonymise", str(tmp_path), "--apply"]) == 0
    assert "Korvattavaa ei ollut" in capsys.readouterr().out


def apply(study: Path) -> None:
    """Pseudonymise a study as proposed."""
    assert main(["pseudonymise", str(study)]) == 0
    assert main(["pseudonymise", str(study), "--apply"]) == 0


def test_originals_destroyed_the_names_can_still_come_back(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without originals the texts go back by the key; the files as received don't, and that is told."""
    apply(study)
    assert main(["destroy", str(study), "--originals", "--confirm", "pieni"]) == 0
    shown = capsys.readouterr().out
    assert "Avain on tallella" in shown
    assert not (study / "register" / "originals").exists()
    assert main(["pseudonymise", str(study), "--undo"]) == 0
    assert "P122" in capsys.readouterr().err
    assert text_of(study) == SAID["fi"]


def test_the_key_destroyed_no_name_is_left_and_undo_says_why(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After both are destroyed no name is anywhere in the study, and the record tells when and how many, not what."""
    apply(study)
    assert main(["destroy", str(study), "--originals", "--key", "--confirm", "pieni"]) == 0
    left = [
        path for path in study.rglob("*") if path.is_file() and re.search("virta|matti|koivuk", path.read_text(), re.I)
    ]
    assert left == []
    rows = (study / "register" / "destroyed.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [row.split(";")[1:] for row in rows] == [["what", "files"], ["originals", "2"], ["key", "3"]]
    capsys.readouterr()
    assert main(["pseudonymise", str(study), "--undo"]) == 1
    assert "P114" in capsys.readouterr().err
    assert main(["destroy", str(study), "--key", "--confirm", "pieni"]) == 1
    assert "P116" in capsys.readouterr().err


def test_pseudonyms_are_not_given_twice_after_the_key_is_destroyed(study: Path) -> None:
    """A new name gets a letter that doesn't stand in the material."""
    apply(study)
    assert main(["destroy", str(study), "--key", "--confirm", "pieni"]) == 0
    (study / "sources" / "toinen.txt").write_text("A2: Urho Kettunen soitti.", encoding="utf-8")
    apply(study)
    assert read_study(study).study.documents[1].text == "A2: [henkilö B] soitti."


@pytest.mark.parametrize("typed", ["", "väärä\n"])
def test_what_is_not_confirmed_is_not_destroyed(
    study: Path, typed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is asked once, by the folder's name; anything else destroys nothing."""
    apply(study)
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert main(["destroy", str(study), "--originals"]) == 2
    shown = capsys.readouterr().err
    assert "(pieni)" in shown
    assert "U113" in shown
    assert (study / "register" / "originals").is_dir()


def test_what_is_confirmed_by_typing(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder's own name destroys, also where the folder is given by another path."""
    apply(study)
    monkeypatch.setattr(sys, "stdin", io.StringIO("pieni\n"))
    monkeypatch.chdir(study)
    assert main(["destroy", ".", "--originals"]) == 0
    assert not (study / "register" / "originals").exists()


def test_links_are_cut_and_not_followed(study: Path, tmp_path: Path) -> None:
    """What lies elsewhere is never written over."""
    apply(study)
    elsewhere = tmp_path / "muualla.txt"
    elsewhere.write_text("tallella", encoding="utf-8")
    (study / "register" / "originals" / "linkki.txt").symlink_to(elsewhere)
    assert main(["destroy", str(study), "--originals", "--confirm", "pieni"]) == 0
    assert elsewhere.read_text(encoding="utf-8") == "tallella"


@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_result_is_never_called_anonymous(language: str) -> None:
    """No word of these commands, nor of their errors, promises more than pseudonyms."""
    folder = Path(teema.wording.__file__).parent / language
    cli = tomllib.loads((folder / "cli.toml").read_text(encoding="utf-8"))
    errors = tomllib.loads((folder / "errors.toml").read_text(encoding="utf-8"))
    told = [
        cli["pseudonymise"],
        cli["destroy"],
        {code: words for code, words in errors.items() if code.startswith("P")},
    ]
    told.append(tomllib.loads((folder / "pseudonyms.toml").read_text(encoding="utf-8")))
    assert "anonym" not in json.dumps(told, ensure_ascii=False).casefold()
