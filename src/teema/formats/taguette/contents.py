"""A document's HTML → readable text, and from Taguette's positions to places in it.

Taguette counts UTF-8 bytes over the text nodes of the page, one after another: tags count nothing, white space between paragraphs counts,
line breaks count nothing. Its pages are sanitised (paragraphs, headings, lists, emphasis, links, pictures), so that any parser of HTML sees the
same text nodes in them; a test compares the one here with html5lib, which Taguette uses and which takes twenty times as long.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left, bisect_right
from html import unescape

from lxml import etree

from teema.formats.exchange.positions import Canonical
from teema.formats.transcripts.word_lists import listed_words

_BLOCKS = listed_words(
    "address article blockquote body center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table tr ul"
)
_PLAIN = listed_words("html body br")
_UNEVEN = re.compile(r"[ \t\n\f]{2,}|[\t\n\f]")
"""White space that a page shows as one space."""
_PRE = re.compile(r"(<pre\b[^>]{0,200}>)\n", re.IGNORECASE)
"""The line feed after this tag is none by HTML's rules."""
_TAGS = re.compile(r"<[^>]*>")
_PIECE = 512
_MANY = 200_000
"""Pieces after which white space is shown as it stands: no page has as many, and each takes room."""


class Contents:
    """A page as text. ``text`` is canonical; ``styled`` tells whether the page had more than paragraphs; ``pictures`` counts those left out,
    ``bytes`` what Taguette counts in all."""

    def __init__(self, page: str) -> None:
        self.styled, self.pictures = False, 0
        self.bytes, self._length = 0, 0
        self._starts: list[int] = []
        self._pieces: list[tuple[str, int, int]] = []
        self._shown: list[str] = []
        self._run: list[str] = []
        self._breaking = False
        self._read(page)
        shown = "".join(self._shown)
        self._canonical = Canonical.of(shown)
        self.text = self._canonical.text
        self._changed = self.text != shown

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the words between two byte positions stand in the text.

        >>> page = Contents("<p>Hyvää 😀</p>\\n<p>päivää</p>")
        >>> page.text[slice(*page.span(13, 22))]
        'päivää'
        """
        return self._at(bisect_right(self._starts, start) - 1, start), self._at(bisect_left(self._starts, end) - 1, end)

    def _at(self, index: int, position: int) -> int:
        if index < 0:
            return 0
        words, shown, length = self._pieces[index]
        within = position - self._starts[index]
        letters = within if words.isascii() else len(words.encode()[:within].decode("utf-8", "ignore"))
        shown += min(letters, length)
        return self._canonical.at(shown) if self._changed else shown

    def _read(self, page: str) -> None:
        page = page.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
        data = codecs.BOM_UTF8 + _PRE.sub(r"\1", page).encode()
        parser = etree.HTMLParser(
            encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.LxmlError:
            return  # nothing in it is HTML: no text
        if root is None:
            return
        self._start(root)
        open_ones = [(root, iter(root))]
        while open_ones:
            element, children = open_ones[-1]
            child = next(children, None)
            if child is None:
                open_ones.pop()
                self._end(element)
            elif len(child):
                self._start(child)
                open_ones.append((child, iter(child)))
            else:
                self._start(child)
                self._end(child)
        self._flush()

    def _start(self, element: etree._Element) -> None:
        tag: str = element.tag
        if tag in _BLOCKS:
            self._flush()
            self._breaking = True
        elif tag not in _PLAIN:
            self.styled = True
            self.pictures += tag == "img"
        elif tag == "br":
            self._flush()
            self._break()
        if element.text:
            self._run.append(element.text)

    def _end(self, element: etree._Element) -> None:
        if element.tag in _BLOCKS:
            self._flush()
            self._breaking = True
        if element.tail:
            self._run.append(element.tail)

    def _break(self) -> None:
        self._shown.append("\n")
        self._length += 1
        self._breaking = False

    def _flush(self) -> None:
        """Lay down the words gathered since the last block or line ended."""
        run = self._run
        if not run:
            return
        words = run[0] if len(run) == 1 else "".join(run)
        run.clear()
        if "  " in words or "\n" in words or "\t" in words or "\f" in words:
            self._uneven(words)
        else:
            self._even(words)

    def _uneven(self, words: str) -> None:
        at = 0
        if len(self._pieces) + words.count("  ") < _MANY:
            for gap in _UNEVEN.finditer(words):
                self._even(words[at : gap.start()])
                self._gap(gap[0])
                at = gap.end()
        self._even(words[at:])

    def _even(self, words: str) -> None:
        for at in range(0, len(words), _PIECE):
            piece = words[at : at + _PIECE]
            if piece == " ":
                self._gap(piece)
                continue
            if self._breaking and self._shown:
                self._break()
            self._breaking = False
            self._piece(piece, piece)

    def _gap(self, words: str) -> None:
        """Show white space as one space, and none between blocks or where a line begins."""
        if self._breaking or not self._shown or self._shown[-1].endswith(("\n", " ")):
            self.bytes += len(words)
        else:
            self._piece(words, " ")

    def _piece(self, words: str, shown: str) -> None:
        self._starts.append(self.bytes)
        self._pieces.append((words, self._length, len(shown)))
        self.bytes += len(words) if words.isascii() else len(words.encode())
        self._length += len(shown)
        self._shown.append(shown)


def bare(snippet: str) -> str:
    """Return the words of a snippet of a page, without its tags.

    >>> bare("<p>liian <b>kalliina</b> &amp; epäselvänä</p>")
    'liian kalliina & epäselvänä'
    """
    return unescape(_TAGS.sub("", snippet))
