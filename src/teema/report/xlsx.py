"""Writes a report's tables as a workbook: one sheet a table, numbers as numbers, text never as formulas."""

from __future__ import annotations

import gc
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeAlias

import xlsxwriter

from teema.report.blocks import Cell, Column, Report, Table, Tone
from teema.report.layout import TINTS, printable, said_lines, shown_rows, tally
from teema.report.reproducible import moment
from teema.wording import Language, say

Look: TypeAlias = tuple[str, Tone]

_MOST_LETTERS: Final = 32_767
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_SPACES = re.compile("[\u202f\u00a0 ]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.(\d+))?(%?)")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def write_xlsx(report: Report, extra: tuple[Table, ...], path: Path) -> None:
    """Write the report's tables and the extra ones, which stand only here, after a sheet that lists them.

    Raises ValueError on a ragged table.
    """
    with _swept():
        path.write_bytes(_packed(report, (*report.tables, *extra)))


@contextmanager
def _swept() -> Iterator[None]:
    """Free what is made meanwhile: a workbook and its sheets know each other, and would stay.

    What stands already is set aside, so that it isn't walked through.
    """
    ours = gc.get_freeze_count() == 0
    if ours:
        gc.freeze()
    try:
        yield
    finally:
        gc.collect()
        if ours:
            gc.unfreeze()


def _packed(report: Report, tables: tuple[Table, ...]) -> bytes:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as workbook:
        workbook.set_properties(
            {"title": printable(report.title), "author": "Teema", "created": moment(report.dated).replace(tzinfo=None)}
        )
        _Book(workbook, report).fill(tables)
    return packed.getvalue()


def sheet_names(wanted: Iterable[str]) -> Iterator[str]:
    """Yield a valid, unique sheet name for each wanted one: at most 31 characters, none of them forbidden.

    >>> list(sheet_names(["Kunnat", "kunnat", "a/b", "", "History"]))
    ['Kunnat', 'kunnat 2', 'a b', 'Sheet', 'History 2']
    """
    taken = {"history"}
    for name in wanted:
        clean = " ".join(_FORBIDDEN.sub(" ", printable(name)).split()).strip("'") or "Sheet"
        chosen, place = clean if len(clean) <= 31 else f"{clean[:30].rstrip()}…", 1
        while chosen.casefold() in taken:
            place += 1
            chosen = f"{clean[: 30 - len(str(place))].rstrip()} {place}"
        taken.add(chosen.casefold())
        yield chosen


def as_number(text: str, language: Language) -> tuple[float, str] | None:
    """Read a number as it is written in the language, with its number format; None when the text is something else.

    >>> as_number("1\\u202f234,5", "fi"), as_number("45 %", "fi"), as_number("−1,234", "en"), as_number("3/4", "fi")
    ((1234.5, '#,##0.0'), (0.45, '0%'), (-1234.0, '#,##0'), None)
    """
    plain = _SPACES.sub("", text).replace("−", "-")
    found = _NUMBER.fullmatch(plain.replace(",", ".") if language == "fi" else _GROUPED.sub("", plain))
    if found is None:
        return None
    decimals, percent = found[1] or "", found[2]
    value = float(found[0].rstrip("%"))
    point = f".{'0' * len(decimals)}" if decimals else ""
    return (round(value / 100, len(decimals) + 2), f"0{point}%") if percent else (value, f"#,##0{point}")


class _Book:
    """One workbook being written; formats are shared between its sheets."""

    def __init__(self, workbook: Any, report: Report) -> None:
        self.workbook, self.report, self.language = workbook, report, report.language
        self.formats: dict[Look, Any] = {}
        self.head = workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2, "bottom_color": "#14304F"}
        )
        self.title = workbook.add_format({"bold": True, "font_size": 16, "font_color": "#14304F"})
        self.quiet = workbook.add_format({"font_color": "#4A5261"})
        self.link = workbook.add_format({"font_color": "#14304F", "underline": 1, "valign": "top"})

    def fill(self, tables: tuple[Table, ...]) -> None:
        """Write the sheet of contents and a sheet for each table."""
        first = say(self.language, "document.sheet_contents")
        names = list(sheet_names([first, *(table.sheet or table.title for table in tables)]))
        contents = self.workbook.add_worksheet(names[0])
        for name, table in zip(names[1:], tables, strict=True):
            self._sheet(self.workbook.add_worksheet(name), table)
        self._contents(contents, names[1:], tables)

    def _look(self, number_format: str = "", tone: Tone = "plain") -> Any:
        key = (number_format, tone)
        if key not in self.formats:
            look: dict[str, object] = {"text_wrap": True, "valign": "top"}
            if number_format:
                look |= {"num_format": number_format, "align": "right"}
            if tone in TINTS:
                look |= {"bg_color": f"#{TINTS[tone]}"}
            if tone == "void":
                look |= {"pattern": 14, "fg_color": "#C9CED6", "bg_color": "#FFFFFF"}
            self.formats[key] = self.workbook.add_format(look)
        return self.formats[key]

    def _contents(self, sheet: Any, names: list[str], tables: tuple[Table, ...]) -> None:
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 60)
        sheet.set_column(2, 2, 9)
        sheet.set_column(3, 3, 60)
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, printable(self.report.title), self.title)
        sheet.write_string(1, 0, printable(self.report.subtitle), self.quiet)
        for row, (label, value) in enumerate(self.report.about, start=2):
            sheet.write_string(row, 0, printable(label), self.quiet)
            sheet.write_string(row, 1, printable(value))
        top = 3 + len(self.report.about)
        for place, key in enumerate(("sheet", "sheet_title", "sheet_rows", "sheet_note")):
            sheet.write_string(top, place, say(self.language, f"document.{key}"), self.head)
        for row, (name, table) in enumerate(zip(names, tables, strict=True), start=top + 1):
            quoted = name.replace("'", "''")
            sheet.write_url(row, 0, f"internal:'{quoted}'!A1", self.link, name)
            sheet.write_string(row, 1, printable(table.title), self._look())
            sheet.write_number(row, 2, len(table.rows), self._look("#,##0"))
            sheet.write_string(row, 3, printable(table.note), self._look())

    def _sheet(self, sheet: Any, table: Table) -> None:
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, printable(column.text), self.head)
        rows, _ = shown_rows(table, None)
        for row, cells in enumerate(rows, start=1):
            for place, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
                self._cell(sheet, row, place, column, cell)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, _width(column, (row[place] for row in table.rows)))
        if table.columns:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        sheet.freeze_panes(1, 1 if len(table.columns) > 1 else 0)
        _paper(sheet, table)

    def _cell(self, sheet: Any, row: int, place: int, column: Column, cell: Cell) -> None:
        written = _written(cell)
        value = as_number(written, self.language) if column.numeric or cell.count is not None else None
        if value:
            sheet.write_number(row, place, value[0], self._look(value[1], cell.tone))
        elif written:
            sheet.write_string(row, place, written, self._look("@" if column.numeric else "", cell.tone))
        else:
            sheet.write_blank(row, place, None, self._look("", cell.tone))


def _written(cell: Cell) -> str:
    if cell.count is None and len(cell.lines) == 1:  # as most are
        only = cell.lines[0].text
        if only.isprintable() and len(only) <= _MOST_LETTERS:
            return only if only.strip() else ""
    counted = tally(cell)
    text = "\n".join([*(line.text for line in said_lines(cell)), *([counted] if counted else [])])
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…"


def _width(column: Column, cells: Iterable[Cell]) -> int:
    """Return a column's width in characters: its longest line's, between 9 and 60."""
    longest = max((len(line.text) for cell in cells for line in cell.lines), default=0)
    return min(60, max(9, len(column.text) + 4, longest + 2))


def _paper(sheet: Any, table: Table) -> None:
    """Set the sheet up for printing: landscape A4, one page wide, the header row on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{printable(table.title).replace('&', '&&')[:200]}")
    sheet.set_footer("&R&P")
