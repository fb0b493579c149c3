"""Writes a report as a Word document that looks like a thesis and updates like one.

The look stands in ``docx_template/styles.xml``; the text is laid in here. Captions are SEQ fields, references REF fields
to the caption's number, the contents a TOC field, all with their results written out.
"""

from __future__ import annotations

import io
import zipfile
from importlib.resources import files
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml

from teema.report.blocks import Block, Bullets, Figure, Heading, Paragraph, Picture, Quote, Report, Run, Table
from teema.report.docx_fields import attribute, bookmark, contents, end_section, field, paragraph, words
from teema.report.docx_tables import LANDSCAPE, UPRIGHT, table_xml
from teema.report.layout import (
    LOCALES,
    Numbering,
    has_contents,
    heading_numbers,
    more_rows,
    numbering,
    pages,
    paper_rows,
    printable,
)
from teema.report.reproducible import moment, write_repacked
from teema.wording import Language, say

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "rels.xml",
    "word/_rels/document.xml.rels": "document.rels.xml",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/footer1.xml": "footer.xml",
}
_FOOTER = "rId5"
_EMU = 9525
_WIDEST, _TALLEST = 5_760_000, 7_200_000
_SEPARATORS: dict[Language, tuple[str, str]] = {"fi": (",", ";"), "en": (".", ",")}
_RUN_STYLES = {"plain": "", "strong": "Strong", "emphasis": "Emphasis"}
_DEEPEST = 4


def write_docx(report: Report, path: Path) -> None:
    """Write the report as docx. Raises KeyError when a reference leads nowhere, ValueError on a ragged table."""
    document = docx.Document(io.BytesIO(_template(report.language)))
    body = "".join(_Writer(report, document).body())
    filled = parse_xml(f"<w:body {_NAMESPACES}>{body}</w:body>")
    document.element.replace(document.element.body, filled)
    _describe(document, report)
    saved = io.BytesIO()
    document.save(saved)
    write_repacked(saved.getvalue(), path)


def _template(language: Language) -> bytes:
    """Return an empty docx with the styles, in the report's language."""
    source = files("teema.report").joinpath("docx_template")
    decimal, separator = _SEPARATORS[language]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as container:
        for name, stored in _PARTS.items():
            text = source.joinpath(stored).read_text(encoding="utf-8").replace("LOCALE", LOCALES[language])
            container.writestr(name, text.replace("DECIMAL", decimal).replace("SEPARATOR", separator))
        container.writestr("word/document.xml", f"<w:document {_NAMESPACES}><w:body/></w:document>")
    return packed.getvalue()


def _describe(document: Document, report: Report) -> None:
    about = document.core_properties
    about.title, about.subject = printable(report.title), printable(report.subtitle)
    about.author = about.last_modified_by = "Teema"
    about.comments, about.language, about.revision = "", LOCALES[report.language], 1
    about.created = about.modified = moment(report.dated)


def _section(landscape: bool, first: bool) -> str:
    """Return the properties of a section of A4 pages; the very first page has no page number."""
    size = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' if landscape else '<w:pgSz w:w="11906" w:h="16838"/>'
    )
    head = 1020 if landscape else 1417
    margins = f'<w:pgMar w:top="{head}" w:right="1417" w:bottom="{head}" w:left="1417" w:header="567" w:footer="567" w:gutter="0"/>'
    footer = f'<w:footerReference w:type="default" r:id="{_FOOTER}"/>'
    return f'<w:sectPr>{footer}<w:type w:val="nextPage"/>{size}{margins}{"<w:titlePg/>" if first else ""}</w:sectPr>'


class _Writer:
    """Lays the blocks of one report into the body of one document."""

    def __init__(self, report: Report, document: Document) -> None:
        self.report, self.document = report, document
        self.numbering: Numbering = numbering(report)
        self.headings = [block for block in report.blocks if isinstance(block, Heading)]
        self.numbers = list(heading_numbers(self.headings))
        self.bookmarks = self.heading = 0

    def body(self) -> list[str]:
        """Return the XML of the whole body, its sections included."""
        written = [*self._front(), *self._contents()]
        runs = list(pages(self.report.blocks))
        first, before = True, False
        for landscape, blocks in runs:
            if landscape != before:
                end_section(written, _section(before, first))
                first, before = False, landscape
            self._lay(blocks, landscape, written)
        if before and not written[-1].startswith("<w:p>"):
            written.append(paragraph("Spacer", ""))
        return [*written, _section(before, first)]

    def _front(self) -> list[str]:
        report = self.report
        lines = [paragraph("Title", words(report.title))]
        if report.subtitle:
            lines.append(paragraph("Subtitle", words(report.subtitle)))
        return lines + [paragraph("About", words(f"{label}\t{value}")) for label, value in report.about]

    def _contents(self) -> list[str]:
        entries = [
            (heading.level, number, heading.text, f"_Toc_{place}")
            for place, (heading, number) in enumerate(zip(self.headings, self.numbers, strict=True), start=1)
            if heading.level <= 3
        ]
        title = paragraph("TOCHeading", words(say(self.report.language, "document.contents")))
        return [title, contents(entries)] if has_contents(self.headings) else []

    def _lay(self, blocks: list[Block], landscape: bool, written: list[str]) -> None:
        for block in blocks:
            after_table = bool(written) and written[-1].startswith("<w:tbl>")
            match block:
                case Heading():
                    written.append(self._heading(block))
                case Paragraph():
                    written.append(paragraph("AfterTable" if after_table else "Normal", self._runs(block)))
                case Bullets():
                    written += [paragraph("ListBullet", self._runs(item)) for item in block.items]
                case Quote():
                    written.append(_quote(block))
                case Table():
                    written += self._table(block, LANDSCAPE if landscape else UPRIGHT)
                case Figure():
                    written += self._figure(block)

    def _bookmark(self, name: str, content: str) -> str:
        self.bookmarks += 1
        return bookmark(name, self.bookmarks, content)

    def _heading(self, heading: Heading) -> str:
        self.heading += 1
        breaks = "<w:pageBreakBefore/>" if self.heading == 1 else ""
        style = f"Heading{min(heading.level, _DEEPEST)}"
        return paragraph(style, self._bookmark(f"_Toc_{self.heading}", words(heading.text)), breaks)

    def _runs(self, block: Paragraph) -> str:
        return "".join(self._run(run) for run in block.runs)

    def _run(self, run: Run) -> str:
        if not run.ref:
            return words(run.text, _RUN_STYLES[run.style])
        found = self.numbering.reference(run)
        return words(f"{found.word}\u00a0", _RUN_STYLES[run.style]) + field(
            rf"REF _Ref_{found.kind}_{found.number} \h", f"{found.number}"
        )

    def _caption(self, block: Table | Figure) -> str:
        word, number, title = self.numbering.caption(block)
        kind = "table" if isinstance(block, Table) else "figure"
        counted = self._bookmark(f"_Ref_{kind}_{number}", field(rf"SEQ {word} \* ARABIC", f"{number}", "Strong"))
        return words(f"{word} ", "Strong") + counted + words(title)

    def _table(self, table: Table, width: int) -> list[str]:
        rows, left = paper_rows(table, self.report.language)
        below = "\n".join(filter(None, (more_rows(left, self.report.language), table.note)))
        caption = paragraph("Caption", self._caption(table), "<w:keepNext/>")
        written = [caption, table_xml(table, rows, width, noted=bool(below))]
        return [*written, paragraph("Note", words(below))] if below else written

    def _figure(self, figure: Figure) -> list[str]:
        number = self.numbering.places[figure.key][1]
        drawing = _drawing(self.document, figure.picture, number)
        written = [paragraph("FigurePicture", drawing), paragraph("FigureCaption", self._caption(figure))]
        return [*written, paragraph("Note", words(figure.note))] if figure.note else written


def _quote(quote: Quote) -> str:
    source = words(f"\n{quote.source}", "QuoteSource") if quote.source else ""
    return paragraph("Quote", words(quote.text) + source)


def _drawing(document: Document, picture: Picture, number: int) -> str:
    """Return a picture inline, at its own size or as large as the page allows, with its alternative text."""
    relation, _ = document.part.get_or_add_image(io.BytesIO(picture.png))
    wide, tall = picture.width * _EMU, picture.height * _EMU
    scale = min(1.0, _WIDEST / wide, _TALLEST / tall)
    extent = f'cx="{round(wide * scale)}" cy="{round(tall * scale)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{number}" name="figure-{number}" descr="{attribute(picture.alt)}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="figure-{number}.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
