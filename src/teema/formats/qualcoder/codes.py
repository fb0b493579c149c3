"""Categories and codes → one tree: categories hold categories and codes, codes may hold codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from teema.formats.databases import Row
from teema.formats.exchange.project import CodeNode
from teema.formats.qualcoder.rows import Rows, name_of
from teema.formats.qualcoder.tables import NO_COLOR
from teema.formats.source import canonical
from teema.formats.trees import children_of, rooted

_Key: TypeAlias = tuple[Literal["category", "code"], int]
_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")


@dataclass(frozen=True, slots=True)
class Codes:
    """The tree, each code by its number, and the names of what was cut off a parent that is missing or below it."""

    tree: tuple[CodeNode, ...]
    by_number: dict[int, CodeNode]
    cut: tuple[str, ...]


def codes_of(rows: Rows, *, ours: bool = False) -> Codes:
    """Make the tree of a project's codes. A category can't be coded with; a code that has both parents stands under the code.

    In a project that Teema wrote, a name that was made unlike others by what stands above it, in brackets, is its own again.
    """
    nodes: dict[_Key, CodeNode] = {}
    parents: dict[_Key, _Key | None] = {}
    for key, parent, row in _placed(rows):
        nodes[key], parents[key] = _node(rows, key, row), parent
    sound, cut = rooted(parents)
    below = children_of(sound)

    def grown(key: _Key, above: str = "") -> CodeNode:
        name = nodes[key].name.removesuffix(f" ({above})" if ours and above else "")
        return replace(nodes[key], name=name, children=tuple(grown(one, name) for one in below.get(key, ())))

    by_number = {number: node for (kind, number), node in nodes.items() if kind == "code"}
    return Codes(tuple(map(grown, below.get(None, ()))), by_number, tuple(nodes[key].name for key in cut))


def _placed(rows: Rows) -> Iterator[tuple[_Key, _Key | None, Row]]:
    for number, row in rows.numbered("code_cat", "catid").items():
        above = row.number("supercatid")
        yield ("category", number), None if above is None else ("category", above), row
    for number, row in rows.numbered("code_name", "cid").items():
        code, category = row.number("supercid"), row.number("catid")
        under: _Key | None = None if category is None else ("category", category)
        yield ("code", number), under if code is None else ("code", code), row


def _node(rows: Rows, key: _Key, row: Row) -> CodeNode:
    kind, number = key
    name, color = name_of(row) or str(number), row.text("color")
    rows.owner(row)
    return CodeNode(
        rows.id(kind, name),
        name,
        canonical(row.text("memo")),
        color.upper() if _COLOR.fullmatch(color) and color != NO_COLOR else "",
        codable=kind == "code",
    )
