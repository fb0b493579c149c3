"""What every renderer needs to agree on: captions' numbers, what a cell says, what paper leaves out, tints.

Numbers are counted here, once, so that a table has the same number in every format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, Literal, TypeAlias

from teema.report.blocks import Block, Cell, Column, Figure, Heading, Line, Paragraph, Report, Run, Table, Tone
from teema.wording import Language, number, say

Kind: TypeAlias = Literal["table", "figure"]

LOCALES: Final[Mapping[Language, str]] = {"fi": "fi-FI", "en": "en-GB"}
TINTS: Final[Mapping[Tone, str]] = {"good": "DFF0EA", "mixed": "FBF0D2", "bad": "F9E0DB", "absent": "EEF0F2"}
"""Fills of cells on white paper, as RGB. ``void`` has none: it is hatched in ``HATCH``; the text says the state too."""
HATCH: Final = "C9CED6"

_AROUND = 3
"""The space at both sides of a cell, in letters."""
_LONGEST = 18
"""The letters of a word that no column is too narrow for, where there is room for all."""
_DASHES = re.compile("([-–_])")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return the text without the control characters that no document format may hold; line breaks and tabs stay.

    >>> printable("a\\x00b\\nc")
    'ab\\nc'
    """
    return text if text.isprintable() else _CONTROLS.sub("", text)


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference in words: ``word`` in its sentence's case, and the caption's ``number``."""

    kind: Kind
    word: str
    number: int


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbers of captions by key, counted in the order of the report's blocks."""

    language: Language
    places: Mapping[str, tuple[Kind, int]]

    def caption(self, block: Table | Figure) -> tuple[str, int, str]:
        """Return a caption's word, number and what follows them: ("Taulukko", 3, ". Teemat")."""
        kind, place = self.places[block.key]
        title = printable(block.title)
        return say(self.language, f"document.{kind}"), place, f". {title}" if title else ""

    def reference(self, run: Run) -> Reference:
        """Return what a run refers to. Its text, if any, is the word in the case that the sentence needs.

        Raises KeyError when no table or figure has the key.
        """
        kind, place = self.places[run.ref]
        return Reference(kind, printable(run.text).rstrip() or say(self.language, f"document.reference.{kind}"), place)


def numbering(report: Report) -> Numbering:
    """Number the tables and figures of a report, each kind from one. Raises ValueError when two share a key."""
    places: dict[str, tuple[Kind, int]] = {}
    for key, kind, place in _captioned(report):
        if key in places:
            raise ValueError(f"two captions share the key {key!r}")
        places[key] = (kind, place)
    return Numbering(report.language, places)


def _captioned(report: Report) -> Iterator[tuple[str, Kind, int]]:
    for place, table in enumerate(report.tables, start=1):
        yield table.key, "table", place
    for place, figure in enumerate(report.figures, start=1):
        yield figure.key, "figure", place


def heading_numbers(headings: Iterable[Heading]) -> Iterator[str]:
    """Yield each heading's number: chapters 1, 2; under them 2.1, 2.1.1.

    >>> list(heading_numbers([Heading("a"), Heading("b", 2), Heading("c", 2), Heading("d")]))
    ['1', '1.1', '1.2', '2']
    """
    counts: list[int] = []
    for heading in headings:
        counts = (counts + [0] * heading.level)[: heading.level]
        counts[-1] += 1
        yield ".".join(map(str, counts))


def has_contents(headings: Iterable[Heading]) -> bool:
    """Tell whether a report is long enough for a list of contents: a handful of headings is seen at a glance."""
    return sum(1 for _ in headings) > 3


def tally(cell: Cell) -> str:
    """Return "3/4" when the cell counts something that its lines do not already say; without n, only in place of lines.

    >>> tally(Cell((Line("hidas"),), 3, 4)), tally(Cell((Line("3/4"),), 3, 4)), tally(Cell(count=3)), tally(Cell())
    ('3/4', '', '3', '')
    """
    if cell.count is None:
        return ""
    if cell.n is None:
        return "" if cell.text.strip() else f"{cell.count}"
    written = f"{cell.count}/{cell.n}"
    return "" if written in cell.text.split() else written


def said_lines(cell: Cell) -> tuple[Line, ...]:
    """Return the lines of a cell that have words, cleaned for printing."""
    return tuple(
        line if line.text.isprintable() else Line(printable(line.text), line.segments, line.told)
        for line in cell.lines
        if line.text.strip()
    )


def shown_rows(table: Table, most: int | None) -> tuple[tuple[tuple[Cell, ...], ...], int]:
    """Return at most ``most`` rows (None: all) and how many are left out.

    Raises ValueError when a row has more or fewer cells than the table has columns: the others would shift.
    """
    for row in table.rows:
        if len(row) != len(table.columns):
            raise ValueError(f"table {table.key!r}: a row of {len(row)} cells under {len(table.columns)} columns")
    rows = table.rows if most is None else table.rows[:most]
    return rows, len(table.rows) - len(rows)


def more_rows(left: int, language: Language) -> str:
    """Return the line that tells where the rows left out stand; nothing when none are."""
    return say(language, "document.more_rows", count=number(left, language)) if left else ""


def paper_rows(table: Table, language: Language) -> tuple[tuple[tuple[Cell, ...], ...], int]:
    """Return the rows that paper shows, their cells cut to ``paper_lines``, and how many rows are left out."""
    rows, left = shown_rows(table, table.paper_rows)
    most = table.paper_lines
    return rows if most is None else tuple(tuple(_cut(cell, most, language) for cell in row) for row in rows), left


def _cut(cell: Cell, most: int, language: Language) -> Cell:
    """Return a cell of at most ``most`` lines; the last then tells how many more there are."""
    left = len(cell.lines) - most
    if left < 2:
        return cell
    return replace(
        cell, lines=(*cell.lines[:most], Line(say(language, "document.more_lines", count=number(left, language))))
    )


def height(row: tuple[Cell, ...]) -> float:
    """Estimate how many lines high a row is on paper."""
    line_length = 90 / len(row)
    return max(sum(1 + len(line.text) // line_length for line in cell.lines) for cell in row)


def holds_together(row: tuple[Cell, ...]) -> bool:
    """Tell whether a row is short enough to be kept on one page: under half a page in its tallest cell."""
    return height(row) < 24


def stays_whole(rows: tuple[tuple[Cell, ...], ...]) -> bool:
    """Tell whether a table is short enough to be moved to the next page rather than broken: half a page or so."""
    return len(rows) <= 20 and sum(map(height, rows)) < 26


def dense(columns: tuple[Column, ...]) -> bool:
    """Tell whether a table has so many columns that paper needs smaller letters."""
    return len(columns) > 8


def small(table: Table, rows: tuple[tuple[Cell, ...], ...]) -> bool:
    """Tell whether a table needs smaller letters on paper: for its many columns, or for its words to fit unbroken."""
    return dense(table.columns) or not words_fit(table, rows, _across(table, 96))


def words_fit(table: Table, rows: tuple[tuple[Cell, ...], ...], letters: int) -> bool:
    """Tell whether the words of a table stand unbroken, but for the longest, in a width of so many letters."""
    return sum(min(_LONGEST, word) + _AROUND for word in _longest_words(table, rows)) <= letters


def letters_across(table: Table, rows: tuple[tuple[Cell, ...], ...]) -> int:
    """Return how many letters of a table fit side by side on its page, upright or landscape."""
    return _across(table, 112 if small(table, rows) else 96)


def _across(table: Table, upright: int) -> int:
    return round(upright * 1.54) if table.wide else upright


def named(rows: Iterable[tuple[Cell, ...]]) -> bool:
    """Tell whether rows start with names, which are set in bold, and not with sentences."""
    return all(len(line.text) <= 48 for row in rows for line in row[0].lines)


def shares(table: Table, rows: tuple[tuple[Cell, ...], ...], letters: int) -> tuple[float, ...]:
    """Return each column's share of a width that holds ``letters`` letters; the shares sum to one.

    Columns follow their weights, but none is narrower than its longest word, and none takes more than its longest line
    while another could use it. Where there is no room for all, the longest words give way first: they hyphenate.

    >>> rows = ((Cell((Line("x"),)), Cell((Line("a " * 99),))),)
    >>> [round(share, 2) for share in shares(Table("t", "", (Column("Kuntayhtymät"), Column("a")), rows), rows, 64)]
    [0.25, 0.75]
    """
    longest = _longest_words(table, rows)
    fitting = (cut for cut in range(_LONGEST, 3, -1) if sum(min(cut, word) + _AROUND for word in longest) <= letters)
    cut = next(fitting, 3)
    needs = [(min(cut, word) + _AROUND) / letters for word in longest]
    lines = (_longest_line(column, (row[place] for row in rows)) for place, column in enumerate(table.columns))
    wants = [max(need, (line + _AROUND) / letters) for need, line in zip(needs, lines, strict=True)]
    return _widened([column.weight for column in table.columns], needs, wants)


def _longest_words(table: Table, rows: tuple[tuple[Cell, ...], ...]) -> list[int]:
    return [_longest_word(column, (row[place] for row in rows)) for place, column in enumerate(table.columns)]


def _longest_word(column: Column, cells: Iterable[Cell]) -> int:
    """Return the letters of a column's longest word; a heading, being bold, counts for one more."""
    said = (word for cell in cells for line in cell.lines for word in _parts(line.text))
    headed = (len(word) + 1 for word in _parts(column.text))
    return max(max(map(len, said), default=1), max(headed, default=1))


def needs_breaks(column: Column, cells: Iterable[Cell], letters: float) -> bool:
    """Tell whether a column that is so many letters wide is too narrow for some word: that one must be hyphenated."""
    return _longest_word(column, cells) + _AROUND > letters + 0.01


def _parts(text: str) -> list[str]:
    """Return the words of a text, cut where a dash or underscore lets a line break."""
    return _DASHES.sub(r"\1 ", text).split()


def _longest_line(column: Column, cells: Iterable[Cell]) -> int:
    said = (len(line.text) + 1 for cell in cells for line in cell.lines)
    return max(max(said, default=1), len(column.text) + 1)


def _widened(weights: list[float], needs: list[float], wants: list[float]) -> tuple[float, ...]:
    """Share a width of one by the weights: each column at least what it needs, none more than it wants while others want.

    By the needs alone when they take it all.
    """
    if sum(needs) >= 1:
        return tuple(need / sum(needs) for need in needs)
    spare = 1 - sum(wants)
    if spare >= 0:
        return tuple(want + spare * weight / sum(weights) for want, weight in zip(wants, weights, strict=True))
    low, high = 0.0, max(want / weight for want, weight in zip(wants, weights, strict=True))
    for _ in range(40):
        level = (low + high) / 2
        found = [min(max(level * weight, need), want) for weight, need, want in zip(weights, needs, wants, strict=True)]
        low, high = (level, high) if sum(found) < 1 else (low, level)
    return tuple(share / sum(found) for share in found)


def pages(blocks: Iterable[Block]) -> Iterator[tuple[bool, list[Block]]]:
    """Group the blocks into upright and landscape runs of pages: (True, wide tables with what leads up to them).

    The headings right above a wide table and the paragraphs between go with it: alone they would leave an empty page.
    """
    flat = list(blocks)
    wide = [isinstance(block, Table) and block.wide for block in flat]
    for place in range(len(flat) - 2, -1, -1):
        wide[place] = wide[place] or (wide[place + 1] and _leads(flat[place], flat[place + 1]))
    for turned, group in groupby(zip(wide, flat, strict=True), key=lambda pair: pair[0]):
        yield turned, [block for _, block in group]


def _leads(block: Block, after: Block) -> bool:
    return isinstance(block, Heading) or (isinstance(block, Paragraph) and not isinstance(after, Heading))
