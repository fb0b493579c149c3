"""A workspace's file: copied while others write, brought up to date after a copy, restored, and held by one server."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from teema.errors import Conflict, ReadFailed, WriteFailed
from teema.web.workspace.files import check_workspace, copy_database, free_name
from teema.web.workspace.holding import address_of, held, is_held
from teema.web.workspace.restoring import restore


def made(path: Path, *names: str) -> Path:
    """Make a file that looks like a workspace with some users."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE accounts_user (name)")
        database.executemany("INSERT INTO accounts_user VALUES (?)", [[one] for one in names])
        database.commit()
    return path


def names_in(path: Path) -> list[str]:
    """Return the users of a workspace."""
    with closing(sqlite3.connect(path)) as database:
        return [one for (one,) in database.execute("SELECT name FROM accounts_user")]


def test_a_copy_is_of_one_moment(tmp_path: Path) -> None:
    """What isn't committed yet isn't in the copy, and the copy is for its owner's eyes."""
    workspace = made(tmp_path / "w.db", "a")
    with closing(sqlite3.connect(workspace, isolation_level=None)) as writing:
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("INSERT INTO accounts_user VALUES ('b')")
        copied = copy_database(workspace, tmp_path / "copies" / "c.db")
        writing.execute("COMMIT")
    assert (names_in(copied), names_in(workspace)) == (["a"], ["a", "b"])
    if os.name != "nt":
        assert copied.stat().st_mode & 0o077 == 0


def test_a_copy_overwrites_nothing(tmp_path: Path) -> None:
    """Where something stands, it stays."""
    workspace = made(tmp_path / "w.db", "a")
    (tmp_path / "c.db").write_text("mine")
    with pytest.raises(WriteFailed, match="B604"):
        copy_database(workspace, tmp_path / "c.db")
    assert (tmp_path / "c.db").read_text() == "mine"


def damaged(path: Path) -> Path:
    """Make a workspace whose pages are torn."""
    made(path, *(f"name {n}" * 50 for n in range(400)))
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    content[8192:20480] = b"\xff" * 12288
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "B602"), (b"", "B602"), (b"plain text, no database at all" * 9, "B602")],
)
def test_what_is_no_workspace_is_refused(content: bytes | None, code: str, tmp_path: Path) -> None:
    """Nothing, an empty file, something else: none is a workspace."""
    path = tmp_path / "w.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReadFailed, match=code):
        check_workspace(path)


def test_another_programs_database_and_a_damaged_one_are_refused(tmp_path: Path) -> None:
    """A database without our tables is no workspace; one with torn pages is damaged."""
    with closing(sqlite3.connect(tmp_path / "other.db")) as database:
        database.execute("CREATE TABLE x (y)")
    with pytest.raises(ReadFailed, match="B602"):
        check_workspace(tmp_path / "other.db")
    with pytest.raises(ReadFailed, match="B603"):
        check_workspace(damaged(tmp_path / "torn.db"))


def test_restoring_keeps_the_old_workspace(tmp_path: Path) -> None:
    """The backup comes in its place, the old one stays beside, even twice."""
    workspace, backup = made(tmp_path / "w.db", "new"), made(tmp_path / "b.db", "old")
    first = restore(backup, workspace)
    second = restore(backup, workspace)
    assert names_in(workspace) == ["old"]
    assert first is not None
    assert second is not None
    assert (first.name, second.name) == ("w.before-restore.db", "w.before-restore-2.db")
    assert names_in(first) == ["new"]


def test_a_damaged_backup_touches_nothing(tmp_path: Path) -> None:
    """The backup is looked at first."""
    workspace = made(tmp_path / "w.db", "new")
    with pytest.raises(ReadFailed, match="B603"):
        restore(damaged(tmp_path / "b.db"), workspace)
    assert names_in(workspace) == ["new"]


def test_a_damaged_workspace_can_be_restored(tmp_path: Path) -> None:
    """What is restored over is kept as it is, whole or not."""
    workspace = damaged(tmp_path / "w.db")
    assert restore(made(tmp_path / "b.db", "old"), workspace)
    assert names_in(workspace) == ["old"]


def test_a_workspace_has_one_server(tmp_path: Path) -> None:
    """A second one is told where the first answers; restoring waits too; afterwards it is free."""
    workspace = made(tmp_path / "w.db")
    with held(workspace) as hold:
        with pytest.raises(Conflict, match="B612"), held(workspace):
            pass
        hold.tell("http://127.0.0.1:1")
        with pytest.raises(Conflict, match="B605") as refused, held(workspace):
            pass
        assert refused.value.params["address"] == address_of(workspace) == "http://127.0.0.1:1"
        with pytest.raises(Conflict, match="B605"):
            restore(made(tmp_path / "b.db"), workspace)
        assert is_held(workspace)
    assert not is_held(workspace)


def test_a_killed_server_holds_nothing(tmp_path: Path) -> None:
    """The lock ends with the process, whatever it left on the disk."""
    workspace = made(tmp_path / "w.db")
    code = "import sys, time; from pathlib import Path; from teema.web.workspace.holding import held\nwith held(Path(sys.argv[1])) as one:\n one.tell('x'); print('held', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, str(workspace)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        assert is_held(workspace)
        holder.kill()
    assert not is_held(workspace)
    with held(workspace):
        assert address_of(workspace) == ""


def test_names_of_copies_are_numbered(tmp_path: Path) -> None:
    """A name that is taken gets a number."""
    (tmp_path / "w.before-x.db").touch()
    assert free_name(tmp_path / "w.db", "x").name == "w.before-x-2.db"
