"""How the study is built: from its aims through interviews, themes and analysis to results, counted from the study itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from teema.figures import svg
from teema.figures.drawing import Drawing
from teema.figures.lettering import wrap
from teema.figures.palette import ACCENT, LINE, PALE, QUIET, theme_colour
from teema.study import Coding, Interview, Study
from teema.study.conclusions import KINDS
from teema.wording import Language, listed, say

WIDTH: Final = 680.0
_RAIL: Final = 112.0
_INSIDE: Final = 12.0
_GAP: Final = 10.0
_ARROW: Final = 22.0
_MOST_AIMS: Final = 6
_ROOM: Final = WIDTH - _RAIL - 2 * _INSIDE
_STEPS: Final = ("segments", "reduced", "topics", "sub_themes", "themes")


@dataclass(frozen=True, slots=True)
class Part:
    """A box of a band: a name and what is told of it. A theme's box has its place in the codebook."""

    name: str
    lines: tuple[str, ...] = ()
    theme: int | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """What the diagram tells of a study: its aims, whom it asked, about what, how it was condensed, what came out."""

    aims: tuple[str, ...]
    material: tuple[Part, ...]
    themes: tuple[Part, ...]
    steps: tuple[tuple[str, int], ...]
    results: tuple[Part, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Band:
    """A stage of the diagram: its name on the rail, its height, and how to draw it from its upper left corner."""

    key: str
    high: float
    draw: Callable[[float, float], list[str]]


def structure(study: Study, *, language: Language) -> Drawing | None:
    """Draw the study's structure in its round; None for a study without themes and interviews."""
    if not study.codebook.themes and not study.interviews:
        return None
    told = overview(study, language)
    parts, top = [], 1.0
    bands = list(_bands(told))
    for place, band in enumerate(bands):
        if place:
            parts.append(svg.arrow_down((_RAIL + (WIDTH - _RAIL) / 2, top + 2), _ARROW - 4, stroke=ACCENT))
            top += _ARROW
        parts += _framed(band, top, language)
        top += band.high
    height = round(top + 1, 1)
    return Drawing(
        name="structure",
        title=say(language, "figures.structure.title"),
        content=svg.document(WIDTH, height, parts),
        alt=told.alt,
        note="",
        width=WIDTH,
        height=height,
        language=language,
    )


def overview(study: Study, language: Language) -> Overview:
    """Count what the diagram tells."""
    interviews = [one for one in study.interviews if one.round == study.round or not study.round]
    documents = {one.document for one in interviews}
    told = (one for one in study.codings_of_record if one.document not in study.material_of)
    codings = [one for one in told if not interviews or one.document in documents]
    book = study.codebook
    counts = zip(_STEPS, _condensed(study, codings), strict=True)
    steps = tuple((say(language, f"figures.structure.steps.{step}"), count) for step, count in counts if count)
    return Overview(
        aims=(*study.design.aims, *study.design.questions)[:_MOST_AIMS],
        material=_material(study, interviews, language),
        themes=tuple(Part(one.name, tuple(sub.name for sub in one.children), i) for i, one in enumerate(book.themes)),
        steps=steps if codings else (),
        results=_results(study, language),
        alt=_alt(study, interviews, len(codings), language),
    )


def _condensed(study: Study, codings: Sequence[Coding]) -> tuple[int, ...]:
    reduced = {" ".join(one.reduced.casefold().split()) for one in codings if one.reduced}
    topics = {one.topic for one in codings if one.topic}
    return len(codings), len(reduced), len(topics), len(study.codebook.sub_themes), len(study.codebook.themes)


def _material(study: Study, interviews: Sequence[Interview], language: Language) -> tuple[Part, ...]:
    """Return a box a group, with its interviews and the people in them."""
    names = {group.key: group.name for group in study.design.groups}
    group_of = {customer.id: customer.group for customer in study.customers}
    parts = []
    for key in dict.fromkeys([*names, *(group_of.get(one.customer, "") for one in interviews)]):
        theirs = [one for one in interviews if group_of.get(one.customer, "") == key]
        people = {person for one in theirs for person in one.people}
        lines = [say(language, "figures.structure.interviews", count=len(theirs))]
        lines += [say(language, "figures.structure.people", count=len(people))] if people else []
        parts.append(Part(names.get(key) or key or say(language, "figures.structure.no_group"), tuple(lines)))
    return tuple(parts)


def _results(study: Study, language: Language) -> tuple[Part, ...]:
    counts = [
        (say(language, f"figures.structure.kinds.{kind}"), sum(one.kind == kind for one in study.findings))
        for kind in KINDS
    ]
    counts.append((say(language, "figures.structure.measures"), len(study.measures)))
    return tuple(Part(str(count), (name,)) for name, count in counts if count)


def _bands(told: Overview) -> Iterator[Band]:
    if told.aims:
        lines = [wrap(aim, 13, _ROOM - 16) for aim in told.aims]
        yield Band("aims", 12 + sum(17.0 * len(one) + 4 for one in lines), lambda x, y: _aims(lines, x, y))
    if told.material:
        yield _boxes("material", told.material, 4)
    if told.themes:
        yield _boxes("themes", told.themes, 3)
    if told.steps:
        yield Band("analysis", 76.0, lambda x, y: _chain(told.steps, x, y))
    if told.results:
        yield _boxes("results", told.results, 5)


def _framed(band: Band, top: float, language: Language) -> list[str]:
    """Draw a band: its name on the rail, its parts on a pale ground."""
    name = wrap(say(language, f"figures.structure.bands.{band.key}"), 13, _RAIL - 16, 600)
    middle = top + band.high / 2 + 4.5 - (len(name) - 1) * 8.3
    return [
        svg.box((0, top), WIDTH, band.high, fill=PALE),
        svg.box((0, top), _RAIL, band.high, fill=ACCENT),
        svg.paragraph((_RAIL / 2, middle), name, 13, weight=600, fill="white", anchor="middle"),
        *band.draw(_RAIL + _INSIDE, top),
    ]


def _aims(aims: Sequence[Sequence[str]], x: float, top: float) -> list[str]:
    parts, y = [], top + 22
    for lines in aims:
        parts.append(svg.circle((x + 4, y - 4.5), 2.5, fill=ACCENT))
        parts.append(svg.paragraph((x + 16, y), lines, 13, leading=17 / 13))
        y += 17 * len(lines) + 4
    return parts


def _boxes(key: str, parts: Sequence[Part], most: int) -> Band:
    """Lay parts out in rows of at most ``most`` boxes, filled as evenly as can be."""
    rows = -(-len(parts) // most)
    across = -(-len(parts) // rows)
    wide = (_ROOM - (across - 1) * _GAP) / across
    highs = [max(_high(part, wide) for part in parts[i : i + across]) for i in range(0, len(parts), across)]

    def drawn(x: float, top: float) -> list[str]:
        pieces, y = [], top + _INSIDE
        for row, high in enumerate(highs):
            for place, part in enumerate(parts[row * across : (row + 1) * across]):
                pieces += _box(part, (x + place * (wide + _GAP), y), wide, high)
            y += high + _GAP
        return pieces

    return Band(key, sum(highs) + (len(highs) - 1) * _GAP + 2 * _INSIDE, drawn)


def _inner(part: Part, wide: float) -> tuple[tuple[str, ...], list[str]]:
    """Return the lines of a box: its name, and what is told of it."""
    name = wrap(part.name, 13, wide - 20 - (18 if part.theme is not None else 0), 600)
    return name, [line for told in part.lines for line in wrap(told, 12, wide - 20)]


def _high(part: Part, wide: float) -> float:
    name, lines = _inner(part, wide)
    return 16 + 16.6 * len(name) + 15.6 * len(lines) + (3 if lines else 0)


def _box(part: Part, at: tuple[float, float], wide: float, high: float) -> list[str]:
    x, y = at
    name, lines = _inner(part, wide)
    pieces, indent = [svg.box(at, wide, high, stroke=LINE)], 0.0
    if part.theme is not None:
        indent = 19.0
        pieces.append(svg.circle((x + 17, y + 17), 7.5, fill=theme_colour(part.theme)))
        pieces.append(svg.text((x + 17, y + 20.8), str(part.theme + 1), 11, weight=600, fill="white", anchor="middle"))
    pieces.append(svg.paragraph((x + 10 + indent, y + 21.5), name, 13, weight=600))
    below = y + 21.5 + 16.6 * len(name) + 1
    return [*pieces, svg.paragraph((x + 10, below), lines, 12, leading=1.3, fill=QUIET)]


def _chain(steps: Sequence[tuple[str, int]], x: float, top: float) -> list[str]:
    """Draw the steps of condensing as arrows in a row: a count over its name."""
    wide, high, tip = (_ROOM + 4) / len(steps), 60.0, 12.0
    pieces = []
    for place, (name, count) in enumerate(steps):
        left, y = x + place * wide, top + 8
        right = left + wide - 8
        back = f"L{svg.number(left + tip)} {svg.number(y + high / 2)}" if place else ""
        outline = (
            f"M{svg.number(left)} {svg.number(y)}H{svg.number(right - tip + 4)}L{svg.number(right + 4)} {svg.number(y + high / 2)}"
            f"L{svg.number(right - tip + 4)} {svg.number(y + high)}H{svg.number(left)}{back}Z"
        )
        middle = (left + right) / 2 + (3 if place else -2)
        lines = wrap(name, 11.5, wide - 2 * tip - 4, lines=2)
        pieces.append(svg.path(outline, fill="white", stroke=LINE))
        pieces.append(
            svg.text((middle, y + (21 if len(lines) > 1 else 26)), str(count), 16, weight=600, anchor="middle")
        )
        below = y + (36 if len(lines) > 1 else 44)
        pieces.append(svg.paragraph((middle, below), lines, 11.5, leading=1.18, fill=QUIET, anchor="middle"))
    return pieces


def _alt(study: Study, interviews: Sequence[Interview], segments: int, language: Language) -> str:
    people = {person for one in interviews for person in one.people}
    return say(
        language,
        "figures.structure.alt",
        groups=listed((group.name for group in study.design.groups), language) or "–",
        interviews=len(interviews),
        people=len(people) or "–",
        themes=len(study.codebook.themes),
        sub_themes=len(study.codebook.sub_themes),
        segments=segments,
        findings=len(study.findings),
        measures=len(study.measures),
    )
