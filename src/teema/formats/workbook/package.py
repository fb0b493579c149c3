"""An xlsx file from anyone → its sheets as cells of text. Only what has a value counts, wherever a sheet says that it ends.

Nothing here trusts the file: its parts come out of a checked archive, XML has no entities, a text that many cells share is kept
once, and cells are counted. Formulas are not computed: the value that the spreadsheet program saved is read.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final

from lxml import etree

from teema.errors import ReadFailed
from teema.formats.safety import DEFAULT, Archive, Limits, parse_xml, read_bytes
from teema.formats.workbook.cells import unescaped

MOST_CELLS: Final = 2_000_000
"""Rows and cells that a workbook may hold: 100,000 codings have fewer."""
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_FIRST_DAYS: Final = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}


@dataclass
class SheetRead:
    """A sheet: its rows by number, each with its cells by column from 0. ``dates`` and ``faults`` are cells of those kinds."""

    name: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    dates: set[tuple[int, int]] = field(default_factory=set)
    faults: set[tuple[int, int]] = field(default_factory=set)


def read_sheets(path: Path, limits: Limits = DEFAULT) -> list[SheetRead]:
    """Read every sheet of an xlsx file, in its order.

    ReadFailed: the file can't be read or isn't safe (F101–F109, F113), is no xlsx (X203), or holds too many cells (X204).
    """
    data = read_bytes(path, limits)
    if not data.startswith(b"PK"):
        raise ReadFailed("X203", path=path.name)
    return _Package(data, path.name, limits).sheets()


class _Package:
    """One file being read."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.name, self.archive, self.cells = name, Archive(data, name, limits), 0
        if "xl/workbook.xml" not in self.archive.names:
            raise ReadFailed("X203", path=name)
        self.workbook = self._parsed("xl/workbook.xml")
        self.texts = list(self._texts())
        self.date_looks = self._date_looks()
        self.first_day = _FIRST_DAYS[_says_yes(next(self.workbook.iter("{*}workbookPr"), None), "date1904")]

    def _parsed(self, member: str) -> etree._Element:
        return parse_xml(self.archive.read(member), self.name)

    def sheets(self) -> list[SheetRead]:
        """Read the sheets; what is no sheet of cells, such as a chart's, is passed over."""
        targets = dict(self._targets())
        found = []
        for sheet in self.workbook.iter("{*}sheet"):
            member = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "", "")
            if member in self.archive.names:
                found.append(self._sheet(sheet.get("name") or "", member))
        return found

    def _targets(self) -> Iterator[tuple[str, str]]:
        """Yield the member that each relation of the workbook leads to."""
        if "xl/_rels/workbook.xml.rels" in self.archive.names:
            for one in self._parsed("xl/_rels/workbook.xml.rels"):
                target = one.get("Target") or ""
                joined = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
                yield one.get("Id") or "", posixpath.normpath(joined)

    def _texts(self) -> Iterator[str]:
        """Yield the texts that cells share."""
        if "xl/sharedStrings.xml" in self.archive.names:
            for item in self._elements("xl/sharedStrings.xml", "si"):
                yield _text_in(item)

    def _date_looks(self) -> frozenset[int]:
        """Return the looks that show a number as a date or time."""
        if "xl/styles.xml" not in self.archive.names:
            return frozenset()
        styles = self._parsed("xl/styles.xml")
        own = {one.get("numFmtId"): one.get("formatCode") or "" for one in styles.iter("{*}numFmt")}
        looks = [look.get("numFmtId") or "0" for group in styles.iter("{*}cellXfs") for look in group]
        return frozenset(place for place, format_ in enumerate(looks) if _shows_date(format_, own.get(format_, "")))

    def _elements(self, member: str, tag: str) -> Iterator[etree._Element]:
        """Yield a part's elements one by one, each forgotten when the next comes: a sheet may be large."""
        data = self.archive.read(member)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise ReadFailed("F109", path=self.name)
        if b"\x00" in data:  # UTF-16, which no spreadsheet program writes, would hide the above
            raise ReadFailed("F108", path=self.name)
        options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
        try:
            for _, element in etree.iterparse(io.BytesIO(data), events=("end",), tag=f"{{*}}{tag}", **options):
                yield element
                element.clear()
                above = element.getparent()
                while above is not None and element.getprevious() is not None:
                    del above[0]
        except (etree.LxmlError, ValueError) as broken:
            raise ReadFailed("F108", path=self.name) from broken

    def _sheet(self, name: str, member: str) -> SheetRead:
        read, number = SheetRead(name), 0
        for row in self._elements(member, "row"):
            number = _number(row.get("r")) or number + 1
            self._count(1 + len(row))
            cells = dict(self._row(row, number, read))
            if cells:
                read.rows[number] = {**read.rows.get(number, {}), **cells}
        return read

    def _row(self, row: etree._Element, number: int, read: SheetRead) -> Iterator[tuple[int, str]]:
        """Yield a row's values by column; a cell that doesn't tell its place stands beside the one before."""
        column = -1
        for cell in row:
            column = _column((cell.get("r") or "").rstrip("0123456789"), column + 1)
            kind = cell.get("t") or "n"
            value = self._value(cell, kind) if len(cell) else ""
            if not value and len(cell) and any(_local(one) == "f" for one in cell):
                kind = "e"  # a formula that was never computed: the cell isn't empty
            if kind == "e":
                read.faults.add((number, column))
            elif value and kind == "n" and _number(cell.get("s")) in self.date_looks:
                value = self._date(value)
                read.dates.add((number, column))
            if value or kind == "e":
                yield column, value

    def _count(self, more: int) -> None:
        self.cells += more
        if self.cells > MOST_CELLS:
            raise ReadFailed("X204", path=self.name, limit=MOST_CELLS)

    def _value(self, cell: etree._Element, kind: str) -> str:
        if kind == "inlineStr":
            return next((_text_in(one) for one in cell if _local(one) == "is"), "")
        written = next((one.text or "" for one in cell if _local(one) == "v"), "")
        if kind == "s":
            place = _number(written)
            return self.texts[place] if place is not None and place < len(self.texts) else ""
        if kind in ("str", "e", "d"):
            return unescaped(written)
        return {"1": "TRUE", "0": "FALSE"}.get(written.strip(), "") if kind == "b" else _plain(written)

    def _date(self, written: str) -> str:
        """Return a date as it is written in Finnish and most of Europe, with its time where it has one."""
        try:
            moment = self.first_day + timedelta(days=float(written))
        except (ValueError, OverflowError):
            return written
        day = f"{moment.day}.{moment.month}.{moment.year}"
        return f"{day} {moment:%H:%M}" if (moment.hour, moment.minute) != (0, 0) else day


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text_in(item: etree._Element) -> str:
    """Return a text, whole or in pieces of different looks; how it is pronounced isn't part of it.

    >>> _text_in(etree.fromstring("<si><r><t>a</t></r><r><t>b</t></r><rPh><t>c</t></rPh></si>"))
    'ab'
    """
    if len(item) == 1 and _local(item[0]) == "t":
        return unescaped(item[0].text or "")
    parts = []
    for one in item:
        kind = _local(one)
        if kind == "t":
            parts.append(one.text or "")
        elif kind == "r":
            parts += [text.text or "" for text in one if _local(text) == "t"]
    return unescaped("".join(parts))


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 10 else None


@lru_cache(maxsize=20_000)
def _column(letters: str, following: int) -> int:
    """Return the column that letters name; the following one where they name none.

    >>> _column("AB", 5), _column("", 5), _column("ÄÄKKÖSET", 5)
    (27, 5, 5)
    """
    if not (0 < len(letters) < 4 and letters.isascii() and letters.isalpha()):
        return following
    column = 0
    for letter in letters.upper():
        column = 26 * column + ord(letter) - 64
    return column - 1


def _plain(written: str) -> str:
    """Return a number as a person writes it.

    >>> _plain("2016.0"), _plain("0.1"), _plain("1E3"), _plain("x")
    ('2016', '0.1', '1000', 'x')
    """
    try:
        value = float(written)
    except ValueError:
        return written
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _says_yes(element: etree._Element | None, name: str) -> bool:
    return element is not None and (element.get(name) or "") in ("1", "true")


def _shows_date(format_: str, code: str) -> bool:
    """Tell whether a number's format shows a date or a time.

    >>> _shows_date("14", ""), _shows_date("164", "d.m.yyyy"), _shows_date("165", '0.0" days"'), _shows_date("49", "@")
    (True, True, False, False)
    """
    if code:
        return bool(re.search("[dmyhs]", _QUOTED.sub("", code.casefold()).replace("general", "")))
    return _number(format_) in _DATES
