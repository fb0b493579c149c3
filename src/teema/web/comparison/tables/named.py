"""Names for a table's rows, columns and lines that find the same cell again, also after others came or went.

A name is a digest of what is written there: short, and an address that holds it tells nothing of an interview.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from teema.report.blocks import Cell, Line, Table


def row_names(table: Table) -> tuple[str, ...]:
    """Name rows by their first cell, and by as many more as it takes to tell them apart.

    >>> from teema.report.blocks import Column, cell
    >>> columns = (Column("a"), Column("b"))
    >>> one = row_names(Table("t", "", columns, ((cell("x"), cell("1")), (cell("x"), cell("2")))))
    >>> two = row_names(Table("t", "", columns, ((cell("x"), cell("2")), (cell("x"), cell("1")))))
    >>> one == tuple(reversed(two))
    True
    """
    for cells in range(1, len(table.columns) + 1):
        written = ["\n\n".join(cell.text for cell in row[:cells]) for row in table.rows]
        if len(set(written)) == len(written):
            return tuple(map(_digest, written))
    return _in_order(cell_text(row) for row in table.rows)


def column_names(table: Table) -> tuple[str, ...]:
    """Name columns by their heads; of equal ones, by which it is."""
    return _in_order(column.text for column in table.columns)


def line_names(lines: Sequence[Line]) -> tuple[str, ...]:
    """Name the lines of a cell by their words; of equal ones, by which it is."""
    return _in_order(line.text for line in lines)


def cell_text(row: Iterable[Cell]) -> str:
    """Return all that is written in a row."""
    return "\n\n".join(cell.text for cell in row)


def _in_order(written: Iterable[str]) -> tuple[str, ...]:
    met: Counter[str] = Counter()
    names = []
    for text in written:
        met[text] += 1
        names.append(_digest(text if met[text] == 1 else f"{text}\n{met[text]}"))
    return tuple(names)


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=5).hexdigest()
