"""What a figure is before it has a format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from teema.wording import Language

ChartSpec: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure with the words that go with it, in ``language``.

    ``name`` is the figure's key, which is its module's name. ``content`` is a Vega-Lite chart or an SVG document. ``title``
    is the caption, ``note`` what must be known to read the figure, ``alt`` its main content with counts for those who
    can't see it. ``width`` and ``height`` are CSS pixels.
    """

    name: str
    title: str
    content: ChartSpec | str
    alt: str
    note: str
    width: float
    height: float
    language: Language
