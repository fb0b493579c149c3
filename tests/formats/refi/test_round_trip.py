"""Any project, written and read back, is the same project, and the same bytes."""

from __future__ import annotations

import tempfile
import uuid
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.refi.conftest import Valid

from teema.formats.exchange.project import (
    Applied,
    Case,
    CodeNode,
    Note,
    Project,
    Selection,
    SourceText,
    User,
    Variable,
)
from teema.formats.refi import project_bytes, read_project
from teema.formats.source import canonical
from teema.formats.transcripts.turns import find_turns

LETTERS = st.sampled_from("aäöåAÖ 👍\n\t&<>\"'ß…é\u0301kissa.,:\u00a0𝄞1")
WORDS = st.text(LETTERS, max_size=30).map(canonical)
LINE = WORDS.map(lambda words: " ".join(words.split()))
MOMENTS = st.sampled_from(["", "2025-01-02T03:04:05Z", "2025-12-31T23:59:59.5+02:00"])
VALUES = {
    "Text": WORDS,
    "Boolean": st.sampled_from(["true", "false"]),
    "Integer": st.integers().map(str),
    "Float": st.sampled_from(["1.5", "-0.25", "3"]),
    "Date": st.dates().map(lambda day: day.isoformat()),
    "DateTime": st.sampled_from(["2025-01-02T03:04:05"]),
}


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Draw a project with everything that refers to anything else."""
    guids = iter(str(uuid.UUID(int=number)).upper() for number in range(draw(st.integers(0, 2**100)), 2**128))
    users = tuple(User(next(guids), draw(LINE)) for _ in range(draw(st.integers(0, 2))))
    notes = tuple(_note(draw, next(guids), users) for _ in range(draw(st.integers(0, 3))))
    codes = tuple(_code(draw, guids, notes, 3) for _ in range(draw(st.integers(1, 3))))
    variables = tuple(
        Variable(next(guids), draw(LINE), kind, draw(WORDS))
        for kind in draw(st.lists(st.sampled_from(list(VALUES)), max_size=3))
    )
    nodes = [node for root in codes for node in root.walk()]
    sources = tuple(_source(draw, guids, users, notes, nodes, variables) for _ in range(draw(st.integers(0, 3))))
    cases = tuple(_case(draw, next(guids), sources, nodes, variables) for _ in range(draw(st.integers(0, 2))))
    return Project(
        draw(LINE.filter(bool)),
        description=draw(WORDS.filter(_is_text)),
        created=draw(MOMENTS),
        modified=draw(MOMENTS),
        users=users,
        codes=codes,
        variables=variables,
        cases=cases,
        sources=sources,
        notes=notes,
        project_notes=_some(draw, [note.guid for note in notes]),
    )


def _is_text(words: str) -> bool:
    return bool(words.strip()) and words.strip() != "None"


def _some(draw: st.DrawFn, among: list[str]) -> tuple[str, ...]:
    return tuple(draw(st.lists(st.sampled_from(among), unique=True, max_size=2))) if among else ()


def _user(draw: st.DrawFn, users: tuple[User, ...]) -> str:
    return draw(st.sampled_from(["", *(user.guid for user in users)]))


def _note(draw: st.DrawFn, guid: str, users: tuple[User, ...]) -> Note:
    return Note(guid, draw(WORDS.filter(_is_text)), draw(LINE), _user(draw, users), draw(MOMENTS))


def _code(draw: st.DrawFn, guids: object, notes: tuple[Note, ...], depth: int) -> CodeNode:
    below = tuple(_code(draw, guids, notes, depth - 1) for _ in range(draw(st.integers(0, 2)) if depth else 0))
    color = draw(st.sampled_from(["", "#FF8800", "#0af"]))
    noted = _some(draw, [note.guid for note in notes])
    return CodeNode(next(guids), draw(LINE), draw(WORDS), color, draw(st.booleans()), noted, below)  # type: ignore[call-overload]


def _values(draw: st.DrawFn, variables: tuple[Variable, ...]) -> dict[str, str]:
    return {each.guid: draw(VALUES[each.type]) for each in variables if draw(st.booleans())}


def _applied(draw: st.DrawFn, guids: object, users: object, notes: tuple[Note, ...], nodes: list[CodeNode]) -> Applied:
    code = draw(st.sampled_from(nodes)).guid
    noted = _some(draw, [note.guid for note in notes])
    return Applied(next(guids), code, _user(draw, users), draw(MOMENTS), noted)  # type: ignore[call-overload, arg-type]


def _source(draw, guids, users, notes, nodes, variables) -> SourceText:  # type: ignore[no-untyped-def]
    text = draw(WORDS.filter(_is_text))
    kind = draw(st.sampled_from(["text", "pdf", "audio", "video"]))
    spans = draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))), max_size=4))
    selections = tuple(
        Selection(
            next(guids),
            start,
            end,
            text[start:end] if text[start:end].strip() else "",
            draw(WORDS),
            _user(draw, users),
            draw(MOMENTS),
            tuple(_applied(draw, guids, users, notes, nodes) for _ in range(draw(st.integers(0, 2)))),
            _some(draw, [note.guid for note in notes]),
        )
        for start, end in spans
        if start < end
    )
    return SourceText(
        next(guids),
        draw(LINE),
        text,
        kind,
        draw(WORDS),
        _user(draw, users),
        draw(MOMENTS),
        draw(MOMENTS),
        None,
        selections,
        tuple(_applied(draw, guids, users, notes, nodes) for _ in range(draw(st.integers(0, 1)))),
        _some(draw, [note.guid for note in notes]),
        _values(draw, variables),
    )


def _case(draw, guid, sources, nodes, variables) -> Case:  # type: ignore[no-untyped-def]
    return Case(
        guid,
        draw(LINE),
        draw(WORDS),
        _values(draw, variables),
        _some(draw, [node.guid for node in nodes]),
        _some(draw, [source.guid for source in sources]),
        _some(draw, [each.guid for source in sources for each in source.selections]),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(projects())
def test_a_project_written_and_read_is_the_same(valid: Valid, project: Project) -> None:
    """Texts, codes, codings, cases, values, notes and users come back as they were, with emoji, combining marks and overlaps."""
    data = project_bytes(project)
    valid(data)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.qdpx"
        path.write_bytes(data)
        back = read_project(path)
    assert project_bytes(back) == data
    for name in ("name", "description", "users", "codes", "variables", "cases", "notes", "sources", "project_notes"):
        assert getattr(back, name) == getattr(project, name), name
    assert not back.lost


TURNS = "H: Miten meni?\nV1: Ihan hyvin 👍.\nH: Kiva."
TIMES = st.lists(st.one_of(st.none(), st.integers(0, 10**7)), min_size=6, max_size=6).filter(lambda times: any(times))


@settings(max_examples=60, deadline=None)
@given(TIMES, st.lists(st.tuples(st.integers(0, len(TURNS) - 1), st.integers(1, len(TURNS))), max_size=4))
def test_times_of_turns_come_back(times: list[int | None], spans: list[tuple[int, int]]) -> None:
    """Turns keep their times, known or not, whatever is selected between them."""
    turns = tuple(
        replace(turn, from_ms=times[2 * order], to_ms=times[2 * order + 1])
        for order, turn in enumerate(find_turns(TURNS))
    )
    chosen = tuple(
        Selection(str(uuid.UUID(int=order)).upper(), start, end)
        for order, (start, end) in enumerate(spans, 1)
        if start < end
    )
    source = SourceText(str(uuid.UUID(int=99)).upper(), "n", TURNS, "audio", turns=turns, selections=chosen)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.qdpx"
        path.write_bytes(project_bytes(Project("P", sources=(source,))))
        (back,) = read_project(path).sources
    assert back.turns == turns
    assert [(each.start, each.end) for each in back.selections] == [(each.start, each.end) for each in chosen]
