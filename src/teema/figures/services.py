"""The organisation's services with their fields, and how many customers of each group use them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from teema.figures import svg
from teema.figures.drawing import Drawing
from teema.figures.lettering import shorten, wrap
from teema.figures.palette import ACCENT, INK, LINE, PALE, QUIET
from teema.study import Customer, Organisation, Service
from teema.wording import Language, listed, say

WIDTH: Final = 680.0
_GAP: Final = 16.0
_ROOT: Final = 300.0
_INSIDE: Final = 14.0
_LEADING: Final = 17.0


@dataclass(frozen=True, slots=True)
class Use:
    """How many of ``n`` customers of a group use a service. Customers whose services are not known are not in ``n``."""

    group: str
    customers: int
    n: int


@dataclass(frozen=True, slots=True)
class Card:
    """A service as drawn: the lines of its name and fields, and its use by group."""

    name: tuple[str, ...]
    fields: tuple[tuple[str, ...], ...]
    uses: tuple[Use, ...]

    @property
    def head(self) -> float:
        """Return the height of the name's band."""
        return 16 + 18.0 * len(self.name)

    @property
    def body(self) -> float:
        """Return the height that the fields take."""
        return 10 + _LEADING * sum(len(lines) for lines in self.fields) if self.fields else 0.0

    @property
    def foot(self) -> float:
        """Return the height that the groups take."""
        return 14 + 20.0 * len(self.uses) if self.uses else 0.0


def services(
    organisation: Organisation, customers: Iterable[Customer], groups: Mapping[str, str], *, language: Language
) -> Drawing | None:
    """Draw the map of services; None without services.

    ``customers`` are those who were interviewed, ``groups`` the groups' names by key, in order.
    """
    if not organisation.services:
        return None
    used = {service.key: use_of(service.key, customers, groups) for service in organisation.services}
    columns = min(3, len(organisation.services))
    wide = min(_ROOT, (WIDTH - _GAP * (columns - 1)) / columns)
    cards = [_card_of(service, used[service.key], wide - 2 * _INSIDE) for service in organisation.services]
    parts, height = _map(organisation.name, cards, columns, wide)
    return Drawing(
        name="services",
        title=say(language, "figures.services.title"),
        content=svg.document(WIDTH, height, parts),
        alt=_alt(organisation, used, language),
        note=say(language, "figures.services.note") if any(used.values()) else "",
        width=WIDTH,
        height=height,
        language=language,
    )


def use_of(service: str, customers: Iterable[Customer], groups: Mapping[str, str]) -> tuple[Use, ...]:
    """Count a service's customers in each group that has customers whose services are known."""
    known = [customer for customer in customers if customer.services]
    counted = []
    for key, name in groups.items():
        theirs = [customer for customer in known if customer.group == key]
        counted.append(Use(name, sum(service in customer.services for customer in theirs), len(theirs)))
    return tuple(use for use in counted if use.n)


def _card_of(service: Service, uses: tuple[Use, ...], room: float) -> Card:
    fields = tuple(wrap(one, 12.5, room - 12) for one in service.fields)
    return Card(wrap(service.name, 14, room, 600, lines=3), fields, uses)


def _map(organisation: str, cards: Sequence[Card], columns: int, wide: float) -> tuple[list[str], float]:
    """Draw the organisation above rows of cards; return the parts and the height."""
    lines = wrap(organisation, 16, _ROOT - 2 * _INSIDE, 600, lines=3)
    root = 18 + 20.0 * len(lines) if lines else 0.0
    parts: list[str] = []
    branches: list[str] = []
    top, trunk = root + 34 if lines else 4.0, root
    for row in (cards[start : start + columns] for start in range(0, len(cards), columns)):
        left = (WIDTH - len(row) * wide - (len(row) - 1) * _GAP) / 2
        places = [left + i * (wide + _GAP) for i in range(len(row))]
        if lines:
            branches.append(_branches(trunk, top, [x + wide / 2 for x in places]))
        head, body, foot = (max(getattr(card, part) for card in row) for part in ("head", "body", "foot"))
        for x, card in zip(places, row, strict=True):
            parts += _card(card, x, top, wide, (head, body, foot))
        trunk, top = top - 17, top + head + body + foot + 34
    if lines:
        parts.append(svg.box(((WIDTH - _ROOT) / 2, 1), _ROOT, root - 1, fill="white", stroke=ACCENT))
        parts.append(svg.paragraph((WIDTH / 2, 26), lines, 16, leading=1.25, weight=600, anchor="middle"))
    return [*branches, *parts], top - 32


def _branches(trunk: float, top: float, stems: Sequence[float]) -> str:
    """Join the trunk to the cards of a row."""
    turn, middle = top - 17, WIDTH / 2
    ends = [middle, *stems]
    words = f"M{svg.number(middle)} {svg.number(trunk)}V{svg.number(turn)}M{svg.number(min(ends))} {svg.number(turn)}H{svg.number(max(ends))}"
    words += "".join(f"M{svg.number(x)} {svg.number(turn)}V{svg.number(top)}" for x in stems)
    return svg.path(words, stroke="#9aa5b1", width=1.4)


def _card(card: Card, x: float, top: float, wide: float, heights: tuple[float, float, float]) -> list[str]:
    head, body, foot = heights
    parts = [
        svg.box((x, top), wide, head + body + foot, fill="white", stroke=LINE),
        svg.box((x, top), wide, head, fill=ACCENT),
        svg.paragraph((x + _INSIDE, top + 21), card.name, 14, weight=600, fill="white"),
    ]
    y = top + head + 20
    for lines in card.fields:
        parts.append(svg.circle((x + _INSIDE + 2.5, y - 4), 2.2, fill=ACCENT))
        parts.append(svg.paragraph((x + _INSIDE + 12, y), lines, 12.5, leading=_LEADING / 12.5))
        y += _LEADING * len(lines)
    if card.uses:
        parts.append(svg.box((x + 1, top + head + body + 4), wide - 2, foot - 5, fill=PALE, radius=4))
    y = top + head + body + 24
    for use in card.uses:
        parts += _use(use, (x + _INSIDE, y), wide - 2 * _INSIDE)
        y += 20
    return parts


def _use(use: Use, at: tuple[float, float], wide: float) -> list[str]:
    """Write a group's share, with a dot for every customer where they are few: filled for those who use the service."""
    x, y = at
    dots = use.n if use.n <= 8 else 0
    ends = x + wide - 34
    name = shorten(use.group, 12.5, wide - 40 - 11.0 * dots)
    parts = [
        svg.text((x, y), name, 12.5, fill=INK if use.customers else QUIET),
        svg.text((x + wide, y), f"{use.customers}/{use.n}", 12.5, weight=600, anchor="end"),
    ]
    for i in range(dots):
        fill = ACCENT if i < use.customers else "white"
        parts.append(svg.circle((ends - 11 * (dots - i) + 7, y - 4.2), 4, fill=fill, stroke=ACCENT))
    return parts


def _alt(organisation: Organisation, used: Mapping[str, Sequence[Use]], language: Language) -> str:
    told = []
    for service in organisation.services:
        shares = ", ".join(f"{use.group} {use.customers}/{use.n}" for use in used[service.key])
        told.append(f"{service.name} ({shares})" if shares else service.name)
    return say(
        language, "figures.services.alt", count=len(organisation.services), organisation=organisation.name or "–",
        services=listed(told, language),
    )  # fmt: skip
