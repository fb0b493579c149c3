"""Altair charts laid out to the pixel: rectangles, circles, marks and words, each a layer with its data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from teema.figures.drawing import ChartSpec
from teema.figures.lettering import FAMILY, Weight
from teema.figures.palette import INK

WIDTH: Final = 680.0


@dataclass(frozen=True, slots=True)
class Tile:
    """A rectangle from its upper left corner."""

    x: float
    y: float
    wide: float
    high: float
    fill: str
    stroke: str = "transparent"
    dashed: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle round its centre, by area."""

    x: float
    y: float
    area: float
    fill: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A line drawing in a square round a centre; ``shape`` is an SVG path from −1 to 1."""

    x: float
    y: float
    side: float
    shape: str
    ink: str = INK


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words; its baseline stands at ``y``."""

    x: float
    y: float
    text: str
    size: float = 12.0
    weight: Weight = 400
    fill: str = INK
    align: str = "left"


@dataclass
class Canvas:
    """What a chart shows, collected layer by layer and drawn in the order of the fields; dashed tiles lie below the others."""

    tiles: list[Tile] = field(default_factory=list)
    discs: list[Disc] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def lines(self, x: float, y: float, lines: Sequence[str], **how: Any) -> None:
        """Write lines of words below each other."""
        leading = how.get("size", 12.0) * 1.25
        self.words += [Words(x, y + row * leading, line, **how) for row, line in enumerate(lines)]

    def chart(self, height: float) -> ChartSpec:
        """Return the Vega-Lite chart, as wide as a page's text."""
        import altair as alt

        drawn = _Layers(alt)
        for dashed in (True, False):
            drawn.tiles([tile for tile in self.tiles if tile.dashed == dashed], dashed=dashed)
        drawn.discs(self.discs)
        drawn.marks(self.marks)
        for weight, align in sorted({(one.weight, one.align) for one in self.words}):
            drawn.words([one for one in self.words if (one.weight, one.align) == (weight, align)], weight, align)
        return drawn.spec(height)


class _Layers:
    """Altair layers in the making.

    Their data are put in last, as they are: Altair would check every value. Channels are objects: of strings it would guess
    the channel, which takes fifty times as long.
    """

    def __init__(self, alt: Any) -> None:
        self._alt = alt
        self._layers: list[Any] = []
        self._data: dict[str, list[dict[str, Any]]] = {}

    def tiles(self, tiles: Sequence[Tile], *, dashed: bool) -> None:
        ends = [{**asdict(one), "x2": one.x + one.wide, "y2": one.y + one.high} for one in tiles]
        chart = self._chart(ends).mark_rect(cornerRadius=3, **({"strokeDash": [3, 2]} if dashed else {}))
        self._add(
            chart,
            x2=self._alt.X2("x2:Q"),
            y2=self._alt.Y2("y2:Q"),
            fill=self._plain("Fill", "fill:N"),
            stroke=self._plain("Stroke", "stroke:N"),
            tooltip=self._alt.Tooltip("hint:N"),
        )

    def discs(self, discs: Sequence[Disc]) -> None:
        chart = self._chart([asdict(one) for one in discs]).mark_point(shape="circle", strokeOpacity=0, opacity=1)
        hint = self._alt.Tooltip("hint:N")
        self._add(chart, size=self._plain("Size", "area:Q"), fill=self._plain("Fill", "fill:N"), tooltip=hint)

    def marks(self, marks: Sequence[Mark]) -> None:
        squares = [{**asdict(one), "area": one.side**2} for one in marks]
        chart = self._chart(squares).mark_point(strokeWidth=1.5, opacity=1)
        size, shape = self._plain("Size", "area:Q"), self._plain("Shape", "shape:N")
        self._add(chart, size=size, shape=shape, stroke=self._plain("Stroke", "ink:N"))

    def words(self, words: Sequence[Words], weight: Weight, align: str) -> None:
        """Write words of one weight and side: a layer has only one of each."""
        chart = self._chart([asdict(one) for one in words]).mark_text(
            fontWeight=weight, align=align, baseline="alphabetic"
        )
        text = self._alt.Text("text:N")
        self._add(chart, text=text, size=self._plain("Size", "size:Q"), fill=self._plain("Fill", "fill:N"))

    def spec(self, height: float) -> ChartSpec:
        chart = self._alt.layer(*self._layers).properties(
            width=WIDTH, height=height, padding=0, autosize="none", background="white"
        )
        spec: ChartSpec = chart.configure(font=FAMILY).configure_view(stroke=None).to_dict(validate=False)
        return {**spec, "datasets": self._data}

    def _chart(self, data: list[dict[str, Any]]) -> Any:
        name = f"layer-{len(self._data)}"
        self._data[name] = data
        return self._alt.Chart(self._alt.NamedData(name))

    def _plain(self, channel: str, what: str) -> Any:
        """Encode a field that holds the colour, size or shape itself."""
        return getattr(self._alt, channel)(what, scale=None, legend=None)

    def _add(self, chart: Any, **encodings: Any) -> None:
        at = {axis: getattr(self._alt, axis.upper())(f"{axis}:Q", scale=None, axis=None) for axis in ("x", "y")}
        self._layers.append(chart.encode(**at, **encodings))
