"""Damage to SQLite files: in their pages, in their values and in their schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from random import Random

from fuzz import damage

_ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT {columns} FROM n"
_VALUES: tuple[object, ...] = (
    None, b"\x00\xff\xfe", -1, 2**63 - 1, -(2**63), 1e308, float("inf"), "", "\x00", "ä" * 100_000, "../../outside", "/etc/passwd",
    "<p>" * 5000, "&#0;", "{", "[" * 5000, "9" * 400, "\ud83d", "e\u0301" * 50,
)  # fmt: skip


def is_database(data: bytes) -> bool:
    """Tell whether bytes begin as SQLite files do."""
    return data.startswith(b"SQLite format 3\x00")


def damaged(data: bytes, chance: Random) -> bytes:
    """Damage a database's bytes, pages, values or schema."""
    return chance.choice(_WAYS)(data, chance)


def _page_size(data: bytes) -> int:
    size = int.from_bytes(data[16:18], "big")
    return 65536 if size == 1 else max(512, size)


def _page_damaged(data: bytes, chance: Random) -> bytes:
    """Damage one page, at its head where its cells are listed, or anywhere."""
    size = _page_size(data)
    start = chance.randrange(max(1, len(data) // size)) * size
    page = data[start : start + size]
    head = 12 if chance.random() < 0.3 else size
    changed = damage.flipped(page[:head], chance) + page[head:]
    return data[:start] + changed + data[start + size :]


def _pages_swapped(data: bytes, chance: Random) -> bytes:
    size = _page_size(data)
    pages = [data[start : start + size] for start in range(0, len(data), size)]
    first, second = chance.randrange(len(pages)), chance.randrange(len(pages))
    pages[first] = pages[second] if chance.random() < 0.8 else bytes(size)
    return b"".join(pages)


def _header_damaged(data: bytes, chance: Random) -> bytes:
    return damage.flipped(data[:100], chance) + data[100:]


def _bytes_damaged(data: bytes, chance: Random) -> bytes:
    return chance.choice(damage.ALL)(data, chance)


def _values_changed(data: bytes, chance: Random) -> bytes:
    """Put values of other types, sizes and meanings in the place of some."""

    def change(database: sqlite3.Connection) -> None:
        for _ in range(chance.choice((1, 1, 5))):
            table, column = _column(database, chance)
            value = chance.choice(_VALUES)
            value = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
            typed = "CAST(? AS TEXT)" if isinstance(value, bytes) and chance.random() < 0.8 else "?"
            where = "" if chance.random() < 0.5 else " WHERE rowid % 2"
            database.execute(f'UPDATE OR IGNORE "{table}" SET "{column}" = {typed}{where}', (value,))

    return _changed(data, change)


def _schema_changed(data: bytes, chance: Random) -> bytes:
    """Lose or rename a column or table, or put an endless view in a table's place."""

    def change(database: sqlite3.Connection) -> None:
        table, column = _column(database, chance)
        columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
        renamed = f'ALTER TABLE "{table}" RENAME TO "{table}_x"'
        match chance.randrange(5):
            case 0:
                database.execute(f'ALTER TABLE "{table}" RENAME COLUMN "{column}" TO "{column}_x"')
            case 1:
                database.execute(f'DROP TABLE "{table}"')
            case 2:
                database.execute(renamed)
                endless = _ENDLESS.format(columns=", ".join(f'x AS "{each}"' for each in columns))
                database.execute(f'CREATE VIEW "{table}" AS {endless}')
            case 3:
                database.execute(renamed)
                huge = ", ".join(f'CAST(zeroblob(900000000) AS TEXT) AS "{each}"' for each in columns)
                database.execute(f'CREATE VIEW "{table}" AS SELECT {huge}')
            case _:
                database.execute(f'DELETE FROM "{table}"')

    return _changed(data, change)


def _rows_multiplied(data: bytes, chance: Random) -> bytes:
    """Copy the rows of a table without keys until there are a great many."""

    def change(database: sqlite3.Connection) -> None:
        table, _ = _column(database, chance)
        columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")') if not row[5]]
        listed = ", ".join(f'"{each}"' for each in columns)
        for _ in range(chance.choice((4, 14))):
            database.execute(f'INSERT OR IGNORE INTO "{table}" ({listed}) SELECT {listed} FROM "{table}" LIMIT 20000')

    return _changed(data, change)


def _column(database: sqlite3.Connection, chance: Random) -> tuple[str, str]:
    tables = [
        row[0]
        for row in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
    ]
    table = chance.choice(tables)
    return table, chance.choice([row[1] for row in database.execute(f'PRAGMA table_info("{table}")')])


def _changed(data: bytes, change: Callable[[sqlite3.Connection], None]) -> bytes:
    """Return a database after a change; as it was where the change can't be made."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.deserialize(data)
        try:
            database.execute("PRAGMA legacy_alter_table = ON")
            change(database)
        except (sqlite3.Error, IndexError, UnicodeError):
            return data
        return database.serialize()


_WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _page_damaged, _page_damaged, _page_damaged, _pages_swapped, _header_damaged, _bytes_damaged, _bytes_damaged, _values_changed,
    _values_changed, _values_changed, _schema_changed, _schema_changed, _rows_multiplied,
)  # fmt: skip
