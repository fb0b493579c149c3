"""Which groups speak of which sub-themes: customers as k/n, segments as the size of a disc."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from teema.figures.canvas import WIDTH, Canvas, Disc, Tile, Words
from teema.figures.drawing import Drawing
from teema.figures.lettering import wrap
from teema.figures.palette import ACCENT, PALE, QUIET
from teema.wording import Language, listed, say

_LABELS: Final = 180.0
_ROW: Final = 42.0
_WIDEST: Final = 17.0
_ROOMY: Final = 125.0


class Cell(Protocol):
    """How many of ``n`` customers, and in how many segments."""

    @property
    def customers(self) -> int: ...
    @property
    def segments(self) -> int: ...
    @property
    def n(self) -> int: ...


class Counts(Protocol):
    """A cross-tabulation of sub-themes (or labels) by group."""

    def cell(self, row: str, column: str) -> Cell:
        """Return the counts of a cell."""


def sub_theme_by_group(
    counts: Counts, sub_themes: Mapping[str, str], groups: Mapping[str, str], *, language: Language
) -> Drawing | None:
    """Draw sub-themes by group; None where nothing is counted. Both mappings give names by the table's keys, in order."""
    cells = {(row, column): counts.cell(row, column) for row in sub_themes for column in groups}
    most = max((cell.segments for cell in cells.values()), default=0)
    if not most:
        return None
    canvas, wide = Canvas(), (WIDTH - _LABELS) / len(groups)
    top = _heading(canvas, list(groups.values()), wide)
    for row, (key, name) in enumerate(sub_themes.items()):
        y = top + row * _ROW
        canvas.tiles.append(Tile(0, y, WIDTH, _ROW - 4, PALE if row % 2 == 0 else "#ffffff"))
        lines = wrap(name, 13, _LABELS - 16, lines=2)
        canvas.lines(8, y + 23 - (len(lines) - 1) * 8, lines, size=13.0)
        for column, group in enumerate(groups):
            at = (_LABELS + column * wide, y + (_ROW - 4) / 2)
            _cell(canvas, cells[key, group], at, most, language if wide >= _ROOMY else None)
    height = top + len(sub_themes) * _ROW
    return Drawing(
        name="sub_theme_by_group",
        title=say(language, "figures.by_group.title"),
        content=canvas.chart(height),
        alt=_alt(cells, sub_themes, groups, language),
        note=say(language, "figures.by_group.note"),
        width=WIDTH,
        height=height,
        language=language,
    )


def _heading(canvas: Canvas, names: Sequence[str], wide: float) -> float:
    """Name the columns; return where the rows begin."""
    wrapped = [wrap(name, 13, wide - 12, 600, lines=3) for name in names]
    bottom = 16.0 * max(len(lines) for lines in wrapped) + 2
    for column, lines in enumerate(wrapped):
        x = _LABELS + column * wide + 8
        canvas.lines(x, bottom - 5 - (len(lines) - 1) * 16, lines, size=13.0, weight=600)
    return bottom + 4


def _cell(canvas: Canvas, cell: Cell, at: tuple[float, float], most: int, language: Language | None) -> None:
    """Draw a cell: the disc's area grows with the segments, whose number stands beside it (named where there is room)."""
    x, middle = at
    share = f"{cell.customers}/{cell.n}"
    if not cell.segments:
        canvas.words.append(Words(x + 47, middle + 5, share, 14, fill=QUIET))
        return
    segments = say(language, "figures.by_group.segments", segments=cell.segments) if language else str(cell.segments)
    canvas.discs.append(Disc(x + 24, middle, 4 * _WIDEST**2 * cell.segments / most, ACCENT, f"{share} · {segments}"))
    canvas.words.append(Words(x + 47, middle + 1, share, 14, 600))
    canvas.words.append(Words(x + 47, middle + 14, segments, 11, fill=QUIET))


def _alt(
    cells: Mapping[tuple[str, str], Cell], sub_themes: Mapping[str, str], groups: Mapping[str, str], language: Language
) -> str:
    widest = []
    for group, name in groups.items():
        key = max(sub_themes, key=lambda one: (cells[one, group].customers, cells[one, group].segments))
        cell = cells[key, group]
        if cell.segments:
            widest.append(f"{name}: {sub_themes[key]} {cell.customers}/{cell.n}")
    return say(
        language,
        "figures.by_group.alt",
        rows=len(sub_themes),
        groups=listed(groups.values(), language),
        widest="; ".join(widest),
    )
