"""Texts → sources with their codings and annotations."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from teema.formats.exchange.project import Applied, Selection, SourceText
from teema.formats.qualcoder.code_rows import CodeRows
from teema.formats.qualcoder.filling import Filling, Names, Record, date
from teema.study.documents import MARKED_TIME

_TIME = re.compile(MARKED_TIME)
_UNFIT = re.compile(r'[\x00-\x1f/\\:*?"<>|]')


class SourceRows:
    """A project's texts in QualCoder's tables: numbers by identity and by name, codings by identity."""

    def __init__(self, filling: Filling, codes: CodeRows) -> None:
        self._filling, self._codes = filling, codes
        self.names = Names()
        self._files = Names()
        self.by_guid: dict[str, tuple[int, SourceText]] = {}
        self.by_name: dict[str, int] = {}
        self.stretches: dict[str, tuple[int, Selection]] = {}
        self.codings: dict[str, Record] = {}
        self._places: dict[tuple[object, ...], Record] = {}
        self._cases = {guid for case in filling.project.cases for guid in case.selections}
        for source in filling.project.sources:
            self._add(source)

    def _add(self, source: SourceText) -> None:
        filling = self._filling
        number = filling.add(
            "source",
            name=self.names.free(source.name),
            fulltext=source.text,
            mediapath=self._original(source),
            memo=filling.memo(source.description, source.notes),
            owner=filling.owner(source.user),
            date=date(source.created),
        )
        self.by_guid[source.guid] = number, source
        self.by_name.setdefault(source.name, number)
        for selection in source.selections:
            self._select(number, source, selection)
        if source.codings:
            self._select(number, source, Selection("", 0, len(source.text), codings=source.codings))
        filling.lose("times", "not_in_the_format", count=_times(source))

    def _original(self, source: SourceText) -> str | None:
        """Put the original document into its folder and return its path there, None where there is none."""
        if source.original is None:
            return None
        name, data = source.original
        name = self._files.free(_UNFIT.sub("_", PurePosixPath(name.replace("\\", "/")).name).strip(". ") or "_")
        self._filling.documents[name] = data
        return f"/docs/{name}"

    def _select(self, number: int, source: SourceText, selection: Selection) -> None:
        if not 0 <= selection.start < selection.end <= len(source.text):
            self._filling.lose("codings", "outside_text", count=max(1, len(selection.codings)))
            return
        self.stretches[selection.guid] = number, selection
        for applied in selection.codings:
            self._apply(number, source, selection, applied)
        if selection.notes or selection.description.strip():
            self._annotate(number, selection)
        elif not selection.codings and selection.guid not in self._cases:
            self._filling.lose("marks", "uncoded")

    def _apply(self, number: int, source: SourceText, selection: Selection, applied: Applied) -> None:
        filling, code = self._filling, self._codes.number(applied.code)
        if code is None:
            filling.lose("codings", "no_code")
            return
        owner = filling.owner(applied.user, selection.user)
        record: Record = {
            "cid": code,
            "fid": number,
            "seltext": source.text[selection.start : selection.end],
            "pos0": selection.start,
            "pos1": selection.end,
            "owner": owner,
            "date": date(applied.created or selection.created),
            "memo": filling.memo("", applied.notes),
            "important": None,
        }
        self.codings[applied.guid.lower()] = self._once(
            "code_text", (code, number, selection.start, selection.end, owner), record
        )

    def _annotate(self, number: int, selection: Selection) -> None:
        filling = self._filling
        user, created = filling.writer(selection.notes)
        owner = filling.owner(user, selection.user)
        record: Record = {
            "fid": number,
            "pos0": selection.start,
            "pos1": selection.end,
            "memo": filling.memo(selection.description, selection.notes),
            "owner": owner,
            "date": date(created or selection.created),
        }
        self._once("annotation", (number, selection.start, selection.end, owner), record)

    def _once(self, table: str, place: tuple[object, ...], record: Record) -> Record:
        """Add a row, or put its memo to the one that stands in its place: QualCoder allows one."""
        known = self._places.get((table, *place))
        if known is None:
            self._filling.add(table, **record)
            self._places[(table, *place)] = self._filling.tables[table][-1]
            return self._filling.tables[table][-1]
        memos = (str(known["memo"]), str(record["memo"]))
        known["memo"] = "\n\n".join(dict.fromkeys(memo for memo in memos if memo))
        if table == "code_text":
            self._filling.lose("codings", "same_place")
        return known


def _times(source: SourceText) -> int:
    """Count the turns whose times the text itself doesn't tell."""
    turns = [turn for turn in source.turns or () if turn.from_ms is not None]
    return sum(not _TIME.search(source.text, turn.start, turn.end) for turn in turns)
