"""What all renderers agree on: which pages turn, how a table's width is shared, what is long enough for contents."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from lxml import html as lxml_html

from teema.report.blocks import Block, Cell, Column, Heading, Line, Paragraph, Report, Run, Table, cell
from teema.report.docx import write_docx
from teema.report.html import html_page
from teema.report.layout import has_contents, named, needs_breaks, pages, shares, small
from teema.report.pdf import write_pdf

WIDE = Table("w", "W", (Column("a"),), (), wide=True)


def said(text: str) -> Paragraph:
    """Return a paragraph of one run."""
    return Paragraph((Run(text),))


def test_what_leads_up_to_a_wide_table_turns_with_it() -> None:
    """A chapter's heading and opening words go on the landscape page; the chapter before stays upright."""
    before: list[Block] = [Heading("1"), said("one")]
    chapter: list[Block] = [Heading("2"), said("two"), WIDE]
    assert list(pages([*before, *chapter, said("after")])) == [
        (False, before),
        (True, chapter),
        (False, [said("after")]),
    ]


def test_numbers_leave_their_room_to_words() -> None:
    """A column takes no more than its longest line while another has more to say."""
    rows = ((cell("x"), cell("8/8"), Cell((Line("sana " * 40),))),)
    table = Table("t", "T", (Column("Aihe"), Column("k/n", numeric=True), Column("Selitys")), rows)
    name, number, words = shares(table, rows, 96)
    assert number < 0.1
    assert name < 0.1
    assert words > 0.8
    assert name + number + words == pytest.approx(1)


def test_no_column_is_narrower_than_its_longest_word() -> None:
    """Words are broken only where there is no room for all of them; a dash or underscore breaks by itself."""
    rows = ((cell("tiedottamiskanavat"), Cell((Line("sana " * 40),))),)
    table = Table("t", "T", (Column("a", weight=0.1), Column("b", weight=9)), rows)
    first, _ = shares(table, rows, 60)
    assert not needs_breaks(table.columns[0], [rows[0][0]], first * 60)
    assert needs_breaks(table.columns[0], [rows[0][0]], 12)
    assert not needs_breaks(table.columns[0], [cell("muutos_ja_päivitys–tilanne")], 13)


def test_letters_are_smaller_where_words_would_break() -> None:
    """Six columns of long words need smaller letters on paper; six of short ones don't."""
    long, short = ("asiakaskokemukset",) * 6, ("palvelut",) * 6
    for words, expected in ((long, True), (short, False)):
        rows = (tuple(map(cell, words)),)
        assert small(Table("t", "T", tuple(map(Column, words)), rows), rows) is expected


def test_sentences_are_not_row_names() -> None:
    """Names that head rows are bold; whole sentences are not."""
    assert named(((cell("asiakkuus"),), (cell("muutos- ja päivitystilanteet"),)))
    assert not named(((cell("asiakkuus"),), (cell("Kaikki haastatellut asiakkaat kiittävät palvelukeskuksen väkeä."),)))


@pytest.mark.parametrize(("headings", "expected"), [(1, False), (3, False), (4, True)])
def test_contents_are_for_reports_that_need_them(headings: int, expected: bool, tmp_path: Path) -> None:
    """A report of one chapter has no list of contents, in any format."""
    blocks = tuple(Heading(f"Luku {number}") for number in range(headings))
    report = Report("R", "", "fi", "public", blocks)
    assert has_contents(blocks) is expected
    assert bool(lxml_html.document_fromstring(html_page(report)).xpath("//nav")) is expected
    write_pdf(report, tmp_path / "r.pdf")
    write_docx(report, tmp_path / "r.docx")
    assert ("Sisällys" in _pages(tmp_path / "r.pdf")[1]) is expected
    assert (b"TOCHeading" in ZipFile(tmp_path / "r.docx").read("word/document.xml")) is expected


def test_a_tables_note_never_stands_alone(tmp_path: Path) -> None:
    """Wherever the last page of a table begins, rows stand above its note."""
    for rows in range(36, 42):
        table = Table(
            "t",
            "T",
            (Column("a"), Column("b")),
            tuple((cell(f"rivi{n}"), cell("x")) for n in range(rows)),
            "Selite tässä.",
        )
        write_pdf(Report("R", "", "fi", "public", (table,)), tmp_path / "r.pdf")
        last = _pages(tmp_path / "r.pdf")[-1]
        assert "Selite" in last
        assert f"rivi{rows - 1}" in last


def _pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [document[place].get_textpage().get_text_range() for place in range(len(document))]
