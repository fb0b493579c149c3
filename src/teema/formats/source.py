"""Bytes as received → characters: encodings, canonical text, and what was met on the way."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from teema.errors import Problem, ReadFailed
from teema.formats.safety import DEFAULT, Limits
from teema.study.documents import Turn


@dataclass(frozen=True, slots=True)
class Source:
    """A file as received: its name and bytes, and how much it may hold."""

    name: str
    data: bytes
    limits: Limits = DEFAULT


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found: the canonical text, the turns over it, and what went less than well."""

    text: str
    turns: tuple[Turn, ...]
    problems: tuple[Problem, ...] = ()


_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def canonical(text: str) -> str:
    r"""Return the text as Teema counts it: NFC, ``\n`` as the only line break, no byte order mark, NUL or other control.

    >>> canonical("\ufeffa\u0308iti\r\nja\x00 isa\u0308")
    'äiti\nja isä'
    """
    if text.replace("\n", " ").isprintable():  # nothing to break or drop, as in nearly every text: known at a glance
        return unicodedata.normalize("NFC", text)
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _BREAKS.sub("\n", text)))


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(source: Source) -> tuple[str, tuple[Problem, ...]]:
    """Decode a text file and make it canonical.

    A byte order mark decides; then UTF-8; then UTF-16 that shows itself by its zero bytes; then cp1252. Warnings: F122
    the encoding was guessed, F123 some characters were unreadable, F124 NUL characters were dropped. Errors: F104 the
    bytes are no text, F116 or F136 the text is too long.
    """
    text, problems = characters(source)
    if "\x00" in text:
        problems = (*problems, Problem("warning", "F124", source.name, None, {"count": text.count("\x00")}))
    return within(canonical(text), source), problems


def within(text: str, source: Source) -> str:
    """Return the text if it is not too long; an error otherwise: F116 too many characters, F136 too many lines."""
    if len(text) > source.limits.characters:
        raise ReadFailed("F116", path=source.name, limit=source.limits.characters)
    if text.count("\n") >= source.limits.lines:
        raise ReadFailed("F136", path=source.name, limit=source.limits.lines)
    return text


def characters(source: Source) -> tuple[str, tuple[Problem, ...]]:
    """Decode a text file as `decoded` does, and leave its characters as they came, less a byte order mark.

    Errors: F104 the bytes are no text.
    """
    text, problems = _characters(source)
    if _is_noise(text):
        raise ReadFailed("F104", path=source.name)
    return text, problems


def _characters(source: Source) -> tuple[str, tuple[Problem, ...]]:
    """Decode; an error (F116) where the text is so long that its copies would fill the memory on the way to its canonical form."""
    most = source.limits.characters
    if len(source.data) > _BYTES_A_CHARACTER * most:
        raise ReadFailed("F116", path=source.name, limit=most)
    text, problems = _by_signs(source)
    if len(text) > 2 * most:
        raise ReadFailed("F116", path=source.name, limit=most)
    return text, problems


_BYTES_A_CHARACTER = 4
"""The most that any Unicode encoding takes."""


def _by_signs(source: Source) -> tuple[str, tuple[Problem, ...]]:
    marked = next((name for mark, name in _MARKS if source.data.startswith(mark)), "")
    if marked:
        return _as(source, marked)
    silent = _silent_utf16(source.data)
    if silent:
        return source.data.decode(silent, "replace"), (_guessed(source, "UTF-16"),)
    try:
        return source.data.decode("utf-8"), ()
    except UnicodeDecodeError:
        if _mostly_utf8(source.data):
            return _as(source, "utf-8")
    return _western(source.data), (_guessed(source, "Windows-1252"),)


def _mostly_utf8(data: bytes) -> bool:
    """Tell whether more of the characters beyond ASCII decode than not: one damaged place makes no cp1252."""
    text = data.decode("utf-8", "surrogateescape")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    wrong = len(data) - len(text.encode("utf-8", "ignore"))
    return 2 * wrong <= beyond


def _as(source: Source, encoding: str) -> tuple[str, tuple[Problem, ...]]:
    text = source.data.decode(encoding, "replace")
    try:
        source.data.decode(encoding)
    except UnicodeError:
        return text, (Problem("warning", "F123", source.name, None, {"count": max(1, text.count("\ufffd"))}),)
    return text, ()


def _guessed(source: Source, encoding: str) -> Problem:
    return Problem("warning", "F122", source.name, None, {"encoding": encoding})


def _western(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _silent_utf16(data: bytes) -> str:
    """Name the UTF-16 that has no byte order mark: nearly every other byte of western text is zero then."""
    head = data[:4096]
    half = max(1, len(head) // 2)
    if head[1::2].count(0) > 0.4 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.4 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""


_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")


def _is_noise(text: str) -> bool:
    """Tell whether decoded bytes are no text: NULs abound, or over one character in fifty is a control or unreadable."""
    controls = len(text) - len(_CONTROL.sub("", text))
    return 10 * text.count("\x00") > len(text) or (controls > 3 and 50 * controls > len(text))
