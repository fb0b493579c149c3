"""The word network of the sub-themes: each label as large as it is common, joined to what it occurs with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final, Literal, Protocol, TypeAlias

from teema.figures import svg
from teema.figures.drawing import Drawing
from teema.figures.layout import Place, arrange
from teema.figures.lettering import SMALLEST, Weight, shorten, width
from teema.figures.palette import INK, LINE, QUIET, theme_colour
from teema.wording import Language, listed, say

Measured: TypeAlias = Literal["segments", "customers", "themes"]
Within: TypeAlias = Literal["overlap", "turn", "interview"]

WIDTH: Final = 680.0
MOST_NODES: Final = 30
_MARGIN: Final = 10.0
_LARGEST: Final = 34.0
_BADGE: Final = 7.5
_LINKS_A_NODE: Final = 1.5
_THIN, _THICK = 1.0, 8.0
_INSIDE: Final = 9.0


@dataclass(frozen=True, slots=True)
class Node:
    """A sub-theme's label, its weight, and the keys of the themes that it stands under."""

    label: str
    weight: int
    themes: tuple[str, ...] = ()


class Link(Protocol):
    """How often two labels occur together."""

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
    """What of the network is drawn, heaviest first, and what is left out."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    lighter: int
    absent: tuple[str, ...]
    weaker: int

    @property
    def weakest(self) -> int:
        """Return the weight of the weakest link drawn; 0 without links."""
        return min((link.weight for link in self.links), default=0)


def word_network(
    nodes: Sequence[Node],
    links: Iterable[Link],
    themes: Mapping[str, str],
    *,
    language: Language,
    measured: Measured = "segments",
    within: Within = "turn",
) -> Drawing | None:
    """Draw the network; None where nothing occurs.

    ``themes`` are the themes' names by key, in the codebook's order. The area of a word grows with its weight. The heaviest
    thirty labels and the strongest links are drawn; the note says what is left out.
    """
    shown = choose(nodes, links)
    if not shown.nodes:
        return None
    labels, height = place(shown)
    legend, total = _legend(shown, themes, height + 2 * _MARGIN + 6)
    parts = [*_edges(shown, labels), *(part for label in labels for part in _label(label, list(themes))), *legend]
    return Drawing(
        name="word_network",
        title=say(language, "figures.network.title"),
        content=svg.document(WIDTH, total, parts),
        alt=_alt(shown, measured, language),
        note=_note(shown, measured, within, language),
        width=WIDTH,
        height=total,
        language=language,
    )


def choose(nodes: Sequence[Node], links: Iterable[Link]) -> Shown:
    """Keep the heaviest labels and the strongest links between them, ties together."""
    ranked = sorted((node for node in nodes if node.weight > 0), key=lambda node: (-node.weight, node.label))
    kept = tuple(ranked[:MOST_NODES])
    labels = {node.label for node in kept}
    candidates = [
        link for link in links if link.a in labels and link.b in labels and link.a != link.b and link.weight > 0
    ]
    candidates.sort(key=lambda link: (-link.weight, link.a, link.b))
    room = round(_LINKS_A_NODE * len(kept))
    least = candidates[room].weight + 1 if len(candidates) > room else 1
    strong = [link for link in candidates if link.weight >= min(least, candidates[0].weight)]
    return Shown(
        nodes=kept,
        links=tuple(strong),
        lighter=len(ranked) - len(kept),
        absent=tuple(node.label for node in nodes if node.weight <= 0),
        weaker=len(candidates) - len(strong),
    )


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


def _edges(shown: Shown, labels: Sequence[Label]) -> list[str]:
    at = {label.node.label: label.centre for label in labels}
    strongest = max((link.weight for link in shown.links), default=1)
    middle = (WIDTH / 2, sum(y for _, y in at.values()) / len(at))
    drawn = [_edge(at[link.a], at[link.b], link.weight / strongest, middle) for link in reversed(shown.links)]
    return ["<g>", *drawn, "</g>"]


def _edge(start: Place, end: Place, strength: float, middle: Place) -> str:
    """Draw a link, the stronger the wider and darker, bent a little outwards."""
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    across = (-(end[1] - start[1]), end[0] - start[0])
    outwards = 1 if across[0] * (x - middle[0]) + across[1] * (y - middle[1]) >= 0 else -1
    bend = 0.1 * outwards
    curve = " ".join(svg.number(one) for one in (x + across[0] * bend, y + across[1] * bend, *end))
    start_at = f"M{svg.number(start[0])} {svg.number(start[1])}Q"
    return svg.path(start_at + curve, stroke=_shade(strength), width=_line_width(strength))


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
    entries += [_line_entry(weight, strongest) for weight in sorted({link.weight for link in _extremes(shown)})]
    parts, x, y = [], _MARGIN, top + 14
    for wide, draw in entries:
        if x > _MARGIN and x + wide > WIDTH - _MARGIN:
            x, y = _MARGIN, y + 21
        parts.append(draw((x, y)))
        x += wide + 18
    return parts, round(y + 14 if parts else top, 1)


def _extremes(shown: Shown) -> tuple[Link, ...]:
    return (shown.links[0], shown.links[-1]) if shown.links else ()


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


def _alt(shown: Shown, measured: Measured, language: Language) -> str:
    heaviest = listed((f"{node.label} {node.weight}" for node in shown.nodes[:5]), language)
    words = say(
        language, f"figures.network.alt.{measured}", labels=len(shown.nodes), heaviest=heaviest, links=len(shown.links)
    )
    if not shown.links:
        return words
    strongest = shown.links[0]
    return f"{words} " + say(
        language, "figures.network.alt.strongest", a=strongest.a, b=strongest.b, weight=strongest.weight
    )


def _note(shown: Shown, measured: Measured, within: Within, language: Language) -> str:
    said = [say(language, f"figures.network.measured.{measured}")]
    if any(node.themes for node in shown.nodes):
        said.append(say(language, "figures.network.badges"))
    said.append(say(language, f"figures.network.within.{within}" if shown.links else "figures.network.no_links"))
    if shown.weaker:
        said.append(say(language, "figures.network.weaker", least=shown.weakest, left_out=shown.weaker))
    if shown.lighter:
        said.append(say(language, "figures.network.lighter", kept=len(shown.nodes), left_out=shown.lighter))
    if shown.absent:
        said.append(say(language, "figures.network.absent", labels=listed(shown.absent, language)))
    return " ".join(said)
