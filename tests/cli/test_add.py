"""``teema add``: what it shows, writes and answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from teema.cli import main
from teema.formats.folder import read_study

SURVEY = "id,Nimi,Arvosana,Kuinka meni?\n1,Matti V,4,Hyvin meni kaikki\n2,Liisa K,5,Soitan 040 123 4567\n3,Ari Q,4,\n"


@pytest.fixture(autouse=True)
def finnish_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test depend on the machine's language."""
    monkeypatch.setenv("TEEMA_LANGUAGE", "fi")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Write a study of nothing yet."""
    folder = tmp_path / "tutkimus"
    folder.mkdir()
    (folder / "study.toml").write_text('title = "Pieni"\nlanguage = "fi"\n', encoding="utf-8")
    return folder


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """Write a survey."""
    path = tmp_path / "kysely.csv"
    path.write_text(SURVEY, encoding="utf-8")
    return path


def test_showing_first(study: Path, survey: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --yes nothing is written; every column is told of, and of personal ones no content."""
    assert main(["add", str(survey), str(study)]) == 0
    shown = capsys.readouterr().out
    assert "henkilötieto, jää pois" in shown
    assert "(ei näytetä; erilaisia 3)" in shown
    assert "Matti" not in shown
    assert "rakenne on arvattu" in shown
    assert "Siirtoraportti: asiakirjoja löytyi 1 ja siirtyi 1." in shown
    assert "Mitään ei ole vielä kirjoitettu" in shown
    assert [path.name for path in study.iterdir()] == ["study.toml"]


def test_many_contacts_are_told_in_short(
    study: Path, survey: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Complaints have rows and turns, no respondents; of many documents the first are shown and the rest counted."""
    path = tmp_path / "palautteet.csv"
    path.write_text("pvm;palaute\n" + "".join(f"{day}.3.2026;Lasku {day} viipyi taas\n" for day in range(1, 21)))
    assert main(["add", str(path), str(study), "--kind", "complaint"]) == 0
    shown = capsys.readouterr().out
    assert "Rivejä 20.\n" in shown
    assert "palautteet-12 · puheenvuoroja 1, sanoja 4\n  … ja 8 muuta\n" in shown
    assert "--kind complaint --yes" in shown
    assert main(["add", str(survey), str(study)]) == 0
    shown = capsys.readouterr().out
    assert "Vastaajia 3.\n" in shown
    assert "Kuinka meni? · vastauksia 2, sanoja" in shown


def test_a_table_without_answers_is_refused(study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A header row alone would make a survey of nobody."""
    path = tmp_path / "tyhja.csv"
    path.write_text("Aikaleima,Kuinka meni?\n", encoding="utf-8")
    assert main(["add", str(path), str(study), "--yes"]) == 1
    assert "X251" in capsys.readouterr().err
    assert not (study / "surveys").exists()


def test_adding(study: Path, survey: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --yes the material is in the study; a second time is refused with a code."""
    given = ["add", str(survey), str(study), "--name", "kysely-2026", "--yes"]
    assert main(given) == 0
    assert "Lisätty tutkimukseen" in capsys.readouterr().out
    assert [one.kind for one in read_study(study).study.material] == ["survey"]
    assert main(given) == 1
    assert "X237" in capsys.readouterr().err


def test_answers_for_programs(study: Path, survey: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --json the answer holds the mapping and the transfer report, and no answers."""
    assert main(["add", str(survey), str(study), "--json", "--yes"]) == 0
    out = capsys.readouterr().out
    answer = json.loads(out)
    assert [column["use"] for column in answer["columns"]] == ["respondent", "personal", "scale", "open"]
    transfer = answer["transfer"]
    assert (transfer["documents"], transfer["codings"], transfer["convention"]) == (1, 0, "")
    assert [(one["count"], one["names"]) for one in transfer["dropped"]] == [(1, ["Nimi"])]
    assert (answer["written"], answer["guessed"]) == (True, True)
    assert answer["documents"] == [
        {"name": "kysely-kuinka-meni", "title": "Kuinka meni?", "turns": 2, "identifiers": 1}
    ]
    assert "Hyvin meni" not in out


def test_a_profile_to_edit(study: Path, survey: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The proposal is written, edited, and followed; a file that exists is never overwritten."""
    profile = tmp_path / "oma.toml"
    assert main(["add", str(survey), str(study), "--write-profile", str(profile)]) == 0
    assert f'--profile "{profile}"' in capsys.readouterr().out
    profile.write_text(profile.read_text(encoding="utf-8").replace('"scale"', '"background"'), encoding="utf-8")
    assert main(["add", str(survey), str(study), "--profile", str(profile), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["columns"][2]["use"] == "background"
    assert main(["add", str(survey), str(study), "--write-profile", str(profile)]) == 1
    assert "X237" in capsys.readouterr().err


def test_next_years_changes_are_shown(study: Path, survey: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """New, missing and reworded questions are named in words."""
    main(["add", str(survey), str(study), "--yes"])
    later = survey.with_name("seuraava.csv")
    later.write_text(
        "id,Arvosana,Kuinka se meni?,Mitä toivoisit?\n1,4,Hyvin kyllä meni,Ei mitään uutta\n", encoding="utf-8"
    )
    capsys.readouterr()
    assert main(["add", str(later), str(study)]) == 0
    shown = capsys.readouterr().out
    assert "profiilin kysely mukaan" in shown
    assert "uusi: Mitä toivoisit?" in shown
    assert "puuttuu nyt: Nimi" in shown
    assert "sanamuoto muuttunut (88 % samaa): Kuinka meni? → Kuinka se meni?" in shown


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        (["add", "{file}", "{folder}"], 1, "X230"),
        (["add", "puuttuu.csv", "{study}"], 1, "F101"),
        (["add", "{file}", "{study}", "--kind", "outo"], 2, "U106"),
        (["add", "{file}", "{study}", "--round", "1999"], 2, "X238"),
        (["add", "{text}", "{study}", "--write-profile", "x.toml"], 2, "X243"),
        (["add", "{file}"], 2, "U104"),
    ],
)
def test_bad_input_has_its_code(
    given: list[str], status: int, code: str, study: Path, survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What can't be done is explained, and nothing is written."""
    text = survey.with_name("muistio.txt")
    text.write_text("A1: Sovittiin.\n", encoding="utf-8")
    places = {"file": survey, "folder": survey.parent, "study": study, "text": text}
    assert main([part.format(**places) for part in given]) == status
    assert code in capsys.readouterr().err
    assert [path.name for path in study.iterdir()] == ["study.toml"]


def test_in_english(study: Path, survey: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same in the user's language."""
    assert main(["add", str(survey), str(study), "--language", "en"]) == 0
    assert "personal, left out" in capsys.readouterr().out
