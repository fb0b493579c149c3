"""What a workbook remembers of the study that it was made of: read again, it tells what was changed where.

A hidden sheet has a line a thing, as JSON: the head, each node of the codebook, each coding. A line that is longer than a cell
goes on in the next one.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from teema.errors import ReadFailed
from teema.formats.workbook.naming import Names
from teema.formats.workbook.values import EDITED, Values, cells_of, values_of
from teema.study.codes import ASPECTS, Code, Codebook, Topic
from teema.study.codings import Coding
from teema.study.design import Service
from teema.wording import LANGUAGES, Language

MARK: Final = "teema-workbook"
_FORMAT: Final = 1
_PIECE: Final = 16_000
"""Characters of a cell, all of them ASCII."""
_ENCODER: Final = json.JSONEncoder(separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Head:
    """Which study a workbook is of, which Teema made it, in which language, and which columns its sheets had."""

    study: str
    teema: str
    language: Language
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """A coding as it was exported: its sheet, where its words stood, its values, and prints of the cells that aren't changed."""

    id: str
    sheet: str
    document: str
    start: int
    end: int
    words: int
    given: int
    values: Values


@dataclass(frozen=True)
class State:
    """The study as it was exported."""

    head: Head
    book: Codebook
    services: tuple[Service, ...]
    codings: Mapping[str, Exported]

    @cached_property
    def names(self) -> Names:
        """What everything was called."""
        return Names(self.book, self.services)

    @cached_property
    def sheets(self) -> frozenset[str]:
        """The sheets that codings were exported on."""
        return frozenset(one.sheet for one in self.codings.values())

    @cached_property
    def edition(self) -> str:
        """A print of the codings that were exported: what is added to one export isn't taken for what was added to another."""
        return str(print_of(*sorted(self.codings)))

    def cells(self, one: Exported) -> dict[str, str]:
        """Return the cells that showed a coding's values."""
        return cells_of(one.values, self.names, self.head.language)


def print_of(*cells: str) -> int:
    """Return a print by which changed cells are noticed; spaces at the ends don't change it."""
    return zlib.crc32("\x1f".join(cell.strip() for cell in cells).encode("utf-8", "replace"))


def given_print(cells: Mapping[str, str], columns: Sequence[str]) -> int:
    """Return the print of the cells that tell where words come from."""
    return print_of(*(cells.get(column, "") for column in columns))


def lines(head: Head, book: Codebook, services: Iterable[Service]) -> Iterator[str]:
    """Yield the lines of everything but the codings."""
    yield _line("head", _FORMAT, head.study, head.teema, head.language, head.columns)
    for theme in book.themes:
        yield from _code_lines(theme, "")
    for topic in book.topics:
        yield _line("topic", topic.key, topic.name, topic.definition)
    for service in services:
        yield _line("service", service.key, service.name)


def _code_lines(code: Code, above: str) -> Iterator[str]:
    yield _line("code", code.key, above, code.name, code.label, code.definition, code.aspect or "")
    for child in code.children:
        yield from _code_lines(child, code.key)


def coding_line(coding: Coding, sheet: str, words: int, given: int) -> str:
    """Return the line of one coding."""
    values = values_of(coding)
    place = (coding.document, coding.span.start, coding.span.end)
    return _line("coding", coding.id, sheet, *place, words, given, *(values[field] for field in EDITED))


def _line(*parts: object) -> str:
    return _ENCODER.encode(parts)


def pieces(line: str) -> list[str]:
    """Cut a line into cells.

    >>> [len(piece) for piece in pieces("x" * 20_000)]
    [16000, 4000]
    """
    return [line[start : start + _PIECE] for start in range(0, len(line), _PIECE)]


def read_state(rows: Iterable[Sequence[str]], name: str) -> State:
    """Read the lines of the hidden sheet. ReadFailed (X205): they are damaged, or a later Teema's."""
    try:
        return _state([json.loads("".join(row)) for row in rows])
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError) as reason:
        raise ReadFailed("X205", path=name) from reason


def _state(parts: list[list[Any]]) -> State:
    of: dict[str, list[list[Any]]] = {kind: [] for kind in ("head", "code", "topic", "service", "coding")}
    for kind, *rest in parts:
        of[kind].append(rest)
    version, study, teema, language, columns = of["head"][0]
    if version != _FORMAT or language not in LANGUAGES:
        raise ValueError(version)
    topics = tuple(Topic(str(key), str(name), definition=str(words)) for key, name, words in of["topic"])
    return State(
        Head(str(study), str(teema), language, tuple(map(str, columns))),
        Codebook(_tree(of["code"], ""), topics),
        tuple(Service(str(key), str(name)) for key, name in of["service"]),
        {one.id: one for one in map(_exported, of["coding"])},
    )


def _tree(rows: list[list[Any]], top: str) -> tuple[Code, ...]:
    """Put the nodes below those that they name; every node is named once, so that nothing goes round."""
    below: dict[str, list[list[Any]]] = {}
    for row in rows:
        below.setdefault(row[1], []).append(row)
    if len({row[0] for row in rows}) != len(rows):
        raise ValueError(len(rows))

    def node(row: list[Any]) -> Code:
        key, _, name, label, definition, aspect = row
        kept = next((one for one in ASPECTS if one == aspect), None)
        children = tuple(node(one) for one in below.get(key, ()))
        return Code(str(key), str(name), "", str(label), str(definition), kept, "", children)

    return tuple(node(row) for row in below.get(top, ()))


def _exported(row: list[Any]) -> Exported:
    id_, sheet, document, start, end, words, given, *values = row
    kept = dict(zip(EDITED, map(str, values), strict=True))
    return Exported(str(id_), str(sheet), str(document), int(start), int(end), int(words), int(given), kept)
