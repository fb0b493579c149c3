"""The rows of codings against the codings as exported and as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from teema.errors import Parameter, Problem, Severity
from teema.formats.workbook.cells import folded, is_cut, same
from teema.formats.workbook.columns import CHOSEN, GIVEN, chosen, header
from teema.formats.workbook.difference import CodingChange, Conflict, FieldChange
from teema.formats.workbook.growing import GrowingCodebook
from teema.formats.workbook.naming import BELOW, Names
from teema.formats.workbook.placing import Places
from teema.formats.workbook.reading import RowRead, WorkbookRead
from teema.formats.workbook.state import Exported, given_print, print_of
from teema.formats.workbook.values import EDITED, Values, cells_of, values_of, with_values
from teema.study.codings import Coding
from teema.study.identity import derived_id
from teema.study.spans import Span
from teema.study.study import Study

SHOWN: Final = ("theme", "sub_theme", *EDITED[1:])
"""The columns that may be changed."""
_NOTHING: Final[Values] = dict.fromkeys(EDITED, "")


@dataclass
class CodingChanges:
    """What becomes of the codings; new names go into the growing codebook."""

    workbook: WorkbookRead
    study: Study
    book: GrowingCodebook
    changes: list[CodingChange] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    became: dict[str, Coding] = field(default_factory=dict)
    """The codings edited or added, by id."""
    gone: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.state, self.language = self.workbook.state, self.workbook.state.head.language
        self.places = Places(self.study)
        self.services = Names(self.study.codebook, self.study.organisation.services)
        self.repeated: dict[tuple[str, ...], int] = {}
        self.copies = self.elsewhere = 0
        self._compared: list[tuple[Values, Values]] = []
        self.rows, self.others = self._sorted()

    def _sorted(self) -> tuple[dict[str, list[RowRead]], list[RowRead]]:
        """Return the rows of each exported coding, and those that have no id."""
        known: dict[str, list[RowRead]] = {}
        others = []
        for row in self.workbook.codings:
            id_ = row["id"].strip()
            if id_ in self.state.codings and _holds_anything(row):
                known.setdefault(id_, []).append(row)
            elif not id_:
                others.append(row)
            elif _holds_anything(row):
                self._note("error", "X220", row)
        return known, others

    def regroup(self) -> None:
        """Move a sub-theme whose codings all stand under one other theme now: the whole sub-theme was meant."""
        wanted: dict[str, set[tuple[str, str]]] = {}
        for id_, rows in self.rows.items():
            exported = self.state.codings[id_]
            wanted.setdefault(exported.values["code"], set()).add((rows[0]["theme"], folded(rows[0]["sub_theme"])))
        for key, cells in wanted.items():
            theme, sub_theme = next(iter(cells))
            if len(cells) == 1 and self._is_regrouped(key, theme, sub_theme):
                under = self.book.theme(theme) or self.book.add_theme(theme)
                self.book.move(key, under)
        self.book.settled()

    def _is_regrouped(self, key: str, theme: str, sub_theme: str) -> bool:
        """Tell whether all of a sub-theme's codings name it below another theme, which has none of that name."""
        was, name = self.state.names.of_code(key)
        known = theme.strip() and name and key in self.book.codes and BELOW not in name
        if not known or sub_theme != folded(name) or folded(theme) == folded(was):
            return False
        meant, now = self.book.theme(theme), self.book.above[key]
        moved_already = now != self.state.names.above[key] or meant == now
        return not moved_already and not (meant and self.book.sub_theme(meant, name)) and key not in self._coded_since

    @cached_property
    def _coded_since(self) -> set[str]:
        """The codes of the codings that have no row."""
        return {one.code for one in self.study.codings if one.id not in self.rows}

    def compare(self) -> None:
        """Find what is edited, added and deleted."""
        for id_, rows in self.rows.items():
            first, *others = self._first_of(self.state.codings[id_], rows)
            self._edit(self.state.codings[id_], first)
            for row in others:
                self._copy(self.state.codings[id_], first, row)
        for row in self.others:
            self._add(row)
        self._delete()
        self.changes = self._with_fields()
        for count, code in ((self.copies, "X223"), (self.elsewhere, "X224")):
            if count:
                self.problems.append(Problem("note", code, self.workbook.name, None, {"count": count}))

    def _note(self, severity: Severity, code: str, row: RowRead, column: str = "") -> None:
        params: dict[str, Parameter] = {"column": "", "value": ""}
        if column:
            params = {"column": header("columns", column, self.language), "value": row[column]}
        self.problems.append(Problem(severity, code, row.sheet, row.row, params))

    def _first_of(self, exported: Exported, rows: list[RowRead]) -> list[RowRead]:
        """Put the row first that is most like what was exported: the others are its copies."""
        if len(rows) == 1:
            return rows
        cells = self.state.cells(exported)

        def changes(row: RowRead) -> int:
            others = sum(not same(row.cells.get(one, cells[one]), cells[one]) for one in SHOWN)
            return others + (print_of(row["words"]) != exported.words)

        return sorted(rows, key=changes)

    def _edit(self, exported: Exported, row: RowRead) -> None:
        self._note_given(exported, row)
        now = self.study.coding_by_id.get(exported.id)
        shown = self.state.cells(exported)
        if all(row.cells.get(one) == shown[one] for one in SHOWN):
            return
        wanted = self._changed(row, exported.values, values_of(now) if now else None)
        if now is None:
            if wanted:
                self.conflicts.append(Conflict(row.sheet, row.row, row["words"], "", "", "", ""))
            return
        is_ = values_of(now)
        taken = {}
        for name, value in wanted.items():
            if is_[name] not in (exported.values[name], value):
                self._conflict(row, name, exported.values, is_)
            elif is_[name] != value:
                taken[name] = value
        if taken:
            self.became[now.id] = with_values(now, taken)
            self._change(CodingChange("edited", now, self._words(now), (), row.sheet, row.row), is_, {**is_, **taken})

    def _note_given(self, exported: Exported, row: RowRead) -> None:
        """Note changes of what isn't changed in a workbook; a column that is gone changes nothing."""
        if "words" in row.cells and print_of(row["words"]) != exported.words:
            self._note("warning", "X213", row, "words")
        columns = [one for one in GIVEN if one in self.state.head.columns]
        if set(columns) <= row.cells.keys() and given_print(row.cells, columns) != exported.given:
            self._note("warning", "X214", row)
        if row.sheet != exported.sheet and row.sheet in self.state.sheets:
            self.elsewhere += 1

    def _changed(self, row: RowRead, was: Values, now: Values | None) -> Values:
        """Return the values that a row gives otherwise than they were exported; what means nothing is noted and left.

        A new name is added only where the study's value hasn't changed meanwhile: in a conflict it would stay unused.
        """
        shown = cells_of(was, self.state.names, self.language)
        found = {}
        for name in EDITED:
            columns = ("theme", "sub_theme") if name == "code" else (name,)
            if all(same(row.cells.get(one, shown[one]), shown[one]) for one in columns):
                continue
            if name in ("reduced", "memo") and is_cut(was[name]):
                self._note("error", "X215", row, name)
                continue
            may_add = now is not None and now[name] == was[name]
            value = self._value(name, row, shown, may_add)
            if value is not None and value != was[name]:
                found[name] = value
        return found

    def _value(self, name: str, row: RowRead, shown: Mapping[str, str], may_add: bool) -> str | None:
        """Return what a cell means as the study keeps it; None where it means nothing, which is noted."""
        if name == "code":
            theme, sub_theme = (row.cells.get(one, shown[one]).strip() for one in ("theme", "sub_theme"))
            return self._code(row, theme, sub_theme, may_add)
        written = row[name].strip()
        if name == "topic" and written:
            return self.book.topic(written) or (self.book.add_topic(written) if may_add else written)
        if name == "service" and written:
            known = self.state.names.service(written) or self.services.service(written)
            return self._known(row, name, known)
        if name in CHOSEN:
            return self._known(row, name, chosen(name, written))
        return written

    def _known(self, row: RowRead, column: str, value: str | None) -> str | None:
        if value is None:
            self._note("error", "X216", row, column)
        return value

    def _code(self, row: RowRead, theme: str, sub_theme: str, may_add: bool) -> str | None:
        """Return the key of the node that a row's theme and sub-theme name; a new one is added where that may be."""
        if not theme:
            named = self.book.sub_themes_called(sub_theme) if sub_theme else ()
            if len(named) != 1:
                self._note("error", "X222", row, "sub_theme")
                return None
            return named[0]
        key = self.book.theme(theme)
        if key is None:
            if not may_add:
                return f"{theme}{BELOW}{sub_theme}"
            key = self.book.add_theme(theme)
        if not sub_theme:
            return key
        known = self.book.sub_theme(key, sub_theme)
        return known or (self._new_below(key, sub_theme) if may_add else f"{theme}{BELOW}{sub_theme}")

    def _new_below(self, theme: str, way: str) -> str:
        """Add a sub-theme, or what a way down from a known one names."""
        above, _, name = way.rpartition(BELOW.strip())
        under = self.book.sub_theme(theme, above) if above.strip() and name.strip() else None
        return self.book.add_below(under, name, way) if under else self.book.add_below(theme, way)

    def _change(self, change: CodingChange, before: Values, after: Values) -> None:
        """Keep a change; its cells are written once every new name is known."""
        self.changes.append(change)
        self._compared.append((before, after))

    def _with_fields(self) -> list[CodingChange]:
        """Return the changes with the cells that differ, as they are shown now."""
        names = Names(self.book.book(), self.study.organisation.services)
        cells = (
            (cells_of(before, self.services, self.language), cells_of(after, names, self.language))
            for before, after in self._compared
        )
        return [
            replace(change, fields=tuple(FieldChange(one, was[one], is_[one]) for one in SHOWN if was[one] != is_[one]))
            for change, (was, is_) in zip(self.changes, cells, strict=True)
        ]

    def _words(self, coding: Coding) -> str:
        document = self.study.document_by_name.get(coding.document)
        return coding.span.of(document.text) if document else ""

    def _conflict(self, row: RowRead, name: str, was: Values, now: Values) -> None:
        """Keep a conflict, its three values as cells show them."""
        exported, study = (cells_of(values, self.state.names, self.language) for values in (was, now))
        for column in ("theme", "sub_theme") if name == "code" else (name,):
            cells = (exported[column], row.cells.get(column, exported[column]).strip(), study[column])
            if not (cells[0] == cells[1] == cells[2]):
                self.conflicts.append(Conflict(row.sheet, row.row, row["words"], column, *cells))

    def _copy(self, exported: Exported, first: RowRead, row: RowRead) -> None:
        """Make a coding of its own of a copied row that was changed; one that wasn't changes nothing."""
        if all(same(row[one], first[one]) for one in (*SHOWN, "words")):
            self.copies += 1
            return
        now = self.study.coding_by_id.get(exported.id)
        document: str | None = now.document if now else exported.document
        if folded(row["document"]) not in ("", folded(exported.document)):
            document, now = self._document(row), None
        if document is None:
            return
        span = now.span if now and print_of(row["words"]) == exported.words else self._place(row, document, exported)
        if span:
            coder = now.coder if now else row["coder"].strip()
            self._add_coding(row, document, span, coder)

    def _place(self, row: RowRead, document: str, exported: Exported | None = None) -> Span | None:
        """Find the words of a row in a document; those that aren't there once are noted."""
        found = self.places.words(row, document, exported)
        if found.span is None:
            self._note("error", "X226" if found.how == "ambiguous" else "X227", row, "words")
        return found.span

    def _add(self, row: RowRead) -> None:
        """Make a coding of a row without an id."""
        if not row["words"].strip():
            if _holds_anything(row):
                self._note("error", "X225", row, "words")
            return
        document = self._document(row)
        span = self._place(row, document) if document else None
        if document and span:
            given = row["coder"].strip()
            self._add_coding(row, document, span, given or self.study.coder_of_record.get(document, ""))

    def _document(self, row: RowRead) -> str | None:
        found = self.places.document(row)
        if found is None:
            self._note("error", "X228", row, "document")
        return found

    def _add_coding(self, row: RowRead, document: str, span: Span, coder: str) -> None:
        """Add a coding, unless the workbook was applied before: the same row makes the same id."""
        code = self._code(row, row["theme"].strip(), row["sub_theme"].strip(), True)
        if code is None:
            return
        values = {**_NOTHING, **self._changed(row, _NOTHING, _NOTHING)}
        natural = (self.state.edition, document, str(span.start), str(span.end), code, values["topic"], coder)
        self.repeated[natural] = self.repeated.get(natural, 0) + 1
        id_ = derived_id(self.study.id, "coding", "workbook", *natural, self.repeated[natural])
        coding = with_values(Coding(id_, document, span, code, coder), values)
        now = self.study.coding_by_id.get(id_)
        if now is None:
            self.became[id_] = coding
            self._change(CodingChange("added", coding, self._words(coding), (), row.sheet, row.row), _NOTHING, values)
        elif values_of(now) != values:
            self._note("warning", "X229", row)

    def _delete(self) -> None:
        """Delete what has no row any more, but not what stood on a sheet that is gone as a whole."""
        lacking = [one for id_, one in self.state.codings.items() if id_ not in self.rows]
        present = {self.state.codings[id_].sheet for id_ in self.rows} | set(self.workbook.sheets)
        for sheet, count in _counted(one.sheet for one in lacking if one.sheet not in present):
            self.problems.append(Problem("warning", "X212", sheet, None, {"count": count}))
        for one in lacking:
            now = self.study.coding_by_id.get(one.id)
            if now is None or one.sheet not in present:
                continue
            if values_of(now) != one.values:
                self.conflicts.append(Conflict(one.sheet, None, self._words(now), "", "", "", ""))
                continue
            self.gone.add(one.id)
            self._change(CodingChange("deleted", now, self._words(now), (), one.sheet), _NOTHING, _NOTHING)


def _holds_anything(row: RowRead) -> bool:
    """Tell whether a row says anything of a coding: one that was emptied is as good as deleted."""
    return any(row[one].strip() for one in (*SHOWN, "words"))


def _counted(names: Iterable[str]) -> Iterator[tuple[str, int]]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    yield from counts.items()
