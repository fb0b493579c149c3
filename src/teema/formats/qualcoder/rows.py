"""What is read of every table: rows by number, names, owners, dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from teema.errors import Problem
from teema.formats.databases import Database, Row
from teema.formats.exchange.project import Note
from teema.formats.qualcoder.tables import COLUMNS
from teema.formats.source import canonical
from teema.study.identity import derived_id

_DATE = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)")


@dataclass(slots=True)
class Rows:
    """A project's rows on their way out: owners become users, memos notes; what refers to nothing is counted."""

    database: Database
    seed: str
    notes: list[Note] = field(default_factory=list)
    astray: Counter[str] = field(default_factory=Counter)
    _owners: dict[str, str] = field(default_factory=dict)
    _users: dict[str, str] = field(default_factory=dict)

    def all(self, table: str) -> Iterator[Row]:
        """Yield a table's rows; none where an older database lacks the table."""
        return self.database.rows(table, COLUMNS[table])

    def numbered(self, table: str, key: str) -> dict[int, Row]:
        """Return a table's rows by their numbers, in order; what repeats one or has none can't be referred to, and is counted."""
        numbered: dict[int, Row] = {}
        for row in self.all(table):
            number = row.number(key)
            if number is None or number in numbered:
                self.astray[table] += 1
            else:
                numbered[number] = row
        return dict(sorted(numbered.items()))

    def id(self, kind: str, *key: object) -> str:
        """Derive an identity."""
        return derived_id(self.seed, kind, *key).upper()

    def owner(self, row: Row) -> str:
        """Return the identity of the coder whose row it is, empty where nobody is named."""
        written = row.text("owner")
        if written not in self._owners:
            self._owners[written] = canonical(written).strip()
        name = self._owners[written]
        if name and name not in self._users:
            self._users[name] = self.id("user", name)
        return self._users.get(name, "")

    @property
    def owners(self) -> dict[str, str]:
        """Name those met so far, with their identities."""
        return dict(sorted(self._users.items()))

    def memo(self, row: Row, *key: object) -> tuple[str, ...]:
        """Note a row's memo and return the note's identity, nothing where there is none."""
        text = row.text("memo")
        if not text.strip():
            return ()
        note = Note(self.id("memo", *key), canonical(text), user=self.owner(row), created=date_of(row))
        self.notes.append(note)
        return (note.guid,)

    def problems(self) -> Iterator[Problem]:
        """Tell how many rows of each table refer to nothing or can't be referred to (X166)."""
        for table, count in self.astray.items():
            yield Problem("warning", "X166", self.database.name, None, {"table": table, "count": count})


def name_of(row: Row) -> str:
    """Return a row's name on one line."""
    return " ".join(canonical(row.text("name")).split())


def date_of(row: Row) -> str:
    """Return when a row was made, as ISO 8601 in local time, which QualCoder writes, empty where it doesn't tell.

    >>> date_of(Row({"date": "2024-01-15 10:00:00"})), date_of(Row({"date": "2024-01-15"})), date_of(Row({}))
    ('2024-01-15T10:00:00', '2024-01-15', '')
    """
    text = row.text("date")
    match = _DATE.match(text)
    if match:
        return f"{match[1]}T{match[2]}"
    return text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else ""
