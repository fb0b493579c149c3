"""How topics are felt: customers positive, mixed and negative on each, the most widespread topics first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from teema.figures.canvas import WIDTH, Canvas, Tile, Words
from teema.figures.drawing import Drawing
from teema.figures.lettering import width, wrap
from teema.figures.palette import INK, LINE, MIXED, NEGATIVE, POSITIVE, QUIET
from teema.wording import Language, listed, number, say

MOST_TOPICS: Final = 30
_LABELS: Final = 190.0
_COUNTS: Final = 50.0
_BALANCE: Final = 66.0
_TELLING: Final = 76.0
_BAR: Final = 19.0
_HEAD: Final = 30.0
_NARROW: Final = 14.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Pixels of one customer and where zero stands. Bars too ``narrow`` for their numbers have them in a column."""

    unit: float
    zero: float
    narrow: bool


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic and its customers: ``customers`` of ``n`` spoke of it, some of them positive, mixed or negative on balance.

    ``balance`` is −1 to 1; None where nobody was for or against.
    """

    topic: str
    customers: int
    n: int
    positive: int
    mixed: int
    negative: int
    balance: float | None = None


class Told(Protocol):
    """A topic as analysis tells it: who was positive and who negative on balance, and who gave both signs."""

    @property
    def customers(self) -> int: ...
    @property
    def n(self) -> int: ...
    @property
    def positive_customers(self) -> tuple[str, ...]: ...
    @property
    def negative_customers(self) -> tuple[str, ...]: ...
    @property
    def contradicted(self) -> tuple[str, ...]: ...


def topic_row(told: Told, topic: str, balance: float | None) -> TopicRow:
    """Return the row of a factor. Mixed are the customers who gave as many pluses as minuses."""
    sided = {*told.positive_customers, *told.negative_customers}
    mixed = len(set(told.contradicted) - sided)
    positive, negative = len(told.positive_customers), len(told.negative_customers)
    return TopicRow(topic, told.customers, told.n, positive, mixed, negative, balance)


def topics_by_valence(rows: Sequence[TopicRow], *, language: Language) -> Drawing | None:
    """Draw the topics; None without any that customers spoke of. The thirty most widespread are drawn; the note says so."""
    spoken = [row for row in rows if row.customers]
    shown = sorted(spoken, key=lambda row: (-row.customers, -(row.positive + row.negative + row.mixed), row.topic))[
        :MOST_TOPICS
    ]
    if not shown:
        return None
    canvas, scale = Canvas(), _scale(shown)
    _heading(canvas, scale, language)
    top = _HEAD
    for row in shown:
        top = _row(canvas, row, top, scale, language)
    canvas.tiles.insert(0, Tile(scale.zero - 0.5, _HEAD - 6, 1, top - _HEAD + 6, INK))
    _legend(canvas, top + 10, language)
    note = say(language, "figures.topics.note")
    if len(spoken) > len(shown):
        note += " " + say(language, "figures.topics.left_out", kept=len(shown), left_out=len(spoken) - len(shown))
    return Drawing(
        name="topics_by_valence",
        title=say(language, "figures.topics.title"),
        content=canvas.chart(top + 32),
        alt=_alt(shown, language),
        note=note,
        width=WIDTH,
        height=top + 32,
        language=language,
    )


def _scale(rows: Sequence[TopicRow]) -> Scale:
    """Fit the bars between the counts and the balance; mixed customers straddle zero."""
    left = max(row.negative + row.mixed / 2 for row in rows)
    right = max(row.positive + row.mixed / 2 for row in rows)
    room = WIDTH - _LABELS - _COUNTS - _BALANCE - 20
    unit = min(36.0, room / max(left + right, 1))
    narrow = unit < _NARROW
    if narrow:
        room -= _TELLING
        unit = room / (left + right)
    spare = max(0.0, room - unit * (left + right)) / 2
    return Scale(unit, _LABELS + _COUNTS + 10 + spare + left * unit, narrow)


def _heading(canvas: Canvas, scale: Scale, language: Language) -> None:
    y = _HEAD - 12
    canvas.words += [
        Words(_LABELS + _COUNTS - 12, y, say(language, "figures.topics.customers"), 12, 600, align="right"),
        Words(scale.zero - 10, y, "−", 16, 600, NEGATIVE, "right"),
        Words(scale.zero + 10, y, "+", 16, 600, POSITIVE),
        Words(WIDTH - 2, y, say(language, "figures.topics.balance"), 12, 600, align="right"),
    ]
    if scale.narrow:
        canvas.words.append(Words(WIDTH - _BALANCE, y, "− / ± / +", 12, 600, align="right"))


def _row(canvas: Canvas, row: TopicRow, top: float, scale: Scale, language: Language) -> float:
    """Draw a topic's row; return where the next one begins."""
    lines = wrap(row.topic, 13, _LABELS - 14, lines=2)
    high = max(_BAR, 16.0 * len(lines)) + 7
    base = top + high / 2 + 4.5
    canvas.lines(2, base - (len(lines) - 1) * 8, lines, size=13.0)
    canvas.words.append(Words(_LABELS + _COUNTS - 12, base, f"{row.customers}/{row.n}", 13, align="right"))
    balance = "–" if row.balance is None else number(row.balance, language, 1, signed=True)
    canvas.words.append(Words(WIDTH - 2, base, balance, 13, fill=QUIET if row.balance is None else INK, align="right"))
    if scale.narrow:
        told = f"{row.negative} / {row.mixed} / {row.positive}"
        canvas.words.append(Words(WIDTH - _BALANCE, base, told, 12, align="right"))
    _bars(canvas, row, top + (high - _BAR) / 2, scale)
    canvas.tiles.append(Tile(0, top + high, WIDTH, 0.5, LINE))
    return top + high + 1


def _bars(canvas: Canvas, row: TopicRow, y: float, scale: Scale) -> None:
    half = row.mixed / 2 * scale.unit
    bars = (
        (scale.zero - half - row.negative * scale.unit, row.negative, NEGATIVE, "white"),
        (scale.zero - half, row.mixed, MIXED, INK),
        (scale.zero + half, row.positive, POSITIVE, "white"),
    )
    for x, customers, fill, ink in bars:
        if customers:
            wide = customers * scale.unit
            canvas.tiles.append(Tile(x + 0.5, y, wide - 1, _BAR, fill, _edge(fill)))
            if not scale.narrow:
                canvas.words.append(Words(x + wide / 2, y + 14, str(customers), 12, 600, ink, "center"))


def _edge(fill: str) -> str:
    return QUIET if fill == MIXED else "transparent"


def _legend(canvas: Canvas, top: float, language: Language) -> None:
    x = 2.0
    for key, fill in (("negative", NEGATIVE), ("mixed", MIXED), ("positive", POSITIVE)):
        words = say(language, f"figures.topics.{key}")
        canvas.tiles.append(Tile(x + 0.5, top, 24, 15, fill, _edge(fill)))
        canvas.words.append(Words(x + 31, top + 12, words))
        x += 31 + width(words, 12) * 1.03 + 20


def _alt(rows: Sequence[TopicRow], language: Language) -> str:
    widest = listed((f"{row.topic} {row.customers}/{row.n}" for row in rows[:3]), language)
    felt = [row for row in rows if row.balance is not None]
    words = say(language, "figures.topics.alt", topics=len(rows), widest=widest)
    for key, sign in (("worst", -1), ("best", 1)):
        edge = sorted(
            (row for row in felt if _felt(row, sign) > 0), key=lambda row: (-_felt(row, sign), -row.customers)
        )[:2]
        named = [f"{row.topic} ({row.negative if sign < 0 else row.positive}/{row.n})" for row in edge]
        if named:
            words += " " + say(language, f"figures.topics.{key}", topics=listed(named, language))
    return words


def _felt(row: TopicRow, sign: int) -> float:
    return sign * (row.balance or 0.0)
