"""A drawing → SVG text and PNG bytes, by vl-convert, without a browser. The same drawing gives the same bytes."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from types import ModuleType
from typing import Final

from teema.figures.drawing import Drawing

FONTS: Final = Path(__file__).parent / "fonts"
_LOCALES: Final = {"fi": ("fi-FI", "fi-FI"), "en": ("en-US", "en-GB")}


def to_svg(drawing: Drawing) -> str:
    """Return the drawing as an SVG document that names itself to screen readers."""
    if isinstance(drawing.content, str):
        return _named(drawing.content, drawing.alt)
    numbers, times = _LOCALES[drawing.language]
    svg: str = _converter().vegalite_to_svg(drawing.content, format_locale=numbers, time_format_locale=times)
    return _named(svg, drawing.alt)


def to_png(drawing: Drawing, scale: float = 2.0) -> bytes:
    """Return the drawing as PNG bytes, ``scale`` pixels to a CSS pixel (2: about 216 dots an inch across a portrait A4)."""
    return png_of(to_svg(drawing), scale)


def png_of(svg: str, scale: float = 2.0) -> bytes:
    """Return an SVG document, drawn by :func:`to_svg`, as PNG bytes: no need to draw a chart twice."""
    png: bytes = _converter().svg_to_png(svg, scale=scale)
    return png


@cache
def _converter() -> ModuleType:
    """Load vl-convert with the bundled font, so that every machine measures and draws the same letters."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def _named(svg: str, alt: str) -> str:
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', 1)
