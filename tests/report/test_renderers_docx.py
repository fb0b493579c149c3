"""The Word document's structure, read back with python-docx."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT

from teema.report.blocks import Column, Report, Table, cell
from teema.report.docx import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def written(working: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as docx."""
    path = tmp_path_factory.mktemp("docx") / "r.docx"
    write_docx(working, path)
    return path


@pytest.fixture(scope="module")
def document(written: Path) -> Document:
    """The sample read back."""
    return docx.Document(str(written))


def test_headings_are_real_headings(document: Document) -> None:
    """Chapters carry Word's own heading styles, which the contents and screen readers go by."""
    found = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert found[:2] == [("Heading 1", "Johdanto"), ("Heading 2", "Kokemukset alateemoittain & ryhmittäin")]


def test_contents_are_written_out_before_word_updates_them(document: Document) -> None:
    """The contents are a TOC field whose entries stand there already, numbered; no prompt is asked for."""
    entries = [
        "".join(
            t.text or "" if t.tag == f"{W}t" else "|"
            for t in p._p.iter(f"{W}t", f"{W}tab")
            if t.getparent().tag == f"{W}r"
        )
        for p in document.paragraphs
        if p.style.name.startswith("toc")
    ]
    assert entries == [
        "1|Johdanto",
        "1.1|Kokemukset alateemoittain & ryhmittäin",
        "2|Odotukset ja kokemukset",
        "2.1|Tilat",
        "3|Liitteet",
    ]
    assert any("TOC" in (text.text or "") for text in document.element.iter(f"{W}instrText"))
    assert document.settings.element.find(f"{W}updateFields") is None


def test_captions_and_references_are_fields(document: Document) -> None:
    """Each caption's number is a SEQ field under a bookmark; each reference is a REF field to such a bookmark."""
    fields = [one.get(f"{W}instr").strip() for one in document.element.iter(f"{W}fldSimple")]
    marks = {one.get(f"{W}name") for one in document.element.iter(f"{W}bookmarkStart")}
    targets = {one.split()[1] for one in fields if one.startswith("REF")}
    assert fields.count(r"SEQ Taulukko \* ARABIC") == 4
    assert fields.count(r"SEQ Kuvio \* ARABIC") == 1
    assert targets == {"_Ref_table_1", "_Ref_table_2", "_Ref_table_3", "_Ref_figure_1"}
    assert targets <= marks


def test_bookmark_ids_are_unique(document: Document) -> None:
    """Two bookmarks with one id would make Word repair the file."""
    ids = [one.get(f"{W}id") for one in document.element.iter(f"{W}bookmarkStart")]
    assert len(ids) == len(set(ids))


def test_tables_repeat_their_header_and_keep_rows_whole(document: Document) -> None:
    """The first row repeats on every page, and short rows don't split."""
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
        assert all(row._tr.trPr.find(f"{W}cantSplit") is not None for row in table.rows)


def test_a_row_taller_than_a_page_may_split(tmp_path: Path) -> None:
    """A row that fits on no page is let go on over the page's end."""
    table = Table("t", "T", (Column("a"), Column("b")), ((cell("x"), cell("sana " * 2000)),))
    write_docx(Report("R", "", "fi", "public", (table,)), tmp_path / "r.docx")
    row = docx.Document(str(tmp_path / "r.docx")).tables[0].rows[1]
    assert row._tr.trPr is None


def test_states_are_tinted_and_said(document: Document) -> None:
    """A state's cell has its fill and its words; hatching marks what was not asked."""
    cells = document.tables[1].rows[1].cells
    fills = [one._tc.tcPr.find(f"{W}shd") for one in cells]
    assert cells[2].text == "täyttyi"
    assert fills[2].get(f"{W}fill") == "DFF0EA"
    assert fills[6].get(f"{W}val") == "thinDiagStripe"
    assert fills[1] is None


def test_wide_tables_stand_on_landscape_pages(document: Document) -> None:
    """Only the section of the wide table is turned; all are A4 with margins of 2.5 cm."""
    assert [one.orientation for one in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert {round(one.left_margin.cm, 1) for one in document.sections} == {2.5}
    assert round(document.sections[0].page_width.cm, 1) == 21.0


def test_no_paragraph_is_empty(document: Document) -> None:
    """Space comes from styles; only the hairline that ends a section after a table may be empty."""
    empty = [
        p for p in document.paragraphs if not "".join(p._p.itertext()).strip() and not list(p._p.iter("{*}drawing"))
    ]
    assert {p.style.name for p in empty} <= {"Section end"}


def test_pictures_have_alternative_text(document: Document) -> None:
    """A picture says in words what it shows."""
    described = [one.get("descr") for one in document.element.iter("{*}docPr")]
    assert described == ["Pylväskuvio: asiakkuus 3, palvelut 3"]


def test_the_document_says_its_language_and_date(document: Document) -> None:
    """Language and dates come from the report, never from the machine."""
    about = document.core_properties
    assert about.language == "fi-FI"
    assert about.created.replace(tzinfo=UTC) == datetime(2016, 8, 3, tzinfo=UTC)
    assert about.author == "Teema"
    assert [one.get(f"{W}val") for one in document.styles.element.iter(f"{W}lang")] == ["fi-FI"]


def test_text_is_kept_letter_by_letter(document: Document, working: Report) -> None:
    """Markup characters, emoji and what looks like a formula stay text."""
    hard = working.blocks[2].runs[-1].text  # type: ignore[union-attr]
    assert hard in document.paragraphs[[p.text[:13] for p in document.paragraphs].index("Tavoitettavuu")].text
    assert document.tables[0].rows[2].cells[1].text == hard


def test_every_entry_of_the_container_has_the_same_date(written: Path) -> None:
    """The zip's own metadata is fixed, and the content types come first."""
    with zipfile.ZipFile(written) as container:
        entries = container.infolist()
    assert entries[0].filename == "[Content_Types].xml"
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
