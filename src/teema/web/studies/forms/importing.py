"""Forms of bringing a register in: the file, then what each of its columns is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core import signing

from teema.errors import ReadFailed, TeemaError
from teema.formats.source import Source
from teema.formats.surveys.grids import grid_of
from teema.web.speaking import spoken
from teema.web.studies.forms.worded import Worded, said
from teema.web.studies.registers.headers import FIELDS
from teema.wording import explain

MOST_ROWS: Final = 5_000
LARGEST: Final = 5 * 1024 * 1024
_SALT: Final = "teema.register"

Table = list[list[str]]


class RegisterFileForm(Worded, forms.Form):
    """A spreadsheet with a customer a row."""

    words = "web_register.importing"
    file = forms.FileField(widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xlsm"}))

    def clean_file(self) -> Table:
        """Return the table in the file, its header first; what is wrong with it stands beside the field."""
        given = self.cleaned_data["file"]
        try:
            return _table(given.name, given.size, given.read)
        except TeemaError as trouble:
            raise forms.ValidationError(" ".join(explain(trouble, spoken()))) from trouble


def _table(name: str, size: int, read: Any) -> Table:
    if size > LARGEST:
        raise ReadFailed("B228", path=name, limit=MOST_ROWS)
    rows = grid_of(Source(name, read())).rows
    if len(rows) < 2:
        raise ReadFailed("B218", path=name)
    if len(rows) > MOST_ROWS:
        raise ReadFailed("B228", path=name, limit=MOST_ROWS)
    return [list(row) for row in rows]


class MappingForm(forms.Form):
    """What each column is; the rows travel with the page, signed, and are kept nowhere."""

    rows = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, table: Table, data: Any = None, *, mapping: Sequence[str] = ()) -> None:
        initial = {"rows": carried(table)} | {f"column_{place}": name for place, name in enumerate(mapping)}
        super().__init__(data, initial=initial)
        self.table = table
        choices = [("", said("web_register.importing.leave"))]
        choices += [(name, said(f"web_register.fields.{name}")) for name in FIELDS]
        for place, header in enumerate(table[0]):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                choices=choices,
                required=False,
                label=header or said("web_register.importing.nameless", number=place + 1),
            )

    def columns(self) -> list[tuple[forms.BoundField, list[str]]]:
        """Return the field of each column with its first values, for the page."""
        return [
            (self[f"column_{place}"], [row[place] for row in self.table[1:] if row[place]][:3])
            for place in range(len(self.table[0]))
        ]

    def clean(self) -> dict[str, Any]:
        """No two columns are the same."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for place in range(len(self.table[0])):
            name = given.get(f"column_{place}") or ""
            if name and name in seen:
                self.add_error(f"column_{place}", said("web_register.importing.twice"))
            seen.add(name)
        return given

    @property
    def mapping(self) -> tuple[str, ...]:
        """Return what each column is."""
        return tuple(self.cleaned_data.get(f"column_{place}") or "" for place in range(len(self.table[0])))


def carried(table: Table) -> str:
    """Return a table as the page carries it."""
    return signing.dumps(table, salt=_SALT, compress=True, serializer=_Json)


def carried_table(written: str) -> Table:
    """Return the table that a page carried. ReadFailed (B219): it isn't as it was sent."""
    try:
        table: Table = signing.loads(written, salt=_SALT, serializer=_Json)
    except signing.BadSignature as trouble:
        raise ReadFailed("B219") from trouble
    return table


class _Json:
    """JSON in letters as they are: a register of names is a third shorter than with escapes."""

    def dumps(self, obj: object) -> bytes:
        return json.dumps(obj, ensure_ascii=False, separators=(",", ":")).encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(data.decode())
