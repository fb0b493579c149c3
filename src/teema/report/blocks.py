"""What a report is made of, before it has a format: headings, paragraphs, tables, figures, each with its evidence.

A renderer (docx, html, pdf, xlsx) knows these blocks and nothing of the study. All words are already in the report's language.
``segments`` are coding ids: the way from a number or sentence back to the words. The public edition carries none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from teema.wording import Language

Edition: TypeAlias = Literal["working", "public"]
Kind: TypeAlias = Literal["report", "page"]
RunStyle: TypeAlias = Literal["plain", "strong", "emphasis"]
Tone: TypeAlias = Literal["plain", "good", "mixed", "bad", "absent", "void"]


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a sentence. With ``ref``, a cross-reference to the table or figure of that key ("taulukko 3").

    A reference's text, if any, is the word in the case that the sentence needs: "taulukossa" gives "taulukossa 3".
    ``told`` stands above the segments when they are opened; where it is empty, how many they are.
    """

    text: str
    style: RunStyle = "plain"
    segments: tuple[str, ...] = ()
    ref: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``key`` is its address in the document. Level 1 is a chapter."""

    text: str
    level: int = 1
    key: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of runs."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short paragraphs."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim quote; ``source`` is what may be said of its speaker, possibly nothing."""

    text: str
    source: str = ""
    segments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell, with its own evidence, and what is told above it when it is opened."""

    text: str
    segments: tuple[str, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. ``count`` of ``n`` are the customers (or what the table's note says) behind it.

    ``tone`` lets a renderer tint a state; colour never carries it alone: the text says it too.
    """

    lines: tuple[Line, ...] = ()
    count: int | None = None
    n: int | None = None
    tone: Tone = "plain"

    @property
    def text(self) -> str:
        """Return the lines joined by line breaks."""
        return "\n".join(line.text for line in self.lines)

    @property
    def segments(self) -> tuple[str, ...]:
        """Return the evidence of all lines, each coding once."""
        return tuple(dict.fromkeys(one for line in self.lines for one in line.segments))


def cell(text: object = "", *, segments: tuple[str, ...] = (), count: int | None = None, n: int | None = None) -> Cell:
    """Make a cell of one line."""
    return Cell((Line(str(text), segments),), count, n)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``numeric`` ones align right; ``weight`` is its share of the table's width."""

    text: str
    numeric: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A captioned table. The first cell of a row is its header. ``wide`` asks for a landscape page.

    A renderer for paper shows at most ``paper_rows`` rows and ``paper_lines`` lines a cell (None: all) and says how many
    stand in the workbook.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    wide: bool = False
    paper_rows: int | None = None
    paper_lines: int | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn figure in both formats, with the words that stand for it. ``width`` and ``height`` are CSS pixels."""

    svg: str
    png: bytes
    alt: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A captioned figure; ``name`` is its file's stem."""

    key: str
    name: str
    title: str
    picture: Picture
    note: str = ""


Block: TypeAlias = Heading | Paragraph | Bullets | Quote | Table | Figure


@dataclass(frozen=True, slots=True)
class Segment:
    """The words behind a number, in their context: what opens when a number is clicked.

    ``where`` names interview, speaker and time; ``said`` the words coded or found, ``before`` and ``after`` the rest of the
    turn(s); ``means`` the coding in words (theme › sub-theme › topic, reduced expression, valence), nothing for words found.
    """

    id: str
    where: str
    before: str
    said: str
    after: str
    means: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. ``segments`` is empty in the public edition.

    ``about`` are the lines of the title page (label, value): organisation, date, edition, versions. A ``kind`` of "page" is
    short enough to be read without contents, numbered headings and numbered captions.
    """

    title: str
    subtitle: str
    language: Language
    edition: Edition
    blocks: tuple[Block, ...]
    about: tuple[tuple[str, str], ...] = ()
    segments: Mapping[str, Segment] = field(default_factory=dict)
    dated: date | None = None
    kind: Kind = "report"

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return the tables in order: their captions' numbers are their places."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Return the figures in order."""
        return tuple(block for block in self.blocks if isinstance(block, Figure))
