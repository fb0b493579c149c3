"""What each column of a survey seems to be: by its header, else by what its cells hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from teema.formats.surveys.headers import Headed, Header, known, plain
from teema.formats.surveys.profiles import SINGLE, Column, Profile, Use
from teema.formats.surveys.values import is_day, is_number, names_persons, parts_of
from teema.study.identity import slug
from teema.study.materials import MaterialKind
from teema.study.study import Study

_SHORT_HEADER = 8
_CHOICE_WORDS = 8
_SCALE_POINTS = 11
_KEY = 32
_BESIDE = re.compile(r"\([^()]*\)")
"""What stands in brackets: ``Nimi (vapaaehtoinen)``."""
_ANSWER_CODE = re.compile(r"[A-Z]{1,3}\d{1,4}")
"""LimeSurvey's short answers: ``A1``."""
RESERVED = frozenset({"respondent", "complete"})
"""Columns of ``surveys/NAME.csv`` that are Teema's own."""
Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Names:
    """The study's customers and groups by what they may be called in an answer: key or name, in small letters."""

    customers: Mapping[str, str]
    groups: Mapping[str, str]

    @classmethod
    def of(cls, study: Study) -> Names:
        """Gather the names."""
        customers = {name.casefold(): one.id for one in study.customers for name in (one.id, one.name) if name}
        groups = {name.casefold(): one.key for one in study.design.groups for name in (one.key, one.name) if name}
        return cls(customers, groups)


def proposed(table: Headed, kind: MaterialKind, names: Names, name: str) -> Profile:
    """Propose what each column becomes. Nothing is dropped but what its header or its cells show to be technical or personal."""
    uses = [_use(header, table.column(place), kind, names) for place, header in enumerate(table.headers)]
    columns = [Column("", header, use) for header, use in zip(table.headers, uses, strict=True)]
    columns = _of_questions(columns, table)
    columns = [_separated(column, table.column(place)) for place, column in enumerate(columns)]
    return Profile(name, table.tool, table.guessed, kind, keyed(_single(columns)))


def _use(header: Header, cells: Cells, kind: MaterialKind, names: Names) -> Use:
    by_header = _by_header(header, kind)
    if by_header == "personal" and header.text and _is_rating(cells):
        return "scale"
    if by_header in ("technical", "time") or (by_header and all(map(is_number, filter(None, cells)))):
        return by_header
    return "personal" if names_persons(cells) else by_header or _by_cells(header, cells, names)


def _is_rating(cells: Cells) -> bool:
    """Tell whether cells are points of a scale: the e-mail service is rated, not an address asked for."""
    held = {cell for cell in cells if cell}
    return bool(held) and len(held) <= _SCALE_POINTS and all(is_number(one) and len(one) <= 2 for one in held)


def _by_header(header: Header, kind: MaterialKind) -> Use | None:
    uses: Mapping[str, list[str]] = known()["uses"]
    told = {plain(header.shown), plain(header.code), plain(_BESIDE.sub("", header.shown))} - {""}
    for use in _BY_HEADER if kind == "survey" else (*_BY_HEADER, *_OF_CONTACTS):
        if told & set(uses[use]):
            return use
    words = plain(header.shown).replace(",", " ").replace("?", " ").split()
    within = any(f" {one} " in f" {' '.join(words)} " for one in known()["within"]["personal"])
    return "personal" if within and len(words) <= _SHORT_HEADER else None


_BY_HEADER: tuple[Use, ...] = ("personal", "respondent", "time", "technical", "customer", "group", "background")
_OF_CONTACTS: tuple[Use, ...] = ("subject", "open")


def _by_cells(header: Header, cells: Cells, names: Names) -> Use:
    held = [cell for cell in cells if cell]
    folded = [cell.casefold() for cell in held]
    if not held or plain(header.part) in known()["parts"]["other"]:
        return "open"
    if all(one in names.customers for one in folded):
        return "customer"
    if all(one in names.groups for one in folded):
        return "group"
    if all(map(is_day, held)):
        return "background"
    if parts_of(held):
        return "choices"
    return _closed(held, folded) or "open"


def _closed(held: Cells, folded: Cells) -> Use | None:
    """Tell what closed question answers are of; None where they are words of one's own."""
    counts = Counter(folded)
    if all(map(is_number, held)):
        return "scale" if len(counts) <= _SCALE_POINTS else "number"
    if all(plain(one) in known()["answers"]["agreement"] or _is_point(one) for one in folded):
        return "scale"
    if all(map(_ANSWER_CODE.fullmatch, held)):
        return "choice"
    short = all(len(one.split()) <= _CHOICE_WORDS and "\n" not in one for one in held)
    few = len(counts) <= max(2, min(15, len(held) // 2))
    return "choice" if short and few and len(counts) < len(held) else None


def _is_point(answer: str) -> bool:
    """Tell whether an answer is a point of a scale with its number: ``5 – täysin samaa mieltä``.

    >>> _is_point("5 - täysin samaa mieltä"), _is_point("3 kertaa soitettu")
    (True, False)
    """
    number, _, words = answer.partition(" ")
    return is_number(number.rstrip(".:=–-")) and words[:1] in ("-", "–", "=", ":")


def _of_questions(columns: list[Column], table: Headed) -> list[Column]:
    """Tell the columns of one question: choices that are ticked or not, or rows that are answered alike."""
    places: dict[str, list[int]] = {}
    for place, column in enumerate(columns):
        if column.header.question and column.use in ("scale", "choice", "choices", "number", "open"):
            places.setdefault(column.header.question, []).append(place)
    for together in places.values():
        asked = [place for place in together if plain(columns[place].header.part) not in known()["parts"]["other"]]
        if len(together) > 1 and asked:
            ticked = all(_is_ticked(columns[place].header, table.column(place)) for place in asked)
            for place in asked:
                if ticked or columns[place].use != "open":
                    columns[place] = replace(columns[place], use="choices" if ticked else "grid")
    return columns


def _is_ticked(header: Header, cells: Cells) -> bool:
    """Tell whether cells only say if a choice was made: by a mark, or by repeating the choice."""
    marks = {*known()["answers"]["ticked"], *known()["answers"]["unticked"], plain(header.part)}
    return all(plain(cell) in marks or cell in marks for cell in cells if cell)


def _separated(column: Column, cells: Cells) -> Column:
    return replace(column, separator=parts_of(cells)) if column.use == "choices" else column


def _single(columns: Sequence[Column]) -> list[Column]:
    """Leave a use that one column may have to the first that has it, of times to the one that tells when it was answered."""
    order: list[str] = known()["uses"]["time"]
    chosen: dict[Use, int] = {}
    for use in SINGLE:
        having = [place for place, column in enumerate(columns) if column.use == use]
        if use == "time":
            having.sort(
                key=lambda place: (
                    order.index(plain(columns[place].header.shown))
                    if plain(columns[place].header.shown) in order
                    else len(order)
                )
            )
        if having:
            chosen[use] = having[0]
    instead: dict[Use, Use] = {
        "respondent": "technical",
        "time": "technical",
        "customer": "background",
        "group": "background",
        "subject": "open",
    }
    return [
        replace(column, use=instead[column.use]) if column.use in SINGLE and chosen[column.use] != place else column
        for place, column in enumerate(columns)
    ]


def keyed(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Give each column without a key one of its header's, and each question one of its own."""
    taken = {*RESERVED, *(column.key for column in columns if column.key)}
    made = []
    for column in columns:
        key = column.key or _free(_key(column.header), taken)
        taken.add(key)
        made.append(replace(column, key=key, question=column.question or slug(column.header.question or key)[:40]))
    return tuple(made)


def _key(header: Header) -> str:
    """Make a short key of a header: its code where it has one, else its first words.

    >>> _key(Header("Q1", "", "SQ001")), _key(Header(text="Mitä mieltä olet palvelustamme kokonaisuutena?"))
    ('q1-sq001', 'mita-mielta-olet-palvelustamme')
    """
    made = slug(f"{header.code} {header.part}" if header.code else plain(header.shown))
    words = re.sub(r"[^\w-]+", "-", made).strip("-") or "column"
    return words if len(words) <= _KEY else words[:_KEY].rsplit("-", 1)[0]


def _free(key: str, taken: set[str]) -> str:
    candidates = (key if number == 1 else f"{key}-{number}" for number in range(1, len(taken) + 2))
    return next(one for one in candidates if one not in taken)
