"""The rows of the codebook's sheet against the codebook as exported and as it is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from teema.errors import Parameter, Problem
from teema.formats.workbook.cells import is_cut, same
from teema.formats.workbook.codebook_sheet import code_cells
from teema.formats.workbook.columns import chosen, header, kind_of
from teema.formats.workbook.difference import CodeChange, CodeWhat, Conflict, Level
from teema.formats.workbook.growing import GrowingCodebook
from teema.formats.workbook.reading import RowRead
from teema.formats.workbook.state import State
from teema.study.codes import ASPECTS, Aspect, Code, Topic

_WORDS: Final = ("name", "label", "definition", "aspect")
_WHAT: Final[dict[str, CodeWhat]] = {
    "name": "renamed",
    "label": "label",
    "definition": "definition",
    "aspect": "aspect",
}


class CodeChanges:
    """Carries the changes of the codebook's sheet out on a growing codebook, and keeps what can't be."""

    def __init__(self, state: State, book: GrowingCodebook) -> None:
        self.state, self.book = state, book
        self.problems, self.conflicts = list[Problem](), list[Conflict]()
        self.exported: dict[tuple[str, str], Code | Topic] = {
            **{("code", key): code for key, code in state.book.codes.items()},
            **{("topic", topic.key): topic for topic in state.book.topics},
        }
        self.moved: set[str] = set()
        self.seen: set[tuple[str, str]] = set()

    def apply(self, rows: Iterable[RowRead]) -> None:
        """Rename and define what is known, add what is new, and move sub-themes last, so that they can go under new themes."""
        known, new = self._sorted(rows)
        for row, one in known:
            self._kind(row, one)
            self._words(row, one)
        self.book.settled()
        kinds = [(row, self._new_kind(row)) for row in new]
        for row, kind in kinds:
            if kind in ("theme", "topic"):
                self._add(row, kind)
        self.book.settled()
        for row, kind in kinds:
            if kind == "sub_theme":
                self._add(row, kind)
        for row, one in known:
            if isinstance(one, Code):
                self._move(row, one)
        self.book.settled()

    def _sorted(self, rows: Iterable[RowRead]) -> tuple[list[tuple[RowRead, Code | Topic]], list[RowRead]]:
        """Part the rows into those of known keys and new ones; a copy of a row under another name is new."""
        found: dict[tuple[str, str], list[RowRead]] = {}
        new = []
        for row in rows:
            place = ("topic" if kind_of(row["kind"]) == "topic" else "code", row["key"].strip())
            if place in self.exported:
                found.setdefault(place, []).append(row)
            else:
                new.append(row)
        known = []
        for place, copies in found.items():
            one = self.exported[place]
            first, *others = sorted(copies, key=lambda row: not same(row["name"], one.name))
            known.append((first, one))
            new += [row for row in others if not same(row["name"], first["name"])]
            self.seen.add(place)
        return known, new

    def _note(self, code: str, row: RowRead, column: str) -> None:
        words = header("code_columns", column, self.state.head.language)
        params: dict[str, Parameter] = {"column": words, "value": row[column]}
        self.problems.append(Problem("error", code, row.sheet, row.row, params))

    def _words(self, row: RowRead, one: Code | Topic) -> None:
        """Take over what a row calls and tells of a thing."""
        now = self._now(one)
        before = code_cells(one, self.state.names, self.state.head.language)
        for column in _WORDS:
            written = row.cells.get(column)
            if written is None or same(written, before[column]) or not hasattr(one, column):
                continue
            value = self._value(row, column, written, one)
            if value is None:
                continue
            was, is_ = getattr(one, column) or "", getattr(now, column, None) or ""
            if now is None or (is_ != was and is_ != value):
                study = code_cells(now, self.book.names, self.state.head.language)[column] if now else ""
                self._conflict(row, one, column, before[column], written, study)
            elif is_ != value:
                self._change(now, column, value, before[column], written)

    def _value(self, row: RowRead, column: str, written: str, one: Code | Topic) -> str | None:
        """Return what a cell of words means; None where it means nothing, which is noted."""
        if column == "aspect":
            value = chosen("aspect", written)
            if value is None:
                self._note("X216", row, column)
            return value
        if column == "name" and not written.strip():
            self._note("X217", row, column)
            return None
        if is_cut(getattr(one, column)):
            self._note("X215", row, column)
            return None
        return " ".join(written.split()) if column in ("name", "label") else written.strip()

    def _now(self, one: Code | Topic) -> Code | Topic | None:
        return self.book.topics.get(one.key) if isinstance(one, Topic) else self.book.codes.get(one.key)

    def _change(self, now: Code | Topic, column: str, value: str, before: str, after: str) -> None:
        given: dict[str, Any] = {column: _aspect(value) if column == "aspect" else value}
        if isinstance(now, Topic):
            self.book.topics[now.key] = replace(self.book.topics[now.key], **given)
        else:
            self.book.codes[now.key] = replace(self.book.codes[now.key], **given)
        self.book.changes.append(CodeChange(_WHAT[column], self._level(now), now.key, now.name, before, after.strip()))

    def _level(self, one: Code | Topic) -> Level:
        if isinstance(one, Topic):
            return "topic"
        return "sub_theme" if self.book.above.get(one.key) else "theme"

    def _conflict(self, row: RowRead, one: Code | Topic, column: str, exported: str, workbook: str, study: str) -> None:
        self.conflicts.append(Conflict(row.sheet, row.row, one.name, column, exported, workbook.strip(), study))

    def _kind(self, row: RowRead, one: Code | Topic) -> None:
        """A theme doesn't become a sub-theme, nor the other way round."""
        written = row.cells.get("kind")
        own = "topic" if isinstance(one, Topic) else "sub_theme" if self.state.names.above[one.key] else "theme"
        if written is not None and kind_of(written) not in (own, ""):
            self._note("X218", row, "kind")
        for column in ("under", "label", "aspect") if own == "topic" else ():
            if row[column].strip():
                self._note("X219" if column == "under" else "X216", row, column)

    def _new_kind(self, row: RowRead) -> str:
        """Return what a row without a known key is to become, empty where it doesn't tell, which is noted."""
        kind = kind_of(row["kind"]) or ("sub_theme" if row["under"].strip() else "")
        if not kind or kind_of(row["kind"]) is None:
            self._note("X218", row, "kind")
            return ""
        return kind

    def _add(self, row: RowRead, kind: str) -> None:
        """Add what a row without a key names, unless it stands already."""
        name = row["name"].strip()
        if not name:
            self._note("X217", row, "name")
        elif kind == "topic":
            if not self.book.stands("topic", name):
                self.book.add_topic(name, row["definition"].strip())
        elif kind == "theme":
            if not self.book.stands("", name):
                self.book.add_theme(name, **self._more(row))
        else:
            self._add_below(row, name)

    def _add_below(self, row: RowRead, name: str) -> None:
        above = self.book.node(row["under"]) if row["under"].strip() else None
        if above is None:
            self._note("X219", row, "under")
        elif not self.book.stands(self.book.theme_of(above), name):
            self.book.add_below(above, name, **self._more(row))

    def _more(self, row: RowRead) -> dict[str, Any]:
        aspect = chosen("aspect", row["aspect"])
        if aspect is None:
            self._note("X216", row, "aspect")
        return {"label": row["label"].strip(), "definition": row["definition"].strip(), "aspect": _aspect(aspect or "")}

    def _move(self, row: RowRead, one: Code) -> None:
        """Put a node under what its row names."""
        written, before = row.cells.get("under"), self.state.names.under(one.key)
        if written is None or same(written, before):
            return
        under = self.book.node(written) if written.strip() and before else None
        if under is None or (one.key in self.book.codes and self.book.is_within(under, one.key)):
            self._note("X219", row, "under")
            return
        now, was = self.book.above.get(one.key), self.state.names.above[one.key]
        if now not in (was, under):
            self._conflict(row, one, "under", before, written, self.book.way(now) if now else "")
        elif now != under:
            self.book.move(one.key, under)
            self.moved.add(one.key)

    def removed(self) -> Iterator[tuple[str, str]]:
        """Yield what was exported, still stands, and has no row any more: deepest first."""
        for place in reversed(list(self.exported)):
            stands = self.book.topics if place[0] == "topic" else self.book.codes
            if place not in self.seen and place[1] in stands:
                yield place


def _aspect(value: str) -> Aspect | None:
    return next((one for one in ASPECTS if one == value), None)
