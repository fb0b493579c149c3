"""Web pages and HTML exports: what a browser would show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from teema.errors import ReadFailed
from teema.formats.safety import check_tree
from teema.formats.source import Reading, Source, decoded
from teema.formats.transcripts.styled import Block, Paragraph, Run, Table, reading_of, words_of
from teema.formats.transcripts.word_lists import listed_words

_DROPPED = listed_words("head script style template noscript svg math object iframe select textarea button nav")
_BLOCKS = listed_words(
    """address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2
    h3 h4 h5 h6 header hr html li main ol p pre section summary ul"""
)
_SPACE = re.compile(r"[ \t\n]+")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")

_ONE = r"""[\s/"'<]*+[^\s=>/]++(?>\s*+=\s*+(?>"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
_ATTRIBUTE, _TAG = re.compile(_ONE), re.compile(rf"<[A-Za-z][^\s>/]*+(?:{_ONE})*+")
_MOST_ATTRIBUTES = 5_000
"""The parser compares every attribute of an element with every other: more would take minutes."""


def read(source: Source) -> Reading:
    """Read HTML. Errors: F108 nothing in it can be parsed, F110 (by the caller) it shows no text."""
    text, problems = decoded(_in_utf8(source))
    return replace(reading_of(blocks_of(parsed(text, source)), source), problems=problems)


def parsed(text: str, source: Source) -> etree._Element:
    """Parse a page. Errors: F108 nothing in it can be parsed, F110 there is nothing in it, F135 its tree would be too large."""
    check_tree(text.encode("utf-8", "replace"), source.name, source.limits)
    long_tags = (tag[0] for tag in _TAG.finditer(text) if tag.end() - tag.start() > 2 * _MOST_ATTRIBUTES)
    if any(len(_ATTRIBUTE.findall(tag)) > _MOST_ATTRIBUTES for tag in long_tags):
        raise ReadFailed("F108", path=source.name)
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(_DECLARATION.sub("", text), parser)
    except (etree.LxmlError, ValueError) as broken:
        raise ReadFailed("F108", path=source.name) from broken
    if root is None:
        raise ReadFailed("F110", path=source.name)
    return root


def blocks_of(root: etree._Element) -> list[Block]:
    """Return what a page shows, as paragraphs and tables in order."""
    return _Page().blocks(root)


def _in_utf8(source: Source) -> Source:
    """Apply the encoding that the page itself declares, if Python knows it and the bytes agree."""
    declared = _CHARSET.search(source.data[:4096])
    if not declared or source.data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return source
    try:
        return replace(source, data=source.data.decode(declared[1].decode("ascii")).encode("utf-8"))
    except (LookupError, UnicodeError):
        return source


class _Page:
    """Walks a page and gathers words into paragraphs."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._blocks: list[Block] = []

    def blocks(self, root: etree._Element) -> list[Block]:
        self._walk(root, False, False)
        self._end_paragraph()
        return self._blocks

    def _walk(self, element: etree._Element, bold: bool, verbatim: bool) -> None:
        name, style = str(element.tag).lower(), element.get("style") or ""
        if name in _DROPPED or _HIDDEN_STYLE.search(style):
            return
        if name == "table":
            self._end_paragraph()
            self._blocks.append(Table(tuple(self._cells(row) for row in _rows(element))))
            return
        if name in _BLOCKS:
            self._end_paragraph()
        bold, verbatim = bold or name in ("b", "strong") or bool(_BOLD_STYLE.search(style)), verbatim or name == "pre"
        self._add("\n" if name == "br" else _words(element.text, verbatim), bold)
        for child in element:
            self._walk(child, bold, verbatim)
            self._add(_words(child.tail, verbatim), bold)
        if name in _BLOCKS:
            self._end_paragraph()

    def _add(self, words: str, bold: bool) -> None:
        if words:
            self._runs.append(Run(words, bold))

    def _end_paragraph(self) -> None:
        runs, self._runs = self._runs, []
        if any(run.words.strip() for run in runs):
            self._blocks.append(Paragraph(tuple(_tidied(runs))))

    def _cells(self, row: etree._Element) -> tuple[str, ...]:
        return tuple(words_of(_Page().blocks(cell)) for cell in row if cell.tag in ("td", "th"))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table, not those of tables inside it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _words(text: str | None, verbatim: bool) -> str:
    return (text or "") if verbatim else _SPACE.sub(" ", text or "")


def _tidied(runs: list[Run]) -> Iterator[Run]:
    """Drop the spaces that a browser does not show: at the start of a line and after another space."""
    last = "\n"
    for run in runs:
        words = run.words.lstrip(" ") if last in " \n" else run.words
        if words:
            last = words[-1]
            yield Run(words, run.bold)
