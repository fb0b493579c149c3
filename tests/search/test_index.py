"""The index: brought up to date step by step, made anew when it must be, and holding no word that no text holds."""

from __future__ import annotations

import os
import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teema.errors import UsageError
from teema.search import forget, index_of, kwic, search
from teema.study import Document, Study

FILE = Path(".teema") / "words.sqlite3"


def study(*texts: str, language: str = "fi") -> Study:
    """Make a study of some texts."""
    return Study("s", "S", language, documents=tuple(Document(f"d{place}", text) for place, text in enumerate(texts)))


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    """A second opening reads nothing; a changed, new or removed document is read or forgotten by itself."""
    assert index_of(study("Yksi talo.", "Kaksi taloa."), tmp_path).updated == 2
    assert index_of(study("Yksi talo.", "Kaksi taloa."), tmp_path).updated == 0
    changed = index_of(study("Yksi talo.", "Kolme autoa."), tmp_path)
    assert (changed.updated, search(changed, "talo").hits, search(changed, "auto").hits) == (1, 1, 1)
    shorter = index_of(study("Yksi talo."), tmp_path)
    assert (shorter.updated, search(shorter, "auto").hits) == (1, 0)


def test_a_turn_that_moves_changes_the_document(tmp_path: Path) -> None:
    """The same text with other turns is indexed anew: labels are no words."""
    from tests.search.conftest import document

    plain = Document("d", "A: joo")
    index_of(Study("s", "S", documents=(plain,)), tmp_path)
    again = index_of(Study("s", "S", documents=(document("d", "A: joo"),)), tmp_path)
    assert (again.updated, len(again.tokens)) == (1, 1)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(st.text("ab ", max_size=12), max_size=3), min_size=1, max_size=4))
def test_step_by_step_equals_all_at_once(tmp_path_factory: pytest.TempPathFactory, versions: list[list[str]]) -> None:
    """However a study came about, its index finds what a fresh one finds."""
    folder = tmp_path_factory.mktemp("index")
    for texts in versions:
        index_of(study(*texts), folder).close()
    stepwise, fresh = index_of(study(*versions[-1]), folder), index_of(study(*versions[-1]))
    for asked in ("a", "b", "ab*", '"a b"'):
        assert kwic(stepwise, asked) == kwic(fresh, asked)


def test_a_word_that_no_text_holds_stands_nowhere_in_the_file(tmp_path: Path) -> None:
    """After a text changes, the bytes of the index hold nothing of what is gone: forms are personal data."""
    index_of(study("Soitin Nieminkäiselle eilen.", "Toinen jää."), tmp_path).close()
    assert "Nieminkäiselle".encode() in (tmp_path / FILE).read_bytes()
    index_of(study("Soitin hänelle eilen.", "Toinen jää."), tmp_path).close()
    held = (tmp_path / FILE).read_bytes().lower()
    assert "nieminkäi".encode() not in held
    assert [path.name for path in (tmp_path / ".teema").iterdir() if path.name.startswith("words")] == ["words.sqlite3"]


def test_the_file_is_for_its_owner_only_and_never_committed(tmp_path: Path) -> None:
    """Others of the machine can't read the index, and git leaves it out."""
    index_of(study("Talo."), tmp_path).close()
    assert (tmp_path / ".teema" / ".gitignore").read_text() == "*\n"
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_forgetting_removes_the_folder(tmp_path: Path) -> None:
    """``forget`` leaves nothing; forgetting twice is no fault."""
    index_of(study("Talo."), tmp_path).close()
    forget(tmp_path)
    forget(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["analyser", "layout"])
def test_an_index_of_another_version_is_made_anew(tmp_path: Path, name: str) -> None:
    """What another analyser or layout made is not trusted; the user is told (W201)."""
    index_of(study("Talo."), tmp_path).close()
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("UPDATE about SET value = 'older' WHERE name = ?", (name,))
    db.close()
    again = index_of(study("Talo."), tmp_path)
    assert "W201" in [problem.code for problem in again.problems]
    assert (again.updated, search(again, "talo").hits) == (1, 1)


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100, b"SQLite format 3\x00" + bytes(200)])
def test_a_damaged_index_is_made_anew(tmp_path: Path, content: bytes) -> None:
    """A file that is no sound index is replaced; the user is told, and everything is found."""
    (tmp_path / ".teema").mkdir()
    (tmp_path / FILE).write_bytes(content)
    made = index_of(study("Talo."), tmp_path)
    assert {problem.code for problem in made.problems} & {"W201", "W202"}
    assert search(made, "talo").hits == 1


def test_a_half_overwritten_index_is_made_anew(tmp_path: Path) -> None:
    """Pages full of something else in the middle of the file are noticed."""
    index_of(study("Talo ja auto. " * 500), tmp_path).close()
    content = bytearray((tmp_path / FILE).read_bytes())
    content[4096:-4096] = b"\xff" * (len(content) - 8192)
    (tmp_path / FILE).write_bytes(content)
    made = index_of(study("Talo."), tmp_path)
    assert [problem.code for problem in made.problems if problem.code.startswith("W")] == ["W202"]
    assert search(made, "talo").hits == 1


def test_where_nothing_can_be_written_the_index_lives_in_memory(tmp_path: Path) -> None:
    """A study on a read-only disk is searched all the same; the user is told (W203)."""
    (tmp_path / ".teema").write_text("in the way")
    made = index_of(study("Talo."), tmp_path)
    assert "W203" in [problem.code for problem in made.problems]
    assert search(made, "talo").hits == 1


def test_an_interrupted_update_leaves_the_index_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails halfway is taken back whole: the next opening does it again."""
    index_of(study("Talo."), tmp_path).close()
    with monkeypatch.context() as patched:
        patched.setattr("teema.search.building._unused", lambda *given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            index_of(study("Auto."), tmp_path)
    made = index_of(study("Auto."), tmp_path)
    assert (made.updated, search(made, "auto").hits, search(made, "talo").hits) == (1, 1, 0)


def test_other_languages_are_read_plainly_and_none_is_refused() -> None:
    """Any language code will do; what is no code is an error that says where to correct it."""
    assert search(index_of(study("Flickorna går.", language="sv")), "flickorna").hits == 1
    with pytest.raises(UsageError, match=r"W204 study\.toml"):
        index_of(study("Talo.", language="klingon"))


def test_english_is_found_by_its_lemma() -> None:
    """English words are found in every form."""
    index = index_of(replace(study("The children's answers were late."), language="en"))
    assert [line.hit for line in kwic(index, "child OR answer").lines] == ["children's", "answers"]
