"""Tables and messages from strangers: damaged, hostile or huge, each ends in a coded error or is read."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from tests.formats.spreadsheets.making import book, zip_of
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
    yield "hidden address", book(f"{one}<row r='&#50;'><c r='XFD&#50;'><v>1</v></c></row>"), "X232"
    yield (
        "copied string",
        book("<row>" + "<c t='s'><v>0</v></c>" * 100 + "</row>", f"<si><t>{'a' * 1_000_000}</t></si>"),
        "X232",
    )
    yield "many rows", book("<row>" + "<c/>" * 500 + "</row>" + "<row/>" * 10_000), "X233"
    yield "zip bomb", book(one, more={"xl/sharedStrings.xml": b" " * 60_000_000}), "F107"
    yield "path", book(one, more={"../xl/x.xml": b"x"}), "F107"
    yield "wide chars", book("", more={"xl/worksheets/s.xml": "<worksheet/>".encode("utf-16")}), "F108"
    yield "no sheet", zip_of({"xl/workbook.xml": b"<workbook/>"}), "X233"
    yield "no workbook", zip_of({"xl/theme.xml": b"<x/>"}), "X203"
    yield "empty", book(""), "X233"
    yield "old excel", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "X231"
    yield "another archive", zip_of({"word/document.xml": b"<x/>"}), "X231"


@pytest.mark.parametrize(
    ("name", "data", "code"), list(hostile()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_hostile_spreadsheets(file: files.Write, name: str, data: bytes, code: str) -> None:
    """What a sheet would take is measured before it is laid out."""
    with pytest.raises(ReadFailed) as caught:
        read_grid(file("a.xlsx", data))
    assert caught.value.code == code


@pytest.mark.parametrize("place", ["XFD1", "C1048576", "AAAAAAAAAA1", "A4294967295"])
def test_one_cell_is_one_cell_wherever_it_stands(file: files.Write, place: str) -> None:
    """Empty rows and columns before the first cell and after the last one are no part of a table."""
    row = place.lstrip("ABCDFX")
    assert read_grid(file("a.xlsx", book(f"<row r='{row}'><c r='{place}'><v>1</v></c></row>"))).rows == (("1",),)


def test_a_stray_cell_on_another_sheet_does_no_harm(file: files.Write) -> None:
    """Only the fullest sheet is laid out; cells that look empty don't widen it."""
    answers = "<row r='1'><c r='B1'><v>1</v></c><c r='C1'><v>2</v></c><c r='XFD1' t='str'><v> </v></c></row>"
    stray = "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
    grid = read_grid(file("a.xlsx", book(answers, sheets=(stray,))))
    assert (grid.rows, grid.others) == ((("1", "2"),), ("a2",))


def test_faults_are_empty_answers_and_told(file: files.Write) -> None:
    """A calculation error is no answer; how many there were is said."""
    sheet = "<row><c t='str'><v>Arvosana</v></c><c><v>4</v></c></row><row><c t='e'><v>#N/A</v></c><c><f>A1</f></c></row><row><c><v>5</v></c></row>"
    grid = read_grid(file("a.xlsx", book(sheet)))
    assert grid.rows == (("Arvosana", "4"), ("5", ""))
    assert [(one.code, one.params) for one in grid.problems] == [("X245", {"count": 2})]


def test_days_and_truths_are_words(file: files.Write) -> None:
    """Days are told as ISO writes them, with their time where there is one."""
    rows = [["Aika", "Valmis"], [datetime(2026, 5, 1), True], [datetime(2026, 5, 1, 9, 30), False]]
    assert read_grid(file("a.xlsx", files.workbook(rows))).rows[1:] == (
        ("2026-05-01", "TRUE"),
        ("2026-05-01 09:30:00", "FALSE"),
    )


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
