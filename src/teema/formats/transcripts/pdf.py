"""PDF: its text in reading order, lines joined to paragraphs, page numbers and running heads left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from threading import Lock
from typing import Any

from teema.errors import Problem, ReadFailed
from teema.formats.source import Reading, Source, canonical, within
from teema.formats.transcripts.pdfium import BoundedPdf
from teema.formats.transcripts.turns import find_turns
from teema.formats.transcripts.wrapping import joined, known_words, opens

_ONE_AT_A_TIME = Lock()
"""PDFium is not safe to use from several threads."""
_DIVIDED = "\x02"
"""How PDFium writes a hyphen that ends a line; the next line follows without a break."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a page: its words, and where they stand, in points from the lower left corner."""

    words: str
    page: int
    left: float
    right: float
    height: float
    size: float
    first_word: float

    @property
    def is_divided(self) -> bool:
        return self.words.endswith(_DIVIDED)


def read(source: Source) -> Reading:
    """Read a PDF. Warnings: F129 a page that cannot be read.

    Errors: F105 encrypted, F111 no text (scanned), F114 damaged, F116 too long, F137 reading it would not come to an end.
    """
    with _ONE_AT_A_TIME:
        pages, problems = _pages(source)
    lines = [line for page in _without_running_heads(pages) for line in page]
    if not lines:
        raise ReadFailed("F114" if problems else "F111", path=source.name)
    text = within(canonical("\n".join(_paragraphs(lines))), source)
    return Reading(text, find_turns(text), problems)


def _pages(source: Source) -> tuple[list[list[_Line]], tuple[Problem, ...]]:
    from pypdfium2 import PdfiumError

    problems: list[Problem] = []
    pages: list[list[_Line]] = []
    room = source.limits.characters
    with BoundedPdf(source) as document:
        for number in range(len(document)):
            try:
                pages.append(list(_lines(document.text_page(number), number)))
            except PdfiumError:
                problems.append(Problem("warning", "F129", source.name, None, {"page": number + 1}))
                continue
            room -= sum(len(line.words) for line in pages[-1])
            if room < 0:
                raise ReadFailed("F116", path=source.name, limit=source.limits.characters)
    return pages, tuple(problems)


def _lines(page: Any, number: int) -> Iterator[_Line]:
    """Yield the lines of a page that hold more than white space."""
    from pypdfium2 import raw

    characters = "".join(chr(raw.FPDFText_GetUnicode(page, index) & 0x1FFFFF) for index in range(page.count_chars()))
    for match in re.finditer(rf"[^\r\n{_DIVIDED}]*[{_DIVIDED}]?", characters):
        words = match.group().strip()
        if words.strip(_DIVIDED):
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            yield _placed(page, words, start, number)


def _placed(page: Any, words: str, start: int, number: int) -> _Line:
    left, bottom, _, top = page.get_charbox(start, loose=True)
    right = page.get_charbox(start + len(words) - 1, loose=True)[2]
    end_of_word = page.get_charbox(start + len(words.split(None, 1)[0]) - 1, loose=True)[2]
    halves = words.replace("\u00ad", "").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _Line(halves, number, left, right, bottom, top - bottom, end_of_word - left)


def _without_running_heads(pages: list[list[_Line]]) -> Iterator[list[_Line]]:
    """Drop what stands at the top or bottom of most pages: running heads, and page numbers, whose digits change."""
    edges = [_edges(page) for page in pages]
    counts = Counter(key for edge in edges for key in {_faceless(line.words) for line in edge})
    least = max(2, round(0.6 * sum(bool(page) for page in pages)))
    for page, edge in zip(pages, edges, strict=True):
        heads = {line for line in edge if counts[_faceless(line.words)] >= least and not _is_speech(line, len(pages))}
        yield [line for line in page if line not in heads and not (line in edge and _is_page_number(line))]


def _is_page_number(line: _Line) -> bool:
    """Tell whether a line is its page's number: 3, – 3 –, 3 / 7, Sivu 3."""
    match = re.fullmatch(r"\W*(?:sivu|page)?\s*(\d{1,5})(?:\s*(?:/|of|\()\s*\d{1,5})?\W*", line.words, re.IGNORECASE)
    return match is not None and int(match[1]) == line.page + 1


def _edges(page: list[_Line]) -> list[_Line]:
    by_height = sorted(page, key=lambda line: line.height)
    return by_height[:2] + by_height[2:][-2:]


def _faceless(words: str) -> str:
    return re.sub(r"\d+", "#", " ".join(words.split()))


def _is_speech(line: _Line, pages: int) -> bool:
    """Tell whether a line that opens with a label only happens to stand at two edges."""
    return pages < 4 and opens(line.words)


def _paragraphs(lines: Sequence[_Line]) -> Iterator[str]:
    known = known_words("\n".join(line.words for line in lines))
    margin, spacing = _margin(lines), _spacing(lines)
    paragraph = [lines[0]]
    for line, following in pairwise(lines):
        if not _goes_on(line, following, margin, spacing):
            yield _whole(paragraph, known)
            paragraph = []
        paragraph.append(following)
    yield _whole(paragraph, known)


def _whole(paragraph: Sequence[_Line], known: frozenset[str]) -> str:
    return joined([line.words.replace(_DIVIDED, "-") for line in paragraph], known)


def _margin(lines: Sequence[_Line]) -> float:
    """Return the right edge of the text: the furthest that several lines reach."""
    rights = sorted(line.right for line in lines)
    return rights[-1 - len(rights) // 50]


def _spacing(lines: Sequence[_Line]) -> float:
    """Return the usual distance between two lines of one page."""
    gaps = [line.height - following.height for line, following in pairwise(lines) if line.page == following.page]
    return median([gap for gap in gaps if gap > 0] or [0.0])


def _goes_on(line: _Line, following: _Line, margin: float, spacing: float) -> bool:
    """Tell whether a line broke only because the next word had no room."""
    if line.is_divided:
        return True
    gap = line.height - following.height
    is_apart = line.page == following.page and not -1 < gap <= 1.4 * spacing
    if is_apart or opens(following.words) or abs(line.size - following.size) > 0.1 * line.size:
        return False
    return line.right + 2 + following.first_word > margin
