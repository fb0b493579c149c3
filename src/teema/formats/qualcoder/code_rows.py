"""Codes → categories and codes. What can be coded with is a code, and what stands under a code too; anything else is a category."""

from __future__ import annotations

from teema.formats.exchange.project import CodeNode
from teema.formats.qualcoder.filling import Filling, Names, Record, date
from teema.formats.qualcoder.tables import NO_COLOR


class CodeRows:
    """A project's codes in QualCoder's tables, by the identities that they have in the project and by their names in QualCoder."""

    def __init__(self, filling: Filling) -> None:
        self._filling = filling
        self._codes: dict[str, int] = {}
        self._categories: dict[str, int] = {}
        self._by_name: dict[str, int] = {}
        self._nodes: dict[str, CodeNode] = {}
        self._names = {"code_cat": Names(), "code_name": Names()}
        for root in filling.project.codes:
            self._add(root, None)
        renamed = [name for names in self._names.values() for name in names.changed]
        filling.lose("code_names", "names_once", *renamed, count=len(renamed))

    def number(self, guid: str) -> int | None:
        """Return a code's number. A category that something is coded with gets a code of its name inside it."""
        if guid not in self._codes and guid in self._categories:
            node = self._nodes[guid]
            self._codes[guid] = self._code(node, {"catid": self._categories[guid], "supercid": None}, "")
        return self._codes.get(guid)

    def named(self, name: str) -> int | None:
        """Return the number of the code that has a name in QualCoder."""
        return self._by_name.get(name)

    def _add(self, node: CodeNode, parent: CodeNode | None) -> None:
        self._nodes[node.guid] = node
        above = parent.guid if parent else ""
        name_above = parent.name if parent else ""
        if node.codable or above in self._codes:
            places: Record = {"catid": self._categories.get(above), "supercid": self._codes.get(above)}
            self._codes[node.guid] = self._code(node, places, name_above)
            if not node.codable:
                self._filling.lose("categories", "under_code", node.name)
        else:
            self._categories[node.guid] = self._category(node, self._categories.get(above), name_above)
        for child in node.children:
            self._add(child, node)

    def _code(self, node: CodeNode, places: Record, above: str) -> int:
        cells = self._cells(node, "code_name", above)
        number = self._filling.add("code_name", **cells, **places, color=node.color or NO_COLOR)
        self._by_name.setdefault(str(cells["name"]), number)
        return number

    def _category(self, node: CodeNode, parent: int | None, above: str) -> int:
        return self._filling.add("code_cat", **self._cells(node, "code_cat", above), supercatid=parent)

    def _cells(self, node: CodeNode, table: str, above: str) -> Record:
        name = self._names[table].free(node.name, above)
        memo = self._filling.memo(node.description, node.notes)
        return {"name": name, "memo": memo, "owner": self._filling.coder, "date": date(self._filling.project.created)}
