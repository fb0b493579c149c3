"""The size of the material."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from teema.analysis.material import Exclusion, Material, Quota, SpeakerMaterial, describe
from teema.study import Coding, Customer, Document, Group, Interview, Person, Relevance, Span, Study
from teema.study.documents import turn_over
from teema.study.tables import Frames

Engine = Callable[[pl.DataFrame], Any]
GROUPS = (Group("kunta", "Kunnat", 4), Group("yhteiso", "Yhteisöt", 2))


def document(name: str, *turns: tuple[str, str]) -> Document:
    """Make a transcript of speakers and their words."""
    text, made = "", []
    for speaker, words in turns:
        line = f"{speaker}: {words}\n"
        made.append(turn_over(text + line, len(text), len(text + line), speaker))
        text += line
    made = [turn_over(text, turn.start, turn.end, turn.speaker) for turn in made]
    return Document(name, text, tuple(made))


ONE = document("a", ("H", "Miten menee?"), ("A", "Hyvin menee kiitos."), ("B", "Niin."), ("A", "Joo joo."))
TWO = document("b", ("H", "Entä teillä?"), ("A", "Ei valittamista."))
STUDY = Study(
    "s",
    "S",
    customers=(Customer("k1", group="kunta"), Customer("k2")),
    people=(Person("p1", "k1", area=("HR",), speaker="A"), Person("p2", "k1", area=("talous", "HR"), speaker="B")),
    documents=(ONE, TWO),
    interviews=(
        Interview("1", "a", "2016", "k1", ("p1", "p2"), date=date(2016, 8, 1), planned_min=60, minutes=55.5),
        Interview("2", "b", "2016", "k2", planned_min=60),
        Interview("3", "", "2017", "k1", ("p1",)),
    ),
    codings=(Coding("c", "a", Span(17, 24), "x"),),
    relevance=(
        Relevance("r1", "a", Span(17, 24), "out", "operatiivista", "Mari"),
        Relevance("r2", "a", Span(17, 24), "out", "operatiivista", "Olli"),
        Relevance("r3", "a", Span(25, 30), "out", "operatiivista"),
        Relevance("r4", "b", Span(3, 8), "unsure"),
        Relevance("r5", "b", Span(3, 8), "in", "kuuluu"),
    ),
)


def described(engine: Engine, study: Study, **settings: Any) -> Material:
    """Describe a study's frames on an engine."""
    frames = Frames(study)
    parts = (frames.interviews, frames.turns, frames.codings, frames.relevance)
    return describe(*map(engine, parts), **settings)


def test_totals(engine: Engine) -> None:
    """Words and characters are everybody's; representatives' words leave interviewers out; pages come from characters."""
    found = described(engine, STUDY, groups=GROUPS, page_characters=10)
    assert (found.interviews, found.people, found.codings) == (3, 2, 1)
    assert (found.words, found.words_of_representatives) == (12, 8)
    assert found.characters == sum(map(len, ("Miten menee?", "Hyvin menee kiitos.", "Niin.", "Joo joo."))) + 28
    assert found.pages == found.characters / 10
    assert (found.turns, found.turns_of_representatives, found.turns_coded, found.share) == (6, 4, 1, 1 / 4)
    assert found.rounds == (("2016", 2), ("2017", 1))


def test_a_coded_question_is_no_coded_turn(engine: Engine) -> None:
    """What an interviewer asks isn't there to be coded: of the representatives' turns as many are coded as without it."""
    asked = replace(STUDY, codings=(*STUDY.codings, Coding("q", "a", Span(3, 10), "x")))
    assert described(engine, asked).turns_coded == described(engine, STUDY).turns_coded == 1


def test_lengths_are_summed_where_they_are_known(engine: Engine) -> None:
    """Minutes are those of timed interviews, and how many these are is told."""
    found = described(engine, STUDY)
    assert (found.minutes, found.timed, found.planned_minutes) == (55.5, 1, 120)


def test_a_generic_label_is_another_voice_in_another_interview(engine: Engine) -> None:
    """A in the second document is nobody's known label there, so that four voices speak: p1, p2, b's A and H."""
    assert described(engine, STUDY).speakers == 4


def test_each_interview_has_its_row(engine: Engine) -> None:
    """A row holds its people, areas, date, words and speakers; an interview without a transcript has none of the last."""
    first, second, third = described(engine, STUDY).by_interview
    assert (first.group, first.people, first.areas, first.date) == ("kunta", 2, ("HR", "talous"), date(2016, 8, 1))
    assert first.speakers == (
        SpeakerMaterial("H", 1, 2, True),
        SpeakerMaterial("A", 2, 5, False),
        SpeakerMaterial("B", 1, 1, False),
    )
    assert (first.words, first.turns, first.turns_of_representatives, first.turns_coded) == (8, 4, 3, 1)
    assert first.minutes == 55.5
    assert (second.people, second.minutes, second.date, second.group) == (None, None, None, None)
    assert (third.document, third.words, third.speakers) == (None, 0, ())


def test_a_passage_judged_twice_is_excluded_once(engine: Engine) -> None:
    """Exclusions count distinct passages and their words by reason; doubts stand apart."""
    found = described(engine, STUDY)
    assert found.exclusions == (Exclusion("operatiivista", 2, 2, ("r1", "r3")),)
    assert found.unsure == (Exclusion(None, 1, 1, ("r4",)),)


def test_quotas_keep_the_design_and_what_it_lacks(engine: Engine) -> None:
    """Designed groups come first, held or not; interviews without a group are no one's quota."""
    assert described(engine, STUDY, groups=GROUPS).quotas == (
        Quota("kunta", 2, 4),
        Quota("yhteiso", 0, 2),
        Quota(None, 1, None),
    )


def test_an_empty_study_is_all_noughts(engine: Engine) -> None:
    """Without documents counts are nought, and what cannot be told is None."""
    found = described(engine, Study("s", "S"))
    assert (found.interviews, found.words, found.pages, found.turns) == (0, 0, 0, 0)
    assert (found.people, found.minutes, found.planned_minutes, found.share) == (None, None, None, None)
    assert (found.exclusions, found.by_interview, found.quotas) == ((), (), ())
