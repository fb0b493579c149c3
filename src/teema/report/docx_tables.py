"""Real Word tables: a header row that repeats, rows that don't split, quiet rules, tints for states."""

from __future__ import annotations

from teema.report.blocks import Cell, Column, Table
from teema.report.docx_fields import attribute, paragraph, words
from teema.report.layout import (
    HATCH,
    TINTS,
    holds_together,
    letters_across,
    named,
    said_lines,
    shares,
    small,
    stays_whole,
    tally,
)

UPRIGHT = 9072
"""The width of the text in twentieths of a point: A4 less two margins of 2.5 cm."""
LANDSCAPE = 14004
_KEEP = "<w:keepNext/></w:pPr>"


def table_xml(table: Table, rows: tuple[tuple[Cell, ...], ...], width: int, noted: bool) -> str:
    """Return a table of the given rows, ``width`` twentieths of a point wide; a short one stays on one page, its notes by it."""
    widths = [round(width * share) for share in shares(table, rows, letters_across(table, rows))]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    size = "Dense" if small(table, rows) else "Table"
    lines = [_header(table.columns, widths, size), *(_row(row, table.columns, widths, size) for row in rows)]
    kept = len(lines) - (0 if noted else 1) if stays_whole(rows) else 0
    together = [line.replace("</w:pPr>", _KEEP) if place < kept else line for place, line in enumerate(lines)]
    if noted and not kept:
        together[-1] = lines[-1].replace("</w:pPr>", _KEEP)
    return f"<w:tbl>{_properties(table, width, named(rows))}<w:tblGrid>{grid}</w:tblGrid>{''.join(together)}</w:tbl>"


def _properties(table: Table, width: int, bold_names: bool) -> str:
    mask, first = ("00A0", 1) if bold_names else ("0020", 0)
    return (
        f'<w:tblPr><w:tblStyle w:val="TeemaTable"/><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{mask}" w:firstRow="1" w:lastRow="0" w:firstColumn="{first}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{attribute(table.title)}"/><w:tblDescription w:val="{attribute(table.note)}"/></w:tblPr>'
    )


def _header(columns: tuple[Column, ...], widths: list[int], size: str) -> str:
    cells = "".join(
        _cell(paragraph(_text_style(column, size), words(column.text)), width)
        for column, width in zip(columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(row: tuple[Cell, ...], columns: tuple[Column, ...], widths: list[int], size: str) -> str:
    cells = "".join(
        _cell(_content(cell, column, size), width, _fill(cell))
        for cell, column, width in zip(row, columns, widths, strict=True)
    )
    kept = "<w:trPr><w:cantSplit/></w:trPr>" if holds_together(row) else ""
    return f"<w:tr>{kept}{cells}</w:tr>"


def _cell(content: str, width: int, fill: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>{content}</w:tc>'


def _fill(cell: Cell) -> str:
    if cell.tone == "void":
        return f'<w:shd w:val="thinDiagStripe" w:color="{HATCH}" w:fill="auto"/>'
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{TINTS[cell.tone]}"/>' if cell.tone in TINTS else ""


def _text_style(column: Column, size: str) -> str:
    return f"{size}Number" if column.numeric else f"{size}Text"


def _content(cell: Cell, column: Column, size: str) -> str:
    """Return a cell's lines, each a paragraph, and what it counts in a quiet one under them."""
    lines = said_lines(cell)
    style = f"{size}Item" if len(lines) > 1 else _text_style(column, size)
    counted = tally(cell)
    written = [paragraph(style, words(line.text)) for line in lines]
    if counted:
        written.append(paragraph(_text_style(column, size), words(counted, "Quiet" if lines else "")))
    return "".join(written) or paragraph(style, "")
