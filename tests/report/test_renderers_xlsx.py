"""The workbook: a sheet a table, numbers that count, text that never computes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from teema.report.blocks import Cell, Column, Line, Report, Table, cell
from teema.report.xlsx import sheet_names, write_xlsx


def book(tmp_path: Path, *tables: Table, extra: tuple[Table, ...] = (), language: str = "fi") -> CalamineWorkbook:
    """Write a workbook of some tables and read it back."""
    path = tmp_path / "r.xlsx"
    write_xlsx(Report("R", "", language, "public", tables), extra, path)  # type: ignore[arg-type]
    return CalamineWorkbook.from_path(str(path))


def table(*values: str, numeric: bool = False, sheet: str = "T", key: str = "t") -> Table:
    """Return a table of one column."""
    return Table(key, "Otsikko", (Column("Arvo", numeric),), tuple((cell(value),) for value in values), sheet=sheet)


def test_each_table_has_a_sheet_and_the_contents_lead_to_them(working: Report, tmp_path: Path) -> None:
    """Contents first, then the report's tables in order, then the extra ones; names valid and unique."""
    path = tmp_path / "r.xlsx"
    write_xlsx(working, (table("x", sheet="Kokemukset"),), path)
    read = CalamineWorkbook.from_path(str(path))
    assert read.sheet_names == [
        "Sisällys",
        "Kokemukset",
        "Tilat kaikki osa",
        "Tilat_ kaikki_osa",
        "Tyhjä taulukko",
        "Kokemukset 2",
    ]
    rows = read.get_sheet_by_name("Sisällys").to_python()
    assert ["Kokemukset", "Asiakaskokemukset alateemoittain", 3.0, "n = ryhmän haastatellut asiakkaat."] in rows


def test_numbers_are_numbers(tmp_path: Path) -> None:
    """In a numeric column a number as it is written in the language becomes a number; what is none stays text."""
    read = book(tmp_path, table("1\u202f234", "−0,5", "45 %", "3/4", "", "ei", numeric=True))
    assert [row[0] for row in read.get_sheet_by_index(1).to_python()] == ["Arvo", 1234.0, -0.5, 0.45, "3/4", "", "ei"]


def test_english_numbers_are_read_the_english_way(tmp_path: Path) -> None:
    """A comma groups thousands in English and marks decimals in Finnish."""
    read = book(tmp_path, table("1,234.5", "1,5", numeric=True), language="en")
    assert [row[0] for row in read.get_sheet_by_index(1).to_python()[1:]] == [1234.5, "1,5"]


def test_text_columns_keep_digits_as_text(tmp_path: Path) -> None:
    """An identifier keeps its leading zeros."""
    assert book(tmp_path, table("007")).get_sheet_by_index(1).to_python()[1] == ["007"]


@pytest.mark.parametrize("numeric", [True, False])
def test_nothing_said_becomes_a_formula(numeric: bool, tmp_path: Path) -> None:
    """Words that begin like a formula or an address are written as words."""
    hard = ["=1+1", "+1+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "{=1}", "http://a.b", "=HYPERLINK(1)"]
    read = book(tmp_path, table(*hard, numeric=numeric))
    assert [row[0] for row in read.get_sheet_by_index(1).to_python()[1:]] == hard
    with zipfile.ZipFile(tmp_path / "r.xlsx") as container:
        assert b"<f>" not in container.read("xl/worksheets/sheet2.xml")


def test_counts_stand_under_the_lines_they_count(tmp_path: Path) -> None:
    """A cell's lines keep their breaks; how many of how many said so comes last."""
    both = Table("t", "T", (Column("a"),), ((Cell((Line("hidas"), Line("vaikea")), 3, 4),), (Cell(count=2),)))
    assert [row[0] for row in book(tmp_path, both).get_sheet_by_index(1).to_python()[1:]] == ["hidas\nvaikea\n3/4", 2.0]


def test_a_text_too_long_for_a_cell_is_cut_visibly(tmp_path: Path) -> None:
    """Excel holds 32,767 characters a cell; the rest is cut with an ellipsis, not lost with the whole cell."""
    text = book(tmp_path, table("ä" * 40_000)).get_sheet_by_index(1).to_python()[1][0]
    assert len(text) == 32_767
    assert text.endswith("ä…")


def test_the_header_is_frozen_and_filters(tmp_path: Path) -> None:
    """The header row stays in sight and carries filters."""
    book(tmp_path, table("x"))
    with zipfile.ZipFile(tmp_path / "r.xlsx") as container:
        sheet = container.read("xl/worksheets/sheet2.xml")
    assert b'state="frozen"' in sheet
    assert b'<autoFilter ref="A1:A2"' in sheet


def test_sheet_names_are_short_and_unique_whatever_is_asked() -> None:
    """Long names that begin alike stay apart within 31 characters; quotes at the ends go."""
    names = list(sheet_names(["a" * 40, "a" * 40, "'x'", "A" * 31, "[]"]))
    assert names[2] == "x"
    assert all(0 < len(name) <= 31 for name in names)
    assert len({name.casefold() for name in names}) == 5
