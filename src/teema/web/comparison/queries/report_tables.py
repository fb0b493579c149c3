"""Tables 1–8 of the report on a page: which there are, and one of them with its switches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html

from teema.analysis.whole import Results
from teema.report.blocks import Column, Table
from teema.report.sections.frame import frame
from teema.report.sections.material import material
from teema.web.comparison.numbers import UNITS, Unit, number
from teema.web.comparison.tables import ShownCell, ShownTable, shown, telling
from teema.web.studies.models import Interview, Study
from teema.wording import Language, say


@dataclass(frozen=True, slots=True)
class Entry:
    """A table to choose: its number in the report (None: it stands only here), its name, and what an address holds of it."""

    number: int | None
    name: str
    parameters: Mapping[str, str]

    @property
    def query(self) -> str:
        """Return the query of its address."""
        return urlencode(self.parameters)


def entries(results: Results, language: Language) -> tuple[Entry, ...]:
    """Return the tables that the study has anything for: the interviews, the frame, each theme with codings."""
    key = ("entries", language)
    if key not in results.kept:
        results.kept[key] = _entries(results, language)
    found: tuple[Entry, ...] = results.kept[key]
    return found


def _entries(results: Results, language: Language) -> tuple[Entry, ...]:
    told = telling(results, language)
    before = [block.key for chapter in (material, frame) for block in chapter(told) if isinstance(block, Table)]
    found = [
        Entry(before.index(key) + 1, _name(language, name), {"table": name}) for key, name in _FIRST if key in before
    ]
    return (*found, *_themes(results, len(before)))


_FIRST = (("interviews", "interviews"), ("themes", "frame"))


def _name(language: Language, table: str) -> str:
    return say(language, f"web_comparison.tables.{table}")


def _themes(results: Results, before: int) -> Iterator[Entry]:
    spoken = set(results.codings["theme"].drop_nulls())
    themes = [theme for theme in results.study.codebook.themes if theme.key in spoken]
    for place, theme in enumerate(themes, before + 1):
        yield Entry(place, theme.name, {"table": "theme", "theme": theme.key})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page of one table was asked for."""

    table: str
    theme: str
    unit: Unit
    turned: bool

    @property
    def parameters(self) -> dict[str, str]:
        """Return which table it is, as an address holds it."""
        return {"table": self.table, "theme": self.theme} if self.table == "theme" else {"table": self.table}


def asked(given: Mapping[str, str], known: tuple[Entry, ...]) -> Asked:
    """Read what an address asks for; what it doesn't say is the first theme's table, else the first table there is."""
    themes = [entry.parameters for entry in known if entry.parameters["table"] == "theme"]
    first = (themes or [entry.parameters for entry in known] or [{"table": "interviews"}])[0]
    table = given.get("table") or first["table"]
    unit = next((one for one in UNITS if one == given.get("unit")), UNITS[0])
    return Asked(table, given.get("theme") or first.get("theme", ""), unit, given.get("turned") == "1")


def report_table(study: Study, results: Results, language: Language, wanted: Asked) -> ShownTable:
    """Make one table as it was asked for. NotFound (B802): there is no such table."""
    if wanted.table == "interviews":
        return _interviews(study, results, language)
    if wanted.table == "theme":
        table = shown(study, "theme", language, counting=wanted.unit, theme=wanted.theme)
    else:
        table = shown(study, wanted.table, language, counting=wanted.unit)
    return table.transposed if wanted.turned and wanted.table != "frame" else table


def _interviews(study: Study, results: Results, language: Language) -> ShownTable:
    """Return Table 1, each interview leading to its page, and how many codings each has."""
    table = shown(study, "interviews", language)
    rows = dict(Interview.objects.filter(study=study).values_list("key", "pk"))
    counts = dict(results.codings.group_by("interview").len().iter_rows())
    held = [one.interview for one in results.material.by_interview]
    lines = [
        (_leading(study, cells[0], rows.get(key)), *cells[1:], _codings(study, key, counts.get(key, 0)))
        for key, cells in zip(held, table.rows, strict=False)
    ]
    total = number(study, results.codings.height, "properties")
    last = [(*cells, ShownCell((total,), numeric=True)) for cells in table.rows[len(held) :]]
    column = Column(say(language, "web_comparison.tables.codings"), numeric=True)
    return replace(table, figures=True, columns=(*table.columns, column), rows=(*lines, *last))


def _leading(study: Study, cell: ShownCell, interview: object) -> ShownCell:
    if interview is None:
        return cell
    url = reverse("studies:interview", kwargs={"study": study.slug, "interview": interview})
    return replace(cell, lines=(format_html('<a href="{}">{}</a>', url, cell.lines[0]),))


def _codings(study: Study, key: str, count: int) -> ShownCell:
    return ShownCell((number(study, count, "properties", interview=key),), numeric=True)
