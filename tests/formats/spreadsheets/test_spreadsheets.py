"""What Excel, LibreOffice, Google Sheets and others write differently comes out the same; what nobody should write costs nothing."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from tests.formats.spreadsheets.making import RELATIONS, SPACE, STRICT, book, parts, zip_of

from teema.errors import ReadFailed
from teema.formats.source import Source
from teema.formats.spreadsheets import SheetRead, column_letters, read_sheets
from teema.formats.surveys.grids import read_grid
from teema.formats.workbook import read_workbook

LOOKS = (
    "<numFmts><numFmt numFmtId='164' formatCode='d.m.yyyy\\ h:mm'/><numFmt numFmtId='165' formatCode='[h]:mm'/></numFmts>"
    "<cellXfs><xf/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='21'/></cellXfs>"
)


def first(data: bytes) -> SheetRead:
    """Read a file's first sheet."""
    return read_sheets(Source("a.xlsx", data))[0]


def row(*cells: str, **how: str) -> dict[int, str]:
    """Read a row of cells."""
    return first(book(f"<row>{''.join(cells)}</row>", **how)).rows.get(1, {})


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<c t='inlineStr'><is><t>a</t></is></c>", "a"),
        ("<c t='inlineStr'><is><r><t>a</t></r><r><rPr><b/></rPr><t xml:space='preserve'> b</t></r></is></c>", "a b"),
        ("<c t='s'><v>1</v></c>", "ab"),
        ("<c t='s'><v>2</v></c>", None),
        ("<c t='str'><f>A2</f><v>a</v></c>", "a"),
        ("<c t='str'><f>IF(1,&quot;&quot;)</f><v></v></c>", None),
        ("<c t='str'><v>a_x000D__x000A_b</v></c>", "a\r\nb"),
        ("<c><v>4</v></c>", "4"),
        ("<c t='n'><v>4.0</v></c>", "4"),
        ("<c><f>1+1</f><v>2.5</v></c>", "2.5"),
        ("<c><v>0.30000000000000004</v></c>", "0.3"),
        ("<c t='b'><v>1</v></c>", "TRUE"),
        ("<c t='b'><v>0</v></c>", "FALSE"),
        ("<c t='e'><v>#N/A</v></c>", "#N/A"),
        ("<c s='1'/>", None),
    ],
)
def test_kinds_of_cells(cell: str, value: str | None) -> None:
    """Each kind of cell is the words that a person sees; how a word is pronounced isn't among them."""
    texts = "<si><t>x</t></si><si><r><t>a</t></r><r><t>b</t></r><rPh sb='0' eb='1'><t>c</t></rPh></si>"
    assert row(cell, strings=texts) == ({} if value is None else {0: value})


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<c s='1'><v>42401</v></c>", "2016-02-01"),
        ("<c s='2'><v>42401.39583333333</v></c>", "2016-02-01 09:30:00"),
        ("<c s='3'><v>1.5</v></c>", "36:00:00"),
        ("<c s='4'><v>0.395833333333333</v></c>", "09:30:00"),
        ("<c t='d'><v>2016-02-01T09:30:00Z</v></c>", "2016-02-01 09:30:00"),
        ("<c s='1' t='str'><v>42401</v></c>", "42401"),
        ("<c s='1'><v>huomenna</v></c>", "huomenna"),
        ("<c s='1'><v>-3</v></c>", "-3"),
        ("<c s='99'><v>42401</v></c>", "42401"),
    ],
)
def test_days(cell: str, value: str) -> None:
    """A number with a date's look is a day, to the second; anything else stays as it is."""
    assert row(cell, styles=LOOKS) == {0: value}


@pytest.mark.parametrize("said", ["1", "true"])
def test_days_counted_from_1904(said: str) -> None:
    """Old workbooks of Macs count their days from another one."""
    cell = "<c s='1'><v>40939</v></c>"
    assert row(cell, styles=LOOKS, properties=f"<workbookPr date1904='{said}'/>") == {0: "2016-02-01"}


def test_places_may_be_missing() -> None:
    """Rows and cells that don't tell their place follow the one before; a place that they do tell counts."""
    sheet = "<row><c><v>1</v></c><c r='D1'><v>2</v></c><c><v>3</v></c></row><row r='5'><c><v>4</v></c></row><row><c><v>5</v></c></row>"
    assert first(book(sheet)).rows == {1: {0: "1", 3: "2", 4: "3"}, 5: {0: "4"}, 6: {0: "5"}}


def strict(made: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts as Excel's strict form names them."""
    for name, content in made.items():
        for usual, other in STRICT.items():
            content = content.replace(usual.encode(), other.encode())
        made[name] = content
    return made


def absolute(made: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts with targets from the archive's root, as some libraries write them."""
    rels = "xl/_rels/workbook.xml.rels"
    return made | {rels: re.sub(rb"Target='(?!/)", b"Target='/xl/", made[rels])}


def renamed(made: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts with the workbook under another name."""
    made["xl/workbook22.xml"] = made.pop("xl/workbook.xml")
    made["xl/_rels/workbook22.xml.rels"] = made.pop("xl/_rels/workbook.xml.rels")
    return made | {"_rels/.rels": made["_rels/.rels"].replace(b"xl/workbook.xml", b"/xl/workbook22.xml")}


def backward(made: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts named as Windows names files, in other capitals."""
    return {name.replace("/", "\\").replace("sharedStrings", "SharedStrings"): one for name, one in made.items()}


def prefixed(made: dict[str, bytes]) -> dict[str, bytes]:
    """Return the sheet with a prefix on every element."""
    sheet = made["xl/worksheets/s.xml"].replace(b"xmlns=", b"xmlns:x=")
    return made | {"xl/worksheets/s.xml": re.sub(rb"<(/?)", rb"<\1x:", sheet)}


@pytest.mark.parametrize("change", [strict, absolute, renamed, backward, prefixed])
def test_the_same_file_in_other_ways(change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> None:
    """Names, namespaces and targets are ways of saying the same."""
    made = parts(
        "<row r='1'><c r='B1' t='s'><v>0</v></c><c><v>4</v></c></row>", "<si><t>ä</t></si>", sheets=("<row/>",)
    )
    sheets = read_sheets(Source("a.xlsx", zip_of(change(made))))
    assert [(one.name, one.rows) for one in sheets] == [("a", {1: {1: "ä", 2: "4"}}), ("a2", {})]


def test_a_path_is_read_as_its_bytes_are(tmp_path: Path) -> None:
    """Either is a file."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(book("<row><c><v>1</v></c></row>"))
    assert read_sheets(path) == read_sheets(Source("b.xlsx", path.read_bytes()))


def far() -> bytes:
    """A small file whose last cell stands at row 200,001, column 16,001."""
    return book("<row r='1'><c r='A1'><v>1</v></c></row><row r='200001'><c r='WQK200001'><v>2</v></c></row>")


def shared() -> bytes:
    """A text of a megabyte in ten thousand cells."""
    cells = "<c t='s'><v>0</v></c>" * 1_000
    return book(f"<row>{cells}</row>" * 10, f"<si><t>{'a' * 1_000_000}</t></si>")


def declared() -> bytes:
    """A sheet of one cell that says it is as large as a sheet can be."""
    return book("<row r='1'><c r='A1'><v>1</v></c></row>", before="<dimension ref='A1:XFD1048576'/>")


def one_number() -> bytes:
    """Rows that all claim to be the first one, each with a cell of its own."""
    columns = list(islice(column_letters(), 16_000))
    return book("".join(f"<row r='1'><c r='{name}1'><v>1</v></c></row>" for name in columns * 2))


def one_row() -> bytes:
    """A row of so many elements that their tree would fill the memory."""
    return book(f"<row>{'<x/>' * 1_500_000}</row>")


def one_row_hidden() -> bytes:
    """The same behind what looks like its end."""
    piece = "<x/>" * 150_000 + "<!--</row>-->"
    return book(f"<row>{piece * 10}</row>")


@pytest.mark.parametrize(
    ("make", "as_survey", "as_workbook"),
    [
        (far, "X232", "X205"),
        (shared, "F107", "F107"),
        (declared, "", "X205"),
        (one_number, "X232", "X205"),
        (one_row, "F135", "F135"),
        (one_row_hidden, "F135", "F135"),
    ],
)
def test_large_on_paper_only(make: Callable[[], bytes], as_survey: str, as_workbook: str, tmp_path: Path) -> None:
    """What a file claims to hold takes neither memory nor time: it is read, or refused with a code, by both rooms."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(make())
    assert [code_of(read_grid, path), code_of(read_workbook, path)] == [as_survey, as_workbook]


def code_of(read: Callable[[Path], object], path: Path) -> str:
    """Return the code with which a file is refused, empty where it is read."""
    try:
        read(path)
    except ReadFailed as refused:
        return refused.code
    return ""


def test_another_document_is_no_workbook() -> None:
    """What the archive names as its main part must be a workbook."""
    made = parts("") | {"xl/workbook.xml": b"<document/>"}
    with pytest.raises(ReadFailed) as caught:
        read_sheets(Source("a.xlsx", zip_of(made)))
    assert caught.value.code == "X203"


CELLS = st.one_of(
    st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cn")), max_size=20).filter(
        lambda one: "_x" not in one
    ),
    st.integers(-(10**14), 10**14),
    st.booleans(),
    st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(lambda one: one.replace(microsecond=0)),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=6))
def test_an_independent_reader_agrees(rows: list[list[object]]) -> None:
    """What was written is read back, and another reader sees the same cells."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "default_date_format": "d.m.yyyy h:mm:ss",
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(out, options) as written:
        sheet = written.add_worksheet()
        for place, cells in enumerate(rows):
            sheet.write_row(place, 0, cells)
    expected = {
        number: held
        for number, cells in enumerate(rows, 1)
        if (held := {column: shown(cell) for column, cell in enumerate(cells) if cell != ""})
    }
    assert first(out.getvalue()).rows == expected
    again = (
        CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue()))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )
    seen = {
        number: held
        for number, cells in enumerate(again, 1)
        if (held := {column: shown(cell) for column, cell in enumerate(cells) if cell != ""})
    }
    assert seen == expected


def shown(value: object) -> str:
    """Write a value as it should be read."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        rounded = value + timedelta(microseconds=500_000)
        return rounded.replace(microsecond=0).isoformat(" ").removesuffix(" 00:00:00")
    return str(int(value)) if isinstance(value, float) else str(value)


def test_the_names_in_use() -> None:
    """Strict names differ from the usual ones, so that the test above tests something."""
    assert set(STRICT) == {SPACE, RELATIONS}
