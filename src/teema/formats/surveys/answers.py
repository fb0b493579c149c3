"""A survey and its profile → what stays in the study: a table without persons, and the open answers as documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from teema.formats.folder.sheets import csv_text
from teema.formats.surveys.headers import Headed, known, plain
from teema.formats.surveys.profiles import DROPPED, Column, Profile, Use
from teema.formats.surveys.proposing import Names
from teema.formats.surveys.values import days, holds_identifier, split
from teema.study.documents import Document, turn_over
from teema.study.materials import Material

_BETWEEN = "\n\n"
_WORDS: tuple[Use, ...] = ("open", "subject")


@dataclass(frozen=True)
class Gathered:
    """What a survey's answers become. ``partial`` of the ``respondents`` didn't finish; None where the file doesn't tell.

    ``identifiers`` counts, by document, the answers that hold an identifier somewhere: those to be pseudonymised first.
    """

    respondents: int
    partial: int | None
    table: str
    documents: tuple[Document, ...]
    material: tuple[Material, ...]
    identifiers: Mapping[str, int]


@dataclass(frozen=True)
class _Respondents:
    """Who answered, row by row: label, day, and what of the study's customers and groups they name."""

    labels: tuple[str, ...]
    finished: tuple[bool | None, ...]
    days: tuple[date | None, ...]
    customers: tuple[str, ...]
    groups: tuple[str, ...]


def gathered(table: Headed, profile: Profile, names: Names, *, letter: str, round_: str, file: str) -> Gathered:
    """Take the answers of a table. Respondents are called by ``letter`` and the number of their row among the answers."""
    who = _respondents(table, profile, names, letter)
    make = _of_questions if profile.kind == "survey" else _of_contacts
    made = tuple(make(table, profile, who, Material("", profile.kind, round=round_, source=file)))
    unfinished = None if None in who.finished else sum(not one for one in who.finished)
    held = {one.document.name: _holding(one.document) for one in made}
    return Gathered(
        len(table.rows),
        unfinished,
        _kept_table(table, profile, who),
        tuple(one.document for one in made),
        tuple(one.material for one in made),
        {name: count for name, count in held.items() if count},
    )


def _holding(document: Document) -> int:
    return sum(holds_identifier(document.said(turn)) for turn in document.turns)


def _respondents(table: Headed, profile: Profile, names: Names, letter: str) -> _Respondents:
    def first(use: Use) -> Sequence[str]:
        places = profile.using(use)
        return table.column(places[0]) if places else [""] * len(table.rows)

    return _Respondents(
        tuple(f"{letter}{number}" for number in range(1, len(table.rows) + 1)),
        tuple(_finished(table)),
        tuple(days(first("time"))),
        tuple(names.customers.get(cell.casefold(), "") for cell in first("customer")),
        tuple(names.groups.get(cell.casefold(), "") for cell in first("group")),
    )


def _finished(table: Headed) -> Iterable[bool | None]:
    """Tell of each row whether its respondent finished: LimeSurvey gives the day of sending only then, Qualtrics says it."""
    headers = [plain(one.code or one.shown) for one in table.headers]
    sent = next(
        (place for place, one in enumerate(headers) if one in ("submitdate", "date submitted", "lähetyspäivä")), None
    )
    if table.tool == "limesurvey" and sent is not None:
        return [bool(cell) for cell in table.column(sent)]
    if table.tool == "qualtrics" and "finished" in headers:
        return [plain(cell) not in known()["answers"]["unfinished"] for cell in table.column(headers.index("finished"))]
    return [None] * len(table.rows)


class _Made(NamedTuple):
    document: Document
    material: Material


def _of_questions(table: Headed, profile: Profile, who: _Respondents, about: Material) -> Iterator[_Made]:
    """Yield a document for each open question that somebody answered."""
    for place in profile.using("open"):
        column, rows = profile.columns[place], [row for row, cell in enumerate(table.column(place)) if cell]
        if rows:
            name = f"{profile.name}-{column.key}"
            material = replace(
                about,
                document=name,
                title=column.header.shown,
                date=max((day for row in rows if (day := who.days[row])), default=None),
                customer=_only(who.customers[row] for row in rows),
                group=_only(who.groups[row] for row in rows),
            )
            yield _Made(spoken(name, [(who.labels[row], table.rows[row][place]) for row in rows]), material)


def _of_contacts(table: Headed, profile: Profile, who: _Respondents, about: Material) -> Iterator[_Made]:
    """Yield a document for each contact: a row."""
    subject, words = profile.using("subject"), profile.using("open")
    for number, (label, row) in enumerate(zip(who.labels, table.rows, strict=True)):
        said = [(label, row[place]) for place in words if row[place]]
        if said:
            name, title = f"{profile.name}-{number + 1}", row[subject[0]] if subject else ""
            material = replace(about, document=name, title=title, date=who.days[number])
            material = replace(material, customer=who.customers[number], group=who.groups[number])
            yield _Made(spoken(name, said), material)


def spoken(name: str, said: Iterable[tuple[str, str]]) -> Document:
    """Make a document of speakers and their words, each a turn.

    Turns are given by position: an answer that itself looks like turns, or holds empty lines, stays one.

    >>> document = spoken("d", [("V1", "Nimi: ei\\n\\nV9: näin"), ("V2", "Hyvä")])
    >>> [(turn.speaker, document.said(turn)) for turn in document.turns]
    [('V1', 'Nimi: ei\\n\\nV9: näin'), ('V2', 'Hyvä')]
    """
    parts, places, start = [], [], 0
    for speaker, words in said:
        parts.append(f"{speaker}: {words}")
        places.append((start, start + len(parts[-1]), speaker))
        start += len(parts[-1]) + len(_BETWEEN)
    text = _BETWEEN.join(parts) + "\n"
    return Document(name, text, tuple(turn_over(text, start, end, speaker) for start, end, speaker in places))


def _only(values: Iterable[str]) -> str:
    """Return the one value that all have; nothing where they differ."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""


def _kept_table(table: Headed, profile: Profile, who: _Respondents) -> str:
    """Write the answers that are no words of one's own: those stand in documents alone, where pseudonyms reach them."""
    kept = [(place, column) for place, column in enumerate(profile.columns) if column.use not in (*DROPPED, *_WORDS)]
    told = any(one is not None for one in who.finished)
    header = ["respondent", *(["complete"] if told else []), *(column.key for _, column in kept)]
    rows = (
        [
            who.labels[number],
            *(["yes" if who.finished[number] else "no"] if told else []),
            *(_answer(column, row[place], who, number) for place, column in kept),
        ]
        for number, row in enumerate(table.rows)
    )
    return csv_text(header, rows)


def _answer(column: Column, cell: str, who: _Respondents, number: int) -> str:
    """Return an answer as it is kept: days without their time, customers and groups by key, choices with semicolons."""
    if column.use == "time":
        day = who.days[number]
        return day.isoformat() if day else cell
    if column.use == "customer":
        return who.customers[number] or cell
    if column.use == "group":
        return who.groups[number] or cell
    return ";".join(split(cell, column.separator)) if column.separator else cell


def answered(table: Headed, profile: Profile) -> tuple[int, ...]:
    """Count each column's answers."""
    return tuple(sum(map(bool, table.column(place))) for place in range(len(profile.columns)))


def examples(table: Headed, place: int, most: int = 3) -> tuple[str, ...]:
    """Return the commonest answers of a column, the most common first."""
    return tuple(cell for cell, _ in Counter(cell for cell in table.column(place) if cell).most_common(most))
