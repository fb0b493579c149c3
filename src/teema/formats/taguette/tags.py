"""Tags → a tree of codes: by a separator in their names, or by parents where a newer Taguette tells them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from teema.formats.databases import Row
from teema.formats.exchange.project import CodeNode
from teema.formats.source import canonical
from teema.formats.trees import DEEPEST, children_of, rooted
from teema.study.identity import derived_id

_Key: TypeAlias = int | tuple[str, ...]
"""A tag by its number, or a level above tags that is no tag itself, by the names that lead to it."""


@dataclass(frozen=True, slots=True)
class Tags:
    """A project's codes, the code of each tag by its number, and the names of tags that were cut off what stood above them."""

    codes: tuple[CodeNode, ...]
    by_number: dict[int, str]
    cut: tuple[str, ...] = ()


def tags_of(rows: dict[int, Row], separator: str, seed: str) -> Tags:
    """Make codes of tags, by their numbers. Without a separator: parents as the file tells them, else a flat list.

    >>> rows = {1: Row({"path": "hinta"}), 2: Row({"path": "hinta.kallis"}), 3: Row({"path": "tuki.yö"})}
    >>> [(code.name, code.codable, [child.name for child in code.children]) for code in tags_of(rows, ".", "a").codes]
    [('hinta', True, ['kallis']), ('tuki', False, ['yö'])]
    """
    nodes: dict[_Key, CodeNode] = {number: _node(number, row, seed) for number, row in rows.items()}
    parents: dict[_Key, _Key | None] = {number: row.number("parent_id") for number, row in rows.items()}
    if separator:
        parents = {}
        for key, above, name in _levels(rows, separator):
            nodes[key] = replace(nodes[key], name=name) if key in nodes else _level(key, name, seed)
            parents.setdefault(key, above)
    sound, cut = rooted(parents)
    codes = _grown(nodes, children_of(sound))
    return Tags(codes, {number: nodes[number].guid for number in rows}, tuple(nodes[key].name for key in cut))


def _node(number: int, row: Row, seed: str) -> CodeNode:
    path = _path(number, row)
    return CodeNode(derived_id(seed, "tag", number, path).upper(), path, canonical(row.text("description")))


def _path(number: int, row: Row) -> str:
    return canonical(row.text("path")).strip() or str(number)


def _level(key: _Key, name: str, seed: str) -> CodeNode:
    return CodeNode(derived_id(seed, "level", key).upper(), name, codable=False)


def _levels(rows: dict[int, Row], separator: str) -> Iterator[tuple[_Key, _Key | None, str]]:
    """Yield each tag with what stands above it and its own name, and before it the levels above it that are no tags."""
    paths = {number: _parts(row, separator) or (_path(number, row),) for number, row in rows.items()}
    tags: dict[tuple[str, ...], _Key] = {path: number for number, path in reversed(paths.items())}
    for number, path in paths.items():
        for depth in range(1, len(path)):
            level, above = path[:depth], path[: depth - 1]
            if level not in tags:
                yield level, tags.get(above, above) or None, level[-1]
        yield number, tags.get(path[:-1], path[:-1]) or None, path[-1]


def _parts(row: Row, separator: str) -> tuple[str, ...]:
    parts = canonical(row.text("path")).split(separator, DEEPEST - 2)
    return tuple(part.strip() for part in parts if part.strip())


def _grown(nodes: dict[_Key, CodeNode], below: dict[_Key | None, list[_Key]]) -> tuple[CodeNode, ...]:
    def grown(key: _Key) -> CodeNode:
        return replace(nodes[key], children=tuple(map(grown, below.get(key, ()))))

    return tuple(map(grown, below.get(None, ())))
