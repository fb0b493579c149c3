"""The PDF: accessible by PDF/UA-1, its text whole, its look from fixed fonts."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from teema.report.blocks import Column, Paragraph, Report, Run, Table, cell
from teema.report.layout import holds_together
from teema.report.pdf import write_pdf


def words(path: Path) -> str:
    """Return the words of a PDF as one line, hyphenated words joined."""
    with pypdfium2.PdfDocument(path) as document:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(re.sub("\ufffe(\r\n)?", "", text).split())


@pytest.fixture(scope="module")
def written(working: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as PDF."""
    path = tmp_path_factory.mktemp("pdf") / "r.pdf"
    write_pdf(working, path)
    return path


def test_it_declares_accessibility(written: Path) -> None:
    """The file says that it follows PDF/UA-1, is tagged, and in which language it speaks."""
    raw = written.read_bytes()
    assert re.search(rb"pdfuaid:part[>=\"]+1", raw)
    assert b"/Marked true" in raw
    assert b"/Lang(fi-FI)" in raw
    for tag in (b"/S/TH", b"/S/Table", b"/S/Figure", b"/S/Caption", b"/S/H1"):
        assert tag in raw.replace(b"/S /", b"/S/")


def test_it_is_dated_by_the_report(written: Path) -> None:
    """The creation date is the report's date, the title the report's title."""
    with pypdfium2.PdfDocument(written) as document:
        about = document.get_metadata_dict()
    assert about["CreationDate"].startswith("D:20160803000000")
    assert about["Title"] == "Asiakaskokemus & odotukset: Esimerkki Oy"


def test_wide_tables_stand_on_turned_pages(written: Path) -> None:
    """One page is landscape, the others upright."""
    with pypdfium2.PdfDocument(written) as document:
        turned = [page.get_width() > page.get_height() for page in document]
    assert turned.count(True) == 1


def test_text_is_never_read_as_markup(tmp_path: Path) -> None:
    """Typst's own signs print as they are."""
    hard = '#set page(width: 1cm) $x^2$ *a* _b_ @c `d` <e> = f // g \\ h #panic("x") [i] ~ --'
    report = Report(hard, hard, "fi", "public", (Paragraph((Run(hard),)),), about=((hard, hard),))
    write_pdf(report, tmp_path / "r.pdf")
    assert words(tmp_path / "r.pdf").count(hard) >= 2


def test_letters_without_a_glyph_become_boxes(tmp_path: Path) -> None:
    """PDF/UA allows no undrawable letter: an emoji prints as a box, the letters around it stay."""
    write_pdf(Report("R", "", "fi", "public", (Paragraph((Run("hyvä 😀 ääni, Ł ő š Ж ≥ 汉"),)),)), tmp_path / "r.pdf")
    assert "hyvä □ ääni, Ł ő š Ж ≥ □" in words(tmp_path / "r.pdf")


def test_headers_repeat_on_every_page(tmp_path: Path) -> None:
    """A table over several pages shows its header row on each of them."""
    rows = tuple((cell(f"rivi {place}"),) for place in range(120))
    write_pdf(Report("R", "", "fi", "public", (Table("t", "T", (Column("Otsake"),), rows),)), tmp_path / "r.pdf")
    with pypdfium2.PdfDocument(tmp_path / "r.pdf") as document:
        counts = [page.get_textpage().get_text_range().count("Otsake") for page in document]
    assert counts[0] == 0
    assert len(counts) > 3
    assert set(counts[1:]) == {1}


def test_a_cell_longer_than_a_page_is_printed_whole(tmp_path: Path) -> None:
    """A row too tall for one page goes on on the next: no word is lost off the page's end."""
    text = " ".join(f"sana{place}" for place in range(2500))
    row = (cell("x"), cell(text))
    write_pdf(
        Report("R", "", "fi", "public", (Table("t", "T", (Column("a"), Column("b")), (row,)),)), tmp_path / "r.pdf"
    )
    assert not holds_together(row)
    assert "sana2499" in words(tmp_path / "r.pdf")
