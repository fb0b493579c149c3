"""Taguette's projects become projects: words under their tags, coders and dates from the commands, accounts left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.formats.taguette.conftest import Make, Marked
from tests.formats.taguette.conftest import Project as Made

from teema.errors import ReadFailed
from teema.formats.exchange.project import CodeNode, Project
from teema.formats.taguette import project_names, read_project

SAMPLE = Path(__file__).parent / "taguette-1.5.2-synthetic-fi.sqlite3"
HINTA = ("H1", Marked(0, 5, "<p>Hinta</p>"))


def words(project: Project) -> list[str]:
    """Return the words of every selection, in order."""
    return [one.text[mark.start : mark.end] for one in project.sources for mark in one.selections]


def names(codes: tuple[CodeNode, ...]) -> list[object]:
    """Return the tree as names: a name alone, or with those below it."""
    return [(code.name, names(code.children)) if code.children else code.name for code in codes]


def codes_of(project: Project) -> list[str]:
    """Return the problems' codes."""
    return [problem.code for problem in project.problems]


def test_the_sample_gives_its_words() -> None:
    """Bytes become code points: emoji, accents, a no-break space and an entity before the words don't move them."""
    project = read_project(SAMPLE, separator=".")
    assert words(project) == ["Käyttöönotto oli 👍 helppoa", "liian kalliina & epäselvänä", "yöllä\xa0– ihan"]
    assert [(mark.start, mark.end) for mark in project.sources[0].selections][1] == (80, 107)
    assert (project.verified, project.repaired, project.problems) == (3, 0, ())
    assert names(project.codes) == [("hinta", ["kallis"]), "käyttöönotto", "tuki"]
    assert [user.name for user in project.users] == ["admin"]


def test_several_projects_must_be_chosen_from(make: Make) -> None:
    """A file of several projects is read when one is named; the error names them all."""
    path = make(Made("Yksi"), Made("Kaksi", tags=("muu",)))
    assert project_names(path) == ("Yksi", "Kaksi")
    for wanted, code in (("", "X171"), ("Kolme", "X172")):
        with pytest.raises(ReadFailed) as failed:
            read_project(path, wanted)
        assert (failed.value.code, failed.value.params["names"]) == (code, "Yksi, Kaksi")
    chosen = read_project(path, "Kaksi")
    assert (chosen.name, names(chosen.codes), chosen.created) == ("Kaksi", ["muu"], "2026-01-01T10:00:00Z")


def test_a_project_takes_nothing_of_another(make: Make) -> None:
    """Highlights, tags and commands of another project in the file are neither read nor reported."""
    other = Made("Muu", pages=(("M1", "<p>Muuta</p>"),), marked=(("M1", Marked(0, 5, "Muuta", (2,), "eva")),))
    project = read_project(make(Made(marked=(HINTA,)), other), "Palvelut")
    assert (words(project), project.users, project.problems) == (["Hinta"], (), ())


def test_levels_come_from_a_separator(make: Make) -> None:
    """Without a separator the tags are a flat list; with it, levels that are no tags themselves can't be coded with."""
    path = make(Made(tags=("a.b.c", "a", "x.y", "..", "a.b.d")))
    assert names(read_project(path).codes) == ["a.b.c", "a", "x.y", "..", "a.b.d"]
    tree = read_project(path, separator=".").codes
    assert names(tree) == [("a", [("b", ["c", "d"])]), ("x", ["y"]), ".."]
    assert {code.name: code.codable for top in tree for code in top.walk() if code.children} == {
        "a": True,
        "b": False,
        "x": False,
    }


def test_parents_of_newer_versions_are_followed(make: Make) -> None:
    """Where tags have parents, they make the tree; a loop is cut and told."""
    more = "ALTER TABLE tags ADD parent_id INTEGER; UPDATE tags SET parent_id = 1 WHERE id = 2;"
    loop = "UPDATE tags SET parent_id = 4 WHERE id = 3; UPDATE tags SET parent_id = 3 WHERE id = 4;"
    project = read_project(make(Made(tags=("a", "b", "c", "d")), then=more + loop))
    assert names(project.codes) == [("a", ["b"]), ("d", ["c"])]
    assert codes_of(project) == ["X167"]


def test_coders_and_dates_come_from_commands(make: Make) -> None:
    """The command that made a highlight tells who and when; a later one tells who added another tag."""
    later = {"type": "highlight_add", "highlight_id": 1, "tags": [1, 2]}
    then = f"""INSERT INTO highlight_tags VALUES (1, 2);
        INSERT INTO commands VALUES (9, '2026-03-01 00:00:00', 'eva', 1, 1, '{json.dumps(later)}'),
        (10, '2026-03-02 00:00:00', 'eva', 1, 1, '{{"type": "document_add"}}'), (11, '', 'x', 1, 1, 'ei jsonia');"""
    marked = ("H1", Marked(0, 5, "<p>Hinta</p>", (1,), "anna"))
    project = read_project(make(Made(tags=("hinta", "arvo"), marked=(marked,)), then=then))
    users = {user.guid: user.name for user in project.users}
    (mark,) = project.sources[0].selections
    assert [(users[one.user], one.created) for one in mark.codings] == [
        ("anna", "2026-02-03T04:05:06Z"),
        ("eva", "2026-03-01T00:00:00Z"),
    ]
    assert (users[mark.user], [loss.what for loss in project.lost], project.lost[0].count) == ("anna", ["history"], 2)


def test_accounts_are_never_carried(make: Make) -> None:
    """No e-mail address and no password's hash stands anywhere in what was read."""
    project = read_project(make(Made(marked=(HINTA,)), then="INSERT INTO project_members VALUES (1, 'anna', 'ADMIN');"))
    assert "salainen" not in repr(project)
    assert "example.org" not in repr(project)
    assert [(loss.what, loss.why) for loss in project.lost] == [("privileges", "accounts")]


def test_a_highlight_without_tags_stays_a_selection(make: Make) -> None:
    """What is marked and not coded is still there."""
    project = read_project(make(Made(marked=(("H1", Marked(0, 5, "Hinta", ())),))))
    assert (words(project), project.sources[0].selections[0].codings) == (["Hinta"], ())


def test_slipped_highlights_are_put_on_their_words(make: Make) -> None:
    """A span that covers other words than its snippet is moved to them where they are found, and told where they aren't."""
    marked = [Marked(2, 6, "<p>kova</p>"), Marked(0, 5, "<p>Arvo</p>"), Marked(500, 510, "olematon")]
    project = read_project(make(Made(marked=tuple(("H1", one) for one in marked))))
    assert (words(project), project.verified, project.repaired) == (["kova", "Hinta"], 0, 1)
    assert [(problem.code, problem.path, problem.params) for problem in project.problems] == [
        ("X164", "H1", {"count": 1}),
        ("X165", "H1", {"count": 1}),
    ]


def test_what_belongs_to_nothing_is_told(make: Make) -> None:
    """Highlights of no document and tags that don't exist are counted, by table."""
    then = "INSERT INTO highlights VALUES (7, 99, 0, 5, 'x'); INSERT INTO highlight_tags VALUES (1, 99);"
    project = read_project(make(Made(marked=(HINTA,)), then=then))
    assert sorted((problem.code, problem.params["table"]) for problem in project.problems) == [
        ("X166", "highlight_tags"),
        ("X166", "highlights"),
    ]


def test_looks_and_names_of_files_are_not_lost_silently(make: Make) -> None:
    """Emphasis and pictures are told to be left out; a file's name and the direction of writing are kept."""
    page = '<h1>Otsikko</h1><p><b>Hinta</b> <img src="/static/missing.png"> on kova.</p>'
    project = read_project(
        make(Made(pages=(("H1", page),)), then="UPDATE documents SET text_direction = 'RIGHT_TO_LEFT';")
    )
    assert {(loss.what, loss.count) for loss in project.lost} == {("formatting", 1), ("text_pictures", 1)}
    assert {(kept.kind, kept.about, kept.content) for kept in project.kept} == {
        ("filename", "document:H1", '{"filename": "H1.docx"}'),
        ("text_direction", "document:H1", '{"text_direction": "RIGHT_TO_LEFT"}'),
    }


def test_unforeseen_columns_are_told(make: Make) -> None:
    """A newer Taguette's columns and tables are named; the rest is read."""
    then = "ALTER TABLE highlights ADD memo TEXT; CREATE TABLE teams (id INTEGER);"
    project = read_project(make(Made(marked=(HINTA,)), then=then))
    assert [problem.params["names"] for problem in project.problems if problem.code == "X168"] == [
        "teams, highlights.memo"
    ]
    assert words(project) == ["Hinta"]


@pytest.mark.parametrize(
    ("then", "code"),
    [
        ("DROP TABLE highlights;", "X170"),
        ("ALTER TABLE documents DROP COLUMN contents;", "X170"),
        ("DROP TABLE tags; CREATE VIEW tags AS SELECT 1 AS id, 1 AS project_id, 'a' AS path;", "X170"),
    ],
)
def test_what_is_no_taguette_file_is_refused(make: Make, then: str, code: str) -> None:
    """A missing table or column, or a view in a table's place, makes a file something else."""
    with pytest.raises(ReadFailed) as failed:
        read_project(make(then=then))
    assert failed.value.code == code


def test_another_programs_number_is_told(make: Make) -> None:
    """A file that names another program, yet has Taguette's tables, is read with a warning."""
    assert codes_of(read_project(make(then="PRAGMA application_id = 1234;"))) == ["X174"]


def test_a_document_without_words_is_told(make: Make) -> None:
    """An empty page, or one with pictures only, is there, and told to be without text."""
    project = read_project(make(Made(pages=(("H1", ""), ("H2", "<p><img></p>")))))
    assert [source.text for source in project.sources] == ["", ""]
    assert codes_of(project) == ["X173", "X173"]
