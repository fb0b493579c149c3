"""A study's codings as a workbook that may be edited: a sheet a group, the codebook, advice, and the state as exported."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Final

import xlsxwriter

from teema.errors import Problem
from teema.formats.workbook import state
from teema.formats.workbook.cells import is_cut, shown
from teema.formats.workbook.codebook_sheet import code_rows
from teema.formats.workbook.columns import CODING_COLUMNS, GIVEN
from teema.formats.workbook.filling import Row, fill
from teema.formats.workbook.looks import Looks
from teema.formats.workbook.naming import Names, sheet_names
from teema.formats.workbook.values import Origins, cells_of, values_of
from teema.study.codings import Coding
from teema.study.study import Study
from teema.wording import Language, say

_EPOCH: Final = datetime(2000, 1, 1)
"""When every workbook was made: no clock is read."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A workbook's bytes, how many codings and sheets of them it holds, and what it couldn't show whole."""

    content: bytes
    codings: int
    sheets: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Sheet:
    name: str
    codings: tuple[Coding, ...]


def export_codings(study: Study, language: Language) -> Exported:
    """Make the workbook of every coder's codings. The same study gives the same bytes.

    Warnings: X206 texts were cut, because a cell holds 32,767 characters.
    """
    return _Export(study, language).made()


class _Export:
    """One workbook being made."""

    def __init__(self, study: Study, language: Language) -> None:
        self.study, self.language = study, language
        self.names = Names(study.codebook, study.organisation.services)
        self.origins = Origins(study, language)
        own = ("guide", "codebook", "lists", "state")
        self.own = dict(zip(own, sheet_names(say(language, f"workbook.sheets.{one}") for one in own), strict=True))
        self.sheets = self._sheets()
        self.columns = self._columns()
        self.given = [column for column in GIVEN if column in self.columns]
        self.remembered = [*state.lines(self._head(), study.codebook, study.organisation.services)]

    def _head(self) -> state.Head:
        return state.Head(self.study.id, version("teema"), self.language, self.columns)

    def _sheets(self) -> tuple[_Sheet, ...]:
        """Sort the codings by group: the design's groups in its order, others as they come, those of none last."""
        found: dict[str, list[Coding]] = {group.key: [] for group in self.study.design.groups}
        for coding in self.origins.ordered:
            found.setdefault(self.origins.group(coding.document), []).append(coding)
        keys = sorted((key for key in found if found[key] or key), key=lambda key: not key) or [""]
        names = sheet_names((self.origins.group_name(key) for key in keys), self.own.values())
        return tuple(_Sheet(name, tuple(found.get(key, ()))) for name, key in zip(names, keys, strict=True))

    def _columns(self) -> tuple[str, ...]:
        several = len({coding.coder for coding in self.study.codings}) > 1
        return tuple(column for column in CODING_COLUMNS if several or column != "coder")

    def made(self) -> Exported:
        """Write everything."""
        packed = io.BytesIO()
        with xlsxwriter.Workbook(packed, {"in_memory": True}) as workbook:
            workbook.set_properties({"title": shown(self.study.title), "author": "Teema", "created": _EPOCH})
            looks = Looks(workbook, self.language, self.names, self.own)
            looks.guide(self.study.title)
            for sheet in self.sheets:
                looks.codings(sheet.name, self.columns, len(sheet.codings))
            looks.codebook(len(self.study.codebook.codes) + len(self.study.codebook.topics))
            looks.lists()
            looks.state()
        return Exported(
            fill(packed.getvalue(), self._fillings()),
            len(self.study.codings),
            tuple(sheet.name for sheet in self.sheets),
            tuple(self._problems()),
        )

    def _fillings(self) -> Iterator[Iterator[Row] | None]:
        """Yield the rows of each sheet, in the sheets' order; None where there is nothing to fill."""
        yield None
        for sheet in self.sheets:
            yield self._rows(sheet)
        yield code_rows(self.study, self.names, self.language)
        yield None
        yield (state.pieces(line) for line in self.remembered)

    def _rows(self, sheet: _Sheet) -> Iterator[list[str]]:
        for coding in sheet.codings:
            given = self.origins.given(coding)
            prints = state.print_of(given["words"]), state.given_print(given, self.given)
            self.remembered.append(state.coding_line(coding, sheet.name, *prints))
            place = f"{coding.document}@{coding.span.start}-{coding.span.end}"
            cells = {**given, **cells_of(values_of(coding), self.names, self.language), "id": coding.id, "place": place}
            yield [cells[column] for column in self.columns]

    def _problems(self) -> Iterator[Problem]:
        """Count the texts that no cell holds whole."""
        documents = self.study.document_by_name
        words = (coding.span.of(documents[coding.document].text) for coding in self.study.codings)
        more = (text for coding in self.study.codings for text in (coding.reduced, coding.memo))
        cut = sum(len(text) > 10_000 and is_cut(text) for text in (*words, *more))
        if cut:
            yield Problem("warning", "X206", "", None, {"count": cut})
