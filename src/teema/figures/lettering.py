"""How wide words are in the bundled font: so that labels fit their boxes and never overlap."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, TypeAlias

Weight: TypeAlias = Literal[400, 600]
FAMILY: Final = "'Source Sans 3', 'Source Sans Pro', 'Helvetica Neue', Arial, sans-serif"
SMALLEST: Final = 11.0
_FILES: Final[dict[Weight, str]] = {400: "SourceSans3-Regular.ttf", 600: "SourceSans3-Semibold.ttf"}
_UNKNOWN: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Advances:
    """Advance widths of a font's characters, as shares of the font size."""

    by_character: dict[int, float]

    def of(self, words: str) -> float:
        return sum(self.by_character.get(ord(one), _UNKNOWN) for one in words)


def width(words: str, size: float, weight: Weight = 400) -> float:
    """Return the width of a line of words in pixels, kerning left out (it only makes words narrower).

    >>> round(width("palvelut", 10), 1), width("", 10)
    (34.1, 0)
    """
    return _advances(weight).of(words) * size


def wrap(words: str, size: float, room: float, weight: Weight = 400, lines: int | None = None) -> tuple[str, ...]:
    """Break words into lines at most ``room`` pixels wide; a longer word is broken, more than ``lines`` end in "…".

    >>> wrap("muutos- ja päivitystilanteet", 12, 100)
    ('muutos- ja', 'päivitystilanteet')
    """
    done, line = [], ""
    for word in words.split():
        for part in _broken(word, size, room, weight):
            longer = f"{line} {part}".strip()
            if line and width(longer, size, weight) > room:
                done.append(line)
                line = part
            else:
                line = longer
    done = [*done, line] if line else done
    if lines is not None and len(done) > lines:
        return (*done[: lines - 1], shorten(" ".join(done[lines - 1 :]), size, room, weight))
    return tuple(done)


def shorten(words: str, size: float, room: float, weight: Weight = 400) -> str:
    """Cut words to ``room`` pixels, ending in "…" where something was cut.

    >>> shorten("päivitystilanteet", 12, 50)
    'päivity…'
    """
    if width(words, size, weight) <= room:
        return words
    while words and width(words + "…", size, weight) > room:
        words = words[:-1]
    return words.rstrip(" ,;:–-") + "…"


def _broken(word: str, size: float, room: float, weight: Weight) -> list[str]:
    parts = []
    while width(word, size, weight) > room and len(word) > 2:
        fits = max(2, sum(1 for end in range(1, len(word)) if width(word[:end] + "-", size, weight) <= room))
        hyphen = max(word.rfind(dash, 1, fits) for dash in "-–") + 1
        parts.append(word[:hyphen] if hyphen else word[:fits] + "-")
        word = word[hyphen or fits :]
    return [*parts, word]


@cache
def _advances(weight: Weight) -> _Advances:
    data = (Path(__file__).parent / "fonts" / _FILES[weight]).read_bytes()
    tables = {
        data[at : at + 4]: struct.unpack(">II", data[at + 8 : at + 16])[0]
        for at in range(12, 12 + 16 * struct.unpack(">H", data[4:6])[0], 16)
    }
    em = struct.unpack(">H", data[tables[b"head"] + 18 : tables[b"head"] + 20])[0]
    count = struct.unpack(">H", data[tables[b"hhea"] + 34 : tables[b"hhea"] + 36])[0]
    metrics = struct.unpack(f">{2 * count}H", data[tables[b"hmtx"] : tables[b"hmtx"] + 4 * count])
    glyphs = _glyphs(data, tables[b"cmap"])
    return _Advances({one: metrics[2 * min(glyph, count - 1)] / em for one, glyph in glyphs.items()})


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Return the glyph of each character of the basic plane: the font's format 4 table (OpenType, cmap)."""
    tables = (struct.unpack(">HHI", data[at : at + 8]) for at in range(cmap + 4, cmap + 4 + 8 * data[cmap + 3], 8))
    start = next(cmap + offset for _, _, offset in tables if data[cmap + offset + 1] == 4)
    count = struct.unpack(">H", data[start + 6 : start + 8])[0] // 2
    ends, starts, deltas, offsets = (
        struct.unpack(f">{count}H", data[at : at + 2 * count])
        for at in (start + 14 + 2 * count * part + (2 if part else 0) for part in range(4))
    )
    glyphs = {}
    for segment, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for one in range(first, min(last, 0xFFFE) + 1):
            glyph = one
            if offset:
                at = start + 16 + 6 * count + 2 * segment + offset + 2 * (one - first)
                glyph = struct.unpack(">H", data[at : at + 2])[0]
            glyphs[one] = (glyph + delta) % 65536 if glyph else 0
    return glyphs
