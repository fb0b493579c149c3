"""Many files change as one: interrupted anywhere, the change is either undone or completed, and nobody's work is written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from teema.errors import TeemaError
from teema.formats.folder import read_study
from teema.formats.register import switching
from teema.formats.register.switching import complete, prepare, switch

BEFORE = {
    "study.toml": b"title = 'T'",
    "documents/matti.txt": b"Matti",
    "customers.csv": b"id\nMatti",
    "codings.csv": b"id\n",
}
WRITES = {
    "register/pseudonyms.csv": b"key",
    "documents/a.txt": b"[A]",
    "customers.csv": b"id\na",
    "sources/b.bin": b"\x00",
}
REMOVES = ("documents/matti.txt", "codings.csv", "never-there.csv")
AFTER = {"study.toml": b"title = 'T'", **WRITES}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write the files as they are before, and an index of their words."""
    for name, content in {**BEFORE, ".teema/index": b"Matti"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_everything_is_changed_and_nothing_else_left(folder: Path) -> None:
    """Files are written and removed, the index and what was prepared are gone."""
    switch(folder, WRITES, REMOVES)
    assert files(folder) == AFTER
    assert not complete(folder)


@pytest.mark.parametrize("step", range(6))
def test_an_interruption_while_files_are_put_in_place_is_completed(
    folder: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After any number of files, giving the command again does the rest; meanwhile reading tells of it."""
    put, done = switching._put, []

    def interrupted(*given: object) -> None:
        if len(done) == step:
            raise KeyboardInterrupt
        done.append(given)
        put(*given)  # type: ignore[arg-type]

    prepare(folder, WRITES, REMOVES)
    monkeypatch.setattr(switching, "_put", interrupted)
    with pytest.raises(KeyboardInterrupt):
        complete(folder)
    assert "P110" in [problem.code for problem in read_study(folder).problems]
    monkeypatch.setattr(switching, "_put", put)
    assert complete(folder)
    assert files(folder) == AFTER


@pytest.mark.parametrize("step", range(5))
def test_an_interruption_before_the_plan_changes_nothing(
    folder: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the plan stands, the study is as it was, and what was prepared is no hindrance."""
    save, done = switching.save, []

    def interrupted(*given: object) -> None:
        if len(done) == step:
            raise KeyboardInterrupt
        done.append(given)
        save(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(switching, "save", interrupted)
    with pytest.raises(KeyboardInterrupt):
        prepare(folder, WRITES, REMOVES)
    assert not complete(folder)
    assert {name: files(folder)[name] for name in BEFORE} == BEFORE
    monkeypatch.setattr(switching, "save", save)
    switch(folder, WRITES, REMOVES)
    assert files(folder) == AFTER


def test_a_file_changed_amid_the_change_is_not_written_over(folder: Path) -> None:
    """Work done between an interruption and its completion stays; once it is put aside, the change goes on."""
    prepare(folder, WRITES, REMOVES)
    (folder / "customers.csv").write_bytes(b"mine")
    with pytest.raises(TeemaError) as trouble:
        complete(folder)
    assert (trouble.value.code, trouble.value.path) == ("P111", "customers.csv")
    assert files(folder)["customers.csv"] == b"mine"
    (folder / "customers.csv").rename(folder / "mine.csv")
    assert complete(folder)
    assert files(folder) == {**AFTER, "mine.csv": b"mine"}


def test_a_content_may_be_another_file(folder: Path, tmp_path: Path) -> None:
    """Recordings are copied, not read into memory."""
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "kept.wav").write_bytes(b"sound")
    switch(folder, {"sources/a.wav": folder / "register" / "kept.wav"}, ())
    assert files(folder)["sources/a.wav"] == b"sound"


def test_a_disk_that_refuses_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is a coded error, and nothing has happened."""

    def full(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(switching, "save", full)
    with pytest.raises(TeemaError) as trouble:
        switch(folder, WRITES, REMOVES)
    assert trouble.value.code == "S402"
    assert {name: files(folder)[name] for name in BEFORE} == BEFORE
