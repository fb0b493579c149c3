"""The file of an index: SQLite, made anew whenever it is not exactly what this version of Teema and of the analyser would make.

Forms are personal data. The file lies within the study's own folder, is readable by its owner only, and overwrites what it
deletes: a form that no text holds any more stands nowhere in it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from teema.errors import Problem

FOLDER = ".teema"
FILE = "words.sqlite3"
_LAYOUT = 1
"""Raised whenever a table changes: an index of another layout is made anew."""
_WAIT = 30.0
"""Seconds to wait for another process that is writing the same index."""
_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE form (
    id INTEGER PRIMARY KEY, text TEXT NOT NULL, initial INTEGER NOT NULL, surface TEXT NOT NULL, lemma TEXT NOT NULL
);
CREATE INDEX form_surface ON form (surface);
CREATE INDEX form_lemma ON form (lemma);
CREATE TABLE reading (lemma TEXT NOT NULL, form INTEGER NOT NULL, PRIMARY KEY (lemma, form)) WITHOUT ROWID;
CREATE TABLE part (part TEXT NOT NULL, lemma TEXT NOT NULL, PRIMARY KEY (part, lemma)) WITHOUT ROWID;
CREATE TABLE document (
    name TEXT PRIMARY KEY, print TEXT NOT NULL, forms BLOB NOT NULL, starts BLOB NOT NULL, ends BLOB NOT NULL,
    pieces BLOB NOT NULL
) WITHOUT ROWID;
"""
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Form:
    """A word as it stands in the texts, whether it begins a sentence, and its lemma; ``surface`` is it in small letters."""

    text: str
    initial: bool
    surface: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Columns:
    """One document's tokens as packed arrays: 32-bit numbers in the machine's order, a number a token.

    ``forms`` are ids of forms, ``starts`` and ``ends`` code points, ``pieces`` the running number of the piece of text.
    """

    name: str
    print: str
    forms: bytes
    starts: bytes
    ends: bytes
    pieces: bytes


class Store:
    """An open index file, or one in memory; all that knows SQL."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    def open(cls, path: Path | None, version: str) -> tuple[Store, tuple[Problem, ...]]:
        """Open the index at a path, or an empty one in memory, and tell what was noticed.

        What another version made (W201) or what is damaged (W202) is made anew; where no file can be written, the index lives in
        memory (W203).
        """
        if path is None:
            return cls(_empty(":memory:", version)), ()
        try:
            path.parent.mkdir(exist_ok=True)
            (path.parent / ".gitignore").write_text("*\n", encoding="utf-8")
            found, problems = _opened(path, version)
        except (OSError, sqlite3.Error):
            return cls(_empty(":memory:", version)), (Problem("note", "W203", path.parent.as_posix()),)
        return cls(found), problems

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def write_anew(self) -> None:
        """Write the whole file anew. OperationalError: somebody else holds it.

        What is deleted is overwritten, but where SQLite has moved what a page holds, it leaves a copy between the page's parts.
        """
        self._db.execute("VACUUM")

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Change the index whole or not at all, one process at a time."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def changes_elsewhere(self) -> int:
        """Return a number that differs once another connection has changed the file."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def prints(self) -> dict[str, str]:
        """Return the fingerprint of each document as indexed."""
        return dict(self._db.execute("SELECT name, print FROM document"))

    def documents(self, names: Iterable[str]) -> Iterator[Columns]:
        """Yield the tokens of the named documents, in that order."""
        for name in names:
            row = self._db.execute("SELECT * FROM document WHERE name = ?", (name,)).fetchone()
            if row:
                yield Columns(*row)

    def every_form(self) -> Iterator[tuple[int, str, int]]:
        """Yield the id of every form, how it stands, and 1 where it begins a sentence."""
        yield from self._db.execute("SELECT id, text, initial FROM form")

    def every_lemma(self) -> Iterator[tuple[int, str]]:
        """Yield the lemma of every form, by the form's id."""
        yield from self._db.execute("SELECT id, lemma FROM form")

    def known_lemmas(self) -> set[str]:
        """Return every lemma that a form has."""
        return {lemma for (lemma,) in self._db.execute("SELECT DISTINCT lemma FROM form")}

    def add_forms(self, forms: Iterable[tuple[int, Form, Iterable[str]]]) -> None:
        """Add forms, each under its id and with the lemmas of all its readings."""
        for key, one, readings in forms:
            self._db.execute(
                "INSERT INTO form VALUES (?, ?, ?, ?, ?)", (key, one.text, one.initial, one.surface, one.lemma)
            )
            self._db.executemany("INSERT OR IGNORE INTO reading VALUES (?, ?)", ((lemma, key) for lemma in readings))

    def add_parts(self, parts: Iterable[tuple[str, str]]) -> None:
        """Add pairs of a compound's part and the compound."""
        self._db.executemany("INSERT OR IGNORE INTO part VALUES (?, ?)", parts)

    def put(self, one: Columns) -> None:
        """Add or replace a document's tokens."""
        row = (one.name, one.print, one.forms, one.starts, one.ends, one.pieces)
        self._db.execute("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?, ?)", row)

    def drop(self, names: Iterable[str]) -> None:
        """Forget documents."""
        self._db.executemany("DELETE FROM document WHERE name = ?", ((name,) for name in names))

    def drop_forms(self, keys: Iterable[int]) -> None:
        """Forget forms that stand in no text, and what was known of them only."""
        gone = [(key,) for key in keys]
        self._db.executemany("DELETE FROM form WHERE id = ?", gone)
        self._db.executemany("DELETE FROM reading WHERE form = ?", gone)
        self._db.execute("DELETE FROM part WHERE lemma NOT IN (SELECT lemma FROM form)")

    def with_surface(self, surface: str) -> set[int]:
        """Return the forms that stand so, whatever their capitals."""
        return self._keys("SELECT id FROM form WHERE surface = ?", surface)

    def with_lemma(self, lemma: str) -> set[int]:
        """Return the forms whose likeliest lemma this is."""
        return self._keys("SELECT id FROM form WHERE lemma = ?", lemma)

    def with_reading(self, lemma: str) -> set[int]:
        """Return the forms that may be read as this lemma."""
        return self._keys("SELECT form FROM reading WHERE lemma = ?", lemma)

    def with_part(self, part: str) -> set[int]:
        """Return the forms of the compounds that a word is part of."""
        return self._keys("SELECT id FROM form JOIN part ON part.lemma = form.lemma WHERE part.part = ?", part)

    def beginning(self, start: str) -> set[int]:
        """Return the forms that begin so, as they stand or in their lemma."""
        return self._keys("SELECT id FROM form WHERE surface >= ? AND surface < ?", start, start + _LAST) | self._keys(
            "SELECT id FROM form WHERE lemma >= ? AND lemma < ?", start, start + _LAST
        )

    def _keys(self, question: str, *given: str) -> set[int]:
        return {key for (key,) in self._db.execute(question, given)}


def _opened(path: Path, version: str) -> tuple[sqlite3.Connection, tuple[Problem, ...]]:
    if not path.exists():
        return _empty(path, version), ()
    place = f"{path.parent.name}/{path.name}"
    made_by, sound = _looked_at(path)
    if sound and made_by == _about(version):
        return _connected(path), ()
    _remove(path)
    return _empty(path, version), (Problem("note", "W201" if sound else "W202", place),)


def _looked_at(path: Path) -> tuple[dict[str, str], bool]:
    """Return what a file says of how it was made, and whether it is sound. A file in use by others raises OperationalError."""
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT)) as db:
            tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
            made_by = dict(db.execute("SELECT name, value FROM about")) if "about" in tables else {}
            return made_by, db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return {}, False


def _about(version: str) -> dict[str, str]:
    return {"layout": str(_LAYOUT), "analyser": version}


def _connected(path: Path | str) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA secure_delete = ON")
    db.execute("PRAGMA temp_store = MEMORY")
    return db


def _empty(path: Path | str, version: str) -> sqlite3.Connection:
    """Make an index without documents. Two processes that both find none make one between them."""
    db = _connected(path)
    if isinstance(path, Path):
        os.chmod(path, 0o600)
    db.execute("BEGIN IMMEDIATE")
    if not db.execute("SELECT 1 FROM sqlite_master").fetchone():
        for statement in _TABLES.split(";"):
            db.execute(statement)
        db.executemany("INSERT INTO about VALUES (?, ?)", _about(version).items())
    db.execute("COMMIT")
    return db


def forget_at(path: Path) -> None:
    """Remove an index's file with what SQLite keeps beside it; what can be overwritten first is."""
    with suppress(sqlite3.Error):
        _overwrite(path)
    _remove(path)


def _overwrite(path: Path) -> None:
    if path.exists():
        with closing(_connected(path)) as db:
            for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                db.execute(f'DELETE FROM "{table}"')  # noqa: S608 – the names are the file's own


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}-journal", f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
