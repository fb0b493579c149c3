"""A small writer of SVG: only what the hand-drawn figures need. Coordinates are CSS pixels, to a tenth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Literal, TypeAlias

from teema.figures.lettering import FAMILY, Weight
from teema.figures.palette import INK

Anchor: TypeAlias = Literal["start", "middle", "end"]
Point: TypeAlias = tuple[float, float]


def document(width: float, height: float, parts: Iterable[str]) -> str:
    """Return a whole SVG document on white."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}" height="{number(height)}" '
        f'viewBox="0 0 {number(width)} {number(height)}" font-family="{escape(FAMILY, quote=False)}">'
        f'<rect width="{number(width)}" height="{number(height)}" fill="white"/>{"".join(parts)}</svg>'
    )


def text(
    at: Point,
    words: str,
    size: float,
    *,
    weight: Weight = 400,
    fill: str = INK,
    anchor: Anchor = "start",
    halo: bool = False,
) -> str:
    """Write a line of words; its baseline stands at the point. A halo keeps it apart from lines behind it."""
    behind = ' stroke="white" stroke-width="4" stroke-linejoin="round" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{number(at[0])}" y="{number(at[1])}" font-size="{number(size)}" font-weight="{weight}" fill="{fill}" '
        f'text-anchor="{anchor}"{behind}>{escape(words, quote=False)}</text>'
    )


def paragraph(
    at: Point,
    lines: Sequence[str],
    size: float,
    *,
    leading: float = 1.28,
    weight: Weight = 400,
    fill: str = INK,
    anchor: Anchor = "start",
) -> str:
    """Write lines below each other, the first one's baseline at the point."""
    return "".join(
        text((at[0], at[1] + row * size * leading), line, size, weight=weight, fill=fill, anchor=anchor)
        for row, line in enumerate(lines)
    )


def box(at: Point, width: float, height: float, *, fill: str = "white", stroke: str = "none", radius: float = 6) -> str:
    """Draw a rectangle from its upper left corner."""
    return (
        f'<rect x="{number(at[0])}" y="{number(at[1])}" width="{number(width)}" height="{number(height)}" '
        f'rx="{number(radius)}" fill="{fill}" stroke="{stroke}"/>'
    )


def circle(at: Point, radius: float, *, fill: str, stroke: str = "none") -> str:
    """Draw a circle round a point."""
    return f'<circle cx="{number(at[0])}" cy="{number(at[1])}" r="{number(radius)}" fill="{fill}" stroke="{stroke}"/>'


def path(points: str, *, stroke: str = "none", width: float = 1, fill: str = "none", dash: str = "") -> str:
    """Draw a path from SVG path words."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{points}" fill="{fill}" stroke="{stroke}" stroke-width="{number(width)}" '
        f'stroke-linecap="round" stroke-linejoin="round"{dashes}/>'
    )


def link(address: str, part: str, told: str) -> str:
    """Make a part of a drawing lead somewhere; the words stand at the pointer. The keyboard's way is the table beside the drawing."""
    return f'<a href="{escape(address)}" tabindex="-1"><title>{escape(told, quote=False)}</title>{part}</a>'


def arrow_down(at: Point, length: float, *, stroke: str) -> str:
    """Draw an arrow from a point straight down."""
    x, y, tip = at[0], at[1], at[1] + length
    shaft = path(f"M{number(x)} {number(y)}V{number(tip - 2)}", stroke=stroke, width=1.6)
    head = f"M{number(x - 5)} {number(tip - 6)}L{number(x)} {number(tip)}L{number(x + 5)} {number(tip - 6)}Z"
    return shaft + path(head, fill=stroke, stroke=stroke, width=1)


def number(value: float) -> str:
    """Write a coordinate.

    >>> number(12.0), number(0.25), number(-0.01)
    ('12', '0.2', '0')
    """
    written = f"{value:.1f}"
    written = written[:-2] if written.endswith(".0") else written
    return "0" if written == "-0" else written
