"""A network of words as it is drawn: each word as large as it is heavy, joined to what it occurs with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final, Protocol

from teema.figures import svg
from teema.figures.layout import Place, arrange
from teema.figures.lettering import SMALLEST, Weight, shorten, width
from teema.figures.palette import INK, LINE, QUIET, theme_colour

WIDTH: Final = 680.0
_MARGIN: Final = 10.0
_LARGEST: Final = 34.0
_BADGE: Final = 7.5
_THIN, _THICK = 1.0, 8.0
_ROOM: Final = 12.0
_INSIDE: Final = 9.0


@dataclass(frozen=True, slots=True)
class Node:
    """A word or label, its weight, and the keys of the themes that it belongs to."""

    label: str
    weight: int
    themes: tuple[str, ...] = ()


class Link(Protocol):
    """How often two words occur together."""

    @property
    def a(self) -> str: ...
    @property
    def b(self) -> str: ...
    @property
    def weight(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Label:
    """A node as drawn: ``wide`` and ``high`` bound all of it round its ``centre``, the badges of its themes included."""

    node: Node
    words: str
    size: float
    wide: float
    high: float
    centre: Place = (0.0, 0.0)

    @property
    def weight(self) -> Weight:
        """Return the weight of the letters: small words are not bold."""
        return 600 if self.size >= 15 else 400


@dataclass(frozen=True, slots=True)
class Shown:
    """What of the network is drawn, the heaviest words first, and what is left out."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    lighter: int
    absent: tuple[str, ...]
    weaker: int

    @property
    def weakest(self) -> int:
        """Return the weight of the weakest link drawn; 0 without links."""
        return min((link.weight for link in self.links), default=0)


class Opening(Protocol):
    """Where the words and lines of a drawing lead, where it stands on a page."""

    def word(self, label: str) -> str:
        """Return the address of what a word counts."""

    def line(self, a: str, b: str) -> str:
        """Return the address of what a line counts."""


def drawn(shown: Shown, themes: Mapping[str, str], opening: Opening | None = None) -> tuple[str, float]:
    """Return the network as an SVG document, and its height. ``themes`` are the themes' names by key, in order.

    The area of a word grows with its weight, the width of a line with its link's. With ``opening`` both lead to what they count.
    """
    labels, height = place(shown)
    legend, total = _legend(shown, themes, height + 2 * _MARGIN + 6)
    words = ("".join(_label(label, list(themes))) for label in labels)
    opened = (_opened(label, part, opening) for label, part in zip(labels, words, strict=True))
    return svg.document(WIDTH, total, [*_edges(shown, labels, opening), *opened, *legend]), total


def _opened(label: Label, part: str, opening: Opening | None) -> str:
    if opening is None:
        return part
    return svg.link(opening.word(label.node.label), part, f"{label.node.label}: {label.node.weight}")


def place(shown: Shown) -> tuple[tuple[Label, ...], float]:
    """Return the labels at their places, and the height that they take."""
    heaviest = shown.nodes[0].weight
    labels = [_measured(node, heaviest) for node in shown.nodes]
    order = {node.label: i for i, node in enumerate(shown.nodes)}
    strongest = max((link.weight for link in shown.links), default=1)
    pulls = {(order[link.a], order[link.b]): link.weight / strongest for link in shown.links}
    centres, height = arrange([(one.wide, one.high) for one in labels], pulls, WIDTH - 2 * _MARGIN)
    return tuple(
        Label(one.node, one.words, one.size, one.wide, one.high, (x + _MARGIN, y + _MARGIN))
        for one, (x, y) in zip(labels, centres, strict=True)
    ), height


def _measured(node: Node, heaviest: int) -> Label:
    size = max(SMALLEST, round(_LARGEST * sqrt(node.weight / heaviest), 1))
    weight: Weight = 600 if size >= 15 else 400
    counted = _counted(node)
    words = shorten(node.label, size, WIDTH - 4 * _MARGIN - counted - 2 * _INSIDE, weight)
    badges = len(node.themes) * 2 * (_BADGE + 1)
    wide = max(width(words, size, weight) * 1.02 + counted, badges) + 2 * _INSIDE
    return Label(node, words, size, wide, size * 1.3 + 4 + (_BADGE + 4) * bool(badges))


def _counted(node: Node) -> float:
    """Return the width of the count beside a word, the space before it included."""
    return 5 + width(str(node.weight), SMALLEST)


def _edges(shown: Shown, labels: Sequence[Label], opening: Opening | None) -> list[str]:
    at = {label.node.label: label.centre for label in labels}
    strongest = max((link.weight for link in shown.links), default=1)
    middle = (WIDTH / 2, sum(y for _, y in at.values()) / len(at))
    drawn = [_edge(link, _curve(at[link.a], at[link.b], middle), strongest, opening) for link in reversed(shown.links)]
    return ["<g>", *drawn, "</g>"]


def _edge(link: Link, curve: str, strongest: int, opening: Opening | None) -> str:
    """Draw a link, the stronger the wider and darker; where it leads somewhere, with room for a finger."""
    strength = link.weight / strongest
    line = svg.path(curve, stroke=_shade(strength), width=_line_width(strength))
    if opening is None:
        return line
    room = svg.path(curve, stroke="transparent", width=max(_ROOM, _line_width(strength)))
    return svg.link(opening.line(link.a, link.b), line + room, f"{link.a} – {link.b}: {link.weight}")


def _curve(start: Place, end: Place, middle: Place) -> str:
    """Return the way from a word to another, bent a little outwards."""
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    across = (-(end[1] - start[1]), end[0] - start[0])
    outwards = 1 if across[0] * (x - middle[0]) + across[1] * (y - middle[1]) >= 0 else -1
    bend = 0.1 * outwards
    curve = " ".join(svg.number(one) for one in (x + across[0] * bend, y + across[1] * bend, *end))
    return f"M{svg.number(start[0])} {svg.number(start[1])}Q{curve}"


_SHADES: Final = ((206, 112), (214, 138), (222, 160))


def _shade(strength: float) -> str:
    return "#{:02x}{:02x}{:02x}".format(*(round(light - (light - dark) * strength) for light, dark in _SHADES))


def _line_width(strength: float) -> float:
    return _THIN + (_THICK - _THIN) * strength


def _label(label: Label, themes: Sequence[str]) -> list[str]:
    """Write the word with its count in a frame that lines end at; the numbers of its themes stand on the frame."""
    x, top = label.centre[0], label.centre[1] - label.high / 2
    badges = sorted(themes.index(key) for key in label.node.themes if key in themes)
    framed = label.high - _BADGE * bool(badges)
    wide = width(label.words, label.size, label.weight) * 1.02
    left, base = x - (wide + _counted(label.node)) / 2, top + 2 + label.size * 0.97
    fill = theme_colour(badges[0]) if len(badges) == 1 else INK
    first = x - (len(badges) - 1) * (_BADGE + 1)
    return [
        svg.box((x - label.wide / 2, top), label.wide, framed, stroke=LINE, radius=min(14, framed / 2)),
        svg.text((left, base), label.words, label.size, weight=label.weight, fill=fill),
        svg.text((left + wide + 5, base), str(label.node.weight), SMALLEST, fill=QUIET),
        *(_badge((first + i * 2 * (_BADGE + 1), top + framed), theme) for i, theme in enumerate(badges)),
    ]


def _badge(at: Place, theme: int) -> str:
    number = svg.text((at[0], at[1] + 3.8), str(theme + 1), SMALLEST, weight=600, fill="white", anchor="middle")
    return svg.circle(at, _BADGE + 1, fill="white") + svg.circle(at, _BADGE, fill=theme_colour(theme)) + number


def _legend(shown: Shown, themes: Mapping[str, str], top: float) -> tuple[list[str], float]:
    """Name the themes by number and the lines by weight, in as many rows as they need; return the parts and where they end."""
    used = {key for node in shown.nodes for key in node.themes}
    entries = [_theme_entry(i, name) for i, (key, name) in enumerate(themes.items()) if key in used]
    strongest = max((link.weight for link in shown.links), default=1)
    extremes = {strongest, min((link.weight for link in shown.links), default=1)} if shown.links else set()
    entries += [_line_entry(weight, strongest) for weight in sorted(extremes)]
    parts, x, y = [], _MARGIN, top + 14
    for wide, draw in entries:
        if x > _MARGIN and x + wide > WIDTH - _MARGIN:
            x, y = _MARGIN, y + 21
        parts.append(draw((x, y)))
        x += wide + 18
    return parts, round(y + 14 if parts else top, 1)


def _theme_entry(place_: int, name: str) -> tuple[float, Callable[[Place], str]]:
    words = shorten(name, 12, WIDTH - 4 * _MARGIN - 2 * _BADGE)

    def drawn(at: Place) -> str:
        return _badge((at[0] + _BADGE, at[1]), place_) + svg.text((at[0] + 20, at[1] + 4), words, 12)

    return 20 + width(words, 12) * 1.03, drawn


def _line_entry(weight: int, strongest: int) -> tuple[float, Callable[[Place], str]]:
    def drawn(at: Place) -> str:
        along = f"M{svg.number(at[0] + 4)} {svg.number(at[1])}h22"
        line = svg.path(along, stroke=_shade(weight / strongest), width=_line_width(weight / strongest))
        return line + svg.text((at[0] + 35, at[1] + 4), str(weight), 12)

    return 35 + width(str(weight), 12), drawn
