"""A small study folder, and files as survey tools write them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

DESIGN = """
title = "Pieni"
language = "fi"
[[rounds]]
key = "2026"
name = "2026"
[[groups]]
key = "kunta"
name = "Kunnat"
[[groups]]
key = "yhteiso"
name = "Yhteisöt"
[[themes]]
key = "kokemukset"
name = "Kokemukset"
aspect = "experience"
[[themes.sub_themes]]
key = "kokemukset-palvelut"
name = "palvelut"
"""
INTERVIEW = "H: Miten menee?\nA1: Puhelimeen ei saa ketään kiinni.\n"
Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Write a study of one interview with one coding."""
    folder = tmp_path / "tutkimus"
    files = {
        "study.toml": DESIGN,
        "customers.csv": "id,name,group\nK1,Koivukorven kunta,kunta\nK2,Lumon säätiö,yhteiso\n",
        "documents/haastattelu.txt": INTERVIEW,
        "interviews.csv": "id,document,round,customer\n1,haastattelu,2026,K1\n",
        "codings.csv": "document,quote_text,sub_theme,valence\nhaastattelu,Puhelimeen ei saa ketään kiinni,kokemukset-palvelut,-1\n",
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Write:
    """Write a file as received."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / "saatu" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    """Make a spreadsheet of rows."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "d.m.yyyy"}) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return out.getvalue()


QUALTRICS = """StartDate,EndDate,Status,IPAddress,Progress,Finished,RecordedDate,ResponseId,LocationLatitude,Q1,Q2_1,Q2_2,Q3
Start Date,End Date,Response Type,IP Address,Progress,Finished,Recorded Date,Response ID,Location Latitude,"Miten menee,
yleisesti?",Arvioi - Palkat,Arvioi - Talous,Mitä muuta?
"{""ImportId"":""a""}","{""ImportId"":""b""}","{""ImportId"":""c""}","{""ImportId"":""d""}","{""ImportId"":""e""}","{""ImportId"":""f""}","{""ImportId"":""g""}","{""ImportId"":""h""}","{""ImportId"":""i""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2_1""}","{""ImportId"":""QID2_2""}","{""ImportId"":""QID3""}"
2026-02-01 10:00,2026-02-01 10:10,0,10.0.0.1,100,1,2026-02-01 10:10:01,R_1,60.1,Hyvin menee,4,5,Ei muuta
2026-02-02 10:00,2026-02-02 10:10,0,10.0.0.2,50,0,2026-02-02 10:10:01,R_2,60.1,,4,3,"Kaikki, hyvin"
"""
LIMESURVEY = '''id;submitdate;lastpage;startlanguage;seed;ipaddr;token;Q1;Q2[SQ001];Q2[SQ002];Q2[other];Q3
1;2026-03-01 10:00:00;3;fi;123;10.0.0.1;abc;4;Y;;;Hyvin
2;;1;fi;124;10.0.0.2;abd;5;N;Y;jokin;"Ei toimi: ""huono"""
'''
LIMESURVEY_TEXTS = """"Response ID","Date submitted","Last page","Start language","Q1. Miten menee?","Q2. Mitä käytätte? [Palkat]","Q2. Mitä käytätte? [Talous]"
1,2026-03-01 10:00:00,3,fi,Hyvin,Yes,No
2,2026-03-02 10:00:00,3,fi,Ei oikein,Yes,Yes
"""
SURVEYMONKEY = """Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Which do you use?,,,How satisfied?,,Anything else?
,,,,,,,Payroll,Finance,Other (please specify),Speed,Quality,Open-Ended Response
111,9,03/13/2026 10:00,03/13/2026 10:05,1.2.3.4,,,Payroll,,,Satisfied,Very satisfied,No thanks
112,9,03/14/2026 10:00,03/14/2026 10:05,1.2.3.4,,,Payroll,Finance,Printing,Dissatisfied,Satisfied,
"""
GOOGLE = """"Aikaleima","Sähköpostiosoite","Miten toimii [Puhelin]","Miten toimii [Sähköposti]","Mitä palveluja?","Mitä muuttaisit?"
"2026/03/01 10.00.00","a@b.example","Hyvin","Huonosti","Palkat;Talous","Lisää väkeä puhelimeen"
"2026/03/02 10.00.00","c@b.example","Hyvin","Hyvin","Palkat","En mitään, kiitos vain"
"""
GOOGLE_SHEETS = """Timestamp,Which services?,What should change?
2026-03-01 10:00,"Payroll, Finance",More people on the phone
2026-03-02 10:00,"Payroll, Printing","Nothing, really"
2026-03-03 10:00,"Finance, Payroll","Less paper, more talk"
2026-03-04 10:00,"Printing, Payroll",
"""
WEBROPOL = "Vastaajanumero;Rooli;1. Arvosana;2. Mitä kehittäisit?\n1;Palkkasihteeri;4;Tavoitettavuutta\n2;Talouspäällikkö;5;Tiedottamista\n"
WEBROPOL_TWO = "Vastaaja;1. Arvioi;;2. Kerro lisää\n;Puhelin;Sähköposti;\n1;4;5;Hyvin toimii\n2;3;5;Ei vastata\n"


def forms(language: str = "fi", rows: Sequence[Sequence[object]] | None = None) -> bytes:
    """Make Microsoft Forms' spreadsheet."""
    headers = {
        "fi": [
            "ID",
            "Aloitusaika",
            "Valmistumisaika",
            "Sähköposti",
            "Nimi",
            "Asiakasryhmä",
            "Mitä palveluja käytätte?\u00a0",
        ],
        "en": [
            "ID",
            "Start time",
            "Completion time",
            "Email",
            "Name",
            "Customer group",
            "Which services do you use?\u00a0",
        ],
    }
    more = {
        "fi": ["Kuinka tyytyväinen olet?", "Mitä parantaisit?"],
        "en": ["How satisfied are you?", "What would you improve?"],
    }
    answers = rows or [
        [
            1,
            datetime(2026, 5, 1, 9),
            datetime(2026, 5, 1, 9, 10),
            "anonymous",
            "",
            "Kunnat",
            "Palkat;Talous;",
            4,
            "Vastatkaa.\nNimi: Matti",
        ],
        [2, datetime(2026, 5, 2, 9), datetime(2026, 5, 2, 9, 10), "m@k.example", "Matti V", "Kunnat", "Palkat;", 5, ""],
        [
            3,
            datetime(2026, 5, 3, 9),
            datetime(2026, 5, 3, 9, 10),
            "anonymous",
            "",
            "Yhteisöt",
            "Talous;",
            4,
            "Soitan 040 123 4567",
        ],
    ]
    return workbook([[*headers[language], *more[language]], *answers])
