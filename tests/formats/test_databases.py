"""Databases of strangers are only looked at: nothing in them runs, and whatever is wrong ends in a coded error."""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from teema.errors import ReadFailed
from teema.formats.databases import Database
from teema.formats.safety import Limits


def made(path: Path, script: str) -> Path:
    """Make a database by a script."""
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(script)
    return path


def values(path: Path, table: str, *columns: str, limits: Limits | None = None) -> list[dict[str, object]]:
    """Read a table's columns."""
    with Database(path, limits or Limits()) as database:
        return [dict(row.values) for row in database.rows(table, columns)]


def refusal(path: Path, limits: Limits | None = None) -> str:
    """Return the code of the error that opening a database and reading all of it ends in."""
    with pytest.raises(ReadFailed) as failed:
        read_all(path, limits or Limits())
    return failed.value.code


def read_all(path: Path, limits: Limits) -> None:
    """Read every table whole."""
    with Database(path, limits) as database:
        for table in sorted(database.tables):
            for _ in database.rows(table, database.columns(table)):
                pass


def test_rows_come_by_name_in_any_letter_case(tmp_path: Path) -> None:
    """Tables and columns are found in lower case; a column that isn't there is simply not in the row."""
    path = made(
        tmp_path / "a",
        'CREATE TABLE "Oma Taulu" (Nimi TEXT, "or""der" INT); INSERT INTO "Oma Taulu" VALUES (\'ä\', 3);',
    )
    assert values(path, "oma taulu", "nimi", 'or"der', "muu") == [{"nimi": "ä", 'or"der': 3}]
    assert values(path, "muu", "nimi") == []


def test_only_real_tables_are_read(tmp_path: Path) -> None:
    """Views, virtual tables and generated columns, which would run what the file says, aren't there."""
    path = made(
        tmp_path / "a",
        """CREATE TABLE a (x INT, y INT GENERATED ALWAYS AS (x * 2) STORED); INSERT INTO a VALUES (1);
        CREATE VIEW b AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;
        CREATE VIRTUAL TABLE c USING fts5(d);""",
    )
    with Database(path) as database:
        assert "a" in database.tables
        assert not {"b", "c"} & database.tables
        assert database.columns("a") == ("x",)


def test_nothing_can_be_written_or_attached(tmp_path: Path) -> None:
    """The file is as it was, and beside it nothing has come, even where it asks for a journal of its own."""
    path = made(tmp_path / "a", "PRAGMA journal_mode = WAL; CREATE TABLE a (x INT); INSERT INTO a VALUES (1);")
    before = path.read_bytes()
    assert values(path, "a", "x") == [{"x": 1}]
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "F102"),
        (b"x" * 5000, "X160"),
        (b"SQLite format 3\x00", "X161"),
        (b"SQLite format 3\x00" + b"\xff" * 5000, "X161"),
    ],
)
def test_what_is_no_database_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    """An empty file, another format, and a header without a body each end in their own error."""
    (tmp_path / "a").write_bytes(data)
    assert refusal(tmp_path / "a") == code


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    """No file, and a folder in its place."""
    assert refusal(tmp_path / "none") == "F101"
    assert refusal(tmp_path) == "F113"


def test_limits_hold(tmp_path: Path) -> None:
    """A file, a text or texts together that are over a limit are refused, also where the file is small."""
    path = made(tmp_path / "a", "CREATE TABLE a (x TEXT); INSERT INTO a VALUES (hex(zeroblob(50000)));")
    assert refusal(path, Limits(file_bytes=1000)) == "F103"
    assert refusal(path, Limits(characters=1000)) == "X162"
    many = made(
        tmp_path / "b", "CREATE TABLE a (x TEXT); INSERT INTO a VALUES ('aaaaaaaaaa'), ('bbbbbbbbbb'), ('c'), ('d');"
    )
    assert refusal(many, Limits(unpacked_bytes=15)) == "X162"


def test_pages_that_point_at_each_other_end(tmp_path: Path) -> None:
    """A tree whose branches all lead to the same leaves is given up before it takes the day."""
    path = made(
        tmp_path / "a",
        "PRAGMA page_size = 512; CREATE TABLE a (x TEXT); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)"
        " INSERT INTO a SELECT i FROM n;",
    )
    data = bytearray(path.read_bytes())
    inner = [at for at in range(512, len(data), 512) if data[at] == INNER][:8]
    for page, below in itertools.pairwise(inner):
        lead(data, page, below)
    path.write_bytes(data)
    assert refusal(path) == "X162"


INNER = 0x05
"""What an inner page of a table's tree begins with."""


def lead(data: bytearray, page: int, below: int) -> None:
    """Let every branch of an inner page lead to one page."""
    number = (below // 512 + 1).to_bytes(4, "big")
    data[page + 8 : page + 12] = number
    for cell in range(int.from_bytes(data[page + 3 : page + 5], "big")):
        at = page + int.from_bytes(data[page + 12 + 2 * cell : page + 14 + 2 * cell], "big")
        data[at : at + 4] = number


def test_unreadable_characters_are_told(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 come as the replacement character, with a warning that counts them; NUL doesn't end a text."""
    path = made(
        tmp_path / "a",
        "CREATE TABLE a (x TEXT); INSERT INTO a VALUES (CAST(x'61ff62' AS TEXT)), (CAST(x'610062' AS TEXT));",
    )
    with Database(path) as database:
        assert [row.text("x") for row in database.rows("a", ("x",))] == ["a\ufffdb", "a\x00b"]
        assert [(problem.code, problem.params) for problem in database.problems] == [("F123", {"count": 1})]


def test_changes_that_are_not_in_the_file_yet_are_told(tmp_path: Path) -> None:
    """Where a program has left its newest changes beside the database, the user is told to close it first."""
    path = made(tmp_path / "a", "CREATE TABLE a (x INT);")
    (tmp_path / "a-wal").write_bytes(b"x")
    with Database(path) as database:
        assert [problem.code for problem in database.problems] == ["X163"]


def test_values_of_any_kind_become_text_or_numbers(tmp_path: Path) -> None:
    """Columns say little about what stands in them: numbers come as text, text as numbers, bytes as text."""
    path = made(
        tmp_path / "a", "CREATE TABLE a (x); INSERT INTO a VALUES (1), ('2'), (3.0), (x'c3a4'), (NULL), ('x'), (1e300);"
    )
    with Database(path) as database:
        rows = list(database.rows("a", ("x",)))
    assert [row.text("x") for row in rows] == ["1", "2", "3.0", "ä", "", "x", "1e+300"]
    assert [row.number("x") for row in rows][:6] == [1, 2, 3, None, None, None]
