"""``teema export`` and ``teema apply``: what they tell, write and refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.formats.workbook.editing import Book, a_study

from teema.cli import main
from teema.formats.folder import read_study, write_study


@pytest.fixture(autouse=True)
def finnish_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test depend on the machine's language."""
    monkeypatch.setenv("TEEMA_LANGUAGE", "fi")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Return a small study's folder."""
    return write_study(a_study(), tmp_path / "tutkimus")


@pytest.fixture
def edited(study: Path, tmp_path: Path) -> Path:
    """Return a workbook in which two codings and a name were changed, one coding deleted and one added."""
    path = tmp_path / "kirja.xlsx"
    assert main(["export", str(study), str(path)]) == 0
    book = Book.read(path.read_bytes())
    book.put("Kunnat", "1", Sävy="−", Aihe="jono")
    book.put("Koodikirja", "hinta", Nimi="hinnat")
    book.delete("Ilman ryhmää", "4")
    book.add("Kunnat", Haastattelu="h1", Alkuperäinen_ilmaus="mutta", Teema="Kokemukset")
    path.write_bytes(book.content())
    return path


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_export_tells_what_comes_next(study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The ending may be left out; the command that brings the edits back is shown."""
    assert main(["export", str(study), str(tmp_path / "koodaukset")]) == 0
    shown = capsys.readouterr().out
    assert "koodauksia 4, välilehtiä 3" in shown
    assert f'teema apply "{tmp_path / "koodaukset.xlsx"}"' in shown


def test_export_never_replaces_a_file(study: Path, edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An edited workbook is somebody's work."""
    before = edited.read_bytes()
    assert main(["export", str(study), str(edited)]) == 1
    assert "X200" in capsys.readouterr().err
    assert edited.read_bytes() == before


def test_export_makes_xlsx_only(study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another ending would promise another format."""
    assert main(["export", str(study), str(tmp_path / "k.ods")]) == 1
    assert "X203" in capsys.readouterr().err


def test_export_wants_a_study_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Changes couldn't be brought back to a transcript or to another program's project."""
    (tmp_path / "h.txt").write_text("H: Hei\nA: No hei\n", encoding="utf-8")
    assert main(["export", str(tmp_path / "h.txt"), str(tmp_path / "k.xlsx")]) == 1
    assert "X252" in capsys.readouterr().err
    assert not (tmp_path / "k.xlsx").exists()


def test_a_workbook_of_codings_is_no_survey(study: Path, edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given to the wrong command, it is told which is the right one."""
    assert main(["add", str(edited), str(study), "--yes"]) == 1
    told = capsys.readouterr().err
    assert "X250" in told
    assert "teema apply" in told


def test_apply_shows_first_and_changes_nothing(study: Path, edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --yes the difference is told and the folder stays as it is, byte by byte."""
    before = files(study)
    capsys.readouterr()
    assert main(["apply", str(edited), str(study)]) == 0
    shown = capsys.readouterr().out
    assert "alateema saa uuden nimen: hinta → hinnat" in shown
    assert "uusi aihe: jono" in shown
    assert "h1: 2 muutosta" in shown
    assert "Sävy: + → −" in shown
    assert "m: 1 muutos\n" in shown
    assert "Lisätään 1, muutetaan 1 ja poistetaan 1 koodausta; koodikirjaan 2 muutosta." in shown
    assert "--yes" in shown
    assert files(study) == before


def test_apply_with_yes_writes_the_study(study: Path, edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The study is changed, keeps nothing beside it, and the second time there is nothing to do."""
    before = files(study)
    assert main(["apply", str(edited), str(study), "--yes"]) == 0
    assert "Lisättiin 1" in capsys.readouterr().out
    read = read_study(study)
    assert not read.problems
    assert read.study.coding_by_id["1"].valence == -1
    assert {one.name for one in read.study.codebook.topics} >= {"jono"}
    after = files(study)
    assert {name for name in after if after[name] != before.get(name)} == {"codings.csv", "study.toml"}
    assert not (study / "register").exists()
    assert main(["apply", str(edited), str(study), "--yes"]) == 0
    assert "ei ole mitään" in capsys.readouterr().out
    assert files(study) == after


def test_apply_names_conflicts_and_keeps_the_study_s(
    study: Path, edited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The study's own change stays, and the status says that something was left aside."""
    rows = (study / "codings.csv").read_text(encoding="utf-8").replace("hyvä palvelu,,1,", "hyvä palvelu,,0,")
    (study / "codings.csv").write_text(rows, encoding="utf-8")
    assert main(["apply", str(edited), str(study), "--yes"]) == 1
    shown = capsys.readouterr().out
    assert "Sävy: vietäessä ”+”, työkirjassa ”−”, tutkimuksessa ”±”" in shown
    assert "Päätä, kumpi jää voimaan" in shown
    assert read_study(study).study.coding_by_id["1"].valence == 0


def test_apply_tells_where_a_coding_was_deleted(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Deleted on one side and changed on the other: which is which."""
    path = tmp_path / "kirja.xlsx"
    assert main(["export", str(study), str(path)]) == 0
    book = Book.read(path.read_bytes())
    book.put("Kunnat", "1", Sävy="−")
    book.delete("Kunnat", "2")
    path.write_bytes(book.content())
    rows = (study / "codings.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [row.replace(",-1,", ",0,") for row in rows if not row.startswith("1,")]
    (study / "codings.csv").write_text("".join(kept), encoding="utf-8")
    assert main(["apply", str(path), str(study)]) == 1
    shown = capsys.readouterr().out
    assert "”Palvelu oli hyvää”\n      poistettu tutkimuksesta, muutettu työkirjassa\n" in shown
    assert "”lasku tuli myöhässä”\n      poistettu työkirjasta, muutettu tutkimuksessa\n" in shown


def test_apply_answers_in_json(study: Path, edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Everything is listed for programs."""
    capsys.readouterr()
    assert main(["apply", str(edited), str(study), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["applied"], answer["added"], answer["edited"], answer["deleted"], answer["codes"]) == (
        False,
        1,
        1,
        1,
        2,
    )
    changed = next(one for one in answer["codings"] if one["id"] == "1")
    assert {"column": "valence", "before": "+", "after": "−"} in changed["fields"]
    assert answer["problems"] == []


def test_apply_says_how_much_more_there_is(study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of many changes in one interview the first are shown."""
    path = tmp_path / "k.xlsx"
    main(["export", str(study), str(path)])
    book = Book.read(path.read_bytes())
    for number in range(15):
        book.copy("Kunnat", "1", Muistiinpano=f"huomio {number}")
    path.write_bytes(book.content())
    capsys.readouterr()
    assert main(["apply", str(path), str(study)]) == 0
    shown = capsys.readouterr().out
    assert "… ja 5 muuta" in shown
    assert shown.count("uusi: ”Palvelu oli hyvää”") == 10


def test_apply_refuses_a_study_with_errors(study: Path, edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rows that can't be read would be lost when the files are written."""
    with (study / "codings.csv").open("a", encoding="utf-8") as file:
        file.write("x,ei-ole,0,1,,,k\n")
    before = files(study)
    assert main(["apply", str(edited), str(study), "--yes"]) == 1
    assert "X221" in capsys.readouterr().err
    assert files(study) == before


def test_apply_refuses_what_is_no_study(tmp_path: Path, edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without a study has nothing to be changed; nor has a workbook, given in the study's place."""
    assert main(["apply", str(edited), str(tmp_path)]) == 1
    assert "X230" in capsys.readouterr().err
    assert main(["apply", str(tmp_path), str(edited)]) == 1
    assert "Anna ensin tiedosto ja sitten tutkimuskansio" in capsys.readouterr().err


def test_a_name_that_may_be_a_slip_is_told(study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new theme or topic that is nearly one of the codebook is shown with it; another is just new."""
    path = tmp_path / "kirja.xlsx"
    assert main(["export", str(study), str(path)]) == 0
    book = Book.read(path.read_bytes())
    book.put("Kunnat", "1", Aihe="laskuts")
    book.put("Kunnat", "2", Teema="Kokemukse", Aihe="jono")
    path.write_bytes(book.content())
    assert main(["apply", str(path), str(study)]) == 0
    shown = capsys.readouterr().out
    assert "uusi aihe: laskuts – vai kirjoitusvirhe? Koodikirjassa on jo laskutus\n" in shown
    assert "uusi teema: Kokemukse – vai kirjoitusvirhe? Koodikirjassa on jo Kokemukset\n" in shown
    assert "uusi aihe: jono\n" in shown


def test_a_deleted_coding_is_told_with_its_code(study: Path, edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same words may have several codes: which of them goes is told, in the quotation marks of the language."""
    capsys.readouterr()
    assert main(["apply", str(edited), str(study)]) == 0
    assert "poistuu: ”Kallista” (Kokemukset)" in capsys.readouterr().out
    assert main(["apply", str(edited), str(study), "--language", "en"]) == 0
    assert "deleted: “Kallista” (Kokemukset)" in capsys.readouterr().out


def test_a_row_is_told_even_where_the_words_name_its_sheet(
    study: Path, edited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message begins with the codebook, as the place does: the row must still be found."""
    book = Book.read(edited.read_bytes())
    book.add("Koodikirja", Laji="alateem", Nimi="x")
    edited.write_bytes(book.content())
    assert main(["apply", str(edited), str(study)]) == 1
    assert f"X218 Koodikirja:{len(book.sheets['Koodikirja'])}: Koodikirjan" in capsys.readouterr().err


def test_a_study_read_from_its_folder_comes_back_the_same(study: Path, tmp_path: Path) -> None:
    """Exported and applied untouched, no file changes."""
    before = files(study)
    assert main(["export", str(study), str(tmp_path / "k.xlsx"), "--language", "en"]) == 0
    assert main(["apply", str(tmp_path / "k.xlsx"), str(study), "--yes"]) == 0
    assert files(study) == before


def test_nothing_of_the_register_enters_a_workbook(study: Path, tmp_path: Path) -> None:
    """Real names and the key to pseudonyms stay where they are kept apart."""
    (study / "register").mkdir()
    (study / "register" / "names.csv").write_text("id,name\nc1,Salainen Sanna\n", encoding="utf-8")
    assert main(["export", str(study), str(tmp_path / "k.xlsx")]) == 0
    cells = {
        cell for rows in Book.read((tmp_path / "k.xlsx").read_bytes()).sheets.values() for row in rows for cell in row
    }
    assert not any("Sanna" in str(cell) for cell in cells)


def test_both_languages_explain_both_commands(
    study: Path, edited: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The difference is told in the user's language, whatever the workbook's."""
    monkeypatch.setenv("TEEMA_LANGUAGE", "en")
    capsys.readouterr()
    assert main(["apply", str(edited), str(study)]) == 0
    shown = capsys.readouterr().out
    assert "sub-theme gets a new name: hinta → hinnat" in shown
    assert "Valence: + → −" in shown
