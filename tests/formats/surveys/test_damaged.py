"""Tables and messages from strangers: damaged, hostile or huge, each ends in a coded error or is read."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.formats.surveys import conftest as files
from tests.formats.surveys.test_contacts import EMAIL

from teema.errors import ReadFailed
from teema.formats.surveys import Wanted, planned
from teema.formats.surveys.grids import read_grid

MANY = 80
PIECES = (
    b'"',
    b"\x00",
    b"\xff\xfe",
    b",,,",
    b"\n\n",
    b"\r",
    "é😀".encode(),
    b"[",
    b"=?utf-8?b?///?=",
    b"--b\r\n",
    b"\xed\xa0\x80",
)


def damaged(data: bytes, dice: random.Random) -> bytes:
    """Damage some bytes: cut, flipped, added to, repeated, or in another encoding."""
    made, way = bytearray(data), dice.randrange(5)
    if way == 0:
        return bytes(made[: dice.randrange(len(made))])
    if way == 1:
        return data.decode("utf-8", "replace").encode("utf-16")
    for _ in range(dice.randrange(1, 20)):
        place = dice.randrange(len(made))
        if way == 2:
            made[place] ^= 1 << dice.randrange(8)
        elif way == 3:
            made[place:place] = dice.choice(PIECES)
        else:
            made[place:place] = made[place : place + dice.randrange(200)]
    return bytes(made)


def damaged_within(data: bytes, dice: random.Random) -> bytes:
    """Damage the parts of an archive, and leave the archive whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, damaged(content, dice) if dice.random() < 0.4 else content)
    return out.getvalue()


@pytest.mark.parametrize("name", ["q.csv", "lime.csv", "sm.csv", "g.csv"])
def test_damaged_csv(file: files.Write, study: Path, name: str) -> None:
    """Each is read or refused with a code."""
    whole = {
        "q.csv": files.QUALTRICS,
        "lime.csv": files.LIMESURVEY,
        "sm.csv": files.SURVEYMONKEY,
        "g.csv": files.GOOGLE,
    }
    dice = random.Random(name)
    for _ in range(MANY):
        _read(file(name, damaged(whole[name].encode(), dice)), study)


@pytest.mark.parametrize("within", [False, True])
def test_damaged_spreadsheets(file: files.Write, study: Path, within: bool) -> None:
    """The archive, or what is in it."""
    dice, whole = random.Random(1), files.forms()
    for _ in range(MANY):
        _read(file("a.xlsx", (damaged_within if within else damaged)(whole, dice)), study)


def test_damaged_emails(file: files.Write, study: Path) -> None:
    """Headers, parts and encodings."""
    dice = random.Random(1)
    for _ in range(MANY):
        _read(file("a.eml", damaged(EMAIL, dice)), study)


def _read(path: Path, study: Path) -> None:
    """Read a file; whatever isn't a coded error of the readers' ends the test."""
    with suppress(ReadFailed):
        planned(path, study, Wanted())


SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def book(sheet: str, strings: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """Make a spreadsheet of the sheet's own XML."""
    parts = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": f"<Relationships xmlns='{PACKAGE}'><Relationship Id='r' Type='{RELATIONS}/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        "xl/workbook.xml": f"<workbook xmlns='{SPACE}' xmlns:r='{RELATIONS}'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{PACKAGE}'><Relationship Id='r1' Type='{RELATIONS}/worksheet' Target='worksheets/s.xml'/>"
        f"<Relationship Id='r2' Type='{RELATIONS}/sharedStrings' Target='sharedStrings.xml'/></Relationships>",
        "xl/sharedStrings.xml": f"<sst xmlns='{SPACE}'>{strings}</sst>",
        "xl/worksheets/s.xml": f"<worksheet xmlns='{SPACE}'><sheetData>{sheet}</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **(more or {})}.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_sheet_by_hand_is_read(file: files.Write) -> None:
    """Cells without addresses follow each other; strings are shared or stand in their cells."""
    sheet = "<row><c t='inlineStr'><is><t>Mitä?</t></is></c><c t='s'><v>0</v></c></row><row><c><v>5</v></c><c><v>2.5</v></c></row>"
    assert read_grid(file("a.xlsx", book(sheet, "<si><t>Arvosana</t></si>"))).rows == (
        ("Mitä?", "Arvosana"),
        ("5", "2.5"),
    )


def hostile() -> Iterator[tuple[str, bytes, str]]:
    """Yield files that ask for more than there is, or for what they shouldn't have."""
    one = "<row r='1'><c r='A1'><v>1</v></c></row>"
    yield "far cell", book(f"{one}<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"), "X232"
    yield "far row", book(f"{one}<row r='4294967295'><c><v>1</v></c></row>"), "X232"
    yield "far column", book("<row r='1'><c r='AAAAAAAAAA1'><v>1</v></c></row>"), "X232"
    yield "hidden address", book("<row r='&#49;'><c r='XFD&#49;048576'><v>1</v></c></row>"), "X231"
    yield (
        "copied string",
        book("<row>" + "<c t='s'><v>0</v></c>" * 1000 + "</row>", f"<si><t>{'a' * 1_000_000}</t></si>"),
        "X232",
    )
    yield "many rows", book("<row>" + "<c/>" * 500 + "</row>" + "<row/>" * 10_000), "X232"
    yield "zip bomb", book(one, more={"xl/styles.xml": b" " * 60_000_000}), "F107"
    yield "path", book(one, more={"../xl/x.xml": b"x"}), "F107"
    yield "wide chars", book("", more={"xl/worksheets/s.xml": "<worksheet/>".encode("utf-16")}), "X231"
    yield "no sheet", zip_of({"xl/workbook.xml": b"<workbook/>"}), "X231"
    yield "empty", book(""), "X233"
    yield "old excel", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "X231"
    yield "another archive", zip_of({"word/document.xml": b"<x/>"}), "X231"


def zip_of(parts: dict[str, bytes]) -> bytes:
    """Make an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"), list(hostile()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_hostile_spreadsheets(file: files.Write, name: str, data: bytes, code: str) -> None:
    """What a sheet would take is measured before it is laid out."""
    with pytest.raises(ReadFailed) as caught:
        read_grid(file("a.xlsx", data))
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "F102"),
        (b" \n\n", "X233"),
        (b"," * 100_000 + b"x", "X232"),
        (b'"' + b"a,b\n" * 20_000, "X231"),
        (b"\x00\x01\x02\x03" * 100, "F104"),
    ],
)
def test_hostile_csv(file: files.Write, study: Path, content: bytes, code: str) -> None:
    """Empty, endless and unclosed tables are refused."""
    with pytest.raises(ReadFailed) as caught:
        planned(file("a.csv", content), study, Wanted())
    assert caught.value.code == code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_any_separator_and_encoding(file: files.Write, encoding: str, separator: str, line: str) -> None:
    """Line breaks and separators within quotes belong to their cell."""
    text = (
        separator.join(["Nimi", "Mitä, sitten; siis?"])
        + line
        + separator.join(["Äiti", f'"a{separator}{line}b"'])
        + line
    )
    if separator in ",;":
        text = text.replace("Mitä, sitten; siis?", '"Mitä, sitten; siis?"')
    assert read_grid(file("a.csv", text.encode(encoding))).rows == (
        ("Nimi", "Mitä, sitten; siis?"),
        ("Äiti", f"a{separator}\nb"),
    )


def test_a_message_within_messages(file: files.Write, study: Path) -> None:
    """Parts nested without end are refused, not followed."""
    parts = (f'Content-Type: multipart/mixed; boundary="{place}"\n\n--{place}\n' for place in range(3000))
    with pytest.raises(ReadFailed) as caught:
        planned(file("a.eml", "Subject: x\n" + "".join(parts) + "\nx\n"), study, Wanted())
    assert caught.value.code in ("X240", "X241")
