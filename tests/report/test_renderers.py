"""What every renderer keeps: the same numbers in every format, the same bytes every time, nothing read as markup."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest
from lxml import html as lxml_html

from teema.report.blocks import Cell, Column, Heading, Line, Paragraph, Report, Run, Table, cell
from teema.report.docx import write_docx
from teema.report.html import html_page, write_html
from teema.report.layout import numbering, pages, printable, said_lines
from teema.report.pdf import write_pdf
from teema.report.xlsx import write_xlsx


def workbook(report: Report, path: Path) -> None:
    """Write a workbook without extra tables."""
    write_xlsx(report, (), path)


WRITERS = {"docx": write_docx, "html": write_html, "pdf": write_pdf, "xlsx": workbook}
CAPTION = re.compile(r"(?:Taulukko|Kuvio) \d+\. \w+")


def pdf_text(path: Path) -> str:
    """Return the words of a PDF as one line."""
    with pypdfium2.PdfDocument(path) as document:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(text.replace("\ufffe\r\n", "").replace("\ufffe", "").split())


def docx_text(path: Path) -> str:
    """Return the words of a docx, fields' results included."""
    paragraphs = docx.Document(str(path)).element.body.iter("{*}p")
    return "\n".join("".join(text.text or "" for text in one.iter("{*}t")) for one in paragraphs)


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_report_gives_the_same_bytes(kind: str, working: Report, tmp_path: Path) -> None:
    """Writing twice gives equal files: no clock, no random name, no order that changes."""
    first, second = tmp_path / f"a.{kind}", tmp_path / f"b.{kind}"
    WRITERS[kind](working, first)
    WRITERS[kind](working, second)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("language", ["fi", "en"])
def test_an_empty_report_is_written(kind: str, language: str, tmp_path: Path) -> None:
    """A report without a single block, in either language, is still a document."""
    path = tmp_path / f"empty.{kind}"
    WRITERS[kind](Report("Tyhjä", "", language, "public", ()), path)  # type: ignore[arg-type]
    assert path.stat().st_size > 500


def test_captions_have_the_same_numbers_in_every_format(working: Report, tmp_path: Path) -> None:
    """Table 3 is table 3 in docx, html and pdf; each kind counts from one."""
    write_docx(working, tmp_path / "r.docx")
    write_pdf(working, tmp_path / "r.pdf")
    page = lxml_html.fromstring(html_page(working)).text_content()
    found = [CAPTION.findall(text) for text in (docx_text(tmp_path / "r.docx"), page, pdf_text(tmp_path / "r.pdf"))]
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == len(working.tables) + len(working.figures)


def test_references_read_the_same_in_every_format(working: Report, tmp_path: Path) -> None:
    """A reference says its word in the sentence's case and the caption's number."""
    write_docx(working, tmp_path / "r.docx")
    write_pdf(working, tmp_path / "r.pdf")
    page = lxml_html.fromstring(html_page(working)).text_content()
    for text in (docx_text(tmp_path / "r.docx"), page, pdf_text(tmp_path / "r.pdf")):
        plain = " ".join(text.split())
        assert "Alateemat kokoaa taulukko 1, ja tilat näkyvät taulukossa 2." in plain
        assert "(kuvio 1)" in plain


@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
def test_a_reference_to_nothing_is_refused(kind: str, tmp_path: Path) -> None:
    """A reference whose table is not in the report is a fault of the report: it never prints a wrong number."""
    report = Report("R", "", "fi", "public", (Paragraph((Run("", ref="poissa"),)),))
    with pytest.raises(KeyError, match="poissa"):
        WRITERS[kind](report, tmp_path / f"r.{kind}")


@pytest.mark.parametrize("kind", WRITERS)
def test_a_ragged_table_is_refused(kind: str, tmp_path: Path) -> None:
    """A row with a cell missing would shift the others under wrong headings: it is refused."""
    table = Table("t", "T", (Column("a"), Column("b")), ((cell("x"),),))
    with pytest.raises(ValueError, match="a row of 1 cells"):
        WRITERS[kind](Report("R", "", "fi", "public", (table,)), tmp_path / f"r.{kind}")


def test_two_captions_may_not_share_a_key() -> None:
    """Two tables with one key would make a reference ambiguous."""
    twin = Table("t", "T", (Column("a"),), ())
    with pytest.raises(ValueError, match="'t'"):
        numbering(Report("R", "", "fi", "public", (twin, twin)))


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_paper_says_how_many_rows_it_leaves_out(kind: str, tmp_path: Path) -> None:
    """On paper a long table shows its first rows and says that the rest stand in the workbook."""
    rows = tuple((cell(f"rivi{place:02d}"),) for place in range(20))
    path = tmp_path / f"r.{kind}"
    WRITERS[kind](Report("R", "", "fi", "public", (Table("t", "T", (Column("a"),), rows, paper_rows=6),)), path)
    text = docx_text(path) if kind == "docx" else pdf_text(path)
    assert "rivi05" in text
    assert "rivi06" not in text
    assert "… ja 14 muuta; kaikki ovat taulukkotyökirjassa." in text


def test_control_characters_never_reach_a_document() -> None:
    """Characters that XML forbids are left out; line breaks and tabs stay."""
    assert printable("a\x00\x0b\ud800b\tc\n") == "ab\tc\n"
    assert said_lines(Cell((Line("\x0bsana"), Line(" ")))) == (Line("sana"),)


def test_wide_tables_take_the_headings_above_them_along() -> None:
    """A landscape page holds the wide table and the headings right above it, so that none stays behind alone."""
    wide = Table("w", "W", (Column("a"),), (), wide=True)
    blocks = (Paragraph(()), Heading("1"), Heading("1.1", 2), wide, replace(wide, key="v"), Paragraph(()))
    assert [(turned, len(group)) for turned, group in pages(blocks)] == [(False, 1), (True, 4), (False, 1)]
