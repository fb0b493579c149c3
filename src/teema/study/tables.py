"""The study as frames: what every analysis reads. Missing values are null, never empty strings.

A study without interviews takes every document for an interview of a customer of the same name, so that a bare folder of
coded transcripts can be counted too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from teema.study.codings import Coding
from teema.study.documents import Document, count_words
from teema.study.interviews import Interview
from teema.study.materials import Material
from teema.study.people import Customer, Person
from teema.study.speakers import Speakers
from teema.study.study import Study

_TEXT, _INT, _BOOL = pl.String, pl.Int64, pl.Boolean
CODINGS = {
    "coding_id": _TEXT,
    "document": _TEXT,
    "start": _INT,
    "end": _INT,
    "turn": _INT,
    "coder": _TEXT,
    "theme": _TEXT,
    "sub_theme": _TEXT,
    "code": _TEXT,
    "label": _TEXT,
    "topic": _TEXT,
    "reduced": _TEXT,
    "aspect": _TEXT,
    "valence": _INT,
    "time": _TEXT,
    "whose": _TEXT,
    "service": _TEXT,
    "quote": _BOOL,
    "text": _TEXT,
    "person": _TEXT,
    "interview": _TEXT,
    "round": _TEXT,
    "customer": _TEXT,
    "group": _TEXT,
    "length": _TEXT,
}
CUSTOMERS: dict[str, Any] = {
    "customer": _TEXT,
    "name": _TEXT,
    "group": _TEXT,
    "length": _TEXT,
    "services": pl.List(_TEXT),
    "round": _TEXT,
}
INTERVIEWS: dict[str, Any] = {
    "interview": _TEXT,
    "document": _TEXT,
    "round": _TEXT,
    "customer": _TEXT,
    "group": _TEXT,
    "date": pl.Date,
    "planned_min": _INT,
    "minutes": pl.Float64,
    "people": pl.List(_TEXT),
    "areas": pl.List(_TEXT),
}
TURNS = {
    "document": _TEXT,
    "turn": _INT,
    "start": _INT,
    "speech": _INT,
    "end": _INT,
    "speaker": _TEXT,
    "person": _TEXT,
    "voice": _TEXT,
    "interviewer": _BOOL,
    "words": _INT,
    "characters": _INT,
    "interview": _TEXT,
    "round": _TEXT,
    "coded": _BOOL,
}
ASKED = {"interview": _TEXT, "round": _TEXT, "customer": _TEXT, "sub_theme": _TEXT, "asked": _TEXT}
MATERIAL = {
    "document": _TEXT,
    "kind": _TEXT,
    "date": pl.Date,
    "title": _TEXT,
    "round": _TEXT,
    "customer": _TEXT,
    "group": _TEXT,
    "turns": _INT,
    "words": _INT,
}
RELEVANCE = {
    "id": _TEXT,
    "document": _TEXT,
    "start": _INT,
    "end": _INT,
    "status": _TEXT,
    "reason": _TEXT,
    "coder": _TEXT,
    "words": _INT,
    "text": _TEXT,
    "round": _TEXT,
}


@dataclass(frozen=True)
class Frames:
    """The frames of one study, made when first asked for. The columns are the constants of this module.

    All but ``material`` and ``material_codings`` speak of interviews alone: what is beside them is counted apart.

    >>> from teema.study import Document
    >>> frames = Frames(Study("s", "S", documents=(Document("a", "Hei."),)))
    >>> frames.codings.height, frames.customers["customer"].to_list()
    (0, ['a'])
    """

    study: Study

    def followed_by(self, study: Study) -> Frames:
        """Return the frames of the study as it became: a coding that is the same object and stands in the same study has the same row.

        What rests on more than codings is kept where nothing of it changed; all else is made when first asked for.
        """
        frames = Frames(study)
        if _ground(study) == _ground(self.study):
            vars(frames).update({name: vars(self)[name] for name in _OF_THE_GROUND if name in vars(self)})
            if "codings" in vars(self):
                vars(frames)["codings"] = self._codings_followed(frames)
        return frames

    def _codings_followed(self, frames: Frames) -> pl.DataFrame:
        """Put together the rows that stay and those that are new, in the order of the codings of record."""
        places = {id(one): place for place, one in enumerate(self._counted)}
        new = [one for one in frames._counted if id(one) not in places]
        places |= {id(one): len(places) + place for place, one in enumerate(new)}
        rows = pl.DataFrame([frames._coding_row(one) for one in new], schema=CODINGS, orient="row")
        return pl.concat([self.codings, rows])[[places[id(one)] for one in frames._counted]]

    @cached_property
    def _counted(self) -> list[Coding]:
        """The codings of record in interviews, in the order of documents and positions."""
        beside = self.study.material_of
        return [one for one in self.study.codings_of_record if one.document not in beside]

    @cached_property
    def _interviews(self) -> tuple[Interview, ...]:
        """The interviews that were held. One with a planned length and no text, length or note of what was asked is to come."""
        if self.study.interviews:
            return tuple(one for one in self.study.interviews if one.planned_min is None or self._held(one))
        round_ = self.study.design.rounds[0].key if self.study.design.rounds else ""
        asked = (one.name for one in self.study.documents if one.name not in self.study.material_of)
        return tuple(Interview(name, name, round_, name) for name in asked)

    def _held(self, one: Interview) -> bool:
        return one.document in self.study.document_by_name or one.minutes is not None or one.id in self._noted

    @cached_property
    def _noted(self) -> set[str]:
        return {row.interview for row in self.study.asked}

    @cached_property
    def _interview_of(self) -> dict[str, Interview]:
        return {one.document: one for one in self._interviews if one.document}

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {person.id: person for person in self.study.people}

    @cached_property
    def speakers(self) -> Speakers:
        """Who speaks under which label."""
        return Speakers(self.study, self._interview_of)

    @cached_property
    def codings(self) -> pl.DataFrame:
        """One row a coding of record in interviews, in the order of documents and positions; columns ``CODINGS``."""
        return pl.DataFrame([self._coding_row(one) for one in self._counted], schema=CODINGS, orient="row")

    @cached_property
    def material_codings(self) -> pl.DataFrame:
        """The same of the material beside interviews, whose codings have no interview, round, customer or group."""
        beside = self.study.material_of
        rows = [self._coding_row(one) for one in self.study.codings_of_record if one.document in beside]
        return pl.DataFrame(rows, schema=CODINGS, orient="row")

    @cached_property
    def material(self) -> pl.DataFrame:
        """One row a document that is no interview; columns ``MATERIAL``. ``turns`` are a survey's answers."""
        of, documents = self.study.material_of, self.study.documents
        rows = [self._material_row(one, of[one.name]) for one in documents if one.name in of]
        return pl.DataFrame(rows, schema=MATERIAL, orient="row")

    @staticmethod
    def _material_row(document: Document, about: Material) -> tuple[Any, ...]:
        told = (about.title, about.round, about.customer, about.group)
        words = sum(count_words(document.said(turn)) for turn in document.turns)
        words = words if document.turns else count_words(document.text)
        return (document.name, about.kind, about.date, *(one or None for one in told), len(document.turns), words)

    def _coding_row(self, coding: Coding) -> tuple[Any, ...]:
        book, document = self.study.codebook, self.study.document_by_name.get(coding.document)
        theme, sub = book.theme_of.get(coding.code), book.sub_theme_of.get(coding.code)
        turn = document.turn_at(coding.span.start) if document else None
        speaker = document.turns[turn].speaker if document and turn is not None else ""
        person = self.speakers.person(coding.document, speaker)
        return (
            coding.id,
            coding.document,
            coding.span.start,
            coding.span.end,
            turn,
            coding.coder or None,
            theme.key if theme else None,
            sub.key if sub else None,
            coding.code or None,
            sub.shown if sub else None,
            coding.topic or None,
            coding.reduced or None,
            coding.aspect or book.aspect_of(coding.code),
            coding.valence,
            coding.time,
            coding.whose,
            coding.service or _only(person.area if person else ()),
            coding.quote,
            coding.span.of(document.text) if document else None,
            person.id if person else None,
            *self.occasions.get(coding.document, (None,) * 5),
        )

    @cached_property
    def occasions(self) -> dict[str, tuple[str | None, ...]]:
        """The interview that each document records, its round, customer and group, and the length of the relationship."""
        return {name: self._occasion(interview) for name, interview in self._interview_of.items()}

    def _occasion(self, interview: Interview) -> tuple[str | None, ...]:
        customer = self.study.customer_by_id.get(interview.customer)
        group = customer.group if customer else ""
        length = self._length(customer, interview)
        return (interview.id, interview.round or None, interview.customer or None, group or None, length)

    @cached_property
    def _latest(self) -> dict[str, date]:
        """The last dated interview of each round: where an interview has no date, the round's stands for it."""
        dates: dict[str, date] = {}
        for one in self._interviews:
            if one.date:
                dates[one.round] = max(one.date, dates.get(one.round, one.date))
        return dates

    def _length(self, customer: Customer | None, interview: Interview) -> str | None:
        since = customer.since_date if customer else None
        asked = interview.date or self._latest.get(interview.round)
        if since is None or asked is None:
            return None
        years = asked.year - since.year - ((asked.month, asked.day) < (since.month, since.day))
        bounds = self.study.design.settings.length_bounds
        place = bisect_right(bounds, years)
        low = bounds[place - 1] if place else 0
        return f"{low}-{bounds[place]}" if place < len(bounds) else f"{low}-"

    @cached_property
    def lengths(self) -> tuple[str, ...]:
        """The classes of relationship length in order: ``0-3`` is under three years, ``6-`` six years or more."""
        bounds = (0, *self.study.design.settings.length_bounds)
        return tuple(f"{low}-{high}" for low, high in zip(bounds, (*map(str, bounds[1:]), ""), strict=True))

    @cached_property
    def customers(self) -> pl.DataFrame:
        """One row for each customer interviewed in each round; columns ``CUSTOMERS``."""
        rows: dict[tuple[str, str], tuple[Any, ...]] = {}
        for one in self._interviews:
            if one.customer:
                rows.setdefault((one.customer, one.round), self._customer_row(one))
        return pl.DataFrame(list(rows.values()), schema=CUSTOMERS, orient="row")

    def _customer_row(self, interview: Interview) -> tuple[Any, ...]:
        customer = self.study.customer_by_id.get(interview.customer) or Customer(interview.customer)
        return (
            customer.id,
            customer.name or customer.id,
            customer.group or None,
            self._length(customer, interview),
            list(customer.services),
            interview.round or None,
        )

    @cached_property
    def interviews(self) -> pl.DataFrame:
        """One row an interview; columns ``INTERVIEWS``. Minutes fall back to the transcript's last time."""
        return pl.DataFrame([self._interview_row(one) for one in self._interviews], schema=INTERVIEWS, orient="row")

    def _interview_row(self, one: Interview) -> tuple[Any, ...]:
        customer = self.study.customer_by_id.get(one.customer)
        document = self.study.document_by_name.get(one.document)
        areas = [area for key in one.people if key in self._people for area in self._people[key].area]
        return (
            one.id,
            one.document or None,
            one.round or None,
            one.customer or None,
            (customer.group if customer else "") or None,
            one.date,
            one.planned_min,
            one.minutes if one.minutes is not None else _recorded_minutes(document),
            list(one.people),
            list(dict.fromkeys(areas)),
        )

    @cached_property
    def turns(self) -> pl.DataFrame:
        """One row a turn of an interview; columns ``TURNS``. ``voice`` tells speakers apart over the whole material."""
        coded = self._coded_turns
        spoken = (document for document in self.study.documents if document.name not in self.study.material_of)
        rows = [row for document in spoken for row in self._turn_rows(document, coded)]
        return pl.DataFrame(rows, schema=TURNS, orient="row")

    def _turn_rows(self, document: Document, coded: set[tuple[str, int]]) -> Iterator[tuple[Any, ...]]:
        interview = self._interview_of.get(document.name)
        for index, turn in enumerate(document.turns):
            words, person = document.said(turn), self.speakers.person(document.name, turn.speaker)
            yield (
                document.name,
                index,
                turn.start,
                turn.speech,
                turn.end,
                turn.speaker or None,
                person.id if person else None,
                self.speakers.voice(document.name, turn.speaker),
                self.speakers.interviews(document.name, turn.speaker),
                count_words(words),
                len(words.strip()),
                interview.id if interview else None,
                (interview.round if interview else "") or None,
                (document.name, index) in coded,
            )

    @cached_property
    def _coded_turns(self) -> set[tuple[str, int]]:
        touched: set[tuple[str, int]] = set()
        for coding in self.study.codings_of_record:
            document = self.study.document_by_name.get(coding.document)
            if document:
                touched |= {(document.name, index) for index in document.turns_under(coding.span)}
        return touched

    @cached_property
    def asked(self) -> pl.DataFrame:
        """One row for each interview and sub-theme that ``asked`` speaks of; columns ``ASKED``. The more exact row wins."""
        answers: dict[tuple[str, str], str] = {}
        for row in sorted(self.study.asked, key=lambda row: bool(row.sub_theme)):
            for key in self._sub_themes_meant(row.theme, row.sub_theme):
                answers[row.interview, key] = row.asked
        by_id = {one.id: one for one in self._interviews}
        rows = [
            (one.id, one.round or None, one.customer or None, key, answer)
            for (name, key), answer in answers.items()
            if (one := by_id.get(name))
        ]
        return pl.DataFrame(rows, schema=ASKED, orient="row")

    def _sub_themes_meant(self, theme: str, sub_theme: str) -> tuple[str, ...]:
        book = self.study.codebook
        if sub_theme:
            sub = book.sub_theme_of.get(sub_theme)
            return (sub.key,) if sub else ()
        return tuple(sub.key for one in book.themes if one.key == theme for sub in one.children)

    @cached_property
    def relevance(self) -> pl.DataFrame:
        """One row a judgement of relevance in interviews; columns ``RELEVANCE``."""
        documents = self.study.document_by_name
        rows = []
        for one in (one for one in self.study.relevance if one.document not in self.study.material_of):
            document, interview = documents.get(one.document), self._interview_of.get(one.document)
            text = one.span.of(document.text) if document else ""
            round_ = (interview.round if interview else "") or None
            place = (one.document, one.span.start, one.span.end)
            rows.append(
                (one.id, *place, one.status, one.reason or None, one.coder or None, count_words(text), text, round_)
            )
        return pl.DataFrame(rows, schema=RELEVANCE, orient="row")


_OF_THE_GROUND = (
    "_interviews", "_noted", "_interview_of", "_people", "speakers", "occasions", "_latest", "customers", "interviews", "asked", "material",
)  # fmt: skip
"""The properties that rest on nothing but the ground."""


def _ground(study: Study) -> tuple[Any, ...]:
    """Return what codings' rows rest on besides themselves."""
    design = (study.design.rounds, study.design.settings)
    people = (study.customers, study.people, study.interviews, study.asked, study.material)
    return (study.documents, study.codebook.themes, *people, *design)


def _only(values: tuple[str, ...]) -> str | None:
    return values[0] if len(values) == 1 else None


def _recorded_minutes(document: Document | None) -> float | None:
    times = (
        [time for turn in document.turns for time in (turn.from_ms, turn.to_ms) if time is not None] if document else []
    )
    return round(max(times) / 60_000, 1) if times else None
