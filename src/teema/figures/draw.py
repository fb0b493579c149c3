"""A drawing → SVG text and PNG bytes, without a browser. The same drawing gives the same bytes.

Charts become SVG by vl-convert. SVG becomes PNG by Typst, which sets letters several times as fast.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from html import escape
from pathlib import Path
from threading import Thread, local
from types import ModuleType
from typing import TYPE_CHECKING, Final

from teema.figures.drawing import Drawing

if TYPE_CHECKING:
    import typst

FONTS: Final = Path(__file__).parent / "fonts"
_PAGE: Final = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
_PIXELS_AN_INCH: Final = 96
_PRINTERS: Final = local()
_NOTHING: Final = {"data": {"values": [{}]}, "mark": "point"}
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
    png = _printer().compile(_PAGE, format="png", ppi=_PIXELS_AN_INCH * scale, sys_inputs={"svg": svg})
    assert isinstance(png, bytes)
    return png


def _printer() -> typst.Compiler:
    """Return this thread's compiler: a compiler serves one thread, and the first picture takes a new one twice as long."""
    import typst

    if not hasattr(_PRINTERS, "compiler"):
        # With Typst's own fonts, the bundled one and no other: every machine has these.
        _PRINTERS.compiler = typst.Compiler(font_paths=[str(FONTS)], ignore_system_fonts=True)
    found: typst.Compiler = _PRINTERS.compiler
    return found


@cache
def _converter() -> ModuleType:
    """Load vl-convert with the bundled font, so that every machine measures and draws the same letters."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


@contextmanager
def starting_charts() -> Iterator[None]:
    """Start Vega beside whatever is done meanwhile: it takes longer to start than to draw a chart, and leaves Python free.

    It draws an empty chart; the first real one waits until that is done.
    """
    starter = Thread(target=lambda: _converter().vegalite_to_svg(_NOTHING))
    starter.start()
    try:
        yield
    finally:
        starter.join()


def _named(svg: str, alt: str) -> str:
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', 1)
