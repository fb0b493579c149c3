"""The grid's rows as HTML. There are a hundred on a page, each with fields to write in, so they are written without a template."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final
from urllib.parse import quote
from uuid import UUID

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from teema.web.coding.queries.expressions import Row
from teema.web.speaking import spoken
from teema.web.studies.models import Study
from teema.wording import table

_SHOWN: Final = 60
"""Characters of the words that name a field to a screen reader."""
_LONG: Final = 280
"""Characters of the words that are shown; the whole opens in the interview."""
_VALENCES: Final = {1: ("positive", "+"), 0: ("mixed", "±"), -1: ("negative", "−")}
_ROW: Final = '<tr id="coding-{id}" data-row="{id}">{cells}</tr>\n'
_PICK: Final = '<td class="pick"><input type="checkbox" name="chosen" value="{id}" aria-label="{name}"></td>'
_WORDS: Final = '<td class="words"><a href="{url}">{words}</a></td>'
_REDUCED: Final = (
    '<td class="writes" data-label="{label}"><textarea class="control" name="reduced-{id}" rows="1" data-cell="reduced" aria-label="{name}">'
    '\n{value}</textarea><input type="hidden" name="seen-{id}" value="{seen}">{now}</td>'
)
_TOPIC: Final = (
    '<td class="writes" data-label="{label}"><input class="control" name="topic-{id}" maxlength="300" list="topics" autocomplete="off" '
    'data-cell="topic" aria-label="{name}" value="{value}">{now}</td>'
)
_CELL: Final = '<td data-label="{label}"><span class="pair">{content}</span></td>'
_VALENCE: Final = (
    '<span class="valence {name}" title="{words}"><span aria-hidden="true">{sign}</span>'
    '<span class="visually-hidden">{words}</span></span>'
)
_LINK: Final = '<a href="{grid}?{name}={value}"{kind}>{words}</a>'


class Writing:
    """Writes rows in the language of the request, for one who may change those whose coder is among ``own`` (None: all)."""

    def __init__(self, study: Study, own: Collection[str] | None) -> None:
        self.own = own
        self.grid = reverse("coding:expressions", args=(study.slug,))
        self.place = reverse("coding:coding", args=(study.slug, UUID(int=0)))
        self.words: Mapping[str, Mapping[str, str]] = table(spoken(), "web_expressions")
        self.none = f'<span class="quiet">{self.words["none"]}</span>'

    def rows(self, rows: Collection[Row], mine: Mapping[UUID, Mapping[str, str]], *, can: bool) -> SafeString:
        """Write rows; ``mine`` is what somebody wrote in vain, by coding: it stands in the fields, and what stands beside it."""
        return mark_safe("".join(self._row(row, mine.get(row.id, {}), can) for row in rows))  # noqa: S308 – every piece is escaped

    def _row(self, row: Row, mine: Mapping[str, str], can: bool) -> str:
        writes = can and (self.own is None or row.line.coder in self.own)
        shown = row.line.words if len(row.line.words) <= _LONG else f"{row.line.words[:_LONG]}…"
        cells = [_WORDS.format(url=self.place.replace(str(UUID(int=0)), str(row.id)), words=escape(shown) or "…")]
        if can:
            cells.insert(0, self._pick(row) if writes else '<td class="pick"></td>')
        cells += self._fields(row, mine) if writes else self._texts(row)
        return _ROW.format(id=row.id, cells="".join([*cells, *self._rest(row)]))

    def _pick(self, row: Row) -> str:
        return _PICK.format(id=row.id, name=self._named("pick", row))

    def _named(self, what: str, row: Row) -> str:
        return escape(self.words["row"][what].format(words=row.line.words[:_SHOWN]))

    def _fields(self, row: Row, mine: Mapping[str, str]) -> list[str]:
        stands = {"reduced": row.line.reduced, "topic": row.topic.name if row.topic else ""}
        written = {
            name: {
                "id": row.id,
                "label": self._label(name),
                "name": self._named(name, row),
                "value": escape(mine.get(name, value)),
                "now": self._now(value) if name in mine else "",
            }
            for name, value in stands.items()
        }
        return [_REDUCED.format(seen=row.seen, **written["reduced"]), _TOPIC.format(**written["topic"])]

    def _now(self, value: str) -> str:
        now = self.words["row"]["now"].format(value=value or self.words["row"]["nothing"])
        return f'<p class="field-error">{escape(now)}</p>'

    def _texts(self, row: Row) -> list[str]:
        return [
            self._cell("reduced", escape(row.line.reduced) or self.none),
            self._cell("topic", escape(row.topic.name) if row.topic else self.none),
        ]

    def _rest(self, row: Row) -> list[str]:
        sub, group, place = row.sub_theme, row.group, row.place
        code = self._link("code", sub.pk, str(sub), f"chip {row.colour}") if sub else self.none
        customer = self._link("customer", UUID(place.customer), place.customer_name) if place.customer else self.none
        document = self._link("document", UUID(place.document), place.title)
        coder = self._link("coder", row.line.coder, row.line.coder, "quiet") if row.line.coder else ""
        return [
            self._cell("sub_theme", code + self._link("code", row.theme.pk, str(row.theme), "quiet")),
            self._cell("customer", customer + (self._link("group", group.pk, group.name, "quiet") if group else "")),
            self._cell("document", document + coder),
            self._cell("valence", self._told(row)),
        ]

    def _told(self, row: Row) -> str:
        aspect = f'<span class="small">{self.words["aspects"][row.aspect]}</span>' if row.aspect else ""
        if row.line.valence is None:
            return aspect or self.none
        name, sign = _VALENCES[row.line.valence]
        return _VALENCE.format(name=name, sign=sign, words=escape(self.words["valences"][name])) + aspect

    def _link(self, name: str, value: object, words: str, kind: str = "") -> str:
        kind = f' class="{kind}"' if kind else ""
        return _LINK.format(grid=self.grid, name=name, value=quote(str(value)), kind=kind, words=escape(words))

    def _cell(self, label: str, content: str) -> str:
        return _CELL.format(label=self._label(label), content=content)

    def _label(self, name: str) -> str:
        return escape(self.words["columns"][name])
