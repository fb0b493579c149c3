"""How a workbook looks: columns, colours, lists to choose from, advice. The rows themselves are filled in later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import Any, Final

from teema.formats.workbook.cells import shown
from teema.formats.workbook.codebook_sheet import kind_word
from teema.formats.workbook.columns import CHOSEN, CODE_COLUMNS, CODE_KINDS, choices, header
from teema.formats.workbook.filling import letters
from teema.formats.workbook.naming import Names
from teema.formats.workbook.state import MARK
from teema.wording import Language, say

ROWS_TO_COME: Final = 2_000
"""The rows below the last one that have the lists to choose from as well."""
_WIDTHS: Final[Mapping[str, int]] = {
    **{"document": 14, "customer": 18, "speaker": 9, "words": 52, "reduced": 36, "topic": 22, "sub_theme": 24},
    **{"theme": 24, "aspect": 11, "valence": 7, "time": 12, "whose": 14, "service": 20, "quote": 8, "memo": 30},
    **{"coder": 9, "id": 12, "place": 12, "kind": 11, "name": 32, "under": 32, "label": 22, "definition": 60},
    **{"count": 10, "key": 12},
}
_FILLS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("document", "customer", "speaker", "words", "coder", "count", "id", "place", "key"), "#E3E6EA"),
    **dict.fromkeys(("reduced", "topic", "sub_theme", "theme", "kind", "name", "under", "label"), "#D6E4F2"),
}
_BESIDE_HEADER: Final = 3
"""The characters that a heading leaves to the arrow of its filter."""
_ADVICE, _LINE = 100, 15
"""Characters in a line of advice, and the height of a line in points."""
_OTHER_FILL: Final = "#DFF0EA"
_QUIET: Final = frozenset({"document", "customer", "speaker", "words", "coder", "count", "id", "place", "key"})
_HIDDEN: Final = frozenset({"id", "place", "key"})
_NAMED: Final = frozenset({"theme", "sub_theme", "topic", "under"})
"""Columns in which something new may be written: what isn't in the list is asked about, not refused."""


class Looks:
    """Makes the sheets of a workbook, each with its header and a pattern row."""

    def __init__(self, workbook: Any, language: Language, names: Names, sheets: Mapping[str, str]) -> None:
        self.workbook, self.language, self.names, self.sheets = workbook, language, names, sheets
        self._listed = self._all_lists()
        self._bodies: dict[bool, Any] = {}

    def _words(self, key: str) -> str:
        return say(self.language, f"workbook.{key}")

    def guide(self, title: str) -> None:
        """Make the sheet that tells what may be done here."""
        sheet = self.workbook.add_worksheet(self.sheets["guide"])
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, _ADVICE)
        self._paged(sheet)
        head = self.workbook.add_format({"bold": True, "font_size": 16, "font_color": "#14304F"})
        part = self.workbook.add_format({"bold": True, "font_color": "#14304F", "valign": "top"})
        body = self.workbook.add_format({"text_wrap": True, "valign": "top"})
        sheet.write_string(0, 0, self._words("guide.title"), head)
        sheet.write_string(1, 0, shown(title), body)
        for row, line in enumerate(self._words("guide.lines").strip().split("\n"), start=3):
            if line:
                sheet.set_row(row, _LINE * ceil(len(line) / _ADVICE))
                sheet.write_string(row, 0, line.removeprefix("# "), part if line.startswith("# ") else body)

    def codings(self, name: str, columns: Sequence[str], rows: int) -> None:
        """Make a sheet of codings."""
        sheet = self._table(name, "columns", columns, rows)
        last = rows + ROWS_TO_COME
        for place, column in enumerate(columns):
            source = self._source(column, columns)
            if source:
                sheet.data_validation(1, place, last, place, self._list(column, source))

    def codebook(self, rows: int) -> None:
        """Make the sheet of the codebook."""
        sheet = self._table(self.sheets["codebook"], "code_columns", CODE_COLUMNS, rows)
        sources = {"kind": self._range("kind"), "under": self._range("theme"), "aspect": self._range("aspect")}
        for column, source in sources.items():
            place = CODE_COLUMNS.index(column)
            sheet.data_validation(1, place, rows + ROWS_TO_COME, place, self._list(column, source))

    def _table(self, name: str, table: str, columns: Sequence[str], rows: int) -> Any:
        sheet = self.workbook.add_worksheet(name)
        for place, column in enumerate(columns):
            heading = header(table, column, self.language)
            sheet.write_string(0, place, heading, self._head(column))
            sheet.write_blank(1, place, None, self._body(column in _QUIET))
            hidden = {"hidden": True} if column in _HIDDEN else {}
            width = max(_WIDTHS[column], len(heading) + _BESIDE_HEADER)
            sheet.set_column(place, place, width, self._body(column in _QUIET), hidden)
        sheet.autofilter(0, 0, max(rows, 1), len(columns) - 1)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        self._paged(sheet)
        sheet.repeat_rows(0)
        return sheet

    @staticmethod
    def _paged(sheet: Any) -> None:
        """Print a sheet on A4, as wide as the page, on as many pages as it takes."""
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def _head(self, column: str) -> Any:
        look = {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 2, "bottom_color": "#14304F"}
        return self.workbook.add_format({**look, "bg_color": _FILLS.get(column, _OTHER_FILL)})

    def _body(self, quiet: bool) -> Any:
        """Return the look of a cell: text whatever is typed, so that 1.2. doesn't become a date; grey where it isn't changed."""
        if quiet not in self._bodies:
            look = {"text_wrap": True, "valign": "top", "num_format": "@"}
            grey = {"font_color": "#5A6270", "bg_color": "#F4F5F7"} if quiet else {}
            self._bodies[quiet] = self.workbook.add_format({**look, **grey})
        return self._bodies[quiet]

    def _list(self, column: str, source: str) -> dict[str, Any]:
        new = column in _NAMED
        return {
            "validate": "list",
            "source": source,
            "error_type": "warning" if new else "stop",
            "error_title": self._words("unlisted.title"),
            "error_message": self._words("unlisted.new" if new else "unlisted.value"),
        }

    def _source(self, column: str, columns: Sequence[str]) -> str:
        if column == "sub_theme":
            return self._sub_themes(f"${letters(columns.index('theme'))}2")
        return self._range(column) if column in self._listed else ""

    def _sub_themes(self, theme: str) -> str:
        """Return the formula of a theme's own sub-themes, which stand one after another in the lists."""
        if not self.names.sub_themes:
            return ""
        at = f"MATCH({theme},{self._range('theme')[1:]},0)"
        first, count = (f"INDEX({self._range(one)[1:]},{at})" for one in ("first", "count"))
        top = self._range("sub_theme")[1:].partition(":")[0]
        return f"=OFFSET({top},{first},0,{count},1)"

    def _range(self, column: str) -> str:
        place = list(self._listed).index(column)
        sheet = self.sheets["lists"].replace("'", "''")
        return f"='{sheet}'!${letters(place)}$2:${letters(place)}${max(2, len(self._listed[column]) + 1)}"

    def _all_lists(self) -> dict[str, list[str | int]]:
        """Return what may be chosen, by column; themes with the place and number of their sub-themes."""
        theme_of = self.names.book.theme_of
        themes = list(self.names.themes)
        below = [[key for key in self.names.sub_themes if theme_of[key].key == theme] for theme in themes]
        return {
            "theme": list(self.names.themes.values()),
            "first": [sum(map(len, below[:place])) for place in range(len(themes))],
            "count": [len(one) for one in below],
            "sub_theme": [self.names.sub_themes[key] for one in below for key in one],
            "topic": list(self.names.topics.values()),
            "service": list(self.names.services.values()),
            **{column: list(choices(column, self.language).values()) for column in CHOSEN},
            "kind": [kind_word(kind, self.language) for kind in CODE_KINDS],
        }

    def lists(self) -> None:
        """Make the hidden sheet of what may be chosen."""
        sheet = self.workbook.add_worksheet(self.sheets["lists"])
        sheet.hide()
        for place, (column, values) in enumerate(self._listed.items()):
            self._column(sheet, place, [f"{MARK}-{column}", *values])

    @staticmethod
    def _column(sheet: Any, place: int, values: Iterable[str | int]) -> None:
        for row, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(row, place, value)
            else:
                sheet.write_number(row, place, value)

    def state(self) -> None:
        """Make the hidden sheet of the state as exported."""
        sheet = self.workbook.add_worksheet(self.sheets["state"])
        sheet.hide()
        sheet.write_string(0, 0, MARK)
        sheet.write_blank(1, 0, None, self._body(True))
