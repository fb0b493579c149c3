"""The csv files of a folder: columns by name, whatever program wrote them; what is wrong is told with file and row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from teema.formats.folder import read_study, write_study

Write = Callable[[dict[str, str | bytes]], Path]
TEXT = "H1: Yksi asia. Toinen asia. Kolmas asia.\n"


def _problems(folder: Path) -> list[tuple[str, str, int | None]]:
    return [(one.code, one.path, one.row) for one in read_study(folder).problems if one.severity != "note"]


@pytest.mark.parametrize(
    "raw",
    [
        'id;name;since;notes\r\nA;Äänekoski, itä;3.8.2012;"kaksi\r\nriviä"\r\n'.encode("cp1252"),
        '\ufeffid,name,since,notes\r\nA,"Äänekoski, itä",2012-08-03,"kaksi\r\nriviä"\r\n'.encode(),
        'id\tname\tsince\tnotes\nA\tÄänekoski, itä\t2012-08-03\t"kaksi\nriviä"\n'.encode(),
        'id\tname\tsince\tnotes\r\nA\tÄänekoski, itä\t2012-08-03\t"kaksi\r\nriviä"\r\n'.encode("utf-16"),
        ' id ,since, name,notes,\n,,,,\nA,2012-08-03,"Äänekoski, itä","kaksi\nriviä",\n,,\n'.encode(),
        'id,name,since,notes,"lisä; a; b; c; d; e"\nA,"Äänekoski, itä",2012-08-03,"kaksi\nriviä",;;;\n'.encode(),
    ],
    ids=["finnish-excel", "bom", "tabs", "unicode-text", "spaces-and-empty-cells", "semicolons-in-a-name"],
)
def test_whatever_spreadsheet_wrote_it(folder_of: Write, raw: bytes) -> None:
    """Semicolons, tabs, Windows' encodings, marks, empty rows and trailing separators are no trouble."""
    folder = folder_of({"documents/d.txt": TEXT, "customers.csv": raw})
    assert _problems(folder) == []
    (customer,) = read_study(folder).study.customers
    assert (customer.id, customer.name, customer.notes) == ("A", "Äänekoski, itä", "kaksi\nriviä")
    assert customer.since_date == date(2012, 8, 3)


def test_unknown_columns_are_kept(folder_of: Write) -> None:
    """Columns that Teema doesn't know go through reading and writing, for every row of their file."""
    folder = folder_of(
        {
            "documents/d.txt": TEXT,
            "customers.csv": "väri,id,Y-tunnus\npunainen,A,123\n,B\n",
            "codings.csv": "document,quote_text,sub_theme,varmuus\nd,Yksi asia,odotukset-palvelut,90 %\n",
            "relevance.csv": "document,quote_text,kuka\nd,Toinen asia,minä\n",
        }
    )
    read = read_study(folder)
    assert [one.extra for one in read.study.customers] == [
        {"väri": "punainen", "Y-tunnus": "123"}, {"väri": "", "Y-tunnus": ""},
    ]  # fmt: skip
    write_study(read.study, folder)
    again = read_study(folder).study
    assert again == read.study
    assert (again.codings[0].extra, again.relevance[0].extra) == ({"varmuus": "90 %"}, {"kuka": "minä"})


def test_unknown_keys_are_told_with_file_and_row(folder_of: Write) -> None:
    """Whatever a row refers to must exist; the row and the column are named."""
    folder = folder_of(
        {
            "documents/d.txt": TEXT,
            "customers.csv": "id,group\nA,kunta\nB,maakunta\n",
            "people.csv": "id,customer\nH1,A\nH2,Q\n",
            "interviews.csv": "id,document,customer,people\n1,d,A,H1;H9\n2,x,A,H1\n",
            "asked.csv": "interview,theme,sub_theme\n1,odotukset,\n7,odotukset,\n1,outo,\n1,,outo\n",
            "codings.csv": "document,quote_text,theme,sub_theme\nd,Yksi asia,,outo\nx,Yksi asia,,odotukset-palvelut\nd,Yksi asia,,\n",
            "findings.csv": "id,statement,evidence\nP1,Näin on.,puuttuu\n",
        }
    )
    assert set(_problems(folder)) >= {
        ("S323", "customers.csv", 3), ("S323", "people.csv", 3), ("S323", "interviews.csv", 2), ("S324", "interviews.csv", 3),
        ("S323", "asked.csv", 3), ("S323", "asked.csv", 4), ("S323", "asked.csv", 5), ("S323", "codings.csv", 2),
        ("S324", "codings.csv", 3), ("S308", "codings.csv", 4), ("S323", "findings.csv", 2),
    }  # fmt: skip
    assert read_study(folder).study.codings == ()


def test_rows_after_a_field_of_several_lines_are_counted_as_the_file_does(folder_of: Write) -> None:
    """A row is named by the line on which it ends, so that an editor finds it."""
    folder = folder_of({"documents/d.txt": TEXT, "customers.csv": 'id,notes,group\nA,"eka\ntoka",kunta\nB,,outo\n'})
    assert _problems(folder) == [("S323", "customers.csv", 4)]


@pytest.mark.parametrize(
    ("file", "content", "problem"),
    [
        ("codings.csv", "document,quote_text,sub_theme,valence\nd,Yksi asia,odotukset-palvelut,hyvä\n", "S303"),
        ("codings.csv", "document,quote_text,sub_theme,aspect\nd,Yksi asia,odotukset-palvelut,toive\n", "S303"),
        ("codings.csv", "document,start,end,quote_text,sub_theme\nd,x,,Yksi asia,odotukset-palvelut\n", "S303"),
        ("interviews.csv", "id,document,customer,date\n1,d,A,eilen\n", "S303"),
        ("interviews.csv", "id,document,customer,minutes\n1,d,A,nan\n", "S303"),
        ("interviews.csv", "id,document,customer,planned_min\n1,d,A,60.5\n", "S303"),
        ("interviews.csv", "id,document,customer,planned_min\n1,d,A,99999999999999999999999\n", "S303"),
        ("interviews.csv", "id,document,customer,date\n1,d,A,1.1.99999999999999999999\n", "S303"),
        ("asked.csv", "interview,theme,asked\n1,odotukset,ehkä\n", "S303"),
        ("measures.csv", "id,title,status\n1,Otsikko,joskus\n", "S303"),
        ("customers.csv", "id,name\nA,Aa,ylimääräinen\n", "S305"),
    ],
)
def test_a_bad_value_leaves_out_no_more_than_itself(folder_of: Write, file: str, content: str, problem: str) -> None:
    """The value is told of with its row and left out; its row stays."""
    files = {"documents/d.txt": TEXT, "interviews.csv": "id,document,customer\n1,d,A\n", file: content}
    folder = folder_of(files)
    assert _problems(folder) == [(problem, file, 2)]
    study = read_study(folder).study
    kept = {
        "codings.csv": study.codings, "interviews.csv": study.interviews, "asked.csv": study.asked,
        "measures.csv": study.measures, "customers.csv": study.customers,
    }  # fmt: skip
    assert len(kept[file]) == 1


@pytest.mark.parametrize(
    ("written", "meant"),
    [("+", 1), ("+1", 1), ("1", 1), ("−", -1), ("–", -1), ("-1", -1), ("0", 0), ("", None), ("1.0", 1)],
)
def test_valences_are_read_as_people_write_them(folder_of: Write, written: str, meant: int | None) -> None:
    """A plus or any kind of minus will do."""
    content = f"document,quote_text,sub_theme,valence\nd,Yksi asia,odotukset-palvelut,{written}\n"
    read = read_study(folder_of({"documents/d.txt": TEXT, "codings.csv": content}))
    assert (read.problems, read.study.codings[0].valence) == ((), meant)


def test_repeated_ids_are_told(folder_of: Write) -> None:
    """A repeated row is left out; a repeated coding gets an id of its own, because its words are not to be lost."""
    folder = folder_of(
        {
            "documents/d.txt": TEXT,
            "customers.csv": "id,name\nA,Aa\nA,Bee\n,\n,Cee\n",
            "findings.csv": "id,statement,evidence\nP1,Yksi.,c1\nP1,Kaksi.,c1\n",
            "codings.csv": "id,document,quote_text,sub_theme\nc1,d,Yksi asia,odotukset-palvelut\n"
            "c1,d,Toinen asia,odotukset-palvelut\nc1,d,Kolmas asia,odotukset-palvelut\n",
        }
    )
    assert sorted(_problems(folder)) == [
        ("S320", "customers.csv", 3), ("S320", "findings.csv", 3), ("S321", "codings.csv", 3), ("S321", "codings.csv", 4),
    ]  # fmt: skip
    study = read_study(folder).study
    assert [one.name for one in study.customers] == ["Aa", "Cee"]
    assert len({one.id for one in study.codings}) == 3
    assert study.codings[0].id == "c1"


def test_rows_without_ids_get_the_same_ones_each_time(folder_of: Write) -> None:
    """The same hand-made folder has the same identities twice, though nobody wrote any; equal rows are two rows."""
    folder = folder_of(
        {
            "documents/d.txt": TEXT,
            "codings.csv": "document,quote_text,sub_theme,valence\n"
            + "d,Yksi asia,odotukset-palvelut,1\nd,Yksi asia,odotukset-palvelut,-1\nd,Toinen asia,kokemukset-palvelut,\n",
            "relevance.csv": "document,quote_text\nd,Kolmas asia\n",
            "findings.csv": "statement,evidence\nNäin on.,\n",
            "measures.csv": "title\nTehdään näin\n",
            "memos.csv": "text\nMuista tämä\n",
            "interviews.csv": "document\nd\n",
        }
    )
    first, second = read_study(folder).study, read_study(folder).study
    assert first == second
    ids = [one.id for one in (*first.codings, *first.relevance, *first.findings, *first.measures, *first.memos)]
    assert len(set(ids)) == 7
    assert all(ids)
    assert [one.id for one in first.interviews] == ["d"]
    assert not {one.code for one in read_study(folder).errors}


def test_sub_themes_are_known_by_their_labels(folder_of: Write) -> None:
    """Where its theme stands beside it, a label tells the sub-theme; alone it doesn't where themes share it."""
    rows = "d,Yksi asia,odotukset,Palvelut\nd,Toinen asia,kokemukset,palvelut\nd,Kolmas asia,,palvelut\n"
    folder = folder_of(
        {
            "documents/d.txt": TEXT,
            "codings.csv": "document,quote_text,theme,sub_theme\n" + rows,
            "interviews.csv": "id,document\n1,d\n",
            "asked.csv": "interview,theme,sub_theme,asked\n1,odotukset,palvelut,no\n1,,palvelut,yes\n",
            "judgements.csv": "customer,sub_theme,state\n1,PALVELUT,met\n",
        }
    )
    read = read_study(folder)
    assert [(one.code, one.path, one.row) for one in read.problems] == [("S328", "codings.csv", 4)]
    assert [one.code for one in read.study.codings] == ["odotukset-palvelut", "kokemukset-palvelut"]
    assert [(one.sub_theme, one.asked) for one in read.study.asked] == [
        ("odotukset-palvelut", "no"), ("odotukset-palvelut", "yes"), ("kokemukset-palvelut", "yes"),
    ]  # fmt: skip
    assert read.study.judgements[0].sub_theme == "palvelut"


def test_a_sub_theme_of_another_theme_is_told(folder_of: Write) -> None:
    """Theme and sub-theme that contradict each other are reported; the sub-theme's key counts."""
    content = "document,quote_text,theme,sub_theme\nd,Yksi asia,outo,odotukset-palvelut\n"
    read = read_study(folder_of({"documents/d.txt": TEXT, "codings.csv": content}))
    assert {one.code for one in read.problems} == {"S309", "S323"}
    assert [one.code for one in read.study.codings] == ["odotukset-palvelut"]


def test_topics_that_codings_name_are_added(folder_of: Write) -> None:
    """A topic need not be designed beforehand."""
    content = "document,quote_text,sub_theme,topic\nd,Yksi asia,odotukset-palvelut,raportit\nd,Toinen asia,odotukset-palvelut,hinta\n"
    read = read_study(folder_of({"documents/d.txt": TEXT, "codings.csv": content}))
    assert ([one.key for one in read.study.codebook.topics], read.problems) == (["hinta", "raportit"], ())
