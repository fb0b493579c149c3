"""What each survey tool's file looks like, and what its columns become."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.formats.surveys import conftest as files

from teema.formats.surveys import Addition, Wanted, planned


def plan(path: Path, study: Path, wanted: Wanted | None = None) -> Addition:
    """Return what a file would bring."""
    return planned(path, study, wanted or Wanted())


def uses(addition: Addition) -> dict[str, str]:
    """Return each column's use by its header."""
    assert addition.profile
    return {column.header.shown: column.use for column in addition.profile.columns}


def told(addition: Addition) -> tuple[str, bool, int]:
    """Return the tool, whether it is guessed, and the number of header rows."""
    assert addition.table
    return addition.table.tool, addition.table.guessed, addition.table.header_rows


def test_qualtrics_has_three_header_rows(file: files.Write, study: Path) -> None:
    """Ids, questions with line breaks, import ids; the last time counts, addresses and places are dropped, a matrix is a grid."""
    addition = plan(file("q.csv", b"\xef\xbb\xbf" + files.QUALTRICS.encode()), study)
    assert told(addition) == ("qualtrics", False, 3)
    found = uses(addition)
    assert [found[name] for name in ("IP Address", "Location Latitude", "Response ID")] == [
        "personal",
        "personal",
        "respondent",
    ]
    assert [found[name] for name in ("Start Date", "Progress", "Finished")] == ["technical"] * 3
    assert (found["Arvioi [Palkat]"], found["Arvioi [Talous]"]) == ("grid", "grid")
    assert (found["Miten menee, yleisesti?"], found["Mitä muuta?"]) == ("open", "open")
    assert (addition.respondents, addition.partial) == (2, 1)
    assert [one.name for one in addition.documents] == ["q-q1", "q-q3"]


def test_qualtrics_puts_commas_between_choices(file: files.Write, study: Path) -> None:
    """No space follows them; the choices are taken apart as those of any other tool are."""
    head = 'StartDate,ResponseId,Q1\nStart Date,Response ID,Mitä käytät?\n"{""ImportId"":""a""}","{""ImportId"":""b""}","{""ImportId"":""c""}"\n'
    chosen = ["Palkat,Laskut", "Laskut,Matkat", "Palkat", "Palkat,Matkat"]
    rows = "".join(f'2026-03-01 10:00:00,R_{number},"{one}"\n' for number, one in enumerate(chosen))
    addition = plan(file("q.csv", head + rows), study)
    assert uses(addition)["Mitä käytät?"] == "choices"
    assert "V2,R_1,Laskut;Matkat\n" in addition.files["surveys/q.csv"].decode()


def test_qualtrics_without_question_texts(file: files.Write, study: Path) -> None:
    """An export of ids and import ids alone has two header rows."""
    lines = files.QUALTRICS.split("\n")
    addition = plan(file("q.csv", "\n".join([lines[0], *lines[3:]])), study)
    assert told(addition) == ("qualtrics", False, 2)
    assert [one.title for one in addition.material] == ["Q1", "Q3"]


def test_limesurvey_by_codes(file: files.Write, study: Path) -> None:
    """Subquestions that are ticked or not are one question; an empty day of sending is an unfinished answer, which is kept."""
    addition = plan(file("lime.csv", files.LIMESURVEY), study)
    assert told(addition) == ("limesurvey", False, 1)
    found = uses(addition)
    assert [found[name] for name in ("ipaddr", "token", "seed", "Q1")] == ["personal", "personal", "technical", "scale"]
    assert (found["Q2 [SQ001]"], found["Q2 [SQ002]"], found["Q2 [other]"], found["Q3"]) == (
        "choices",
        "choices",
        "open",
        "open",
    )
    assert (addition.respondents, addition.partial) == (2, 1)
    assert addition.documents[1].text == 'V1: Hyvin\n\nV2: Ei toimi: "huono"\n'
    table = addition.files["surveys/lime.csv"].decode()
    assert table == "respondent,complete,id,submitdate,q1,q2-sq001,q2-sq002\nV1,yes,1,2026-03-01,4,Y,\nV2,no,2,,5,N,Y\n"


def test_limesurvey_by_codes_and_texts(file: files.Write, study: Path) -> None:
    """A header may hold the code, the text and the subquestion."""
    addition = plan(file("lime.csv", files.LIMESURVEY_TEXTS), study)
    assert told(addition) == ("limesurvey", False, 1)
    found = uses(addition)
    assert (found["Miten menee?"], found["Mitä käytätte? [Palkat]"]) == ("open", "choices")
    assert addition.profile
    assert [column.key for column in addition.profile.columns[4:]] == ["q1", "q2-palkat", "q2-talous"]


def test_limesurvey_s_own_columns_by_codes_and_texts(file: files.Write, study: Path) -> None:
    """Its columns are known by their code where the survey's language words the text: an access code is never an answer."""
    texts = "id. Vastauksen tunniste;submitdate. Lähetetty;lastpage. Sivu;seed. Siemen;ipaddr. Osoite;token. Avain;Q1. Mitä odotat?"
    rows = "1;2026-03-01 10:00:00;3;77;10.0.0.1;aX9;Nopeutta\n2;;2;78;10.0.0.2;bY8;Että vastataan\n"
    addition = plan(file("lime.csv", f"{texts}\n{rows}"), study)
    assert told(addition) == ("limesurvey", False, 1)
    assert list(uses(addition).values()) == [
        "respondent",
        "time",
        "technical",
        "technical",
        "personal",
        "personal",
        "open",
    ]
    assert (addition.respondents, addition.partial) == (2, 1)


def test_answers_of_several_lines_are_words_of_one_s_own(file: files.Write, study: Path) -> None:
    """However few they are and however often they come again: no choice has a line break."""
    rows = "".join(f'{number},"Ohjeet\nvaikeita"\n{number + 50},Hyvä\n' for number in range(10))
    addition = plan(file("k.csv", f"Vastaajanumero,Mitä kehittäisit?\n{rows}"), study)
    assert uses(addition)["Mitä kehittäisit?"] == "open"


def test_surveymonkey_merges_questions_over_choices(file: files.Write, study: Path) -> None:
    """The second header row holds choices and rows; a choice is ticked by its own words; American days are understood."""
    addition = plan(file("sm.csv", files.SURVEYMONKEY), study)
    assert told(addition) == ("surveymonkey", False, 2)
    found = uses(addition)
    assert found["Which do you use? [Payroll]"] == found["Which do you use? [Finance]"] == "choices"
    assert found["Which do you use? [Other (please specify)]"] == found["Anything else?"] == "open"
    assert found["How satisfied? [Speed]"] == "grid"
    assert {found[name] for name in ("IP Address", "Email Address", "First Name")} == {"personal"}
    assert [str(one.date) for one in addition.material] == ["2026-03-14", "2026-03-13"]


@pytest.mark.parametrize("language", ["fi", "en"])
def test_microsoft_forms(file: files.Write, study: Path, language: str) -> None:
    """Its own columns are known in both languages; several choices end with a semicolon; groups of the study become their keys."""
    addition = plan(file("forms.xlsx", files.forms(language)), study)
    assert told(addition) == ("forms", False, 1)
    assert list(uses(addition).values()) == [
        "respondent", "technical", "time", "personal", "personal", "group", "choices", "scale", "open",
    ]  # fmt: skip
    rows = addition.files["surveys/forms.csv"].decode().splitlines()
    assert rows[1:] == [
        "V1,1,2026-05-01,kunta,Palkat;Talous,4",
        "V2,2,2026-05-02,kunta,Palkat,5",
        "V3,3,2026-05-03,yhteiso,Talous,4",
    ]
    assert "k.example" not in "".join(content.decode() for content in addition.files.values())


def test_google_forms(file: files.Write, study: Path) -> None:
    """Rows of a grid stand in brackets; several choices are in a cell, tightly in csv and with a comma in Sheets."""
    addition = plan(file("g.csv", files.GOOGLE), study)
    assert told(addition) == ("google", False, 1)
    found = uses(addition)
    assert (found["Miten toimii [Puhelin]"], found["Mitä palveluja?"], found["Mitä muuttaisit?"]) == (
        "grid",
        "choices",
        "open",
    )
    assert found["Sähköpostiosoite"] == "personal"
    sheets = plan(file("s.csv", files.GOOGLE_SHEETS), study)
    assert list(uses(sheets).values()) == ["time", "choices", "open"]
    assert "Payroll;Finance" in sheets.files["surveys/s.csv"].decode()


def test_webropol_is_guessed(file: files.Write, study: Path) -> None:
    """No file of Webropol's has been seen: one or two header rows are taken as they look, and said to be guessed."""
    one = plan(file("w.csv", files.WEBROPOL.encode("cp1252")), study)
    assert told(one) == ("webropol", True, 1)
    assert list(uses(one).values()) == ["respondent", "background", "scale", "open"]
    two = plan(file("w2.csv", files.WEBROPOL_TWO), study)
    assert told(two) == ("webropol", True, 2)
    assert uses(two) == {
        "Vastaaja": "respondent", "1. Arvioi [Puhelin]": "grid", "1. Arvioi [Sähköposti]": "grid", "2. Kerro lisää": "open",
    }  # fmt: skip


def test_a_table_without_headers(file: files.Write, study: Path) -> None:
    """Columns are called as a spreadsheet calls them, and the layout is guessed."""
    addition = plan(file("a.csv", "1;2026-03-01;4;Hyvin meni\n2;2026-03-02;5;Ei vastattu\n"), study)
    assert told(addition) == ("generic", True, 0)
    assert uses(addition) == {"A": "scale", "B": "background", "C": "scale", "D": "open"}


def test_codes_over_questions(file: files.Write, study: Path) -> None:
    """Two rows of an unknown tool: codes, then the questions."""
    addition = plan(file("a.csv", "v1,v2\nArvosana,Mitä sanoisit?\n4,Hyvä on\n5,Ei ole hyvä\n"), study)
    assert told(addition) == ("generic", True, 2)
    assert addition.profile
    assert [(one.header.code, one.header.text) for one in addition.profile.columns] == [
        ("v1", "Arvosana"),
        ("v2", "Mitä sanoisit?"),
    ]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Minne voimme vastata?", ["matti@k.example", "liisa.v@k.example"]),
        ("Haluatko, että soitamme?", ["040 123 4567", "+358 50 765 4321"]),
        ("Kenttä 7", ["10.20.30.40", "10.20.30.41"]),
        ("Vastauslinkki", ["https://k.example/a?t=1", "https://k.example/a?t=2"]),
        ("Nimesi", ["Matti", "Liisa"]),
        ("Etunimi ja sukunimi", ["Matti V", "Liisa K"]),
        ("E-mail:", ["", "x"]),
        ("3. Nimi (vapaaehtoinen)", ["Matti V", "Liisa K"]),
    ],
)
def test_persons_are_dropped_by_header_or_content(
    file: files.Write, study: Path, header: str, cells: list[str]
) -> None:
    """A column that names persons is personal whether its header or its cells show it; neither its words nor the number goes on."""
    content = "".join(f'"{cell}",Vastaus numero {place} on tämä\n' for place, cell in enumerate(cells))
    addition = plan(file("a.csv", f'"{header}",Kerro vapaasti\n{content}'), study)
    assert list(uses(addition).values()) == ["personal", "open"]
    assert addition.transfer.dropped[0].what == "columns"
    assert not any(cell.encode() in content for cell in cells if len(cell) > 1 for content in addition.files.values())


def test_an_answer_that_holds_an_identifier_is_no_personal_column(file: files.Write, study: Path) -> None:
    """It is kept, and counted so that it can be pseudonymised."""
    content = "Kerro vapaasti\nSoitin numeroon 040 123 4567, eikä kukaan vastannut koko päivänä.\nKaikki hyvin.\n"
    addition = plan(file("a.csv", content), study)
    assert list(uses(addition).values()) == ["open"]
    assert addition.identifiers == {"a-kerro-vapaasti": 1}


def test_customers_are_known_by_their_names(file: files.Write, study: Path) -> None:
    """Answers that are the study's customers become their keys; a document all of whose answers are of one is theirs."""
    content = "Mistä olet?,Kerro\nKoivukorven kunta,Hyvin menee meillä\nkoivukorven kunta,Huonosti menee meillä\n"
    addition = plan(file("a.csv", content), study)
    assert list(uses(addition).values()) == ["customer", "open"]
    assert addition.material[0].customer == "K1"
    assert "K1" in addition.files["surveys/a.csv"].decode()


def test_a_service_that_is_rated_is_no_address(file: files.Write, study: Path) -> None:
    """A header that asks for e-mail elsewhere heads points of a scale here."""
    addition = plan(file("a.csv", "Puhelin,Sähköposti,Kerro\n4,5,Hyvin toimii\n3,5,Ei vastata\n"), study)
    assert list(uses(addition).values()) == ["scale", "scale", "open"]


@pytest.mark.parametrize(
    "content",
    [
        "Arvosana,Kerro\nen osaa sanoa,Hyvin toimii\n4,Ei vastata\n5,Ei mitään\n",
        "Rooli,Kerro,\nJohtaja,Hyvin toimii,lisäsin tämän\nSihteeri,Ei vastata,\nHR,Ei mitään,\n",
    ],
    ids=["an odd answer", "a column without a name"],
)
def test_no_respondent_is_taken_for_a_header(file: files.Write, study: Path, content: str) -> None:
    """What may be an answer is an answer: a header too few shows, a respondent too few doesn't."""
    addition = plan(file("a.csv", content), study)
    assert (told(addition)[2], addition.respondents) == (1, 3)


def test_answers_by_code_are_choices(file: files.Write, study: Path) -> None:
    """LimeSurvey's short answers are no words of one's own."""
    lines = files.LIMESURVEY.replace(";4;", ";A1;").replace(";5;", ";A3;")
    assert uses(plan(file("lime.csv", lines), study))["Q1"] == "choice"
