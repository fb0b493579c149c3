"""A damaged QualCoder project ends in one coded error or in a project, never in anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.formats.damaging import damaged
from tests.formats.qualcoder.conftest import Make
from tests.formats.qualcoder.test_reading import MEDIA

from teema.errors import ReadFailed
from teema.formats.qualcoder import read_project
from teema.wording import LANGUAGES, has


def codes_of(folder: Path) -> set[str]:
    """Read a project and return the codes of its problems, or of the error that it ends in."""
    try:
        return {problem.code for problem in read_project(folder).problems}
    except ReadFailed as failed:
        return {failed.code}


@pytest.mark.parametrize("seed", range(4))
def test_damage_ends_in_an_error_with_words_or_a_project(make: Make, seed: int) -> None:
    """Four hundred damaged databases: every error and every problem has its words in both languages."""
    folder = make(MEDIA)
    for data in damaged((folder / "data.qda").read_bytes(), seed):
        (folder / "data.qda").write_bytes(data)
        assert all(has(f"errors.{code}.what", language) for code in codes_of(folder) for language in LANGUAGES)


VALUES = (
    "NULL",
    "''",
    "'x'",
    "-1",
    "9223372036854775807",
    "1e308",
    "x'ff00'",
    "char(0)",
    "replace(hex(zeroblob(3000)), '0', 'a ')",
)
COLUMNS = {
    "project": ("date", "memo", "about", "databaseversion"),
    "source": ("fulltext", "mediapath", "memo", "owner", "date", "av_text_id"),
    "code_cat": ("supercatid", "memo", "owner", "date"),
    "code_name": ("catid", "supercid", "color", "memo"),
    "code_text": ("seltext", "pos0", "pos1", "date", "memo", "important", "avid"),
    "code_av": ("id", "cid", "pos0", "pos1", "memo"),
    "code_image": ("id", "cid", "x1", "important"),
    "annotation": ("fid", "pos0", "pos1", "memo"),
    "attribute_type": ("caseOrFile", "valuetype", "memo"),
    "attribute": ("name", "attr_type", "value", "id"),
    "case_text": ("caseid", "fid", "pos0", "pos1", "memo"),
    "cases": ("memo", "owner"),
    "journal": ("name", "jentry", "date", "owner"),
}


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table, columns in COLUMNS.items() for column in columns]
)
def test_values_that_nobody_foresaw_do_no_harm(make: Make, table: str, column: str) -> None:
    """Nothing, numbers, bytes and endless texts in any column: the rest is read."""
    for value in VALUES:
        assert read_project(make(f"{MEDIA} UPDATE {table} SET {column} = {value};")).origin == "QualCoder"


def test_a_deep_tree_is_cut(make: Make) -> None:
    """Three thousand categories one under another don't exhaust anything; what lies too deep stands at the top."""
    chain = "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
    folder = make(f"{chain} INSERT INTO code_cat (catid, name, supercatid) SELECT i, 'c' || i, i - 1 FROM n;")
    project = read_project(folder)
    assert len([code for top in project.codes for code in top.walk()]) == 2991 + 5
    assert "X167" in {problem.code for problem in project.problems}
