"""The rows of QualCoder's tables while they are being filled: numbers, names used once, owners, dates, memos."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from teema.formats.exchange.project import Project
from teema.formats.exchange.transfer import Loss
from teema.formats.qualcoder.tables import TABLES

Cell: TypeAlias = str | int | None
Record: TypeAlias = dict[str, Cell]
_CODER = "default"
"""QualCoder's own name for a coder who gave none."""
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d))?")
_KEYS = {table: columns[0].split()[0] for table, columns in TABLES.items() if "integer primary key" in columns[0]}


class Names:
    """Gives names that are used once only: QualCoder tells codes, files and cases apart by them.

    >>> names = Names()
    >>> names.free("Hinta"), names.free("Hinta", "Tuki"), names.free("Hinta", "Tuki"), names.changed
    ('Hinta', 'Hinta (Tuki)', 'Hinta (2)', ['Hinta', 'Hinta'])
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self.changed: list[str] = []

    def free(self, name: str, above: str = "") -> str:
        """Return the name, with what stands above it or a number in brackets where it is taken."""
        name = " ".join(name.split()) or "–"
        free = next(one for one in _variants(name, above) if one not in self._taken)
        self._taken.add(free)
        if free != name:
            self.changed.append(name)
        return free


def _variants(name: str, above: str) -> Iterator[str]:
    yield name
    if above:
        yield f"{name} ({above})"
    number = 2
    while True:
        yield f"{name} ({number})"
        number += 1


class Filling:
    """The rows of every table, the original documents by file name, and what cannot go along."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.tables: dict[str, list[Record]] = {table: [] for table in TABLES}
        self.documents: dict[str, bytes] = {}
        self._losses: Counter[tuple[str, str]] = Counter()
        self._named: dict[tuple[str, str], list[str]] = {}
        self._owners = {user.guid: " ".join(user.name.split()) or _CODER for user in project.users}
        self._notes = {note.guid: note for note in project.notes}
        self._used: set[str] = set()

    def add(self, table: str, **cells: Cell) -> int:
        """Add a row and return its number."""
        rows = self.tables[table]
        number = len(rows) + 1
        rows.append({_KEYS[table]: number, **cells} if table in _KEYS else dict(cells))
        return number

    def lose(self, what: str, why: str, *names: str, count: int = 1) -> None:
        """Remember what cannot go along."""
        if count:
            self._losses[what, why] += count
            self._named.setdefault((what, why), []).extend(names)

    @property
    def lost(self) -> tuple[Loss, ...]:
        """Tell what could not go along."""
        return tuple(Loss(*key, count, tuple(dict.fromkeys(self._named[key]))) for key, count in self._losses.items())

    @property
    def coder(self) -> str:
        """Name the coder of what names nobody: the first."""
        return next(iter(self._owners.values()), _CODER)

    @property
    def coders(self) -> tuple[str, ...]:
        """Name every coder, each once."""
        return tuple(dict.fromkeys((*self._owners.values(), self.coder)))

    def owner(self, *users: str) -> str:
        """Name the first of the users who is known."""
        return next((self._owners[user] for user in users if user in self._owners), self.coder)

    def memo(self, description: str, notes: tuple[str, ...]) -> str:
        """Join a description and notes into one memo: QualCoder has one for each thing."""
        texts = [self._notes[note].text for note in notes if note in self._notes]
        self._used.update(notes)
        return "\n\n".join(text for text in (description, *texts) if text.strip())

    def writer(self, notes: tuple[str, ...]) -> tuple[str, str]:
        """Tell who wrote the first of the notes and when, as a user's identity and a date, both empty where nobody tells."""
        found = next((self._notes[note] for note in notes if note in self._notes), None)
        return (found.user, found.created) if found else ("", "")

    def write_journals(self) -> None:
        """Make journals of the project's notes, and of those that nothing refers to."""
        names = Names()
        for note in self.project.notes:
            if note.guid not in self._used:
                name = names.free(note.name or self.project.name)
                self.add("journal", name=name, jentry=note.text, date=date(note.created), owner=self.owner(note.user))

    def write_about(self, version: str, about: str) -> None:
        """Write the row of the project itself, and the coders."""
        self.tables["project"].append(
            {
                "databaseversion": version,
                "date": date(self.project.created),
                "memo": self.project.description,
                "about": about,
                "bookmarkfile": 0,
                "bookmarkpos": 0,
                "codername": self.coder,
                "recently_used_codes": "",
            }
        )
        self.tables["coder_names"].extend({"name": name, "visibility": 1} for name in self.coders)


def date(moment: str) -> str:
    """Write a moment as QualCoder does, empty where it is unknown.

    >>> date("2024-01-15T10:00:00.5Z"), date("2024-01-15"), date("")
    ('2024-01-15 10:00:00', '2024-01-15', '')
    """
    match = _DATE.match(moment)
    return " ".join(part for part in match.groups() if part) if match else ""
