"""The report's tables on a page: every number and every line of a cell opens its segments."""

from teema.web.comparison.tables.made import by_cell, makes_table, telling
from teema.web.comparison.tables.shown import ShownCell, ShownTable, shown

__all__ = ["ShownCell", "ShownTable", "by_cell", "makes_table", "shown", "telling"]
