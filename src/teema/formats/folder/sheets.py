"""The csv files of a study folder: columns by name, unknown columns kept, bad rows reported and left out."""

from __future__ import annotations

import csv
import io
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from teema.errors import Parameter, Problem, ReadFailed, Severity
from teema.study.people import first_day

Record = TypeVar("Record")
csv.field_size_limit(1 << 24)  # the standard limit of 128 KB is less than a quoted whole interview may hold
_TRUE, _FALSE = {"true", "yes", "1", "x", "kyllä"}, {"", "false", "no", "0", "ei"}


@dataclass(frozen=True, slots=True)
class Column:
    """How one column becomes a field and back. ``refers`` names the keys that its values must be among."""

    name: str
    parse: Callable[[str], Any]
    write: Callable[[Any], str]
    attribute: str = ""
    refers: str = ""
    expects: str = ""

    @property
    def field(self) -> str:
        """Return the name of the record's field."""
        return self.attribute or self.name


def text(name: str, attribute: str = "", refers: str = "") -> Column:
    """Make a column of plain words."""
    return Column(name, str.strip, str, attribute, refers)


def keys(name: str, attribute: str = "", refers: str = "") -> Column:
    """Make a column of keys separated by semicolons."""
    return Column(name, _split, ";".join, attribute, refers)


def choice(name: str, options: Sequence[str], default: str | None = None) -> Column:
    """Make a column that holds one of the options, or nothing."""
    return Column(name, lambda value: _chosen(value, options, default), _optional, expects=", ".join(options))


def valence(name: str) -> Column:
    """Make a column of -1, 0, 1 or nothing; the signs + and − are read as well."""
    return Column(name, _valence, _optional, expects="-1, 0, 1")


def flag(name: str) -> Column:
    """Make a yes-or-nothing column."""
    return Column(name, _flag, lambda value: "yes" if value else "", expects="yes")


def whole(name: str) -> Column:
    """Make a column of whole numbers."""
    return Column(name, _whole, _optional, expects="60")


def decimal(name: str) -> Column:
    """Make a column of decimal numbers; a decimal comma is read too."""
    return Column(name, _decimal, _optional, expects="58.5")


def day(name: str) -> Column:
    """Make a column of dates, written as 2016-08-03; 3.8.2016 is read too."""
    return Column(name, _day, lambda value: value.isoformat() if value else "", expects="2016-08-03")


def _split(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(";") if part.strip())


def _chosen(value: str, options: Sequence[str], default: str | None) -> str | None:
    wanted = value.strip().casefold().replace(" ", "_")
    if wanted and wanted not in options:
        raise ValueError(value)
    return wanted or default


def _valence(value: str) -> int | None:
    written = value.strip().replace("−", "-").replace("–", "-")
    signs = {"": None, "+": 1, "-": -1, "+1": 1, "1": 1, "0": 0, "-1": -1, "1.0": 1, "0.0": 0, "-1.0": -1}
    if written not in signs:
        raise ValueError(value)
    return signs[written]


def _flag(value: str) -> bool:
    folded = value.strip().casefold()
    if folded not in _TRUE | _FALSE:
        raise ValueError(value)
    return folded in _TRUE


def _whole(value: str) -> int | None:
    """Read a whole number; one that a program wrote as 60.0, because others were missing, is whole too."""
    found = _decimal(value)
    if found is not None and (not found.is_integer() or abs(found) > 2**53):
        raise ValueError(value)
    return None if found is None else int(found)


def _decimal(value: str) -> float | None:
    found = float(value.strip().replace(",", ".")) if value.strip() else None
    if found is not None and not (math.isfinite(found) and found >= 0):
        raise ValueError(value)
    return found


def _day(value: str) -> date | None:
    found = first_day(value)
    if value.strip() and found is None:
        raise ValueError(value)
    return found


def _optional(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was read: a file of the folder and a row as a spreadsheet counts them."""

    path: str
    row: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A key that must exist among ``target``."""

    target: str
    key: str
    column: str
    place: Place


@dataclass
class Notes:
    """What is noticed while a folder is read."""

    problems: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)

    def add(self, severity: Severity, code: str, place: Place, **params: Parameter) -> None:
        """Note a problem at a place."""
        self.problems.append(Problem(severity, code, place.path, place.row, dict(params)))


@dataclass(frozen=True)
class Sheet(Generic[Record]):
    """One csv file: its columns, and how a row becomes a record."""

    file: str
    make: Callable[..., Record]
    columns: tuple[Column, ...]

    def parse(self, row: Mapping[str, str], place: Place, notes: Notes) -> dict[str, Any]:
        """Return the fields that a row gives, noting bad values; columns that nobody knows go to ``extra``."""
        known = {column.name for column in self.columns}
        fields: dict[str, Any] = {"extra": {name: value for name, value in row.items() if name not in known}}
        for column in self.columns:
            try:
                fields[column.field] = column.parse(row.get(column.name) or "")
            except ValueError:
                value = (row.get(column.name) or "").strip()
                notes.add("error", "S303", place, column=column.name, value=value, expects=column.expects)
                fields[column.field] = column.parse("")
            self._refer(column, fields[column.field], place, notes)
        return fields

    @staticmethod
    def _refer(column: Column, value: Any, place: Place, notes: Notes) -> None:
        if column.refers:
            named = value if isinstance(value, tuple) else (value,) if value else ()
            notes.references += [Reference(column.refers, key, column.name, place) for key in named]

    def read(self, folder: Path, notes: Notes) -> list[tuple[Record, Place]]:
        """Read the file into records, each with its place. A missing file is an empty one, and so is an unreadable one."""
        try:
            rows = rows_of(folder, self.file, notes, frozenset(column.name for column in self.columns))
        except ReadFailed as failed:
            notes.problems.append(failed.as_problem())
            return []
        return [(self.make(**self.parse(row, place, notes)), place) for row, place in rows]

    def read_text(self, written: str) -> list[Record]:
        """Read the file's text, which another program carried, into records; what is wrong in it becomes empty.

        ReadFailed (S302): it is no csv.
        """
        known, notes = frozenset(column.name for column in self.columns), Notes()
        return [self.make(**self.parse(row, place, notes)) for row, place in rows_in(written, self.file, notes, known)]

    def write(self, records: Iterable[Record], separator: str = ",") -> str:
        """Return the file's text; unknown columns that were kept follow the known ones."""
        listed = list(records)
        extra = list(dict.fromkeys(name for record in listed for name in record.extra))  # type: ignore[attr-defined]
        return csv_text(
            [*(column.name for column in self.columns), *extra],
            ([*self._values(record), *(record.extra.get(name, "") for name in extra)] for record in listed),  # type: ignore[attr-defined]
            separator,
        )

    def _values(self, record: Record) -> list[str]:
        return [column.write(getattr(record, column.field)) for column in self.columns]

    def with_columns(self, *columns: Column) -> Sheet[Record]:
        """Return the sheet with columns put before its own."""
        return replace(self, columns=(*columns, *self.columns))


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]], separator: str = ",") -> str:
    """Write rows as the folder's csv: comma-separated unless told, quoted where needed, one line feed a row.

    >>> csv_text(["a"], [["x,y"]])
    'a\\n"x,y"\\n'
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def rows_of(
    folder: Path, file: str, notes: Notes, known: frozenset[str] = frozenset()
) -> list[tuple[dict[str, str], Place]]:
    """Read a csv file's rows by column name. Empty rows are passed over; rows that are too long are reported.

    A known column may be written in capitals. Of two columns with the same name, the first counts.

    Cells are in NFC, as documents are: what was written on a Mac names and quotes the same.
    """
    path = folder / file
    if not path.is_file():
        return []
    return rows_in(decoded(path, file), file, notes, known)


def rows_in(
    written: str, file: str, notes: Notes, known: frozenset[str] = frozenset()
) -> list[tuple[dict[str, str], Place]]:
    """Read the rows of a csv file's text by column name. ReadFailed (S302): it is no csv."""
    written = unicodedata.normalize("NFC", written)
    try:
        return list(_named_rows(written, file, notes, known))
    except csv.Error as reason:
        raise ReadFailed("S302", path=file, reason=str(reason)) from reason


def _named_rows(written: str, file: str, notes: Notes, known: frozenset[str]) -> Iterable[tuple[dict[str, str], Place]]:
    unquoted = re.sub(r'"[^"]*"', "", written.split("\n", 1)[0])
    separator = next((letter for letter in unquoted if letter in ",;\t"), ",")
    if separator != ",":
        notes.add("note", "S304", Place(file, 1), separator="tab" if separator == "\t" else separator)
    reader = csv.reader(io.StringIO(written), delimiter=separator)
    header = _header([name.strip() for name in next(reader, [])], known)
    for values in reader:
        place = Place(file, reader.line_num)
        if not any(value.strip() for value in values):
            continue
        if any(value.strip() for value in values[len(header) :]):
            notes.add("error", "S305", place, columns=len(header), values=len(values))
        missing = len(header) - len(values)
        yield dict(zip(header, [*values, *[""] * missing], strict=False)), place


def _header(names: list[str], known: frozenset[str]) -> list[str]:
    """Return the columns' names; one that stands already is set apart by a number.

    >>> _header(["ID", "Oma", "id"], frozenset({"id"}))
    ['id', 'Oma', 'id 2']
    """
    found: list[str] = []
    times: Counter[str] = Counter()
    for name in names:
        plain = name.casefold() if name.casefold() in known else name
        times[plain] += 1
        found.append(plain if times[plain] == 1 or not plain else f"{plain} {times[plain]}")
    return found


def decoded(path: Path, shown: str) -> str:
    """Read a text file as UTF-8, with or without a mark, or as the Windows encoding that Finnish Excel writes.

    ReadFailed (S301): it holds no text.
    """
    raw = path.read_bytes()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _line_feeds(raw.decode("utf-16", errors="replace"))
    try:
        found = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = raw.decode("cp1252", errors="replace")
    if "\x00" in found:
        raise ReadFailed("S301", path=shown)
    return _line_feeds(found)


def _line_feeds(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")
