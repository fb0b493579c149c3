"""What was kept aside of a QualCoder project → back to where it came from: recordings, pictures, what is coded in them."""

from __future__ import annotations

import json
from typing import Any

from teema.formats.qualcoder.case_rows import CaseRows
from teema.formats.qualcoder.code_rows import CodeRows
from teema.formats.qualcoder.filling import Filling, Record
from teema.formats.qualcoder.source_rows import SourceRows
from teema.formats.source import canonical
from teema.study.kept import Kept

_MOST = 1 << 63
_CODED = {
    "code_av": ("pos0", "pos1", "important"),
    "code_image": ("x1", "y1", "width", "height", "pdf_page", "important"),
}


class Returning:
    """Puts back what was kept. ``values`` are those of recordings and pictures, by number and the variable's identity."""

    def __init__(self, filling: Filling, codes: CodeRows, sources: SourceRows, cases: CaseRows) -> None:
        self._filling, self._codes, self._sources, self._cases = filling, codes, sources, cases
        self._variables = {variable.name: variable.guid for variable in filling.project.variables}
        self._media: dict[str, int] = {}
        self.values: dict[int, dict[str, str]] = {}
        ours = [one for one in filling.project.kept if one.origin == "qualcoder"]
        for one in sorted(ours, key=lambda kept: kept.kind != "source"):
            if not self._put_back(one, _content(one)):
                filling.lose("kept_things", "nothing_to_be_on", one.kind)
        for one in filling.project.kept:
            if one.origin != "qualcoder":
                filling.lose("kept_things", "other_program", one.kind)

    def _put_back(self, one: Kept, content: dict[str, Any]) -> bool:
        """Put one thing back; False where what it was on is gone."""
        if one.kind == "source":
            return self._source(content)
        if one.kind in _CODED:
            return self._coding(one.kind, content)
        coding = self._sources.codings.get(one.about.removeprefix("coding:"))
        if one.kind != "important" or coding is None:
            return False
        coding["important"] = 1
        return True

    def _source(self, content: dict[str, Any]) -> bool:
        name, transcript = _text(content, "name"), self._sources.by_name.get(_text(content, "transcript"))
        if not name:
            return False
        if name in self._sources.by_name:
            row = self._filling.tables["source"][self._sources.by_name[name] - 1]
            row["mediapath"] = row["mediapath"] or _text(content, "mediapath") or None
            return True
        made = {column: _text(content, column) for column in ("memo", "owner", "date")}
        path = _text(content, "mediapath") or None
        named = self._sources.names.free(name)
        number = self._filling.add("source", name=named, mediapath=path, av_text_id=transcript, **made)
        self._media[name], self.values[number] = number, self._values(content.get("attributes"))
        self._link(number, content.get("cases"))
        return True

    def _values(self, attributes: object) -> dict[str, str]:
        found = attributes.items() if isinstance(attributes, dict) else ()
        return {self._variables[name]: canonical(str(value)) for name, value in found if name in self._variables}

    def _link(self, number: int, cases: object) -> None:
        for name in cases if isinstance(cases, list) else ():
            if name in self._cases.by_name:
                self._cases.link(self._cases.by_name[name], number, 0, 0)

    def _coding(self, table: str, content: dict[str, Any]) -> bool:
        name, code = _text(content, "source"), self._codes.named(_text(content, "code"))
        source = self._media.get(name, self._sources.by_name.get(name))
        if source is None or code is None:
            return False
        cells: Record = {column: _text(content, column) for column in ("memo", "owner", "date")}
        cells |= {column: content[column] for column in _CODED[table] if _is_number(content.get(column))}
        self._filling.add(table, id=source, cid=code, **cells)
        return True


def _content(one: Kept) -> dict[str, Any]:
    try:
        content = json.loads(one.content)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _text(content: dict[str, Any], key: str) -> str:
    value = content.get(key)
    return canonical(value) if isinstance(value, str) else ""


def _is_number(value: object) -> bool:
    """Tell whether a value is a whole number that a database holds."""
    return isinstance(value, int) and abs(value) < _MOST
