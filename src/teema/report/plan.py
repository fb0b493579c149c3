"""What a report is to consist of: which parts in which order, what is written between them, and for whom.

A study keeps its plan in the table ``report`` of its ``study.toml``; without one the report is the usual one. A part is a chapter by its
key (``themes``), or a section or an appendix table below it (``themes/theme-odotukset``, ``appendix/reduction``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Literal, TypeAlias, get_args

from teema.report.blocks import Edition
from teema.study.study import Study

Place: TypeAlias = Literal["before", "opening", "after"]
PLACES: Final[tuple[Place, ...]] = get_args(Place)
EDITIONS: Final[tuple[Edition, ...]] = get_args(Edition)
TABLE: Final = "report"
"""The table of a study's ``extra`` that holds its plan."""


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote, in a light markup, at a part: ``before`` its heading, ``opening`` under the heading, or ``after`` all of it."""

    part: str
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered to an item of the COREQ checklist, and where in the report or thesis it is told."""

    item: int
    answer: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A report's plan. ``parts`` are the chapters in order (none: the usual ones), ``without`` the sections left out of them.

    ``language``, ``round`` and ``formats`` are empty where the study's own language, its own round and every format are meant.
    """

    parts: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    edition: Edition = "working"
    language: str = ""
    round: str = ""
    formats: tuple[str, ...] = ()
    written: tuple[Written, ...] = ()
    coreq: tuple[Answer, ...] = ()

    def at(self, part: str, place: Place) -> Iterator[str]:
        """Yield what was written at a place of a part, in order."""
        return (one.text for one in self.written if (one.part, one.place) == (part, place))


def plan_of(study: Study) -> Plan:
    """Return a study's plan: the usual one where it has none, and the usual value where one makes no sense.

    >>> plan_of(Study("s", "", extra={"report": {"parts": ["themes"], "edition": "public"}})).parts
    ('themes',)
    """
    return plan_in(study.extra.get(TABLE))


def plan_in(table: object) -> Plan:
    """Return the plan that a table of ``study.toml`` tells."""
    given = table if isinstance(table, Mapping) else {}
    edition = given.get("edition")
    return Plan(
        parts=_texts(given.get("parts")),
        without=_texts(given.get("without")),
        edition=edition if edition in EDITIONS else "working",
        language=_text(given.get("language")),
        round=_text(given.get("round")),
        formats=_texts(given.get("formats")),
        written=tuple(_written(given.get("written"))),
        coreq=tuple(_answers(given.get("coreq"))),
    )


def table_of(plan: Plan) -> dict[str, Any]:
    """Return a plan as a table of ``study.toml``, without what is usual; ``plan_in`` gives the plan back.

    >>> table_of(Plan(parts=("themes",), coreq=(Answer(5, "Ensimmäinen haastattelu"),)))
    {'parts': ['themes'], 'coreq': [{'item': 5, 'answer': 'Ensimmäinen haastattelu'}]}
    """
    usual, told = Plan(), dict[str, Any]()
    for one in fields(plan):
        value = getattr(plan, one.name)
        if value != getattr(usual, one.name):
            told[one.name] = list(map(_row, value)) if isinstance(value, tuple) else value
    return told


def _row(value: object) -> object:
    if isinstance(value, Written | Answer):
        return {one.name: told for one in fields(value) if (told := getattr(value, one.name))}
    return value


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def _texts(value: object) -> tuple[str, ...]:
    return tuple(one for one in _listed(value) if isinstance(one, str))


def _rows(value: object) -> Iterator[Mapping[str, object]]:
    return (one for one in _listed(value) if isinstance(one, Mapping))


def _written(value: object) -> Iterator[Written]:
    for row in _rows(value):
        part, text, place = _text(row.get("part")), _text(row.get("text")), row.get("place")
        if text.strip() and place in PLACES:
            yield Written(part, place, text)


def _answers(value: object) -> Iterator[Answer]:
    for row in _rows(value):
        item = row.get("item")
        if isinstance(item, int):
            yield Answer(item, _text(row.get("answer")), _text(row.get("where")))
