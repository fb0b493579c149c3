"""Whole surveys and workbooks to begin with."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache

import xlsxwriter

from fuzz import archives, whole
from fuzz.material import Content, Material

_ROWS = (
    (
        "Start Date",
        "End Date",
        "IP Address",
        "Sähköposti",
        "Kuinka asiointi sujui?",
        "Arvosana",
        "Mitä palveluja käytitte?",
        "Muuta sanottavaa",
    ),
    (
        "10.1.2024 12:00",
        "10.1.2024 12:05",
        "192.0.2.1",
        "anna@kunta.example",
        "Puhelimeen ei vastata; muuten hyvin 😀.",
        "4",
        "hr;talous",
        "Kiitos!",
    ),
    (
        "11.1.2024 9:30",
        "11.1.2024 9:42",
        "192.0.2.2",
        "matti@kunta.example",
        'Laskut ovat "epäselviä",\nja niitä on paljon.',
        "2",
        "talous",
        "",
    ),
    ("12.1.2024 10:00", "12.1.2024 10:02", "192.0.2.3", "", "Ihan hyvin, äiti sanoi.", "5", "hr", "=1+1"),
)
_QUALTRICS = (
    ("StartDate", "Status", "IPAddress", "RecipientEmail", "Q1", "Q2", "Q3_1", "Q3_2"),
    (
        "Start Date",
        "Response Type",
        "IP Address",
        "Recipient Email",
        "Kuinka asiointi sujui?",
        "Arvosana",
        "Palvelut - hr",
        "Palvelut - talous",
    ),
    tuple(
        f'{{"ImportId":"{name}"}}'
        for name in ("startDate", "status", "ipAddress", "recipientEmail", "QID1_TEXT", "QID2", "QID3_1", "QID3_2")
    ),
    *_ROWS[1:],
)
_CONTACT = """From: Anna Virtanen <anna@kunta.example>
To: palvelu@keskus.example
Date: Wed, 10 Jan 2024 12:00:00 +0200
Subject: =?utf-8?q?Lasku_on_ep=C3=A4selv=C3=A4?=
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="raja"

--raja
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

Hei, lasku on ep=C3=A4selv=C3=A4. Kuka vastaa?

> Aiempi viesti
--raja
Content-Type: text/html; charset="iso-8859-1"
Content-Transfer-Encoding: base64

PHA+SGVpPC9wPg==
--raja--
"""
_PROFILE = """name = "a"
tool = "forms"
guessed = false
kind = "survey"

[[columns]]
use = "open"
key = "kuinka-asiointi-sujui"
text = "Kuinka asiointi sujui?"

[[columns]]
use = "personal"
key = "sahkoposti"
text = "Sähköposti"
separator = ";"
"""


def _csv(rows: Sequence[Sequence[str]], separator: str) -> str:
    return "".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2024, 1, 10)})
        sheet = book.add_worksheet("Vastaukset")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
            sheet.write_number(number, len(row), number * 1.5)
        book.add_worksheet("Toinen").write_datetime(
            0, 0, datetime(2024, 1, 10), book.add_format({"num_format": "d.m.yyyy"})
        )
    return archives.packed(archives.members(data.getvalue()))


@lru_cache
def beside() -> Mapping[str, Content]:
    """Return the study that surveys and workbooks are read for, as files below ``study``."""
    return {name.replace("a/", "study/", 1): content for name, content in whole.studies()[0].files.items()}


def _of(name: str, content: bytes) -> Material:
    return Material(name, {name: content}, beside())


@lru_cache
def surveys() -> Sequence[Material]:
    """Return surveys as their tools write them: separators, encodings, header rows, spreadsheets."""
    return [
        _of("a.csv", _csv(_ROWS, ",").encode("utf-8-sig")),
        _of("a.csv", _csv(_ROWS, ";").replace("😀", "").encode("cp1252")),
        _of("a.csv", _csv(_ROWS, "\t").encode("utf-16")),
        _of("a.csv", _csv(_QUALTRICS, ",").encode()),
        _of("a.xlsx", _xlsx(_ROWS)),
        _of("a.xlsx", _xlsx(_QUALTRICS)),
    ]


@lru_cache
def contacts() -> Sequence[Material]:
    """Return an e-mail."""
    return [_of("a.eml", _CONTACT.encode())]


@lru_cache
def profiles() -> Sequence[Material]:
    """Return a survey's profile."""
    return [Material.of_file("a.toml", _PROFILE.encode())]


@lru_cache
def workbooks() -> Sequence[Material]:
    """Return the workbook that is exported of the study beside it."""
    from bench.corpus import made_study

    from teema.formats.workbook import export_codings

    return [_of("a.xlsx", export_codings(made_study(whole.SMALL), "fi").content)]
