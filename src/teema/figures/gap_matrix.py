"""Do expectations and experiences differ: sub-themes by group, each cell with its verdict and a square for every customer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from teema.figures.canvas import WIDTH, Canvas, Mark, Tile, Words
from teema.figures.drawing import Drawing
from teema.figures.lettering import Weight, width, wrap
from teema.figures.palette import INK, LINE, QUIET, STATE_FILLS, STATE_INKS, STATE_MARKS, VERDICT_TINTS
from teema.study.conclusions import STATES, VERDICTS, State, Verdict
from teema.wording import Language, listed, say

_SQUARE: Final = 16.0
_STEP: Final = 19.0
_INSIDE: Final = 6.5
_VERDICT: Final = 12.0
_UNSURE: Final = "#7b8794"


@dataclass(frozen=True, slots=True)
class Grid:
    """The measures of a matrix: the widths of its labels and cells, and the lines that a cell's verdict needs."""

    labels: float
    wide: float
    lines: int
    stacked: bool

    @property
    def across(self) -> int:
        """Return how many squares stand side by side."""
        return max(1, int((self.wide - 2 * _INSIDE + _STEP - _SQUARE) // _STEP))

    @property
    def head(self) -> float:
        """Return the height of a cell above its squares."""
        return 10 + 16.0 * (self.lines + self.stacked)

    def high(self, cells: Sequence[Row | None]) -> float:
        """Return the height of a row: as many lines of squares as its fullest cell needs."""
        most = max((sum(cell.states.values()) for cell in cells if cell is not None), default=0)
        return self.head + max(1, -(-most // self.across)) * _STEP + 5


class Row(Protocol):
    """A group's customers by state for one sub-theme, with the proposed and the confirmed verdict."""

    @property
    def group(self) -> str: ...
    @property
    def sub_theme(self) -> str: ...
    @property
    def n(self) -> int: ...
    @property
    def states(self) -> Mapping[State, int]: ...
    @property
    def proposed(self) -> Verdict: ...
    @property
    def confirmed(self) -> Verdict | None: ...


def gap_matrix(rows: Sequence[Row], groups: Mapping[str, str], *, language: Language) -> Drawing | None:
    """Draw the matrix; None without rows. ``groups`` are the columns' names by key, in order."""
    cells = {(row.sub_theme, row.group): row for row in rows if row.group in groups}
    if not cells:
        return None
    canvas, grid, shown = Canvas(), _grid(list(cells.values()), len(groups), language), list(cells.values())
    top = _heading(canvas, grid, list(groups.values()))
    labels = tuple(dict.fromkeys(row.sub_theme for row in shown))
    for label in labels:
        top = _line(canvas, grid, label, [cells.get((label, group)) for group in groups], top, language)
    height = _legend(canvas, shown, top + 10, language)
    return Drawing(
        name="gap_matrix",
        title=say(language, "figures.gap.title"),
        content=canvas.chart(height),
        alt=_alt(shown, labels, language),
        note=_note(shown, language),
        width=WIDTH,
        height=height,
        language=language,
    )


def _grid(cells: Sequence[Row], columns: int, language: Language) -> Grid:
    labels = 150.0 if columns <= 4 else 104.0
    wide = (WIDTH - labels) / columns - 6
    verdicts = [_verdict(cell, language) for cell in cells]
    stacked = any(width(words, _VERDICT, weight) + 46 > wide - 2 * _INSIDE for words, weight in verdicts)
    lines = max(len(wrap(words, _VERDICT, wide - 2 * _INSIDE, weight, lines=2)) for words, weight in verdicts)
    return Grid(labels, wide, lines, stacked)


def _verdict(cell: Row, language: Language) -> tuple[str, Weight]:
    """Return the verdict's words and their weight: a confirmed one is bold and ticked."""
    words = say(language, f"terms.verdicts.{cell.confirmed or cell.proposed}")
    return (f"✓ {words}", 600) if cell.confirmed else (words, 400)


def _heading(canvas: Canvas, grid: Grid, names: Sequence[str]) -> float:
    """Name the columns; return where the rows begin."""
    wrapped = [wrap(name, 13, grid.wide - 6, 600, lines=3) for name in names]
    bottom = 16.0 * max(len(lines) for lines in wrapped) + 2
    for column, lines in enumerate(wrapped):
        x = grid.labels + column * (grid.wide + 6) + 2
        canvas.lines(x, bottom - 5 - (len(lines) - 1) * 16, lines, size=13.0, weight=600)
    return bottom + 4


def _line(canvas: Canvas, grid: Grid, label: str, cells: Sequence[Row | None], top: float, language: Language) -> float:
    """Draw a sub-theme's row; return where the next one begins."""
    high = grid.high(cells)
    lines = wrap(label, 13, grid.labels - 14, 600, lines=4)
    canvas.lines(2, top + high / 2 + 4 - (len(lines) - 1) * 8, lines, size=13.0, weight=600)
    for column, cell in enumerate(cells):
        if cell is not None:
            _cell(canvas, grid, cell, (grid.labels + column * (grid.wide + 6), top), high, language)
    return top + high + 6


def _cell(canvas: Canvas, grid: Grid, cell: Row, at: tuple[float, float], high: float, language: Language) -> None:
    x, y = at
    words, weight = _verdict(cell, language)
    tint, border = VERDICT_TINTS[cell.confirmed or cell.proposed], INK if cell.confirmed else _UNSURE
    canvas.tiles.append(Tile(x + 0.5, y + 0.5, grid.wide - 1, high - 1, tint, border, dashed=cell.confirmed is None))
    lines = wrap(words, _VERDICT, grid.wide - 2 * _INSIDE, weight, lines=2)
    canvas.lines(x + _INSIDE, y + 18, lines, size=_VERDICT, weight=weight)
    counted = (
        (x + _INSIDE, y + 2 + 16 * (grid.lines + 1), "left")
        if grid.stacked
        else (x + grid.wide - _INSIDE, y + 18, "right")
    )
    canvas.words.append(Words(counted[0], counted[1], f"n = {cell.n}", 11, fill=QUIET, align=counted[2]))
    states = [state for state in STATES for _ in range(cell.states.get(state, 0))]
    for i, state in enumerate(states):
        across, down = i % grid.across, i // grid.across
        square(canvas, state, x + _INSIDE + across * _STEP, y + grid.head + down * _STEP, language)


def square(canvas: Canvas, state: State, x: float, y: float, language: Language) -> None:
    """Draw one customer's state, told by its mark as well as its colour."""
    hint = say(language, f"terms.states.{state}")
    canvas.tiles.append(Tile(x, y, _SQUARE, _SQUARE, STATE_FILLS[state], _edge(state), hint=hint))
    if STATE_MARKS[state]:
        centre = _SQUARE / 2
        canvas.marks.append(Mark(x + centre, y + centre, _SQUARE, STATE_MARKS[state], STATE_INKS.get(state, INK)))


def _edge(state: State) -> str:
    return LINE if state in ("silent", "not_asked", "not_applicable") else "#52606d"


def _legend(canvas: Canvas, cells: Sequence[Row], top: float, language: Language) -> float:
    """Explain the states and borders that occur, in as many lines as they need; return where the figure ends."""
    x, y = 2.0, top
    for state in (state for state in STATES if any(cell.states.get(state, 0) for cell in cells)):
        words = say(language, f"terms.states.{state}")
        wide = _SQUARE + 6 + width(words, 12) * 1.03
        if x > 2 and x + wide > WIDTH:
            x, y = 2.0, y + 23
        square(canvas, state, x, y, language)
        canvas.words.append(Words(x + _SQUARE + 6, y + 12.5, words))
        x += wide + 18
    x, y = 2.0, y + 25
    for confirmed, key in ((True, "confirmed"), (False, "proposed")):
        if any((cell.confirmed is not None) == confirmed for cell in cells):
            words = ("✓ " if confirmed else "") + say(language, f"figures.gap.{key}")
            canvas.tiles.append(Tile(x + 0.5, y, 24, _SQUARE, "#ffffff", INK if confirmed else _UNSURE, not confirmed))
            canvas.words.append(Words(x + 31, y + 12, words, weight=600 if confirmed else 400))
            x += 31 + width(words, 12, 600) + 18
    return y + 24


def _note(cells: Sequence[Row], language: Language) -> str:
    overruled = sum(cell.confirmed is not None and cell.confirmed != cell.proposed for cell in cells)
    more = " " + say(language, "figures.gap.overruled", cells=overruled) if overruled else ""
    return say(language, "figures.gap.note") + more


def _alt(cells: Sequence[Row], labels: Sequence[str], language: Language) -> str:
    verdicts = Counter(cell.confirmed or cell.proposed for cell in cells)
    counted = listed(
        (f"{say(language, f'terms.verdicts.{one}')} {verdicts[one]}" for one in VERDICTS if verdicts[one]), language
    )
    states = Counter[State]()
    for cell in cells:
        states.update(cell.states)
    seen = listed((f"{say(language, f'terms.states.{one}')} {states[one]}" for one in STATES if states[one]), language)
    confirmed = sum(cell.confirmed is not None for cell in cells)
    return say(
        language,
        "figures.gap.alt",
        labels=len(labels),
        cells=len(cells),
        verdicts=counted,
        states=seen,
        confirmed=confirmed,
    )
