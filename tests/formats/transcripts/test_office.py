"""Word processors and web pages: docx, odt, rtf, html and the tables in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from odf.opendocument import OpenDocumentText
from odf.style import Style, TextProperties
from odf.table import Table, TableCell, TableRow
from odf.text import LineBreak, P, S, Span, Tab

from teema.formats.transcripts import Transcript, read_transcript
from teema.study.documents import Document

Reader = Callable[[str, bytes], Transcript]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def reader(name: str, data: bytes) -> Transcript:
        path = tmp_path / name
        path.write_bytes(data)
        return read_transcript(path)

    return reader


def word(body: str) -> bytes:
    """Pack the inside of a document body as the smallest .docx."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return packed.getvalue()


def saved(document: object) -> bytes:
    packed = io.BytesIO()
    document.save(packed)  # type: ignore[attr-defined]
    return packed.getvalue()


def lines(transcript: Transcript) -> list[str]:
    return transcript.document.text.split("\n")


def spoken(document: Document) -> list[tuple[str, str]]:
    return [(turn.speaker, document.said(turn)) for turn in document.turns]


def test_word_paragraphs_with_bold_labels(read: Reader) -> None:
    """Bold labels with a colon, inside or outside the bold; the colon stands in for bold where it is missing."""
    document = docx.Document()
    document.add_heading("Haastattelu 1")
    for label, words in [("Anna:", " Miten menee?"), ("Matti", ": No joo."), ("Anna", " Kiva."), ("Matti", "\tNiin.")]:
        paragraph = document.add_paragraph()
        paragraph.add_run(label).bold = True
        paragraph.add_run(words)
    found = read("a.docx", saved(document))
    assert lines(found) == ["Haastattelu 1", "Anna: Miten menee?", "Matti: No joo.", "Anna: Kiva.", "Matti: Niin."]
    assert [turn.speaker for turn in found.document.turns] == ["Anna", "Matti", "Anna", "Matti"]


def test_bold_words_that_are_no_labels_stay_as_they_are(read: Reader) -> None:
    """Emphasis at the start of a paragraph is neither a label nor given a colon."""
    document = docx.Document()
    for bold, words in [
        ("Hyvä", " palvelu on tärkeää."),
        ("Ei koskaan", " enää."),
        ("Kyllä", " se on."),
        ("Kyllä", " on."),
    ]:
        paragraph = document.add_paragraph()
        paragraph.add_run(bold).bold = True
        paragraph.add_run(words)
    assert lines(read("a.docx", saved(document)))[0] == "Hyvä palvelu on tärkeää."
    assert ":" not in read("a.docx", saved(document)).document.text


def test_word_names_on_lines_of_their_own(read: Reader) -> None:
    """Teams writes the name, the time and a line break into one paragraph."""
    document = docx.Document()
    for name, time, words in [("Anna Aalto", "0:03", "Miten menee?"), ("Matti M", "1:02:03", "No joo.")]:
        paragraph = document.add_paragraph()
        paragraph.add_run(name).bold = True
        paragraph.add_run(f"   {time}\n{words}")
    found = read("a.docx", saved(document)).document
    assert spoken(found) == [("Anna Aalto", "Miten menee?"), ("Matti M", "No joo.")]
    assert [turn.from_ms for turn in found.turns] == [3000, 3_723_000]


@pytest.mark.parametrize(
    "rows",
    [
        [("Haastattelija", "Miten menee?"), ("H1", "No joo.\nIhan hyvin."), ("Haastattelija", "Kiva.")],
        [("Puhuja", "Teksti"), ("Anna:", "Miten menee?"), ("Matti:", "No joo.\nIhan hyvin."), ("Anna:", "Kiva.")],
        [("0:01", "Anna", "Miten menee?"), ("0:05", "Matti", "No joo.\nIhan hyvin."), ("0:09", "Anna", "Kiva.")],
        [("1", "Anna", "Miten menee?", "0:01"), ("2", "Matti", "No joo.\nIhan hyvin.", "0:05"), ("3", "Anna", "Kiva.", "0:09")],
    ],
)  # fmt: skip
def test_tables_of_speakers_and_words(read: Reader, rows: list[tuple[str, ...]]) -> None:
    """Two or more columns, with or without a heading and times, become labelled lines; a cell keeps its paragraphs."""
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    found = read("a.docx", saved(document)).document
    assert [words for _, words in spoken(found)] == ["Miten menee?", "No joo.\nIhan hyvin.", "Kiva."]
    assert len(found.speakers) == 2
    assert found.turns[1].from_ms == (5000 if any("0:05" in row for row in rows) else None)


def test_other_tables_keep_their_place_and_cells(read: Reader) -> None:
    """A table of facts is no transcript; it stands between its neighbours with its cells apart."""
    document = docx.Document()
    document.add_paragraph("Ennen.")
    table = document.add_table(2, 2)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells), ["Kesto", "58 min", "Paikka", "Lahti"], strict=True
    ):
        cell.text = words
    document.add_paragraph("Jälkeen.")
    assert lines(read("a.docx", saved(document))) == ["Ennen.", "Kesto\t58 min", "Paikka\tLahti", "Jälkeen."]


def test_word_shows_what_a_reader_sees(read: Reader) -> None:
    """Insertions, results of fields, links and text boxes show; deletions, codes, hidden words and moves away do not."""
    body = """
    <w:p><w:r><w:t>H1: </w:t></w:r><w:ins><w:r><w:t>lisätty</w:t></w:r></w:ins><w:del><w:r><w:delText>pois</w:delText></w:r></w:del>
      <w:moveFrom><w:r><w:t>siirretty</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>piilo</w:t></w:r>
      <w:r><w:instrText> PAGE </w:instrText></w:r><w:hyperlink><w:r><w:tab/><w:t>linkki</w:t><w:br/><w:t>rivi</w:t></w:r></w:hyperlink></w:p>
    <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Yhteen </w:t></w:r></w:p><w:p><w:r><w:t>kappaleeseen.</w:t></w:r></w:p>
    <w:sdt><w:sdtContent><w:p><w:r><w:t>Kentässä</w:t></w:r></w:p></w:sdtContent></w:sdt>
    <w:p><w:r><w:t>Laatikko:</w:t></w:r><w:r><w:drawing><w:txbxContent><w:p><w:r><w:t>sisällä</w:t></w:r></w:p></w:txbxContent></w:drawing>
      <w:Fallback><w:txbxContent><w:p><w:r><w:t>sisällä</w:t></w:r></w:p></w:txbxContent></w:Fallback></w:r></w:p>"""
    assert lines(read("a.docx", word(body))) == [
        "H1: lisätty\tlinkki",
        "rivi",
        "Yhteen kappaleeseen.",
        "Kentässä",
        "Laatikko:",
        "sisällä",
    ]


def test_open_document_text(read: Reader) -> None:
    """Bold styles, spaces, tabs, line breaks and tables of an .odt."""
    document = OpenDocumentText()
    bold = Style(name="B", family="text")
    bold.addElement(TextProperties(fontweight="bold"))
    document.automaticstyles.addElement(bold)
    for label, words in [("Anna", " Miten\n   menee?"), ("Matti", " No joo."), ("Anna", " Kiva."), ("Matti", " Niin.")]:
        paragraph = P()
        paragraph.addElement(Span(stylename=bold, text=label))
        paragraph.addText(words)
        document.text.addElement(paragraph)
    paragraph = P(text="väli")
    for element in (S(c=2), Tab(), LineBreak()):
        paragraph.addElement(element)
    paragraph.addText("loppu")
    document.text.addElement(paragraph)
    table = Table()
    for label, words in [("H1", "Taulukossa."), ("H", "Niin.")]:
        row = TableRow()
        for cell_words in (label, words):
            cell = TableCell()
            cell.addElement(P(text=cell_words))
            row.addElement(cell)
        table.addElement(row)
    document.text.addElement(table)
    assert lines(read("a.odt", saved(document))) == [
        "Anna: Miten menee?",
        "Matti: No joo.",
        "Anna: Kiva.",
        "Matti: Niin.",
        "väli",
        "loppu",
        "H1: Taulukossa.",
        "H: Niin.",
    ]


def test_open_document_tracked_deletions_and_notes_are_left_out(read: Reader) -> None:
    """Deleted words are kept in a section of their own; comments and footnotes stand inside paragraphs."""
    packed = io.BytesIO()
    names = 'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<o:document-content {names}><o:body><o:text><t:tracked-changes><t:deletion><t:p>pois</t:p></t:deletion>"
            '</t:tracked-changes><t:p>H1: jää<o:annotation><t:p>kommentti</t:p></o:annotation><t:s t:c="99999999"/>tähän'
            "<t:note><t:note-body><t:p>alaviite</t:p></t:note-body></t:note>.</t:p></o:text></o:body></o:document-content>",
        )
    text = read("a.odt", packed.getvalue()).document.text
    assert text.split() == ["H1:", "jää", "tähän."]
    assert len(text) < 100


def test_rich_text(read: Reader) -> None:
    """Code pages, Unicode with fallbacks, emoji in halves, bold labels, tables; hidden and deleted words are left out."""
    text = (
        rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset186 Balt;}}{\info{\title Nimi}}"
        rb"{\*\generator X;}\pard\f0{\b Anna} Miten \'e4iti \u228?\u228\'e4 voi?\par "
        rb"{\b Matti} No \u-10179?\u-8704? {\v piilo}{\deleted pois}joo.\par"
        b"\r\n"
        rb"{\b Anna} {\f1 \'f0} {\field{\*\fldinst HYPERLINK x}{\fldrslt linkki}}\line rivi\par {\b Matti} Niin.\par "
        rb"\trowd\intbl H1\cell Joo\par ja ei\cell\row\trowd\intbl H\cell Aha\cell\row\pard Loppu\par}"
    )
    assert lines(read("a.rtf", text)) == [
        "Anna: Miten äiti ää voi?",
        "Matti: No 😀 joo.",
        "Anna: š linkki",
        "rivi",
        "Matti: Niin.",
        "H1: Joo",
        "ja ei",
        "H: Aha",
        "Loppu",
    ]


def test_rich_text_that_is_cut_is_read_with_a_warning(read: Reader) -> None:
    """What is there is read, and the user is told that the file ends in the middle (F128)."""
    found = read("a.rtf", rb"{\rtf1\ansi {\b H1:} Joo\par ja sit")
    assert found.document.text == "H1: Joo\nja sit"
    assert [problem.code for problem in found.problems] == ["F128"]


def test_web_pages(read: Reader) -> None:
    """What a browser shows: blocks are lines, white space shrinks, scripts and hidden parts are left out."""
    page = """<!DOCTYPE html><html><head><title>Ei</title><style>p {}</style></head><body><h1>Otsikko</h1>
    <p><b>Anna</b>  Miten
       menee &amp; voi?</p><div><strong>Matti</strong> No<br>joo.<script>x()</script></div>
    <p><span style="font-weight: bold">Anna</span> Kiva.</p><p><b>Matti</b> Niin.</p><p style="display:none">Piilo</p>
    <table><thead><tr><th>Puhuja</th><th>Teksti</th></tr></thead><tr><td>H1</td><td><p>Joo.</p></td></tr>
    <tr><td>H</td><td>Aha.</td></tr></table></body></html>"""
    assert lines(read("a.html", page.encode())) == [
        "Otsikko",
        "Anna: Miten menee & voi?",
        "Matti: No",
        "joo.",
        "Anna: Kiva.",
        "Matti: Niin.",
        "Puhuja\tTeksti",
        "H1: Joo.",
        "H: Aha.",
    ]


def test_web_pages_name_their_encoding(read: Reader) -> None:
    """The page's own charset is believed when the bytes agree."""
    page = '<html><head><meta charset="iso-8859-15"></head><body><p>H1: ääni 5 €</p></body></html>'
    found = read("a.htm", page.encode("iso-8859-15"))
    assert found.document.text == "H1: ääni 5 €"
    assert found.problems == ()


def test_markdown_tables_keep_bars_and_empty_cells(read: Reader) -> None:
    """An escaped bar belongs to the words of its cell, and an empty cell holds its column's place."""
    text = "| 0:01 | H | Mitä? |\n|---|---|---|\n| 0:05 | V1 | Joko \\| tai. |\n||H|Selvä.|\n"
    assert spoken(read("a.md", text.encode()).document) == [("H", "Mitä?"), ("V1", "Joko | tai."), ("H", "Selvä.")]


def test_markdown_without_its_marks(read: Reader) -> None:
    """Headings, emphasis, links, tags, escapes, code, quotes, rules and front matter show as a reader sees them."""
    text = (
        "---\ntitle: x\n---\n# Otsikko\n\n**Anna:** [00:00:01] *Miten* __menee__, ~~ei~~ `koodi` [linkki](https://e.org/a_(b))?  \n"
        "> **Matti**: snake_case_nimi, 2 * 3, \\*tähti\\* &amp; <b>lihava</b><br>rivi ![kuva](k.png) <https://e.org>\n\n"
        "---\n\n**Anna** Kiva.\n\n**Matti** Niin.\n\n<!-- ei\nnäy -->\n| Puhuja | Teksti |\n|---|---|\n| H1 | Joo |\n| H | Aha |\n"
    )
    assert [line for line in lines(read("a.md", text.encode())) if line] == [
        "Otsikko",
        "Anna: [00:00:01] Miten menee, ei koodi linkki?",
        "Matti: snake_case_nimi, 2 * 3, *tähti* & lihava",
        "rivi kuva https://e.org",
        "Anna: Kiva.",
        "Matti: Niin.",
        "Puhuja\tTeksti",
        "H1: Joo",
        "H: Aha",
    ]
