"""A damaged Taguette file ends in one coded error or in a project, never in anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.formats.damaging import damaged
from tests.formats.taguette.conftest import Make, Marked, Project

from teema.errors import ReadFailed
from teema.formats.taguette import read_project
from teema.wording import LANGUAGES, has

SAMPLE = (Path(__file__).parent / "taguette-1.5.2-synthetic-fi.sqlite3").read_bytes()


@pytest.mark.parametrize("seed", range(4))
def test_damage_ends_in_an_error_with_words_or_a_project(tmp_path: Path, seed: int) -> None:
    """Four hundred damaged files: every error and every problem has its words in both languages."""
    path = tmp_path / "a.sqlite3"
    for data in damaged(SAMPLE, seed):
        path.write_bytes(data)
        try:
            codes = {problem.code for problem in read_project(path, separator=".").problems}
        except ReadFailed as failed:
            codes = {failed.code}
        assert all(has(f"errors.{code}.what", language) for code in codes for language in LANGUAGES)


VALUES = [
    "NULL",
    "''",
    "'x'",
    "-1",
    "9223372036854775807",
    "1e308",
    "x'ff00'",
    "'" + "a." * 3000 + "'",
    "char(0)",
    "'\ud7ff'",
]
COLUMNS = {
    "projects": ("name", "description", "created"),
    "documents": ("name", "contents", "filename", "created", "project_id", "text_direction"),
    "tags": ("path", "description", "project_id"),
    "highlights": ("document_id", "start_offset", "end_offset", "snippet"),
    "highlight_tags": ("highlight_id", "tag_id"),
    "commands": ("date", "user_login", "project_id", "payload"),
}


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table, columns in COLUMNS.items() for column in columns]
)
def test_values_that_nobody_foresaw_do_no_harm(make: Make, table: str, column: str) -> None:
    """Nothing, numbers, bytes and endless names in any column: the rest is read."""
    whole = Project(marked=(("H1", Marked(0, 5, "<p>Hinta</p>", (1,), "anna")),))
    for value in VALUES:
        path = make(whole, then=f"UPDATE {table} SET {column} = {value};")
        assert read_project(path, separator=".").origin == "Taguette"


@pytest.mark.parametrize(
    "payload",
    [
        "[" * 100_000,
        '{"type": "highlight_add", "highlight_id": [1]}',
        '{"type": "highlight_add", "highlight_id": 1, "tags": {}}',
        "1",
    ],
)
def test_commands_of_any_shape_are_passed_over(make: Make, payload: str) -> None:
    """A command that isn't what it should be tells nothing."""
    then = f"INSERT INTO commands VALUES (1, '2026-01-01', 'anna', 1, 1, '{payload}');"
    assert [loss.what for loss in read_project(make(Project(), then=then)).lost] in ([], ["history"])


@pytest.mark.parametrize(
    "page",
    [
        "<p>" * 5000 + "syvä",
        "<b>" * 5000 + "syvä",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
        "<",
        "&#0;&#xD800;&#x110000;a",
        "a" * 100_000,
    ],
)
def test_pages_of_any_shape_are_read(make: Make, page: str) -> None:
    """Pages that no browser would like give the text that they have."""
    project = read_project(make(Project(pages=(("H1", page),))))
    assert project.sources[0].name == "H1"
