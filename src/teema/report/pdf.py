"""Writes a report as an accessible PDF (PDF/UA-1), drawn by Typst from data: no text of the study is ever read as markup.

Only the fonts that come with Typst and Teema are used, so the same report gives the same bytes on every machine.
"""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final, TypeAlias

import typst

from teema.report.blocks import Block, Bullets, Cell, Column, Figure, Heading, Paragraph, Quote, Report, Run, Table
from teema.report.layout import (
    LOCALES,
    TINTS,
    has_contents,
    holds_together,
    letters_across,
    more_rows,
    named,
    needs_breaks,
    numbering,
    pages,
    paper_rows,
    printable,
    said_lines,
    shares,
    small,
    stays_whole,
    tally,
)
from teema.report.reproducible import moment
from teema.wording import say

Data: TypeAlias = dict[str, object]

_UNBROKEN = re.compile(r"\S{31,}")
_SYLLABLES = re.compile("([^\\s\u200b]{12})(?=[^\\s\u200b]{6})")
_COMMON: Final = frozenset(map(chr, range(0x20, 0x17F))) | frozenset("\n–—−’”“…›‹•≥≤→\u2009\u202f\u200b")
_MISSING: Final = "□"
_WIDEST, _TALLEST = 605.0, 750.0


def write_pdf(report: Report, path: Path) -> None:
    """Write the report as PDF. Raises KeyError when a reference leads nowhere, ValueError on a ragged table."""
    draw_pdf(pages_of(report), report.dated, path)


def pages_of(report: Report) -> str:
    """Return all that a PDF needs of a report, as JSON: whoever needs no more of the report may let it go before it is drawn."""
    return json.dumps(_Pages(report).data(), ensure_ascii=False)


def draw_pdf(data: str, dated: date | None, path: Path) -> None:
    """Draw the pages of a report that is of a day (None: unknown)."""
    template = files("teema.report").joinpath("pdf.typ").read_bytes()
    path.write_bytes(drawn(template, data, dated))


def drawn(template: bytes, data: str, dated: date | None) -> bytes:
    """Return the PDF/UA-1 that a Typst template makes of data: JSON in ``sys.inputs.data``, of a day (None: unknown)."""
    with as_file(files("teema.figures").joinpath("fonts")) as ours:
        compiler = typst.Compiler(font_paths=[str(ours)], ignore_system_fonts=True)
        pdf = compiler.compile(
            template,
            format="pdf",
            sys_inputs={"data": _drawable(data, compiler)},
            pdf_standards="ua-1",
            timestamp=moment(dated),
        )
    assert isinstance(pdf, bytes)
    return pdf


def _drawable(text: str, compiler: typst.Compiler) -> str:
    """Replace the characters that no font at hand can draw (emoji, most often): PDF/UA allows none of them."""
    for letter in _undrawable(sorted(set(text) - _COMMON), compiler):
        text = text.replace(letter, _MISSING)
    return text


def _undrawable(letters: list[str], compiler: typst.Compiler) -> list[str]:
    """Find by halving the letters that can't be drawn; most reports are settled by the first look."""
    if not letters or _draws(letters, compiler):
        return []
    if len(letters) == 1:
        return letters
    half = len(letters) // 2
    return _undrawable(letters[:half], compiler) + _undrawable(letters[half:], compiler)


def _draws(letters: list[str], compiler: typst.Compiler) -> bool:
    probe = b'#set document(title: "-")\n#for letter in sys.inputs.letters.codepoints() [#letter #parbreak()]'
    try:
        compiler.compile(probe, format="pdf", sys_inputs={"letters": "".join(letters)}, pdf_standards="ua-1")
    except typst.TypstError:
        return False
    return True


def _text(text: str) -> str:
    """Return text for printing; words too long for a column may break where hyphenation knows no place."""
    return _UNBROKEN.sub(lambda found: _SYLLABLES.sub("\\1\u200b", found[0].replace("_", "_\u200b")), printable(text))


class _Pages:
    """Turns the blocks of one report into the data that the template draws."""

    def __init__(self, report: Report) -> None:
        self.report, self.language = report, report.language
        self.numbering = numbering(report)

    def data(self) -> Data:
        """Return the whole report as plain data."""
        report, day = self.report, moment(self.report.dated)
        return {
            "title": printable(report.title) or "–",
            "subtitle": printable(report.subtitle),
            "language": report.language,
            "region": LOCALES[report.language].partition("-")[2].lower(),
            "date": [day.year, day.month, day.day],
            "about": [[_text(label), _text(value)] for label, value in report.about],
            "contents": say(report.language, "document.contents"),
            "listed": has_contents(block for block in report.blocks if isinstance(block, Heading)),
            "tints": TINTS,
            "sections": [
                {"landscape": landscape, "blocks": [self._block(block) for block in blocks]}
                for landscape, blocks in pages(report.blocks)
            ],
        }

    def _block(self, block: Block) -> Data:
        match block:
            case Heading():
                return {"kind": "heading", "level": block.level, "text": _text(block.text)}
            case Paragraph():
                return {"kind": "paragraph", "runs": self._runs(block)}
            case Bullets():
                return {"kind": "bullets", "items": [self._runs(item) for item in block.items]}
            case Quote():
                return {"kind": "quote", "text": _text(block.text), "source": _text(block.source)}
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)

    def _runs(self, block: Paragraph) -> list[Data]:
        return [self._run(run) for run in block.runs]

    def _run(self, run: Run) -> Data:
        if not run.ref:
            return {"text": _text(run.text), "style": run.style, "target": ""}
        found = self.numbering.reference(run)
        target = f"{found.kind}-{found.number}"
        return {"text": f"{found.word}\u00a0{found.number}", "style": run.style, "target": target}

    def _captioned(self, block: Table | Figure, *notes: str) -> Data:
        kind, place = self.numbering.places[block.key]
        word, number, title = self.numbering.caption(block)
        return {
            "kind": kind,
            "label": f"{kind}-{place}",
            "caption": [f"{word} {number}", _text(title)],
            "notes": [_text(note) for note in notes if note],
        }

    def _table(self, table: Table) -> Data:
        rows, left = paper_rows(table, self.language)
        letters = letters_across(table, rows)
        columns = [
            _column(column, [row[place] for row in rows], share, letters)
            for place, (column, share) in enumerate(zip(table.columns, shares(table, rows, letters), strict=True))
        ]
        return self._captioned(table, more_rows(left, self.language), table.note) | {
            "columns": columns,
            "dense": small(table, rows),
            "named": named(rows),
            "whole": stays_whole(rows),
            "rows": [_row(row) for row in rows],
        }

    def _figure(self, figure: Figure) -> Data:
        picture = figure.picture
        scale = min(1.0, _WIDEST / picture.width, _TALLEST / picture.height)
        return self._captioned(figure, figure.note) | {
            "svg": printable(picture.svg),
            "alt": printable(picture.alt) or printable(figure.title),
            "width": round(picture.width * scale, 2),
        }


def _column(column: Column, cells: list[Cell], share: float, letters: int) -> Data:
    breaks = needs_breaks(column, cells, share * letters)
    return {"text": _text(column.text), "numeric": column.numeric, "share": round(share, 5), "breaks": breaks}


def _row(row: tuple[Cell, ...]) -> list[Data]:
    whole = holds_together(row)
    return [
        {
            "lines": [_text(line.text) for line in said_lines(cell)],
            "tally": tally(cell),
            "tone": cell.tone,
            "whole": whole,
        }
        for cell in row
    ]
