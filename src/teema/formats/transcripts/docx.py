"""Word documents: paragraphs and tables in order, insertions kept, deletions and field codes dropped."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from teema.errors import ReadFailed
from teema.formats.safety import Archive, parse_xml
from teema.formats.source import Reading, Source
from teema.formats.transcripts.elements import attribute, child, local
from teema.formats.transcripts.styled import Block, Paragraph, Run, Table, reading_of, words_of
from teema.formats.transcripts.word_lists import listed_words

_DROPPED = listed_words(
    """del moveFrom Fallback instrText delText delInstrText pPr rPr sectPr tblPr tblGrid footnoteReference
    endnoteReference commentReference annotationRef footnoteRef endnoteRef ruby rt"""
)
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def read(source: Source) -> Reading:
    """Read a .docx. Errors: F105 encrypted, F106 or F108 damaged, F107 or F109 unsafe."""
    archive = Archive(source.data, source.name, source.limits)
    root = parse_xml(archive.read(_main_part(archive, source.name)), source.name)
    body = child(root, "body")
    if body is None:
        raise ReadFailed("F108", path=source.name)
    return reading_of(_blocks(body, _bold_styles(archive, source.name)), source)


def _main_part(archive: Archive, name: str) -> str:
    """Return the path of the document's body, as the package's relations give it."""
    if "_rels/.rels" in archive.names:
        for relation in parse_xml(archive.read("_rels/.rels"), name):
            if attribute(relation, "Type").endswith("/officeDocument"):
                return attribute(relation, "Target").lstrip("/")
    return "word/document.xml"


def _is_on(properties: etree._Element | None, name: str) -> bool | None:
    """Tell whether a property such as bold is on; None where it is not mentioned."""
    found = child(properties, name)
    return None if found is None else attribute(found, "val") not in ("0", "false", "off", "none")


def _bold_styles(archive: Archive, name: str) -> frozenset[str]:
    """Return the ids of the character and paragraph styles that are bold in themselves."""
    if "word/styles.xml" not in archive.names:
        return frozenset()
    root = parse_xml(archive.read("word/styles.xml"), name)
    styles = [each for each in root if local(each) == "style" and _is_on(child(each, "rPr"), "b")]
    return frozenset(attribute(style, "styleId") for style in styles)


def _blocks(container: etree._Element, bold: frozenset[str]) -> Iterator[Block]:
    """Yield paragraphs and tables, those in content controls and text boxes too."""
    held: tuple[Run, ...] = ()
    for each in _content(container):
        if local(each) == "p":
            held += tuple(_runs(each, bold))
            if not _mark_is_deleted(each):
                yield Paragraph(held)
                held = ()
            yield from _boxes(each, bold)
        else:
            yield Table(tuple(_cells(row, bold) for row in _rows(each)))
    if held:
        yield Paragraph(held)


def _content(container: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables of a container and of all that it contains, however deep."""
    open_ones = [iter(container)]
    while open_ones:
        each = next(open_ones[-1], None)
        if each is None:
            open_ones.pop()
        elif local(each) in ("p", "tbl"):
            yield each
        elif local(each) not in _DROPPED:
            open_ones.append(iter(each))


def _mark_is_deleted(paragraph: etree._Element) -> bool:
    """Tell whether the paragraph's end is a tracked deletion, so that it runs into the next."""
    return child(child(child(paragraph, "pPr"), "rPr"), "del") is not None


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for each in table:
        if local(each) == "tr":
            yield each
        elif local(each) not in _DROPPED:
            yield from _rows(each)


def _cells(row: etree._Element, bold: frozenset[str]) -> tuple[str, ...]:
    cells: list[str] = []
    for each in row:
        if local(each) == "tc":
            cells.append(words_of(_blocks(each, bold)))
        elif local(each) in ("sdt", "sdtContent", "ins", "customXml"):
            cells.extend(_cells(each, bold))
    return tuple(cells)


def _runs(element: etree._Element, bold: frozenset[str]) -> Iterator[Run]:
    for each in element:
        name = local(each)
        if name == "r":
            yield from _run(each, bold)
        elif name not in _DROPPED and name != "txbxContent":
            yield from _runs(each, bold)


def _run(run: etree._Element, bold: frozenset[str]) -> Iterator[Run]:
    properties = child(run, "rPr")
    if _is_on(properties, "vanish"):
        return
    own, style = _is_on(properties, "b"), child(properties, "rStyle")
    is_bold = own if own is not None else style is not None and attribute(style, "val") in bold
    words = "".join(map(_words, run))
    if words:
        yield Run(words, is_bold)


def _words(element: etree._Element) -> str:
    name = local(element)
    if name == "t":
        return element.text or ""
    if name == "br" and attribute(element, "type") in ("page", "column"):
        return ""
    return _CHARACTERS.get(name, "")


def _boxes(paragraph: etree._Element, bold: frozenset[str]) -> Iterator[Block]:
    """Yield what stands in a paragraph's text boxes, once: the fallback for old versions repeats it."""
    if next(paragraph.iter("{*}txbxContent"), None) is None:
        return
    for each in paragraph:
        if local(each) == "txbxContent":
            yield from _blocks(each, bold)
        elif local(each) not in _DROPPED:
            yield from _boxes(each, bold)
