"""The note on a coding that carries what other programs have no field for: lines of ``key: value``.

    reduced: puhelimeen vastataan
    valence: -1
    memo: Ensimmäinen rivi
    | ja toinen

Keys are the columns of ``codings.csv`` or ``relevance.csv``, a study's own columns after them. Further lines of a value begin
with a bar. A key or value that plain lines can't hold is written as a JSON string. Whatever follows an empty line was written
by somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from teema.formats.exchange.plain_text import is_plain, quoted, unquoted

NAME = "Teema"
"""The name of such a note."""
FIELDS = (
    "id", "topic", "reduced", "aspect", "valence", "time", "whose", "service", "quote", "memo", "status", "reason",
    "coder", "created",
)  # fmt: skip
"""The keys by which such a note is known where its name was lost."""
_KNOWN = frozenset(FIELDS)
_KEY = re.compile(r"[^\W_][^:\"\n]*")
_LINE = re.compile(r'("(?:[^"\\]|\\.)*"|[^:"|\s][^:"\n]*):(?:[ \t](.*))?$')


@dataclass(frozen=True, slots=True)
class Told:
    """What a note says: ``values`` by key, and the ``rest``, which is somebody's own words."""

    values: dict[str, str] = field(default_factory=dict)
    rest: str = ""


def written(values: Iterable[tuple[str, str]]) -> str:
    r"""Write a note of keys and values, in their order.

    >>> print(written([("reduced", "a: b"), ("memo", "x\ny"), ("Oma", " edessä")]))
    reduced: a: b
    memo: x
    | y
    Oma: " edessä"
    """
    return "\n".join(f"{_key(key)}: {_value(value)}" if value else f"{_key(key)}:" for key, value in values)


@lru_cache(maxsize=256)
def _key(key: str) -> str:
    return key if _KEY.fullmatch(key) and is_plain(key) else quoted(key)


def _value(value: str) -> str:
    return value.replace("\n", "\n| ") if is_plain(value) else quoted(value)


def told(note: str, named: bool = False) -> Told | None:
    """Read a note; None where it is none of Teema's: it is not ``named`` so, and doesn't begin with one of its keys.

    >>> told("valence: -1\\n\\nMuista kysyä!")
    Told(values={'valence': '-1'}, rest='Muista kysyä!')
    >>> told("Huomio: tärkeä") is None
    True
    """
    lines = note.split("\n")
    values, used = _values(lines)
    if not values or not (named or next(iter(values)) in _KNOWN):
        return None
    return Told(values, "\n".join(lines[used:]).strip("\n"))


def _values(lines: list[str]) -> tuple[dict[str, str], int]:
    """Return the values of the lines up to the first that isn't one of a note, and how many those are."""
    parts: dict[str, list[str]] = {}
    last: list[str] | None = None
    for number, line in enumerate(lines):
        if last is not None and line[:1] == "|":
            last.append(line[2:])
            continue
        key, value = _pair(line)
        if not key or key in parts:
            return _joined(parts), number
        last = parts[key] = [value]
    return _joined(parts), len(lines)


def _pair(line: str) -> tuple[str, str]:
    """Return the key and the value that a line begins; no key where it is none of a note's."""
    key, colon, value = line.partition(": ")
    if colon and key in _KNOWN:
        return key, value
    match = _LINE.match(line)
    return (unquoted(match[1]), match[2] or "") if match else ("", "")


def _joined(parts: Mapping[str, list[str]]) -> dict[str, str]:
    joined = {key: lines[0] if len(lines) == 1 else "\n".join(lines) for key, lines in parts.items()}
    return {key: unquoted(value) if value[:1] == '"' else value for key, value in joined.items()}
