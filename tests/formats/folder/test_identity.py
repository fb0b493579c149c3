"""Folder → study → folder is the identity: what is written is read back, and written again the same."""

from __future__ import annotations

import shutil
import tempfile
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teema.formats.folder import read_study, write_study
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

EXAMPLE = Path(__file__).parents[3] / "examples" / "palvelukeskus"
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
        guide=draw(EXTRA_VALUE),
        surveys=draw(st.dictionaries(_either("2015.csv", "vanhat/2014.xlsx"), st.binary(min_size=1, max_size=9))),
        extra=draw(TOML_EXTRA),
    )  # fmt: skip


@st.composite
def _span(draw: st.DrawFn, place: tuple[str, int]) -> tuple[str, Span]:
    start = draw(st.integers(0, place[1] - 1))
    return place[0], Span(start, draw(st.integers(start + 1, place[1])))


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(studies())
def test_what_is_written_is_read_back(study: Study) -> None:
    """Whatever a study holds, reading its folder gives an equal study, and writing that gives the same bytes."""
    with tempfile.TemporaryDirectory() as place:
        first, second = Path(place, "a"), Path(place, "b")
        read = read_study(write_study(study, first)).study
        assert read == study
        assert _bytes(write_study(read, second)) == _bytes(first)


@settings(max_examples=50, deadline=None)
@given(ANYTHING, ANYTHING)
def test_any_character_is_read_back(words: str, more: str) -> None:
    """Every script, emoji and combination of marks survives in documents, cells and study.toml."""
    words, more = (unicodedata.normalize("NFC", one).strip() for one in (words, more))
    text = canonical(f"H1: {words}.")
    study = Study(
        "s", f"t{words}", organisation=Organisation(name=more), documents=(Document("d", text, find_turns(text)),),
        codebook=Codebook((Code("k", f"n{more}", "i"),)), codings=(Coding("c", "d", Span(0, len(text)), "k", memo=more),),
        memos=(Memo("m", words, title=more),), guide=more,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as place:
        assert read_study(write_study(study, place)).study == study


@pytest.mark.parametrize("mark", ["\u030c", "\u0338"])
def test_marks_do_not_join_with_what_stands_before_them(tmp_path: Path, mark: str) -> None:
    """A combining mark at the start of a line or cell stays there: it joins no escape, separator or quotation mark."""
    study = Study(
        "s",
        "S",
        organisation=Organisation(description=f"rivi\n{mark}toinen"),
        memos=(Memo("m", f"{mark}x", about="x", title=f'"{mark}'),),
    )
    assert read_study(write_study(study, tmp_path / "t")).study == study


def test_an_empty_study_is_read_back(tmp_path: Path) -> None:
    """A study of nothing but its name is a folder too."""
    study = Study("tunnus", "Tyhjä")
    found = read_study(write_study(study, tmp_path / "t"))
    assert (found.study, found.problems) == (study, ())


def test_defaults_that_were_emptied_stay_empty(tmp_path: Path) -> None:
    """A setting that the analyst emptied does not come back."""
    study = Study("s", "S", design=Design(settings=Settings(round="", length_bounds=())))
    assert read_study(write_study(study, tmp_path / "t")).study.design.settings == study.design.settings


def test_the_example_is_read_back_and_keeps_its_bytes(tmp_path: Path) -> None:
    """The example study goes through the folder unchanged, at another place as at its own."""
    study = read_study(EXAMPLE).study
    assert read_study(write_study(study, tmp_path / "a")).study == study
    before = _bytes(tmp_path / "a")
    write_study(study, tmp_path / "a")
    assert _bytes(tmp_path / "a") == before


@pytest.mark.parametrize("content", ["x" * 200_000, "ä\n" * 100_000])
def test_long_fields_are_read_back(tmp_path: Path, content: str) -> None:
    """A memo, or an interview quoted as a whole, may be longer than the csv module's usual limit."""
    study = Study("s", "S", memos=(Memo("m", content.strip(), date=date(2016, 8, 3)),))
    assert read_study(write_study(study, tmp_path / "t")).study == study


def test_sources_stay_the_same_documents_after_writing(tmp_path: Path) -> None:
    """A folder whose documents are files as received gives the same study once their texts are written beside them."""
    (tmp_path / "sources").mkdir(parents=True)
    (tmp_path / "study.toml").write_text('title = "S"\n', encoding="utf-8")
    (tmp_path / "sources" / "a.vtt").write_text(
        "WEBVTT\n\n00:01.000 --> 00:02.500\n<v Anna>Hyvää päivää 😀\n\n00:03.000 --> 00:04.000\n<v H1>No moi.\n",
        encoding="utf-8",
    )
    (tmp_path / "sources" / "b.md").write_text(
        "**Anna:** [00:00:05] Mitä?\n\n**H1:** [00:00:07] Sitä.\n", encoding="utf-8"
    )
    before = read_study(tmp_path).study
    assert [one.source for one in before.documents] == ["a.vtt", "b.md"]
    assert read_study(write_study(before, tmp_path)).study == before


def test_writing_leaves_alone_what_is_not_the_studys(tmp_path: Path) -> None:
    """Real names, files as received and files of other programs stay, byte for byte."""
    shutil.copytree(EXAMPLE, tmp_path / "t")
    others = {
        "register/nimet.csv": b"A1,Aino\r\n",
        "sources/a.docx": b"PK\x00",
        "oma.txt": b"muistiinpano",
        "documents/kuva.png": b"\x89",
    }
    for name, content in others.items():
        (tmp_path / "t" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "t" / name).write_bytes(content)
    study = read_study(EXAMPLE).study
    write_study(replace(study, documents=study.documents[:1], codings=(), relevance=()), tmp_path / "t")
    written = _bytes(tmp_path / "t")
    assert {name: written[name] for name in others} == others
    assert [name for name in written if name.endswith(".txt") and name.startswith("documents/")] == [
        f"documents/{study.documents[0].name}.txt"
    ]
    assert "codings.csv" not in written


def test_what_could_not_be_read_is_not_removed(tmp_path: Path) -> None:
    """A document that reading left out is not taken for one that the study no longer has."""
    study = Study("s", "S", documents=(Document("a", "H1: Hei.", find_turns("H1: Hei.")),))
    write_study(study, tmp_path / "t")
    (tmp_path / "t" / "documents" / "b.txt").write_bytes(b"H1: \x00\x00 rikki")
    found = read_study(tmp_path / "t")
    assert ([one.code for one in found.problems], found.study) == (["S301"], study)
    write_study(found.study, tmp_path / "t")
    assert (tmp_path / "t" / "documents" / "b.txt").exists()
