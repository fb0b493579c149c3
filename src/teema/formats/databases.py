"""SQLite files from strangers: read into memory whole, then only looked at, table by table, within limits.

Nothing of the file runs: views, triggers, virtual tables, generated columns and indexes are never asked, every statement is a plain
reading of a real table, and the database is a copy in memory, so that neither the file nor anything beside it is written or followed.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from teema.errors import Problem, ReadFailed
from teema.formats.safety import DEFAULT, Limits, read_bytes

Value: TypeAlias = str | int | float | bytes | None

_MAGIC = b"SQLite format 3\x00"
_JOURNAL_MODE = slice(18, 20)
"""Where the file says that its newest pages stand in a file beside it; a copy in memory has none."""
_WORK = 20_000
_WORK_STEP = 5_000
"""Steps of SQLite's machine between two counts, and how many counts are allowed: a fair project needs a hundredth, and what is read ends
in seconds however the file's pages point at each other."""
_ROWS = 300_000
_TIMES = 3
_SMALL = 10_000_000
"""How often, in all, a file's bytes may be read, beyond what is small: tables are read once or twice, never over and over."""
_NAMED = 10
_COLUMNS = 200
_APPLICATION = slice(68, 72)
"""Where the file names the program that it belongs to, 0 where it doesn't."""
_BYTES_A_CHARACTER = 4
_LIMITS = {
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: _COLUMNS,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_HARMLESS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})
_TOO_MUCH = frozenset({sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_FULL})


@dataclass(frozen=True, slots=True)
class Row:
    """A row's values by the column's name. A column that the table lacks reads as empty."""

    values: dict[str, Value]

    def text(self, column: str) -> str:
        """Return what stands in a column as text, empty where there is nothing.

        >>> Row({"name": "a", "date": 2016}).text("date"), Row({}).text("memo")
        ('2016', '')
        """
        value = self.values.get(column)
        if isinstance(value, bytes):
            return value.decode("utf-8", "replace")
        return "" if value is None else str(value)

    def number(self, column: str) -> int | None:
        """Return the whole number in a column, None where there is none.

        >>> row = Row({"a": 3, "b": "4", "c": 2.0, "d": "x", "e": 1.5})
        >>> [row.number(column) for column in "abcdef"]
        [3, 4, 2, None, None, None]
        """
        value = self.values.get(column)
        if isinstance(value, int):
            return value
        if isinstance(value, float):
            return int(value) if value.is_integer() else None
        if isinstance(value, str):
            return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None
        return None


class Database:
    """An open SQLite file. ``problems`` tells what went less than well so far.

    Errors: F101, F102, F103, F113 as of any file, X160 it is no SQLite database, X161 it is damaged, X162 it holds or asks too much.
    """

    def __init__(self, path: Path, limits: Limits = DEFAULT) -> None:
        self.name, self._limits = path.name, limits
        self._work, self._bytes, self._longest, self._unreadable = 0, 0, 0, 0
        data = read_bytes(path, limits)
        if not data.startswith(_MAGIC):
            raise ReadFailed("X160", path=self.name)
        self.application = int.from_bytes(data[_APPLICATION], "big")
        self._most = min(limits.unpacked_bytes, _SMALL + _TIMES * len(data))
        self._unsaved = _has_unsaved(path)
        self._db = sqlite3.connect(":memory:", isolation_level=None)
        try:
            self._load(data)
            self._columns = dict(self._tables())
            self._guard()
        except ReadFailed:
            self._db.close()
            raise

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Forget the database."""
        self._db.close()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Tell what was noticed: characters that could not be read (F123), changes that are not in the file yet (X163)."""
        unreadable = Problem("warning", "F123", self.name, None, {"count": self._unreadable})
        unsaved = Problem("warning", "X163", self.name)
        return (*([unreadable] if self._unreadable else ()), *([unsaved] if self._unsaved else ()))

    @property
    def tables(self) -> frozenset[str]:
        """Name the real tables, in lower case."""
        return frozenset(self._columns)

    def columns(self, table: str) -> tuple[str, ...]:
        """Name a table's columns, in lower case; none where there is no such table."""
        return self._columns.get(table, ())

    def lacks(self, needed: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Name the tables and columns that are needed and not there, as ``table.column``."""
        return tuple(
            f"{table}.{column}"
            for table, columns in needed.items()
            for column in columns
            if column not in self.columns(table)
        )

    def unknown(self, known: Mapping[str, Collection[str]], passed_over: Collection[str] = ()) -> tuple[str, ...]:
        """Name the tables that nobody foresaw, and columns of those foreseen, as ``table`` and ``table.column``."""
        tables = [table for table in self._columns if table not in known and table not in passed_over]
        return (
            *tables,
            *(f"{table}.{one}" for table in known for one in self.columns(table) if one not in known[table]),
        )

    def rows(self, table: str, columns: Collection[str]) -> Iterator[Row]:
        """Yield a table's rows in the order of the file, with those of the columns that it has."""
        names = [name for name in self.columns(table) if name in columns]
        if names:
            wanted = ", ".join(map(_quoted, names))
            for values in self._asked(f"SELECT {wanted} FROM {_quoted(table)} NOT INDEXED"):  # noqa: S608 names are quoted
                yield Row(dict(zip(names, values, strict=True)))

    def _load(self, data: bytes) -> None:
        copy = bytearray(data)
        copy[_JOURNAL_MODE] = b"\x01\x01"
        for limit, value in _LIMITS.items():
            self._db.setlimit(limit, value)
        self._db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, self._limits.characters * _BYTES_A_CHARACTER)
        self._db.set_progress_handler(self._tired, _WORK_STEP)
        self._db.text_factory = self._decoded
        try:
            self._db.deserialize(bytes(copy))
        except (sqlite3.Error, OverflowError, MemoryError) as broken:
            raise ReadFailed("X161", path=self.name) from broken
        for pragma in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON", "temp_store = MEMORY"):
            list(self._asked(f"PRAGMA {pragma}"))

    def _tables(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the tables that have pages of their own: not views, and not tables that a module makes up."""
        found = list(self._asked("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND rootpage > 0"))
        for name, made in found:
            if isinstance(name, str) and str(made).startswith("CREATE TABLE") and not name.startswith("sqlite_"):
                described = self._asked(f"PRAGMA table_info({_quoted(name)})")
                yield name.lower(), tuple(str(row[1]).lower() for row in described)

    def _guard(self) -> None:
        """Refuse from here on everything that isn't plain reading."""

        def allowed(action: int, *_: str | None) -> int:
            return sqlite3.SQLITE_OK if action in _HARMLESS else sqlite3.SQLITE_DENY

        self._db.set_authorizer(allowed)

    def _asked(self, statement: str) -> Iterator[tuple[Value, ...]]:
        try:
            for number, values in enumerate(self._db.execute(statement)):
                if number >= _ROWS or self._bytes > self._most or self._longest > self._limits.characters:
                    raise ReadFailed("X162", path=self.name)
                if bytes in map(type, values):
                    self._bytes += sum(len(value) for value in values if isinstance(value, bytes))
                yield values
        except (sqlite3.Error, MemoryError, OverflowError, ValueError) as broken:
            too_much = getattr(broken, "sqlite_errorcode", None) in _TOO_MUCH or isinstance(broken, MemoryError)
            raise ReadFailed("X162" if too_much else "X161", path=self.name) from broken

    def _tired(self) -> bool:
        self._work += 1
        return self._work > _WORK

    def _decoded(self, data: bytes) -> str:
        self._bytes += len(data)
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("utf-8", "replace")
            self._unreadable += text.count("\ufffd")
        self._longest = max(self._longest, len(text))
        return text


def some(names: Collection[str]) -> str:
    """Write a list of names, shortened where it is long.

    >>> some(["a", "b"]), some(["a"] * 11)[-6:]
    ('a, b', 'a, a …')
    """
    return ", ".join(list(names)[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _has_unsaved(path: Path) -> bool:
    """Tell whether a program left its newest changes in a file beside the database: it may still be open there."""
    return any(os.path.isfile(beside) and os.path.getsize(beside) > 0 for beside in (f"{path}-wal", f"{path}-journal"))
