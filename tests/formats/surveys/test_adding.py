"""Surveys in a study folder: what is written, what stays, what is refused, and next year's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.surveys import conftest as files

from teema.errors import TeemaError
from teema.formats.folder import read_study, write_study
from teema.formats.source import canonical
from teema.formats.surveys import Wanted, carry_out, planned
from teema.formats.surveys.answers import spoken
from teema.study import Document

SURVEY = 'id,Arvosana,Kuinka meni?\n1,4,Hyvin meni kaikki\n2,5,\n3,4,"H: Haastattelija kysyi.\n\nA1: En tiedä.\n[00:12] V9: Ei."\n'


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_showing_writes_nothing(file: files.Write, study: Path) -> None:
    """A plan leaves the folder as it is."""
    before = contents(study)
    planned(file("a.csv", SURVEY), study, Wanted())
    assert contents(study) == before


def test_adding_leaves_all_else_as_it_is(file: files.Write, study: Path) -> None:
    """Only files of its own are written; codings, interviews and documents keep their bytes, and the study has no problems."""
    before = contents(study)
    carry_out(planned(file("a.csv", SURVEY), study, Wanted(round="2026")), study)
    after = contents(study)
    assert {name: after[name] for name in before} == before
    assert after.keys() - before.keys() == {
        "surveys/a.csv", "surveys/a.toml", "documents/a-kuinka-meni.txt", "material.csv", "turns.csv",
    }  # fmt: skip
    read = read_study(study)
    assert read.problems == ()
    (about,) = read.study.material
    assert (about.kind, about.title, about.round, about.source) == ("survey", "Kuinka meni?", "2026", "a.csv")


def test_an_answer_is_one_turn_whatever_stands_in_it(file: files.Write, study: Path) -> None:
    """Labels, empty lines and times within an answer make no turns; empty answers make none either."""
    carry_out(planned(file("a.csv", SURVEY), study, Wanted()), study)
    document = read_study(study).study.document_by_name["a-kuinka-meni"]
    assert [(turn.speaker, document.said(turn)) for turn in document.turns] == [
        ("V1", "Hyvin meni kaikki"),
        ("V3", "H: Haastattelija kysyi.\n\nA1: En tiedä.\n[00:12] V9: Ei."),
    ]


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n:[]ä\u0308😀"), min_size=1
)


@given(st.lists(st.tuples(st.integers(1, 30), WORDS), min_size=1, max_size=6))
def test_turns_are_the_same_when_read_again(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[int, str]]
) -> None:
    """Whatever was answered (emoji, combining marks, line breaks), each answer's turn is where it was."""
    cells = [(f"V{number}", canonical(normalize("NFC", words)).strip()) for number, words in said]
    made = spoken("d", [(label, words) for label, words in cells if words])
    if made.turns:
        folder = tmp_path_factory.mktemp("luettu")
        study = read_study_of(folder, made)
        assert study.turns == made.turns
        assert study.text == made.text


def read_study_of(folder: Path, document: Document) -> Document:
    """Write a document into a study and read it back."""
    (folder / "study.toml").write_text('title = "T"\n', encoding="utf-8")
    write_study(replace(read_study(folder).study, documents=(document,)), folder)
    return read_study(folder).study.documents[0]


def test_an_english_study_calls_respondents_by_another_letter(file: files.Write, study: Path) -> None:
    """R stands for respondent, as V stands for vastaaja."""
    design = study / "study.toml"
    design.write_text(design.read_text(encoding="utf-8").replace('"fi"', '"en"'), encoding="utf-8")
    assert planned(file("a.csv", SURVEY), study, Wanted()).documents[0].speakers == ("R1", "R3")


def test_turns_are_added_in_the_tables_own_way(file: files.Write, study: Path) -> None:
    """A table of turns keeps its separator, its columns, and the rows that it has."""
    own = "document;start;end;speaker;oma\nhaastattelu;0;15;H;x\n"
    (study / "turns.csv").write_text(own, encoding="utf-8")
    carry_out(planned(file("a.csv", SURVEY), study, Wanted()), study)
    written = (study / "turns.csv").read_text(encoding="utf-8")
    assert written.startswith(own + "a-kuinka-meni;0;21;V1;\n")


@pytest.mark.parametrize(
    ("files_there", "wanted", "code"),
    [
        ({"documents/A-kuinka-meni.txt": "x"}, Wanted(), "X237"),
        ({"surveys/a.csv": "x"}, Wanted(), "X237"),
        ({"turns.csv": "alku,loppu\n1,2\n"}, Wanted(), "X239"),
        ({"material.csv": "document,kind\nhaastattelu,outo\n"}, Wanted(), "X239"),
        ({}, Wanted(round="1999"), "X238"),
        ({}, Wanted(name="../x"), "X236"),
        ({}, Wanted(name="a/b"), "X236"),
        ({}, Wanted(profile=Path("puuttuu.toml")), "F101"),
    ],
)
def test_what_cannot_be_added_is_refused(
    file: files.Write, study: Path, files_there: dict[str, str], wanted: Wanted, code: str
) -> None:
    """A coded error, and the folder stays as it is."""
    for name, content in files_there.items():
        (study / name).parent.mkdir(exist_ok=True)
        (study / name).write_text(content, encoding="utf-8")
    before = contents(study)
    with pytest.raises(TeemaError) as caught:
        carry_out(planned(file("a.csv", SURVEY), study, wanted), study)
    assert caught.value.code == code
    assert contents(study) == before


def test_a_folder_that_is_no_study_is_refused(file: files.Write, tmp_path: Path) -> None:
    """Nothing is written into a bare folder."""
    with pytest.raises(TeemaError) as caught:
        planned(file("a.csv", SURVEY), tmp_path, Wanted())
    assert caught.value.code == "X230"


@pytest.mark.parametrize("name", ["", "study.toml", "customers.csv", "documents", "documents/haastattelu.txt"])
def test_a_part_of_a_study_is_no_material(study: Path, name: str) -> None:
    """The study's design, tables and documents, and the folder itself, are refused."""
    with pytest.raises(TeemaError) as caught:
        planned(study / name, study, Wanted())
    assert caught.value.code == "X247"


def test_a_file_received_may_lie_in_the_study_folder(study: Path) -> None:
    """Only the folder's own names are refused."""
    (study / "vastaukset.csv").write_text(SURVEY, encoding="utf-8")
    assert planned(study / "vastaukset.csv", study, Wanted()).respondents == 3


@pytest.mark.parametrize(("name", "code"), [("a", "X237"), ("toinen", "X244")])
def test_the_same_survey_again_is_refused(file: files.Write, study: Path, name: str, code: str) -> None:
    """By the same name, and by another: codings would lose their words, or answers count twice."""
    path = file("a.csv", SURVEY)
    carry_out(planned(path, study, Wanted()), study)
    with pytest.raises(TeemaError) as caught:
        planned(path, study, Wanted(name=name))
    assert caught.value.code == code


def test_open_answers_stand_in_documents_alone(file: files.Write, study: Path) -> None:
    """The table of the survey holds no words of a respondent's own: pseudonyms reach documents, and not surveys/."""
    addition = planned(file("a.csv", SURVEY), study, Wanted())
    assert addition.files["surveys/a.csv"].decode() == "respondent,id,arvosana\nV1,1,4\nV2,2,5\nV3,3,4\n"


NEXT = "Arvosana,Kuinka kaikki meni?,id,Mitä uutta haluaisit?\n5,Mainiosti meni,7,Lisää aikaa\n3,Ei hyvin,8,En tiedä vielä\n"


def test_next_year_follows_the_profile(file: files.Write, study: Path) -> None:
    """Columns keep their uses and keys in any order; new, missing and reworded questions are named."""
    carry_out(
        planned(
            file(
                "kysely-2025.csv",
                SURVEY.replace("id,", "id,Nimike,")
                .replace("\n1,", "\n1,X,")
                .replace("\n2,", "\n2,Y,")
                .replace("\n3,", "\n3,Z,"),
            ),
            study,
            Wanted(),
        ),
        study,
    )
    profile = study / "surveys" / "kysely-2025.toml"
    profile.write_text(
        profile.read_text(encoding="utf-8").replace('use = "scale"', 'use = "background"'), encoding="utf-8"
    )
    addition = planned(file("kysely-2026.csv", NEXT), study, Wanted())
    assert addition.follows == "kysely-2025"
    assert addition.profile
    assert [(one.key, one.use) for one in addition.profile.columns] == [
        ("arvosana", "background"), ("kuinka-meni", "open"), ("id", "respondent"), ("mita-uutta-haluaisit", "open"),
    ]  # fmt: skip
    assert [(one.kind, one.key) for one in addition.changes] == [
        ("changed", "kuinka-meni"), ("new", "mita-uutta-haluaisit"), ("missing", "nimike"),
    ]  # fmt: skip
    assert 0.75 <= addition.changes[0].alike < 1
    assert [one.name for one in addition.documents] == ["kysely-2026-kuinka-meni", "kysely-2026-mita-uutta-haluaisit"]


def test_a_question_is_the_same_by_another_number(file: files.Write, study: Path) -> None:
    """Numbers, capitals, markup and odd spaces make no question another."""
    carry_out(planned(file("a.csv", "1. Arvosana,2. Kuinka meni?\n4,Hyvin kai se meni\n"), study, Wanted()), study)
    later = file("b.csv", "1. Mitä uutta?,2. arvosana,3.  <b>Kuinka</b> meni?\nEi mitään uutta,5,Huonosti se meni\n")
    assert [(one.kind, one.key) for one in planned(later, study, Wanted()).changes] == [("new", "mita-uutta")]


def test_another_survey_does_not_follow(file: files.Write, study: Path) -> None:
    """A file that shares few columns with a profile is proposed afresh."""
    carry_out(planned(file("a.csv", SURVEY), study, Wanted()), study)
    other = planned(
        file("b.csv", "Aivan muuta,Toinen asia,Arvosana\nnäin on,noin on,4\nei ole,on se,5\n"), study, Wanted()
    )
    assert (other.follows, other.changes) == ("", ())


Edit = Callable[[str], str]


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (lambda text: text.replace('use = "scale"', 'use = "outo"'), "X235"),
        (lambda text: text.replace('use = "scale"', 'ues = "scale"'), "X246"),
        (lambda text: text.replace('key = "arvosana"', 'avain = "arvosana"'), "X246"),
        (lambda text: text.replace("[[columns]]", "[[colums]]"), "X246"),
        (lambda text: text.replace('key = "arvosana"', 'key = "../x"'), "X234"),
        (lambda text: text.replace('key = "arvosana"', 'key = "id"'), "X234"),
        (lambda text: text.replace("[[columns]]", "[columns", 1), "X234"),
        (lambda text: 'columns = 3\nname = "x"', "X234"),
        (lambda text: "columns = [1]", "X234"),
        (lambda text: "", "X246"),
        (lambda text: text + "\x00", "S301"),
    ],
)
def test_a_profile_that_cannot_be_followed_is_refused(file: files.Write, study: Path, edit: Edit, code: str) -> None:
    """A profile given by hand must be whole; a use or key that won't do is named."""
    carry_out(planned(file("a.csv", SURVEY), study, Wanted()), study)
    written = (study / "surveys" / "a.toml").read_text(encoding="utf-8")
    with pytest.raises(TeemaError) as caught:
        planned(file("b.csv", SURVEY), study, Wanted(name="b", profile=file("oma.toml", edit(written))))
    assert caught.value.code == code


def test_a_remembered_profile_that_is_broken_is_told_of(file: files.Write, study: Path) -> None:
    """The survey is proposed afresh, with a warning."""
    carry_out(planned(file("a.csv", SURVEY), study, Wanted()), study)
    (study / "surveys" / "a.toml").write_text("rikki", encoding="utf-8")
    addition = planned(file("b.csv", SURVEY.replace("meni kaikki", "meni")), study, Wanted())
    assert [(one.severity, one.code, one.path) for one in addition.problems] == [("warning", "X234", "surveys/a.toml")]
    assert addition.follows == ""


def test_a_profile_takes_in_what_it_says(file: files.Write, study: Path) -> None:
    """A personal column is kept where the analyst says so."""
    path = file("a.csv", "Nimi,Kerro\nMatti V,Hyvin menee\n")
    profile = planned(path, study, Wanted()).files["surveys/a.toml"].decode().replace('"personal"', '"background"')
    addition = planned(path, study, Wanted(profile=file("oma.toml", profile)))
    assert "Matti V" in addition.files["surveys/a.csv"].decode()
    assert addition.transfer.dropped == ()


def test_the_transfer_report_counts(file: files.Write, study: Path) -> None:
    """What was left out is told with why: columns by their use, and sheets that weren't read."""
    rows = [["Nimi", "Kerro vapaasti"], ["Matti", "Hyvin menee nyt"], ["Liisa", "Ei mene hyvin"]]
    addition = planned(file("a.xlsx", files.workbook(rows, [["Muuta"]])), study, Wanted())
    assert [(one.what, one.why, one.names) for one in addition.transfer.dropped] == [
        ("columns", "personal", ("Nimi",)), ("sheets", "one_sheet", ("Sheet2",)),
    ]  # fmt: skip
    assert addition.transfer.found == addition.transfer.carried
