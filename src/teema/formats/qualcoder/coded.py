"""Codings, annotations and the parts of texts that are cases' → selections, one for each stretch of words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from teema.formats.databases import Row
from teema.formats.exchange.project import Applied, Selection, SourceText
from teema.formats.placing import Placing, same
from teema.formats.qualcoder.codes import Codes
from teema.formats.qualcoder.rows import Rows, date_of
from teema.formats.qualcoder.sources import Sources, Text
from teema.formats.source import canonical
from teema.study.kept import Kept


@dataclass(slots=True)
class Coded:
    """The selections of each text, by the text's number and the stretch that they cover."""

    rows: Rows
    sources: Sources
    selections: dict[int, dict[tuple[int, int], Selection]]
    placing: Placing = field(default_factory=Placing)
    kept: list[Kept] = field(default_factory=list)
    recordings: int = 0
    _codings: dict[str, list[Applied]] = field(default_factory=dict)
    _notes: dict[str, list[str]] = field(default_factory=dict)
    _given: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, rows: Rows, sources: Sources, codes: Codes) -> Coded:
        """Gather codings and annotations; those of no text or code are counted and left out."""
        coded = cls(rows, sources, {number: {} for number in sources.texts})
        for row in rows.all("code_text"):
            coded._code(row, codes)
        for row in rows.all("annotation"):
            coded._annotate(row)
        return coded

    def texts(self, values: dict[int, dict[str, str]]) -> Iterator[SourceText]:
        """Yield the project's texts with what stands on them."""
        for number, text in self.sources.texts.items():
            stretches = sorted(self.selections[number].items())
            yield SourceText(
                self.rows.id("source", text.name),
                text.name,
                text.words.text,
                text.kind,
                canonical(text.row.text("memo")),
                self.rows.owner(text.row),
                date_of(text.row),
                selections=tuple(self._whole(selection) for _, selection in stretches),
                values=values.get(number, {}),
                original=text.original,
            )

    def _whole(self, selection: Selection) -> Selection:
        """Return a selection with everything that was put on it."""
        codings, notes = self._codings.get(selection.guid, ()), self._notes.get(selection.guid, ())
        return replace(selection, codings=tuple(codings), notes=tuple(notes))

    def stretch(self, number: int, text: Text, row: Row, quoted: str = "") -> Selection | None:
        """Return the selection of a row's stretch of a text, made where there is none; None where the text has no such place."""
        start, end = row.number("pos0"), row.number("pos1")
        given = (text.at(start), text.at(end)) if start is not None and end is not None else (0, 0)
        if quoted != text.words.text[slice(*given)]:
            quoted = canonical(quoted)
        place = self.placing.place(text.words, *given, quoted)
        if place is None:
            return None
        guid, words = self.rows.id("selection", text.name, *place), text.words.text[slice(*place)]
        quoted = words if quoted and same(words, quoted) else quoted
        return self.selections[number].setdefault(place, Selection(guid, *place, quoted))

    def _code(self, row: Row, codes: Codes) -> None:
        number, code = row.number("fid"), codes.by_number.get(_or_none(row.number("cid")))
        text = self.sources.texts.get(_or_none(number))
        if text is None or number is None or code is None:
            self.rows.astray["code_text"] += 1
            return
        selection = self.stretch(number, text, row, row.text("seltext"))
        if selection:
            key = (text.name, selection.start, selection.end, code.name, row.text("owner"))
            own = self._unique(self.rows.id("coding", *key))
            notes = self.rows.memo(row, "coding", own)
            applied = Applied(own, code.guid, self.rows.owner(row), date_of(row), notes)
            self._codings.setdefault(selection.guid, []).append(applied)
            self._keep_importance(row, own)

    def _unique(self, own: str) -> str:
        """Give a coding that repeats another, as old databases allow, an identity of its own."""
        self._given[own] += 1
        return own if self._given[own] == 1 else self.rows.id("repeated", own, self._given[own])

    def _keep_importance(self, row: Row, own: str) -> None:
        self.recordings += row.number("avid") is not None
        if row.number("important"):
            kept = Kept(self.rows.id("important", own).lower(), "qualcoder", "important", f"coding:{own.lower()}")
            self.kept.append(replace(kept, content=json.dumps({"important": 1})))

    def _annotate(self, row: Row) -> None:
        number = row.number("fid")
        text = self.sources.texts.get(_or_none(number))
        if text is None or number is None:
            self.rows.astray["annotation"] += 1
            return
        selection = self.stretch(number, text, row)
        if selection:
            note = self.rows.memo(row, "annotation", text.name, selection.start, selection.end, row.text("owner"))
            self._notes.setdefault(selection.guid, []).extend(note)


def _or_none(number: int | None) -> int:
    """Return a number that refers to nothing where there is none: rows are numbered from 1."""
    return -1 if number is None else number
