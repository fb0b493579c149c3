"""Study → project → study is the identity: what other programs have no field for travels beside."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.studies import studies

from teema.formats.exchange.from_study import project_of
from teema.formats.exchange.project import CodeNode, Project
from teema.formats.exchange.to_study import study_of
from teema.formats.folder import read_study
from teema.formats.source import canonical
from teema.formats.transcripts.turns import find_turns
from teema.study import Code, Codebook, Coding, Document, Relevance, Span, Study, Topic
from teema.wording import LANGUAGES, Language

WHOLE = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # whole studies take minutes to shrink
)
EXAMPLE = Path(__file__).parents[3] / "examples" / "palvelukeskus"


def carried(study: Study) -> Study:
    """Return what of a study leaves it: everything but surveys, codings in the order of documents and positions."""
    order = {document.name: place for place, document in enumerate(study.documents)}

    def place(one: Coding | Relevance) -> tuple[int, Span, str]:
        return order[one.document], one.span, one.id

    return replace(
        study,
        surveys={},
        codings=tuple(sorted(study.codings, key=place)),
        relevance=tuple(sorted(study.relevance, key=place)),
    )


def as_programs_keep_it(project: Project) -> Project:
    """Return a project with its words as programs keep them: names on one line, nothing invisible, texts trimmed."""

    def line(name: str) -> str:
        return " ".join(canonical(name).split())

    def code(node: CodeNode) -> CodeNode:
        children = tuple(code(child) for child in node.children)
        return replace(node, name=line(node.name), description=canonical(node.description).strip(), children=children)

    def values(held: dict[str, str]) -> dict[str, str]:
        return {guid: canonical(value).strip() for guid, value in held.items()}

    return replace(
        project,
        name=line(project.name),
        users=tuple(replace(one, name=line(one.name)) for one in project.users),
        codes=tuple(code(one) for one in project.codes),
        cases=tuple(replace(one, name=line(one.name), values=values(one.values)) for one in project.cases),
        sources=tuple(replace(one, values=values(one.values), turns=None) for one in project.sources),
        notes=tuple(replace(one, name=line(one.name), text=canonical(one.text).strip()) for one in project.notes),
    )


@settings(WHOLE, max_examples=60)
@given(studies(), st.sampled_from(LANGUAGES))
def test_a_study_comes_back_whole(study: Study, language: Language) -> None:
    """Whatever a study holds but surveys is there after it went out and came back, in either language."""
    exported = project_of(study, language)
    imported = study_of(exported.project, "refi")
    assert carried(imported.study) == carried(study)
    assert imported.problems == ()
    assert imported.transfer.dropped == ()
    assert imported.transfer.found == imported.transfer.carried


@settings(WHOLE, max_examples=30)
@given(studies())
def test_a_study_survives_what_programs_do_to_white_space(study: Study) -> None:
    """A program that trims texts and puts names on one line changes nothing."""
    project = as_programs_keep_it(project_of(study, "fi").project)
    assert carried(study_of(project, "refi").study) == carried(study)


@settings(WHOLE, max_examples=30)
@given(studies(), st.sampled_from(LANGUAGES))
def test_identities_are_each_others_none(study: Study, language: Language) -> None:
    """No two things of a project have the same identity, whatever ids the study gave them, and everything referred to is there."""
    project = project_of(study, language).project
    nodes = [node.guid for root in project.codes for node in root.walk()]
    selections = [one for source in project.sources for one in source.selections]
    applied = [one for source in project.sources for one in source.codings]
    applied += [one for selection in selections for one in selection.codings]
    things = [
        *project.users,
        *project.variables,
        *project.cases,
        *project.sources,
        *project.notes,
        *selections,
        *applied,
    ]
    counts = Counter([*nodes, *(one.guid for one in things)])
    assert [guid for guid, times in counts.items() if times > 1] == []
    assert {one.code for one in applied} <= set(nodes)
    assert {one.user for one in applied} <= {"", *(user.guid for user in project.users)}
    notes = {note.guid for note in project.notes}
    assert {guid for one in (*applied, *project.sources) for guid in one.notes} <= notes


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_comes_back_whole(language: Language) -> None:
    """The example study goes out and comes back the same, its codings in the same order."""
    study = read_study(EXAMPLE).study
    back = study_of(project_of(study, language).project, "refi").study
    assert carried(back) == carried(study)


def test_the_example_comes_back_from_a_program_that_gives_identities_of_its_own() -> None:
    """What is known again by its name keeps its key: only codings that nothing refers to have new ids."""
    study = read_study(EXAMPLE).study
    back = study_of(with_other_identities(project_of(study, "fi").project), "qualcoder").study
    nameless = [replace(one, id="") for one in carried(study).codings]
    assert sorted((replace(one, id="") for one in back.codings), key=repr) == sorted(nameless, key=repr)
    evidence = {id for one in study.findings for id in one.evidence}
    assert evidence <= {one.id for one in back.codings}
    assert (back.codebook, back.documents, back.findings) == (study.codebook, study.documents, study.findings)
    assert (back.customers, back.people, back.interviews) == (study.customers, study.people, study.interviews)
    assert (back.memos, back.asked, back.measures) == (study.memos, study.asked, study.measures)


def with_other_identities(project: Project) -> Project:
    """Return a project all of whose identities are others."""

    def other(value: object) -> object:
        if isinstance(value, str) and len(value) == 36 and value.count("-") == 4 and value.isupper():
            return value[::-1].replace("-", "")[:8] + value[8:13] + "4000-8000-" + value[24:]
        if isinstance(value, tuple):
            return tuple(other(one) for one in value)
        if isinstance(value, dict):
            return {other(key): one for key, one in value.items()}
        if hasattr(value, "__dataclass_fields__") and type(value).__module__.endswith("exchange.project"):
            return replace(value, **{name: other(getattr(value, name)) for name in value.__dataclass_fields__})  # type: ignore[type-var]
        return value

    found = other(project)
    assert isinstance(found, Project)
    return found


def small(*codings: Coding, relevance: tuple[Relevance, ...] = ()) -> Study:
    """Make a study of one document, two sub-themes and two topics."""
    text = "H1: Puhelimeen ei vastata 😀, a\u0303iti sanoi.\nH: Niin."
    book = Codebook(
        (Code("k", "Kokemukset", "i", children=(Code("k-p", "palvelut", "i1"), Code("k-y", "yhteistyö", "i2"))),),
        (Topic("tav", "tavoitettavuus", "t1"), Topic("lasku", "laskutus", "t2")),
    )
    return Study(
        "s", "S", codebook=book, documents=(Document("d", canonical(text), find_turns(canonical(text))),),
        codings=codings, relevance=relevance,
    )  # fmt: skip


def coding(id: str, code: str = "k-p", start: int = 4, end: int = 25, **fields: object) -> Coding:
    """Make a coding of the small study."""
    return Coding(id, "d", Span(start, end), code, **fields)  # type: ignore[arg-type]


ALIKE = {
    "overlapping": (coding("a"), coding("b", start=10, end=30), coding("c", "k-y", 20, 40)),
    "several coders": (coding("a", coder="AK"), coding("b", coder="BL"), coding("c")),
    "same words, different topics": (
        coding("a", topic="tav"),
        coding("b", topic="lasku"),
        coding("c"),
        coding("d", "k-y"),
    ),
    "same words, same topic": (coding("a", topic="tav"), coding("b", "k-y", topic="tav")),
    "same code twice": (coding("a", reduced="x"), coding("b", reduced="y")),
    "a theme alone": (coding("a", "k", topic="tav"),),
    "emoji and combining characters": (coding("a", start=26, end=27), coding("b", start=29, end=31)),
    "as a whole": (coding("a", start=0, end=49, extra={"whole": "yes"}, topic="tav"),),
    "dated": (coding("a", extra={"created": "2025-08-12T10:00:00Z"}), coding("b", start=1, extra={"created": "eilen"})),
}


@pytest.mark.parametrize("codings", ALIKE.values(), ids=ALIKE.keys())
def test_codings_of_the_same_words_keep_apart(codings: tuple[Coding, ...]) -> None:
    """Each coding comes back with its own topic, coder and fields, however many stand on the same words."""
    study = small(*codings)
    assert carried(study_of(project_of(study, "fi").project, "refi").study) == carried(study)


def test_surveys_stay_and_it_is_said() -> None:
    """Surveys hold respondents' answers: they don't leave, and the transfer counts them, each with its profile as one."""
    exported = project_of(replace(small(), surveys={"2015.csv": b"x", "2015.toml": b"p", "2016.csv": b"y"}), "fi")
    (lost,) = exported.transfer.dropped
    assert (lost.what, lost.why, lost.count) == ("surveys", "personal_answers", 2)


def test_what_has_no_text_or_code_is_counted() -> None:
    """A coding of an unknown document or code, or beyond its text, is left out and counted, each with its reason."""
    beyond = coding("c", start=0, end=10_000)
    study = small(coding("a"), replace(coding("b"), document="muu"), beyond, coding("d", "outo"))
    transfer = project_of(study, "fi").transfer
    assert (transfer.found.codings, transfer.carried.codings) == (4, 1)
    assert [(one.why, one.count) for one in transfer.dropped] == [
        ("no_document", 1),
        ("outside_text", 1),
        ("no_code", 1),
    ]


def test_characters_that_others_count_as_two_are_told_of() -> None:
    """Some programs count UTF-16 units: positions after an emoji may move there."""
    assert [one.code for one in project_of(small(), "fi").problems] == ["X131"]
