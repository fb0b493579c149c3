"""The small pieces of a Word document as XML text: runs, paragraphs, bookmarks, fields.

Fields carry their result already, so that captions, references and contents are right before Word updates anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from teema.report.layout import printable

TAB = "\t"
_QUOTES = {'"': "&quot;"}
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def attribute(text: str) -> str:
    """Return text as it may stand in an XML attribute's double quotes."""
    return escape(printable(text), _QUOTES).replace("\n", "&#10;")


def words(text: str, style: str = "") -> str:
    """Return a run of text; line breaks and tabs become Word's own. ``style`` is a character style.

    >>> words("a<b")
    '<w:r><w:t xml:space="preserve">a&lt;b</w:t></w:r>'
    """
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"<w:r>{properties}{_letters(printable(text))}</w:r>"


def _letters(text: str) -> str:
    if "\n" not in text and "\t" not in text:
        return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    pieces = text.replace("\n", "\0\n\0").replace("\t", "\0\t\0").split("\0")
    return "".join(
        _BREAKS.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in pieces if piece
    )


def paragraph(style: str, content: str, properties: str = "") -> str:
    """Return a paragraph of a style; ``properties`` is the rest of its pPr."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def field(instruction: str, shown: str, style: str = "") -> str:
    """Return a field with its result."""
    return f'<w:fldSimple w:instr=" {attribute(instruction)} ">{words(shown, style)}</w:fldSimple>'


def bookmark(name: str, number: int, content: str) -> str:
    """Return content under a bookmark; ``number`` is unique in the document."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def end_section(body: list[str], section: str) -> None:
    """End a section at the last paragraph of the body; after a table, which can't carry it, a hairline paragraph does."""
    if body and body[-1].startswith("<w:p>"):
        body[-1] = body[-1].replace("</w:pPr>", f"{section}</w:pPr>", 1)
    else:
        body.append(paragraph("Spacer", "", section))


def contents(entries: Iterable[tuple[int, str, str, str]]) -> str:
    """Return the field of contents with its entries (level, number, text, bookmark) written out.

    Page numbers are Word's to know: they appear when the reader updates the field.
    """
    lines = [
        (level, f'<w:hyperlink w:anchor="{anchor}" w:history="1">{words(number + TAB + text)}</w:hyperlink>')
        for level, number, text, anchor in entries
    ]
    lines[0] = (lines[0][0], _mark("begin") + _instruction(r'TOC \o "1-3" \h \z \u') + _mark("separate") + lines[0][1])
    lines[-1] = (lines[-1][0], lines[-1][1] + _mark("end"))
    return "".join(paragraph(f"TOC{level}", line) for level, line in lines)


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _instruction(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {escape(text)} </w:instrText></w:r>'
