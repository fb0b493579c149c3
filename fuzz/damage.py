"""Damage to bytes: what a bad disk, a wrong program or a hostile hand does to a file, whatever its format."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import TypeAlias

Damage: TypeAlias = Callable[[bytes, Random], bytes]

_SIGNS = b"\\{}<>:[]()*-|\"'0 9\n\t\x00\xff/&;,=%#@!\x80\xc3\xed"
_LONG = 2_000_000
_NESTED = (
    b"<div>",
    b"<b>",
    b"[",
    b'{"a":',
    b"{\\b ",
    b"(",
    b"<a>",
    b"<Code>",
    b"> ",
    b"  - ",
    b"<<",
    b'"',
    b"'[",
    b"<!--",
)
_NUMBERS = (
    b"9" * 20,
    b"9" * 400,
    b"9" * 5000,
    b"-1",
    b"1e999",
    b"NaN",
    b"0",
    b"2147483648",
    b"18446744073709551616",
    b"-9223372036854775809",
)
_STRANGE = (
    "\ufeff".encode(), "\u202e".encode(), "e\u0301".encode() * 50, "\u0300".encode() * 3000, "😀".encode(), b"\xed\xa0\x80",
    b"\xf8\x88\x80\x80\x80", b"\xc0\xaf", "\ufdfa".encode() * 200, "\u2028".encode(), b"\r", b"\x1a", b"\x1b[31m", "İ".encode(),
)  # fmt: skip
_ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-7", "cp037")


def cut(data: bytes, chance: Random) -> bytes:
    """Lose the end."""
    return data[: _place(data, chance)]


def begun_late(data: bytes, chance: Random) -> bytes:
    """Lose the beginning."""
    return data[_place(data, chance) :]


def flipped(data: bytes, chance: Random) -> bytes:
    """Change a few bytes, to signs that formats use or to any."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20, 100)) if data else 0):
        changed[chance.randrange(len(changed))] = chance.choice(_SIGNS if chance.random() < 0.5 else bytes(range(256)))
    return bytes(changed)


def flipped_bits(data: bytes, chance: Random) -> bytes:
    """Change single bits, as a bad disk does."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 10)) if data else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def repeated(data: bytes, chance: Random) -> bytes:
    """Repeat a piece: once, or until it fills megabytes."""
    start, end = _piece(data, chance)
    times = chance.choice((2, 2, 3, 50, 1000, 100_000))
    return data[:start] + data[start:end] * max(1, min(times, _LONG // max(1, end - start))) + data[end:]


def removed(data: bytes, chance: Random) -> bytes:
    """Lose a piece."""
    start, end = _piece(data, chance)
    return data[:start] + data[end:]


def swapped(data: bytes, chance: Random) -> bytes:
    """Let two neighbouring pieces change places."""
    first, second, third = sorted(_place(data, chance) for _ in range(3))
    return data[:first] + data[second:third] + data[first:second] + data[third:]


def overwritten(data: bytes, chance: Random) -> bytes:
    """Write noise, or nothing at all, over a piece."""
    start, end = _piece(data, chance)
    noise = bytes(end - start) if chance.random() < 0.5 else chance.randbytes(end - start)
    return data[:start] + noise + data[end:]


def with_nul(data: bytes, chance: Random) -> bytes:
    """Put NUL bytes in: one, some, or many."""
    for _ in range(chance.choice((1, 5))):
        at = _place(data, chance)
        data = data[:at] + bytes(chance.choice((1, 2, 100, 10_000))) + data[at:]
    return data


def with_long_line(data: bytes, chance: Random) -> bytes:
    """Put in a line of a megabyte or two: one character, a word, or one of the signs that formats use."""
    filling = chance.choice(
        (
            b"a",
            b" ",
            b"\t",
            b"\n",
            b"1",
            b"sana ",
            b"H: ",
            b"A.",
            b"#",
            b"-",
            b"*",
            b"_",
            b"\xc3\xa4",
            b"&",
            b"0:",
            bytes([chance.choice(_SIGNS)]),
        )
    )
    at = _place(data, chance)
    return data[:at] + filling * (chance.choice((10_000, 300_000, _LONG)) // len(filling)) + data[at:]


def with_deep_nesting(data: bytes, chance: Random) -> bytes:
    """Open something thousands of times and close it never."""
    at = _place(data, chance)
    return data[:at] + chance.choice(_NESTED) * chance.choice((300, 5_000, 100_000)) + data[at:]


def with_huge_numbers(data: bytes, chance: Random) -> bytes:
    """Put numbers that fit nowhere in the place of some."""
    found = list(_DIGITS.finditer(data[:_LONG]))
    for match in sorted(
        chance.sample(found, min(len(found), chance.choice((1, 1, 3)))), key=re.Match.start, reverse=True
    ):
        data = data[: match.start()] + chance.choice(_NUMBERS) + data[match.end() :]
    return data


def with_strange_characters(data: bytes, chance: Random) -> bytes:
    """Put in what few programs expect: marks, surrogates, overlong forms, directions, letters that grow when normalised."""
    for _ in range(chance.choice((1, 4))):
        at = _place(data, chance)
        data = data[:at] + chance.choice(_STRANGE) * chance.choice((1, 1, 100)) + data[at:]
    return data


def in_another_encoding(data: bytes, chance: Random) -> bytes:
    """Write the whole in another encoding, or only what follows some place."""
    start = chance.choice((0, _place(data, chance)))
    encoded = data[start:].decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")
    return data[:start] + encoded


def with_other_breaks(data: bytes, chance: Random) -> bytes:
    """Write line breaks in another way, or not at all."""
    return data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b"", b"\n\r", b" ", b"\x0b")))


def with_lines_in_disorder(data: bytes, chance: Random) -> bytes:
    """Lose, repeat or move some lines."""
    lines = data.split(b"\n")
    for _ in range(chance.choice((1, 2, 10))):
        line = lines.pop(chance.randrange(len(lines))) if lines else b""
        for _ in range(chance.choice((0, 1, 2, 1000))):
            lines.insert(chance.randrange(len(lines) + 1), line)
    return b"\n".join(lines)[: 10 * _LONG]


def emptied(data: bytes, chance: Random) -> bytes:
    """Leave nothing, next to nothing, or only white space."""
    return chance.choice((b"", b"\n", b" " * 1000, data[:1], data[:4], data[:16], b"\xef\xbb\xbf", b"\xff\xfe"))


def doubled(data: bytes, chance: Random) -> bytes:
    """Put the file twice in a row, or many times."""
    return data * max(1, min(chance.choice((2, 2, 10, 200)), 3 * _LONG // max(1, len(data))))


ALL: tuple[Damage, ...] = (
    cut, cut, begun_late, flipped, flipped, flipped, flipped_bits, repeated, removed, removed, swapped, overwritten, with_nul,
    with_long_line, with_deep_nesting, with_huge_numbers, with_huge_numbers, with_strange_characters, in_another_encoding,
    with_other_breaks, with_lines_in_disorder, with_lines_in_disorder, emptied, doubled,
)  # fmt: skip
_DIGITS = re.compile(rb"[0-9]+(?:\.[0-9]+)?")


def _place(data: bytes, chance: Random) -> int:
    return chance.randrange(len(data) + 1)


def _piece(data: bytes, chance: Random) -> tuple[int, int]:
    """Choose a piece: a few bytes, or any stretch."""
    start = _place(data, chance)
    longest = chance.choice((4, 60, 1000, len(data)))
    return start, min(len(data), start + chance.randrange(1, max(2, longest)))
