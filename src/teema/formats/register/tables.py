"""The register's tables: what is decided on, the key to pseudonyms, what was changed, what was destroyed.

They open in a spreadsheet: UTF-8 with a mark, semicolons between columns where the study is Finnish, as Finnish spreadsheets have them, and
nothing that a spreadsheet would take for a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from teema.errors import Problem
from teema.formats.folder.sheets import Column, Notes, Place, Sheet, choice, day, flag, keys, rows_of, text, whole
from teema.pseudonyms.kinds import KINDS, SOURCES, Kind
from teema.pseudonyms.own import Registered
from teema.pseudonyms.replacer import Pseudonym
from teema.pseudonyms.review import Row

Record = TypeVar("Record")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_BETWEEN = " | "


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A line of the key: a name, its pseudonym, how it is found, and the round in which it was given."""

    name: str
    replacement: str
    kind: Kind = "name"
    forms: tuple[str, ...] = ()
    as_written: bool = False
    round: int | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def pseudonym(self) -> Pseudonym:
        """Return what the line says."""
        return Pseudonym(self.name, self.replacement, self.kind, self.forms, self.as_written)


@dataclass(frozen=True, slots=True)
class Changed:
    """A line of the report of what was changed. It holds no name, and may be shown."""

    round: int | None
    replacement: str
    kind: str = ""
    count: int | None = 0
    documents: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Destroyed:
    """A line of what was destroyed: when, what, and how many files. It holds nothing of their content."""

    date: date | None
    what: str
    files: int | None
    extra: dict[str, Any] = field(default_factory=dict)


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> harmless("+358 40 1234567"), harmful(harmless("+358 40 1234567")), harmless("Matti")
    ("'+358 40 1234567", '+358 40 1234567', 'Matti')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def harmful(cell: str) -> str:
    """Return a cell as it was before it was made harmless."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def guarded(*columns: Column) -> tuple[Column, ...]:
    """Return columns that are harmless in a spreadsheet and are read back as they were."""

    def guard(column: Column) -> Column:
        parse, write = column.parse, column.write
        return replace(
            column, parse=lambda cell: parse(harmful(cell.strip())), write=lambda value: harmless(write(value))
        )

    return tuple(map(guard, columns))


_CONTEXTS = Column("contexts", lambda cell: tuple(cell.split(_BETWEEN)) if cell else (), _BETWEEN.join)
REVIEW = Sheet(
    "register/pseudonyms-review.csv",
    Row,
    guarded(
        replace(flag("replace"), write=lambda chosen: "yes" if chosen else "no"),
        text("replacement"),
        choice("kind", KINDS, "name"),
        text("name"),
        whole("count"),
        choice("found", SOURCES),
        keys("documents"),
        keys("forms"),
        _CONTEXTS,
    ),
)
KEY = Sheet(
    "register/pseudonyms.csv",
    KeyRow,
    guarded(
        text("name"),
        text("replacement"),
        choice("kind", KINDS, "name"),
        keys("forms"),
        flag("as_written"),
        whole("round"),
    ),
)
REPORT = Sheet(
    "register/pseudonyms-report.csv",
    Changed,
    guarded(whole("round"), text("replacement"), text("kind"), whole("count"), keys("documents")),
)
DESTROYED = Sheet("register/destroyed.csv", Destroyed, guarded(day("date"), text("what"), whole("files")))


_OURS = frozenset(sheet.file for sheet in (REVIEW, KEY, REPORT, DESTROYED))
_NAME, _PERSON, _CUSTOMER = ("name", "nimi"), ("person", "henkilö", "id"), ("customer", "asiakas", "id")


def read_registered(folder: Path) -> tuple[Registered, ...]:
    """Read the names that a study's register lists in csv files of its own: columns name, person, customer, or id for either."""
    files = sorted(path.relative_to(folder).as_posix() for path in (folder / "register").glob("*.csv"))
    rows = (row for file in files if file not in _OURS for row, _ in rows_of(folder, file, Notes()))
    return tuple(one for one in map(_registered, rows) if one.name)


def _registered(row: Mapping[str, str]) -> Registered:
    folded = {name.casefold(): value.strip() for name, value in row.items()}

    def first(names: Sequence[str]) -> str:
        return next((folded[name] for name in names if folded.get(name)), "")

    return Registered(first(_NAME), first(_PERSON), first(_CUSTOMER))


def read_rows(sheet: Sheet[Record], folder: Path) -> tuple[list[tuple[Record, Place]], list[Problem]]:
    """Read one of the register's own tables, and what was wrong in it. Which sign stands between columns doesn't matter."""
    notes = Notes()
    return sheet.read(folder, notes), [problem for problem in notes.problems if problem.severity == "error"]


def content_of(sheet: Sheet[Record], records: Iterable[Record], language: str) -> bytes:
    """Return a table's file, with its header alone where there are no records."""
    return ("\ufeff" + sheet.write(records, ";" if language == "fi" else ",")).encode()
