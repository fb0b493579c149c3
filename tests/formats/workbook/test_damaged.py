"""Workbooks from strangers: damaged, swollen or malicious, each ends in a coded error or in a comparison with problems."""

from __future__ import annotations

import io
import random
import re
import resource
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter
from tests.formats.workbook.editing import Book, a_study

from teema.errors import ReadFailed
from teema.formats.spreadsheets import MOST_CELLS, read_sheets
from teema.formats.workbook import compare, export_codings, read_workbook
from teema.formats.workbook.cells import dated

SHEET, STATE, WORKBOOK = "xl/worksheets/sheet2.xml", "xl/worksheets/sheet7.xml", "xl/workbook.xml"
Edit = Callable[[bytes], bytes]
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"
BOMB = b'<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def exported() -> bytes:
    """Return a sound workbook."""
    return export_codings(a_study(), "fi").content


def with_member(name: str, edit: Edit, content: bytes | None = None) -> bytes:
    """Return a workbook with one part changed or added."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content or exported())) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for one in source.namelist():
            target.writestr(one, edit(source.read(one)) if one == name else source.read(one))
        if name not in source.namelist():
            target.writestr(name, edit(b""))
    return packed.getvalue()


def without(name: str) -> bytes:
    """Return a workbook that lacks a part."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(exported())) as source, zipfile.ZipFile(packed, "w") as target:
        for one in source.namelist():
            if one != name:
                target.writestr(one, source.read(one))
    return packed.getvalue()


def cells(*written: bytes) -> Edit:
    """Return an edit that makes a sheet of some cells."""
    return lambda _: HEAD + b'<row r="1">' + b"".join(written) + b"</row>" + TAIL


def shared_bomb(length: int = 30_000) -> bytes:
    """Return a workbook in which many cells share one long text."""
    content = Book.of(a_study()).content()
    long = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        + b"x" * length
        + b"</t></si></sst>"
    )
    content = with_member("xl/sharedStrings.xml", lambda _: long, content)
    rows = b"".join(b'<row r="%d">%s</row>' % (row, b'<c t="s"><v>0</v></c>' * 100) for row in range(1, 1_000))
    return with_member(SHEET, lambda _: HEAD + rows + TAIL, content)


def made() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield damaged workbooks by name."""
    yield "empty", lambda: b""
    yield "text", lambda: b"Haastattelu;Asiakas\n"
    yield "old-xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)
    yield "zip-of-nothing", lambda: b"PK\x05\x06" + bytes(18)
    for part in (0.05, 0.3, 0.6, 0.9, 0.99):
        yield f"truncated-{part}", lambda part=part: exported()[: int(len(exported()) * part)]
    for seed in range(25):
        yield f"flipped-{seed}", lambda seed=seed: flipped(exported(), seed)
    for name in (WORKBOOK, "xl/_rels/workbook.xml.rels", "xl/styles.xml", SHEET, STATE):
        yield f"lacks-{name}", lambda name=name: without(name)
        yield f"cut-{name}", lambda name=name: with_member(name, lambda part: part[: len(part) // 2])
        yield (
            f"bomb-{name}",
            lambda name=name: with_member(name, lambda part: re.sub(rb"(\?>)", rb"\1" + BOMB, part, count=1)),
        )
        yield f"nul-{name}", lambda name=name: with_member(name, lambda part: part.replace(b">", b">\x00", 3))
        yield f"latin-{name}", lambda name=name: with_member(name, lambda part: part.replace(b"UTF-8", b"UTF-7"))
    yield "leads-out", lambda: with_member("../../x.xml", lambda _: b"<x/>")
    yield (
        "absolute-target",
        lambda: with_member("xl/_rels/workbook.xml.rels", lambda part: part.replace(b'Target="w', b'Target="/../../w')),
    )
    yield "zip-bomb", lambda: with_member(SHEET, lambda _: HEAD + b" " * 150_000_000 + TAIL)
    yield "far-cell", lambda: with_member(SHEET, cells(b'<c r="A1" t="str"><v>a</v></c><c r="XFD1048576"><v>1</v></c>'))
    yield "far-header", lambda: with_member(SHEET, lambda part: part.replace(b'r="A1"', b'r="ZZZ9999999"'))
    yield "no-places", lambda: with_member(SHEET, lambda part: re.sub(rb' r="[A-Z]+\d+"', b"", part))
    yield "odd-places", lambda: with_member(SHEET, lambda part: part.replace(b'r="B', b'r="\xc3\x84'))
    yield "huge-text-number", lambda: with_member(SHEET, cells(b'<c r="A1" t="s"><v>99999999999</v></c>'))
    yield "huge-number", lambda: with_member(SHEET, cells(b'<c r="A1"><v>1e999</v></c><c r="B1" s="1"><v>nan</v></c>'))
    yield "many-rows", lambda: with_member(SHEET, lambda _: HEAD + b"<row/>" * (MOST_CELLS + 1) + TAIL)
    yield "shared-bomb", shared_bomb
    yield "deep", lambda: with_member(SHEET, lambda _: HEAD + b"<row>" * 10_000 + b"</row>" * 10_000 + TAIL)
    for name, line in (("no-json", "[1,"), ("other", '["muu",1]'), ("short", '["coding","1"]'), ("deep", "[" * 5_000)):
        yield f"state-{name}", lambda line=line: with_state(line)
    yield "state-loop", lambda: with_state('["code","x","y","X","","",""]', '["code","y","x","Y","","",""]')
    yield "state-twice", lambda: with_state('["code","x","","X","","",""]', '["code","x","x","Y","","",""]')
    yield "state-endless", lambda: with_state('["coding","1","s","d",Infinity,0,0,0,"","","","","","","","","",""]')
    yield "state-later", lambda: with_state('["head",99,"s","9","fi",[]]', head=True)


def with_state(*lines: str, head: bool = False) -> bytes:
    """Return a workbook whose memory holds some more lines, or another head."""
    book = Book.of(a_study())
    if head:
        book.sheets["Teema"][1] = [lines[0]]
    else:
        book.sheets["Teema"] += [[line] for line in lines]
    return book.content()


def flipped(content: bytes, seed: int) -> bytes:
    """Return the bytes with a few of them changed."""
    chance, changed = random.Random(seed), bytearray(content)
    for _ in range(1 + seed % 5):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


@pytest.mark.parametrize(("name", "make"), [pytest.param(*one, id=one[0]) for one in made()])
def test_a_damaged_workbook_ends_in_a_code(name: str, make: Callable[[], bytes], tmp_path: Path) -> None:
    """Whatever it is, it is read with problems or refused with a code, and nothing is written anywhere."""
    path = tmp_path / "k.xlsx"
    path.write_bytes(make())
    try:
        after, code = compare(read_workbook(path), a_study()).study, "X000"
    except ReadFailed as refused:
        after, code = a_study(), refused.code
    assert re.fullmatch(r"[FX]\d{3}", code)
    assert after.documents == a_study().documents
    assert [one.name for one in tmp_path.iterdir()] == ["k.xlsx"]


def test_there_are_enough_of_them() -> None:
    """At least fifty kinds of damage are tried."""
    assert len(list(made())) >= 50


def test_a_far_cell_costs_nothing(tmp_path: Path) -> None:
    """A sheet holds what has a value, not the rectangle that its places span."""
    path = tmp_path / "k.xlsx"
    path.write_bytes(with_member(SHEET, cells(b'<c r="A1" t="str"><v>a</v></c><c r="XFD1048576"><v>1</v></c>')))
    assert read_sheets(path)[1].rows == {1: {0: "a", 16_383: "1"}}


def test_a_text_that_many_cells_share_is_kept_once(tmp_path: Path) -> None:
    """A hundred thousand cells of one long text take no more memory than one."""
    path = tmp_path / "k.xlsx"
    path.write_bytes(shared_bomb(2_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rows = read_sheets(path)[1].rows
    assert sum(len(row) for row in rows.values()) == 99_900
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


def test_formulas_are_read_by_their_values(tmp_path: Path) -> None:
    """A formula's saved value is read; one that was never computed is a fault, not an empty cell."""
    path = tmp_path / "k.xlsx"
    written = (
        b'<c r="A1" t="str"><f>B1</f><v>a</v></c><c r="B1"><f>1+1</f></c><c r="C1" t="e"><f>X()</f><v>#NAME?</v></c>'
    )
    path.write_bytes(with_member(SHEET, cells(written)))
    read = read_sheets(path)[1]
    assert (read.rows, read.faults) == ({1: {0: "a", 1: "", 2: "#NAME?"}}, {(1, 1), (1, 2)})


def test_dates_are_told_by_their_look(tmp_path: Path) -> None:
    """A number with a date's look is a date, written as one."""
    path = tmp_path / "k.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_number(0, 0, 42401, book.add_format({"num_format": "d.m.yyyy"}))
        sheet.write_number(0, 1, 42401.5, book.add_format({"num_format": 22}))
        sheet.write_number(0, 2, 42401, book.add_format({"num_format": "0.00"}))
    assert read_sheets(path, dated=dated)[0].rows == {1: {0: "1.2.2016", 1: "1.2.2016 12:00", 2: "42401"}}
