"""Whole studies, drawn at random: what goes out and comes back must be the same study."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from teema.formats.transcripts import canonical
from teema.formats.transcripts.turns import find_turns
from teema.study import (
    Aim,
    Asked,
    Code,
    Codebook,
    Coding,
    Customer,
    Design,
    Document,
    Event,
    Finding,
    FindingLink,
    Group,
    Interview,
    Judgement,
    Kept,
    Material,
    Measure,
    Memo,
    Organisation,
    Person,
    Relevance,
    Round,
    Service,
    Settings,
    Span,
    Study,
    Topic,
)
from teema.study.codes import ASPECTS
from teema.study.codings import STATUSES, TIMES, WHOSE
from teema.study.conclusions import KINDS, MEASURE_STATUSES, RELATIONS, STATES, VERDICTS
from teema.study.documents import turn_over
from teema.study.interviews import ANSWERS
from teema.study.materials import MATERIAL_KINDS

LETTERS = "aZ9 äÅ😀👩\u200d👧\u030c\u0338\u0308=<\"',;\n\t#\\[]:\u2028\xa0\u0623漢"
RAW = st.text(LETTERS, max_size=6)
ANYTHING = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"))
TEXT = RAW.map(lambda words: unicodedata.normalize("NFC", words).strip())
NAME = TEXT.filter(bool)
EXTRA_VALUE = RAW.map(lambda words: unicodedata.normalize("NFC", words))
KEYS = st.lists(NAME.filter(lambda key: ";" not in key), max_size=3).map(tuple)
WORDS = st.lists(NAME, max_size=3).map(tuple)
DAYS = st.none() | st.dates()
TOML_EXTRA = st.dictionaries(
    st.sampled_from(["huom", "Ä ö", "väri.1"]), st.one_of(TEXT, st.integers(-9, 9), WORDS.map(list)), max_size=2
)


def _either(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


def _rows(make: Callable[..., Any], **columns: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """Draw the rows of a sheet: ids are unique, and every row has the same further columns."""

    @st.composite
    def rows(draw: st.DrawFn) -> tuple[Any, ...]:
        names = draw(st.lists(_either("Lisä", "huom, muu", 'laina"us'), unique=True, max_size=2))
        extra = st.fixed_dictionaries(dict.fromkeys(names, EXTRA_VALUE))
        unique = (lambda one: one.id) if "id" in columns else None
        return tuple(draw(st.lists(st.builds(make, extra=extra, **columns), max_size=3, unique_by=unique)))

    return rows()


ORGANISATION = st.builds(
    Organisation,
    name=TEXT,
    description=TEXT,
    services=st.lists(st.builds(Service, NAME, NAME, WORDS, extra=TOML_EXTRA), max_size=2).map(tuple),
    events=st.lists(st.builds(Event, DAYS, TEXT, extra=TOML_EXTRA), max_size=2).map(tuple),
    aims=st.lists(st.builds(Aim, NAME, NAME, _either("value", "aim"), TEXT, extra=TOML_EXTRA), max_size=3).map(
        lambda aims: tuple(sorted(aims, key=lambda aim: aim.kind != "value"))
    ),
    extra=TOML_EXTRA,
)
DESIGN = st.builds(
    Design,
    aims=WORDS,
    questions=WORDS,
    rounds=st.lists(st.builds(Round, NAME, NAME, DAYS, DAYS, extra=TOML_EXTRA), max_size=2).map(tuple),
    groups=st.lists(st.builds(Group, NAME, NAME, st.none() | st.integers(0, 9), extra=TOML_EXTRA), max_size=2).map(
        tuple
    ),
    criteria=WORDS,
    settings=st.builds(
        Settings,
        round=st.none() | TEXT,
        length_bounds=st.lists(st.integers(1, 20), max_size=3, unique=True).map(lambda bounds: tuple(sorted(bounds))),
        quote_minimum=st.integers(0, 9),
        interviewers=WORDS,
        stop_words=WORDS,
        extra=TOML_EXTRA,
    ),
)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    """Draw themes with nodes below them to any depth."""
    keys = iter(draw(st.lists(NAME, min_size=0, max_size=9, unique=True)))

    def node(key: str, depth: int) -> Code:
        children = [node(below, depth + 1) for below in _taken(keys, draw(st.integers(0, 2)) if depth < 4 else 0)]
        aspect = draw(st.none() | st.sampled_from(ASPECTS))
        return Code(
            key, draw(NAME), draw(NAME), draw(TEXT), draw(TEXT), aspect, draw(TEXT), tuple(children), draw(TOML_EXTRA)
        )

    themes = tuple(node(key, 0) for key in keys)
    topics = st.lists(
        st.builds(Topic, NAME, NAME, NAME, TEXT, extra=TOML_EXTRA), max_size=2, unique_by=lambda one: one.key
    )
    return Codebook(themes, tuple(draw(topics)))


def _taken(keys: Any, number: int) -> list[str]:
    return [key for _, key in zip(range(number), keys, strict=False)]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a document whose turns were given, or else are those of its text."""
    name = draw(st.text("abÄö😀. -", min_size=1, max_size=6).map(lambda name: f"d{name}d"))
    lines = draw(st.lists(st.tuples(_either("", "H1: ", "Åsa: "), RAW), min_size=1, max_size=5))
    text = canonical("\n".join(label + words for label, words in lines) + "\nLoppu.")
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4, unique=True)))
    spans = list(pairwise(cuts))
    times = st.none() | st.integers(0, 10**7)
    turns = tuple(turn_over(text, start, end, draw(TEXT), draw(times), draw(times)) for start, end in spans)
    return Document(unicodedata.normalize("NFC", name), text, turns or find_turns(text))


@st.composite
def studies(draw: st.DrawFn) -> Study:
    """Draw a study with everything that a folder may hold."""
    book = draw(codebooks())
    material = sorted(draw(st.lists(documents(), max_size=3, unique_by=lambda one: one.name)), key=lambda one: one.name)
    codes = sorted(book.codes)
    topics = _either("", *(topic.key for topic in book.topics))
    subs = _either("", *(sub.key for sub in book.sub_themes))
    themes = _either("", *(theme.key for theme in book.themes))
    spans = (
        st.sampled_from([(one.name, len(one.text)) for one in material]).flatmap(_span) if material else st.nothing()
    )
    coded = _rows(
        lambda at, **columns: Coding(document=at[0], span=at[1], **columns),
        at=spans, id=NAME, code=st.sampled_from(codes), coder=TEXT, topic=topics, reduced=TEXT, aspect=st.none() | _either(*ASPECTS),
        valence=_either(None, -1, 0, 1), time=_either(None, *TIMES), whose=_either(None, *WHOSE), service=TEXT, quote=st.booleans(), memo=TEXT,
    ) if material and codes else st.just(())  # fmt: skip
    judged = _rows(
        lambda at, **columns: Relevance(document=at[0], span=at[1], **columns),
        at=spans, id=NAME, status=_either(*STATUSES), reason=TEXT, coder=TEXT,
    ) if material else st.just(())  # fmt: skip
    return Study(
        draw(NAME), draw(NAME), draw(_either("fi", "en")), draw(ORGANISATION), draw(DESIGN), book,
        customers=draw(_rows(Customer, id=NAME, name=TEXT, group=TEXT, since=TEXT, services=KEYS, shareholder=TEXT, notes=TEXT)),
        people=draw(_rows(Person, id=NAME, customer=TEXT, role=TEXT, area=KEYS, speaker=TEXT)),
        documents=tuple(material),
        interviews=draw(_rows(
            Interview, id=NAME, document=NAME, round=TEXT, customer=NAME, people=KEYS, interviewer=TEXT, date=DAYS,
            planned_min=st.none() | st.integers(0, 600), minutes=st.none() | st.floats(0, 600), place=TEXT, coder=TEXT, notes=TEXT,
        )),
        asked=draw(_rows(Asked, interview=NAME, theme=themes, sub_theme=subs, asked=_either(*ANSWERS))),
        codings=draw(coded),
        relevance=draw(judged),
        judgements=draw(_rows(Judgement, customer=NAME, state=_either(*STATES), sub_theme=subs, topic=topics, reason=TEXT, by=TEXT)),
        findings=draw(_rows(
            Finding, id=NAME, statement=TEXT, kind=_either(*KINDS), theme=themes, sub_theme=subs, topic=topics, groups=KEYS,
            verdict=_either(None, *VERDICTS), evidence=KEYS, counter_evidence=KEYS, value=KEYS, known_internally=TEXT, status=TEXT,
        )),
        finding_links=draw(_rows(FindingLink, source=NAME, target=NAME, relation=_either(*RELATIONS))),
        measures=draw(_rows(
            Measure, id=NAME, title=TEXT, findings=KEYS, owner=TEXT, due=DAYS, status=_either(*MEASURE_STATUSES), indicator=TEXT,
            target=TEXT, value=KEYS, visible_to=KEYS, outcome=TEXT,
        )),
        memos=draw(_rows(Memo, id=NAME, text=TEXT, about=TEXT, title=TEXT, date=DAYS, by=TEXT)),
        material=draw(_rows(
            Material, document=NAME, kind=_either(*MATERIAL_KINDS), title=TEXT, date=DAYS, customer=TEXT, group=TEXT, round=TEXT, source=TEXT, notes=TEXT,
        )),
        kept=draw(_rows(Kept, id=NAME, origin=NAME, kind=NAME, about=TEXT, content=TEXT)),
        guide=draw(EXTRA_VALUE),
        surveys=draw(st.dictionaries(_either("2015.csv", "vanhat/2014.xlsx"), st.binary(min_size=1, max_size=9))),
        extra=draw(TOML_EXTRA),
    )  # fmt: skip


@st.composite
def _span(draw: st.DrawFn, place: tuple[str, int]) -> tuple[str, Span]:
    start = draw(st.integers(0, place[1] - 1))
    return place[0], Span(start, draw(st.integers(start + 1, place[1])))
