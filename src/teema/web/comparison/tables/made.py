"""Tables of the report by name, and the selection that finds a cell of one again: table, row, column, line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from teema.analysis.whole import Results
from teema.errors import NotFound
from teema.report.blocks import Table
from teema.report.compose import telling_of
from teema.report.telling import Telling
from teema.web.comparison.tables.named import column_names, line_names, row_names
from teema.wording import LANGUAGES, Language

MakeTable: TypeAlias = Callable[[Telling, Mapping[str, str]], Table | None]
"""Makes a table of the report; parameters of its own (which theme) come from the address. None: there is none (any more)."""
_TABLES: dict[str, MakeTable] = {}


def makes_table(name: str, make: MakeTable) -> None:
    """Register a table under the name that addresses of its cells hold."""
    _TABLES[name] = make


def telling(results: Results, language: Language) -> Telling:
    """Return what a table is told with on a page: the working edition, without figures."""
    return telling_of(results, language, "working", figures=False)


def made(results: Results, language: Language, name: str, parameters: Mapping[str, str]) -> Table:
    """Make a table by its name. NotFound (B802): there is no such table."""
    make = _TABLES.get(name)
    table = make(telling(results, language), parameters) if make else None
    if table is None:
        raise NotFound("B802")
    return table


def by_cell(results: Results, parameters: Mapping[str, str]) -> Sequence[str]:
    """Return the segments of a cell, or of a line in it, as the table stands now. NotFound (B802): it has no such cell any more.

    ``in`` is the language in which the cell was named: whoever opens it may read another.
    """
    language = next((one for one in LANGUAGES if one == parameters.get("in")), LANGUAGES[0])
    table = made(results, language, parameters.get("table", ""), parameters)
    row = _found(row_names(table), parameters.get("row", ""))
    cell = table.rows[row][_found(column_names(table), parameters.get("column", ""))]
    if "line" not in parameters:
        return cell.segments
    return cell.lines[_found(line_names(cell.lines), parameters["line"])].segments


def _found(names: Sequence[str], name: str) -> int:
    if name not in names:
        raise NotFound("B802")
    return names.index(name)
