"""An xlsx file from anyone → its sheets as cells of text. Only what has a value counts, wherever a sheet says that it ends.

Nothing here trusts the file: its parts come out of a checked archive, XML has no entities, a text that many cells share is kept
once, and cells are counted. Formulas are not computed: the value that the spreadsheet program saved is read.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from lxml import etree

from teema.errors import ReadFailed
from teema.formats.safety import DEFAULT, Archive, Limits, check_tree, parse_xml, read_bytes
from teema.formats.source import Source
from teema.formats.spreadsheets import values
from teema.formats.spreadsheets.values import Moment, whole

MOST_CELLS: Final = 2_000_000
"""Rows and cells that a workbook may hold: 100,000 codings have fewer."""
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_AT_A_TIME: Final = 1_000_000
"""Bytes of XML whose tree is small enough not to be measured."""
_TRUTHS: Final = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}


@dataclass
class SheetRead:
    """A sheet: its rows by number, each with its cells by column from 0. ``dates`` and ``faults`` are cells of those kinds."""

    name: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    dates: set[tuple[int, int]] = field(default_factory=set)
    faults: set[tuple[int, int]] = field(default_factory=set)


def is_spreadsheet(data: bytes) -> bool:
    """Tell whether bytes are an archive with a workbook in it."""
    return data.startswith(b"PK\x03\x04") and (b"xl/" in data or b"xl\\" in data)


def read_sheets(
    file: Source | Path, limits: Limits = DEFAULT, dated: Callable[[Moment], str] = values.iso
) -> list[SheetRead]:
    """Read every sheet of an xlsx file, in its order; ``dated`` writes its days and times.

    A `Source` brings its own limits. ReadFailed: the file can't be read or isn't safe (F101–F109, F113, F135), is no xlsx (X203),
    or holds too many cells (X204). It isn't safe either where its cells, each with its own copy of a shared text, would hold more
    characters than a file may unpack to bytes: who reads them on would never end.
    """
    source = file if isinstance(file, Source) else Source(file.name, read_bytes(file, limits), limits)
    if not source.data.startswith(b"PK"):
        raise ReadFailed("X203", path=source.name)
    return _Package(source, dated).sheets()


class _Package:
    """One file being read."""

    def __init__(self, source: Source, dated: Callable[[Moment], str]) -> None:
        self.name, self.limits, self.dated = source.name, source.limits, dated
        self.cells, self.characters = 0, 0
        self.archive = Archive(source.data, source.name, source.limits)
        self.members = {one.replace("\\", "/").casefold(): one for one in sorted(self.archive.names)}
        self.main = self._main()
        self.workbook = self._parsed(self.main)
        if _local(self.workbook) != "workbook":
            raise ReadFailed("X203", path=self.name)
        self.relations = tuple(self._relations(self.main))
        self.texts = list(self._texts())
        self.dates, self.durations = self._looks()
        self.since_1904 = _says_yes(next(self.workbook.iter("{*}workbookPr"), None), "date1904")

    def _main(self) -> str:
        """Return the member that is the workbook: nearly always of the same name, always where the archive says."""
        said = (target for _, kind, target in self._relations("") if kind == "officeDocument")
        for member in (*said, "xl/workbook.xml"):
            if member.endswith(".xml") and member in self.members:
                return member
        raise ReadFailed("X203", path=self.name)

    def _relations(self, member: str) -> Iterator[tuple[str, str, str]]:
        """Yield a part's relations to others: id, kind and member."""
        folder, name = posixpath.split(member)
        place = posixpath.join(folder, "_rels", f"{name}.rels")
        if place in self.members:
            for one in self._parsed(place):
                target = (one.get("Target") or "").replace("\\", "/")
                joined = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                kind = (one.get("Type") or "").rpartition("/")[2]
                yield one.get("Id") or "", kind, posixpath.normpath(joined).casefold()

    def _related(self, kind: str) -> str:
        """Return the workbook's part of a kind; empty where there is none."""
        return next((target for _, found, target in self.relations if found == kind and target in self.members), "")

    def _read(self, member: str) -> bytes:
        return self.archive.read(self.members[member])

    def _parsed(self, member: str) -> etree._Element:
        return parse_xml(self._read(member), self.name, self.limits)

    def sheets(self) -> list[SheetRead]:
        """Read the sheets; what is no sheet of cells, such as a chart's, is passed over."""
        targets = {id_: target for id_, _, target in self.relations}
        found = []
        for sheet in self.workbook.iter("{*}sheet"):
            member = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "", "")
            if member in self.members:
                found.append(self._sheet(sheet.get("name") or "", member))
        return found

    def _texts(self) -> Iterator[str]:
        """Yield the texts that cells share."""
        if member := self._related("sharedStrings"):
            for item in self._elements(member, "si"):
                yield _text_in(item)

    def _looks(self) -> tuple[frozenset[int], frozenset[int]]:
        """Return the looks that show a number as a date or time, and those that show it as a duration."""
        if not (member := self._related("styles")):
            return frozenset(), frozenset()
        styles = self._parsed(member)
        own = {one.get("numFmtId"): one.get("formatCode") or "" for one in styles.iter("{*}numFmt")}
        numbers = [look.get("numFmtId") or "0" for group in styles.iter("{*}cellXfs") for look in group]
        looks = [(place, number, own.get(number, "")) for place, number in enumerate(numbers)]
        dates = frozenset(place for place, *format_ in looks if values.shows_date(*format_))
        return dates, frozenset(place for place, *format_ in looks if values.shows_duration(*format_))

    def _elements(self, member: str, tag: str) -> Iterator[etree._Element]:
        """Yield a part's elements one by one, each forgotten when the next comes: a sheet may be large."""
        data = self._read(member)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise ReadFailed("F109", path=self.name)
        if b"\x00" in data:  # UTF-16, which no spreadsheet program writes, would hide the above
            raise ReadFailed("F108", path=self.name)
        self._check_each(data, tag)
        try:
            for _, element in etree.iterparse(
                io.BytesIO(data), events=("end",), tag=f"{{*}}{tag}", resolve_entities=False, no_network=True,
                load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
            ):  # fmt: skip
                yield element
                element.clear()
                above = element.getparent()
                while above is not None and element.getprevious() is not None:
                    del above[0]
        except (etree.LxmlError, ValueError) as broken:
            raise ReadFailed("F108", path=self.name) from broken

    def _check_each(self, data: bytes, tag: str) -> None:
        """Refuse (F135) a part of which one element alone, or what stands between two, would fill the memory.

        A comment or a section of bare characters may hold what looks like an element's end: such a part is measured as a whole.
        """
        found = () if b"<!" in data else re.finditer(rb"</(?:[\w.-]+:)?" + tag.encode() + rb"\s*>", data)
        for start, end in pairwise((0, *(one.end() for one in found), len(data))):
            if end - start > _AT_A_TIME:
                check_tree(data[start:end], self.name, self.limits)

    def _sheet(self, name: str, member: str) -> SheetRead:
        read, number = SheetRead(name), 0
        for row in self._elements(member, "row"):
            number = whole(row.get("r")) or number + 1
            self._count(1 + len(row))
            cells = dict(self._row(row, number, read))
            if cells:
                self._count_characters(sum(map(len, cells.values())))
                read.rows.setdefault(number, {}).update(cells)
        return read

    def _row(self, row: etree._Element, number: int, read: SheetRead) -> Iterator[tuple[int, str]]:
        """Yield a row's values by column; a cell that doesn't tell its place stands beside the one before."""
        column = -1
        for cell in row:
            column = values.column((cell.get("r") or "").rstrip("0123456789"), column + 1)
            if not len(cell):
                continue
            kind = cell.get("t") or "n"
            parts = {_local(part): part for part in cell}
            value = self._value(cell, kind, parts)
            if not isinstance(value, str):
                read.dates.add((number, column))
                value = self.dated(value)
            if kind == "e" or (not value and kind != "str" and "f" in parts):  # or never computed: the cell isn't empty
                read.faults.add((number, column))
            elif not value:
                continue
            yield column, value

    def _count(self, more: int) -> None:
        self.cells += more
        if self.cells > MOST_CELLS:
            raise ReadFailed("X204", path=self.name, limit=MOST_CELLS)

    def _count_characters(self, more: int) -> None:
        self.characters += more
        if self.characters > self.limits.unpacked_bytes:
            raise ReadFailed("F107", path=self.name)

    def _value(self, cell: etree._Element, kind: str, parts: dict[str, etree._Element]) -> str | Moment:
        if kind == "inlineStr":
            return _text_in(parts["is"]) if "is" in parts else ""
        written = (parts["v"].text or "") if "v" in parts else ""
        if kind == "s":
            place = whole(written.strip())
            return self.texts[place] if place is not None and place < len(self.texts) else ""
        if kind in ("str", "e"):
            return values.unescaped(written)
        if kind == "b":
            return _TRUTHS.get(written.strip(), "")
        if kind == "d":
            return values.moment_of_iso(written) or written
        return self._number(written.strip(), whole(cell.get("s")))

    def _number(self, written: str, look: int | None) -> str | Moment:
        if look in self.dates and written:
            return values.moment(written, self.since_1904) or written
        return values.elapsed(written) if look in self.durations else values.plain(written)


def _local(element: etree._Element) -> str:
    return _without_space(str(element.tag))


@lru_cache
def _without_space(tag: str) -> str:
    return tag.rpartition("}")[2]


def _text_in(item: etree._Element) -> str:
    """Return a text, whole or in pieces of different looks; how it is pronounced isn't part of it.

    >>> _text_in(etree.fromstring("<si><r><t>a</t></r><r><t>b</t></r><rPh><t>c</t></rPh></si>"))
    'ab'
    """
    if len(item) == 1 and _local(item[0]) == "t":
        return values.unescaped(item[0].text or "")
    parts = []
    for one in item:
        kind = _local(one)
        if kind == "t":
            parts.append(one.text or "")
        elif kind == "r":
            parts += [text.text or "" for text in one if _local(text) == "t"]
    return values.unescaped("".join(parts))


def _says_yes(element: etree._Element | None, name: str) -> bool:
    return element is not None and (element.get(name) or "") in ("1", "true")
