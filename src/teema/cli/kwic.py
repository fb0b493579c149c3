"""``teema kwic``: a word of a study in its contexts, one hit a line, aligned."""

from __future__ import annotations

import json
import shutil
import unicodedata
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from teema.cli.asking import narrowed, narrowing_options, opened_index
from teema.cli.console import Console
from teema.cli.options import Parser, one_of, whole_number
from teema.wording import number

if TYPE_CHECKING:
    from teema.search import Line, Lines

ORDERS = ("place", "left", "hit", "right", "speaker")
_NARROWEST, _WIDEST = 20, 100
"""Characters shown on each side of a hit, at least and at most, where the width of the screen decides."""
_HIT = 16
"""Characters left for the hit itself when the screen's width is shared out."""


def options(parser: Parser) -> None:
    """Declare the study, the word, what narrows the search, and how lines are ordered and cut."""
    parser.place("study")
    parser.place("word")
    parser.option("sort", "|".join(ORDERS), one_of("--sort", ORDERS), "place")
    parser.option("width", kind=whole_number("--width"))
    narrowing_options(parser)


def run(asked: Namespace, console: Console) -> int:
    """Show the lines."""
    from teema.search import kwic

    with opened_index(asked, console) as index:
        places = max((len(document.name) for document in index.documents), default=0)
        found = kwic(
            index,
            asked.word,
            narrowed(asked),
            width=asked.width or _width(places),
            order=asked.sort,
            all_readings=asked.all_readings,
            parts=asked.parts,
            most=asked.most,
        )
    show = _show_json if asked.json else _show
    show(found, asked, console)
    return 0


def _width(places: int) -> int:
    """Return how many characters of context fit on each side of a hit."""
    free = shutil.get_terminal_size((120, 24)).columns - places - 16 - _HIT
    return max(_NARROWEST, min(_WIDEST, free // 2))


def _show(found: Lines, asked: Namespace, console: Console) -> None:
    places = [_place(line) for line in found.lines]
    room, left = _widest(places), _widest([line.left for line in found.lines])
    for place, line in zip(places, found.lines, strict=True):
        hit = console.tint(line.hit, "good") if console.colours else f"«{line.hit}»"
        shown = f"{_padded(place, room)}  {_padded(line.left, left, before=True)}{hit}{line.right}"
        console.line(shown.rstrip())
    if not found.hits:
        console.tell("search.nothing")
        console.tell("search.try")
    elif len(found.lines) < found.hits:
        shown, hits = (number(count, console.language) for count in (len(found.lines), found.hits))
        console.complain("kwic.more", shown=shown, hits=hits)


def _place(line: Line) -> str:
    turn = "" if line.turn is None else f":{line.turn + 1}"
    return f"{line.document}{turn} {line.speaker}".rstrip()


def _widest(texts: Sequence[str]) -> int:
    return max(map(columns, texts), default=0)


def _padded(text: str, room: int, before: bool = False) -> str:
    space = " " * (room - columns(text))
    return f"{space}{text}" if before else f"{text}{space}"


def columns(text: str) -> int:
    """Count the columns that a text takes on a terminal: wide characters take two, combining ones none.

    >>> columns("ääni"), columns("a\\u0301"), columns("日本")
    (4, 1, 4)
    """
    return sum(_columns(sign) for sign in text)


def _columns(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1


def _show_json(found: Lines, asked: Namespace, console: Console) -> None:
    lines = [asdict(line) for line in found.lines]
    console.line(json.dumps({"query": asked.word, "hits": found.hits, "lines": lines}, ensure_ascii=False, indent=1))
