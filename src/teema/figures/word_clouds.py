"""The words that are typical of each theme: a panel a theme, each word as large as it is frequent there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from teema.figures import svg
from teema.figures.drawing import Drawing
from teema.figures.lettering import SMALLEST, Weight, shorten, width, wrap
from teema.figures.palette import LINE, QUIET, theme_colour
from teema.wording import Language, listed, say

WIDTH: Final = 680.0
MOST_CLOUDS: Final = 12
_ACROSS: Final = 2
_GAP: Final = 14.0
_WIDE: Final = (WIDTH - _GAP * (_ACROSS - 1) - 1) / _ACROSS
_INSIDE: Final = 13.0
_SIZES: Final = (28.0, 25.0, 22.0, 19.0, 16.0)
"""The largest word of a panel; the next where not all its words find room."""
_HEAD: Final = 34.0
_AIR: Final = 3.0
_TALLEST: Final = 156.0
_BADGE: Final = 8.0


class Word(Protocol):
    """A word of a cloud and how often it occurs there."""

    @property
    def lemma(self) -> str: ...
    @property
    def count(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Cloud:
    """A theme's words, the most frequent first, and its place in the codebook; ``why`` tells why there are none.

    ``opens`` gives the address that a lemma leads to, where the drawing stands on a page.
    """

    name: str
    place: int
    words: Sequence[Word]
    why: str = ""
    opens: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A word where it stands: the middle of its box, and the box's width and height. ``text`` is its lemma, shortened where it is long."""

    word: Word
    text: str
    size: float
    weight: Weight
    x: float
    y: float
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class Panel:
    """A cloud laid out: its words, how high they stand together, and how many found no room."""

    cloud: Cloud
    words: tuple[Placed, ...]
    high: float
    left_out: int


def word_clouds(clouds: Sequence[Cloud], *, customers: int, language: Language) -> Drawing | None:
    """Draw a panel for each cloud; None where none has words.

    The area of a word grows with its count, within its panel. ``customers`` is how many must have used a word. At most twelve
    clouds are drawn.
    """
    if not any(cloud.words for cloud in clouds):
        return None
    shown = [laid_out(cloud) for cloud in clouds[:MOST_CLOUDS]]
    parts, height = _panels(shown)
    return Drawing(
        name="word_clouds",
        title=say(language, "figures.clouds.title"),
        content=svg.document(WIDTH, height, parts),
        alt=_alt(shown, language),
        note=_note(clouds, shown, customers, language),
        width=WIDTH,
        height=height,
        language=language,
    )


def laid_out(cloud: Cloud) -> Panel:
    """Place the words from the middle outwards, the most frequent first, none over another; smaller where room is short."""
    tries = [_tried(cloud, _SIZES[0])]
    for largest in _SIZES[1:]:
        if not tries[-1].left_out:
            break
        tries.append(_tried(cloud, largest))
    return min(tries, key=lambda panel: panel.left_out)


def _tried(cloud: Cloud, largest: float) -> Panel:
    most = max((word.count for word in cloud.words), default=1)
    room = _WIDE - 2 * _INSIDE
    boxes: list[tuple[float, float, float, float]] = []
    words: list[Placed] = []
    for word in cloud.words:
        size = max(SMALLEST, round(largest * sqrt(word.count / most), 1))
        weight: Weight = 600 if size >= 15 else 400
        text = shorten(word.lemma, size, room, weight)
        wide, high = width(text, size, weight) * 1.02 + 2 * _AIR, size * 1.16
        place = _free(boxes, wide, high, room)
        if place is not None:
            boxes.append((*place, wide, high))
            words.append(Placed(word, text, size, weight, *place, wide, high))
    top = min((one.y - one.high / 2 for one in words), default=0.0)
    bottom = max((one.y + one.high / 2 for one in words), default=0.0)
    left_out = len(cloud.words) - len(words)
    return Panel(cloud, tuple(_moved(one, -(top + bottom) / 2) for one in words), round(bottom - top, 1), left_out)


def _moved(one: Placed, down: float) -> Placed:
    return Placed(one.word, one.text, one.size, one.weight, one.x, round(one.y + down, 1), one.wide, one.high)


def _free(
    boxes: Sequence[tuple[float, float, float, float]], wide: float, high: float, room: float
) -> tuple[float, float] | None:
    """Return the first place along the spiral where a box lies free of the others and within the panel; None without one."""
    x, y = _SPIRAL
    fits = (np.abs(x) + wide / 2 <= room / 2) & (np.abs(y) + high / 2 <= _TALLEST / 2)
    for at_x, at_y, of_wide, of_high in boxes:
        fits &= (np.abs(x - at_x) >= (wide + of_wide) / 2) | (np.abs(y - at_y) >= (high + of_high) / 2)
    free = np.flatnonzero(fits)
    return (round(float(x[free[0]]), 1), round(float(y[free[0]]), 1)) if len(free) else None


def _spiral() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return places from the middle outwards, to a tenth of a pixel: a spiral twice as wide as it is high."""
    turn = np.sqrt(np.arange(1300.0)) * 2.3
    reach = turn * 1.2
    x: Any = np.round(reach * np.cos(turn) * 1.75, 1)
    y: Any = np.round(reach * np.sin(turn), 1)
    return x, y


_SPIRAL: Final = _spiral()


def _panels(shown: Sequence[Panel]) -> tuple[list[str], float]:
    """Set the panels side by side, those of a row equally high; return the parts and the height of all."""
    parts: list[str] = []
    top = 0.5
    for first in range(0, len(shown), _ACROSS):
        row = shown[first : first + _ACROSS]
        high = _HEAD + max(40.0, *(panel.high for panel in row)) + _INSIDE
        for column, panel in enumerate(row):
            parts += _panel(panel, 0.5 + column * (_WIDE + _GAP), top, high)
        top += high + _GAP
    return parts, round(top - _GAP + 1, 1)


def _panel(panel: Panel, left: float, top: float, high: float) -> Iterator[str]:
    """Draw one panel: the theme's number and name on a line, its words below in its colour."""
    colour, number = theme_colour(panel.cloud.place), str(panel.cloud.place + 1)
    yield svg.box((left, top), _WIDE, high, stroke=LINE, radius=8)
    yield svg.circle((left + _INSIDE + _BADGE, top + 18), _BADGE + 1, fill=colour)
    at = (left + _INSIDE + _BADGE, top + 22)
    yield svg.text(at, number, SMALLEST, weight=600, fill="white", anchor="middle")
    name = shorten(panel.cloud.name, 13, _WIDE - 2 * _INSIDE - 26, 600)
    yield svg.text((left + _INSIDE + 24, top + 22.5), name, 13, weight=600, fill=colour)
    middle = (left + _WIDE / 2, top + _HEAD + (high - _HEAD - _INSIDE) / 2)
    for word in panel.words:
        yield _word(word, middle, colour, panel.cloud.opens)
    if not panel.words:
        lines = wrap(panel.cloud.why, 12, _WIDE - 4 * _INSIDE, lines=3)
        yield svg.paragraph((middle[0], middle[1] + 4 - (len(lines) - 1) * 8), lines, 12, fill=QUIET, anchor="middle")


def _word(word: Placed, middle: tuple[float, float], colour: str, opens: Callable[[str], str] | None) -> str:
    at = (middle[0] + word.x, middle[1] + word.y + word.size * 0.33)
    written = svg.text(at, word.text, word.size, weight=word.weight, fill=colour, anchor="middle")
    if opens is None:
        return written
    return svg.link(opens(word.word.lemma), written, f"{word.word.lemma}: {word.word.count}")


def _alt(shown: Sequence[Panel], language: Language) -> str:
    told = [
        say(language, "figures.clouds.alt_of", theme=panel.cloud.name, words=listed(_most(panel.cloud), language))
        if panel.words
        else say(language, "figures.clouds.alt_none", theme=panel.cloud.name)
        for panel in shown
    ]
    return " ".join([say(language, "figures.clouds.alt", clouds=len(shown)), *told])


def _most(cloud: Cloud) -> Iterator[str]:
    return (f"{word.lemma} {word.count}" for word in cloud.words[:5])


def _note(clouds: Sequence[Cloud], shown: Sequence[Panel], customers: int, language: Language) -> str:
    said = [say(language, "figures.clouds.note", customers=customers)]
    no_room = sum(panel.left_out for panel in shown)
    if no_room:
        said.append(say(language, "figures.clouds.no_room", left_out=no_room))
    if len(clouds) > len(shown):
        said.append(say(language, "figures.clouds.fewer", kept=len(shown), left_out=len(clouds) - len(shown)))
    return " ".join(said)
