"""OpenDocument text: paragraphs and tables in order; notes, comments and tracked deletions are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from teema.errors import ReadFailed
from teema.formats.safety import Archive, parse_xml
from teema.formats.source import Reading, Source
from teema.formats.transcripts.elements import attribute, local
from teema.formats.transcripts.styled import Block, Paragraph, Run, Table, reading_of, words_of
from teema.formats.transcripts.word_lists import listed_words

_DROPPED = listed_words(
    """tracked-changes annotation note sequence-decls variable-decls user-field-decls forms desc title script
    table-columns table-column object object-ole image event-listeners"""
)
_MANIFEST = "META-INF/manifest.xml"
_SPACE = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 40


def read(source: Source) -> Reading:
    """Read an .odt. Errors: F105 encrypted, F106 or F108 damaged, F107 or F109 unsafe."""
    archive = Archive(source.data, source.name, source.limits)
    if _MANIFEST in archive.names and b"encryption-data" in archive.read(_MANIFEST):
        raise ReadFailed("F105", path=source.name)
    root = parse_xml(archive.read("content.xml"), source.name)
    body = next((element for element in root.iter("{*}text") if local(element.getparent()) == "body"), None)
    if body is None:
        raise ReadFailed("F108", path=source.name)
    return reading_of(_blocks(body, _bold_styles(root)), source)


def _bold_styles(root: etree._Element) -> frozenset[str]:
    """Return the names of the automatic styles that are bold."""
    styles = (style for style in root.iter("{*}style") if any(map(_is_bold, style)))
    return frozenset(attribute(style, "name") for style in styles)


def _is_bold(properties: etree._Element) -> bool:
    return local(properties) == "text-properties" and attribute(properties, "font-weight") in (
        "bold",
        "700",
        "800",
        "900",
    )


def _blocks(container: etree._Element, bold: frozenset[str]) -> Iterator[Block]:
    for each in container:
        name = local(each)
        if name in ("p", "h"):
            yield Paragraph(tuple(_trimmed(list(_runs(each, bold, attribute(each, "style-name") in bold)))))
            yield from _boxes(each, bold)
        elif name == "table":
            yield Table(tuple(_cells(row, bold) for row in _rows(each)))
        elif name not in _DROPPED:
            yield from _blocks(each, bold)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for each in table:
        if local(each) == "table-row":
            yield each
        elif local(each) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(each)


def _cells(row: etree._Element, bold: frozenset[str]) -> tuple[str, ...]:
    cells = (each for each in row if local(each) == "table-cell")
    return tuple(words_of(_blocks(cell, bold)) for cell in cells)


def _runs(element: etree._Element, bold: frozenset[str], is_bold: bool) -> Iterator[Run]:
    """Yield the words of a paragraph or span; white space counts as one space, others are written as elements."""
    yield Run(_SPACE.sub(" ", element.text or ""), is_bold)
    for each in element:
        name = local(each)
        if name in ("s", "tab", "line-break"):
            yield Run(_white(each, name), is_bold)
        elif name not in _DROPPED and name not in ("frame", "text-box", "custom-shape"):
            style = attribute(each, "style-name") if name == "span" else ""
            yield from _runs(each, bold, is_bold or style in bold)
        yield Run(_SPACE.sub(" ", each.tail or ""), is_bold)


def _white(element: etree._Element, name: str) -> str:
    if name != "s":
        return "\t" if name == "tab" else "\n"
    count = attribute(element, "c")
    return " " * (min(int(count), _MOST_SPACES) if count.isdecimal() and len(count) < 9 else 1)


def _trimmed(runs: list[Run]) -> Iterator[Run]:
    """Leave out the empty runs, and the space with which a line of XML begins."""
    begun = False
    for run in runs:
        words = run.words if begun else run.words.lstrip(" ")
        begun = begun or bool(words)
        if words:
            yield Run(words, run.bold)


def _boxes(element: etree._Element, bold: frozenset[str]) -> Iterator[Block]:
    """Yield what stands in the text boxes of a paragraph."""
    if next(element.iter("{*}text-box"), None) is None:
        return
    for each in element:
        if local(each) == "text-box":
            yield from _blocks(each, bold)
        elif local(each) not in _DROPPED:
            yield from _boxes(each, bold)
