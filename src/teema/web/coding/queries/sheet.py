"""All codings of a study as lines with their words, kept in the server's memory and brought up to date from the history.

A page of the grid asks for any of them in any order, by words that stand in documents: the database would cut them out anew each time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final
from uuid import UUID

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from teema.search.collation import collated
from teema.web.coding.models import Coding
from teema.web.history.models import RowChange
from teema.web.history.since import Moment, acts_since, moment
from teema.web.material.models import Document
from teema.web.studies.models import Study

_KEPT: Final = 4
"""Studies that are kept at once."""
_FEW: Final = 5000
"""Codings that are read singly after a change; after one of more, all are read."""
_ORDERED_BY: Final = 80
"""Characters by which words are put in order."""
_BESIDE: Final = frozenset({"coding.code", "coding.topic", "coding.memo", "material.relevance"})
"""Rows whose change leaves the lines as they are."""
_IDS: Final = ("id", "document", "code", "topic")
_COLUMNS: Final = ("start", "end", "coder", "reduced", "aspect", "valence", "position", "key")


@dataclass(frozen=True, slots=True)
class Place:
    """A document and whose words are in it; identities are plain hexadecimal, empty where there is none."""

    document: str
    key: str
    title: str
    customer: str
    customer_name: str
    customer_key: str
    group: str
    beside: bool
    """Whether it is material beside the interviews, which results count apart."""


@dataclass(frozen=True, slots=True)
class Line:
    """A coding with its words. ``expression`` is the reduced expression without regard to capitals and spaces, ``search`` what is searched."""

    id: str
    document: str
    code: str
    topic: str
    start: int
    end: int
    coder: str
    reduced: str
    aspect: str
    valence: int | None
    key: str
    order: tuple[int, int, int, int]
    words: str
    expression: str
    search: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A study's codings as they stood at a moment, in the order of documents and words."""

    moment: Moment
    lines: tuple[Line, ...]
    places: Mapping[str, Place]
    orders: dict[str, list[tuple[str, Line]]] = field(default_factory=dict, compare=False, repr=False)

    def by(self, column: str) -> list[tuple[str, Line]]:
        """Return the lines in the order of their ``words`` or ``expression``, each with what it is ordered by; kept once it was asked for."""
        if column not in self.orders:
            self.orders[column] = _alphabetical(self.lines, column)
        return self.orders[column]

    def followed(self, now: Moment, changed: Collection[str], anew: Sequence[Line]) -> Sheet:
        """Return the sheet with some lines read anew; orders are nearly right already, and quickly made so."""
        lines = [line for line in self.lines if line.id not in changed]
        orders = {
            column: _sorted([*(one for one in order if one[1].id not in changed), *_alphabetical(anew, column)])
            for column, order in self.orders.items()
        }
        return Sheet(now, _ordered([*lines, *anew]), self.places, orders)


def _alphabetical(lines: Iterable[Line], column: str) -> list[tuple[str, Line]]:
    return _sorted([(collated(getattr(line, column)[:_ORDERED_BY]), line) for line in lines])


def _sorted(pairs: list[tuple[str, Line]]) -> list[tuple[str, Line]]:
    return sorted(pairs, key=lambda pair: pair[0])


_sheets: OrderedDict[UUID, Sheet] = OrderedDict()
_lock = Lock()


def sheet_of(study: Study) -> Sheet:
    """Return a study's codings as they stand now."""
    with _lock:
        now, held = moment(study.pk), _sheets.get(study.pk)
        if held is None or len(held.lines) != Coding.objects.filter(study=study).count() or held.moment != now:
            held = _sheets[study.pk] = _followed(study, held, now)
        _sheets.move_to_end(study.pk)
        while len(_sheets) > _KEPT:
            _sheets.popitem(last=False)
        return held


def forget(study: Study) -> None:
    """Keep nothing of a study in memory: words were erased."""
    with _lock:
        _sheets.pop(study.pk, None)


def _followed(study: Study, held: Sheet | None, now: Moment) -> Sheet:
    """Read anew what changed since a sheet was read, or everything when more than codings may have changed."""
    changed = _changed(study, held.moment) if held is not None else None
    if held is not None and changed is not None:
        anew = list(_lines(Coding.objects.filter(pk__in=changed), held.places))
        sheet = held.followed(now, changed, anew)
        if len(sheet.lines) == Coding.objects.filter(study=study).count():
            return sheet
    places = _places(study)
    return Sheet(now, _ordered(_lines(Coding.objects.filter(study=study), places)), places)


def _changed(study: Study, then: Moment) -> set[str] | None:
    """Return the codings that changed since a moment; None when it takes reading everything."""
    acts = list(acts_since(study.pk, then).values_list("pk", flat=True)[:_FEW])
    changes = RowChange.objects.filter(act__in=acts).exclude(model__in=_BESIDE).order_by()
    rows = list(changes.values_list("model", "row").distinct()[: _FEW + 1])
    if len(rows) > _FEW or len(acts) == _FEW or any(model != "coding.coding" for model, _ in rows):
        return None
    return {row.hex for _, row in rows}


def _places(study: Study) -> dict[str, Place]:
    columns = (
        "id", "key", "title", "interview", "kind", "interview__customer", "customer", "interview__customer__group", "customer__group",
        "group", "interview__customer__name", "interview__customer__key", "customer__name", "customer__key",
    )  # fmt: skip
    rows = Document.objects.filter(study=study).order_by("position", "key").values_list(*columns)
    return {row[0].hex: _place(*row) for row in rows}


def _place(
    id: UUID, key: str, title: str, interview: UUID | None, kind: str, customer: UUID | None, other: UUID | None,
    group: UUID | None, other_group: UUID | None, own_group: UUID | None,
    name: str | None, customer_key: str | None, other_name: str | None, other_key: str | None,
) -> Place:  # fmt: skip
    whose, theirs = customer or other, group or other_group or own_group
    called = customer_key or other_key or ""
    return Place(
        id.hex,
        key,
        title or key,
        whose.hex if whose else "",
        name or other_name or called,
        called,
        theirs.hex if theirs else "",
        interview is None and bool(kind),
    )


def _lines(rows: QuerySet[Coding], places: Mapping[str, Place]) -> Iterator[Line]:
    as_text = {f"{name}_text": Cast(f"{name}_id" if name != "id" else name, CharField()) for name in _IDS}
    found = list(rows.order_by().annotate(**as_text).values_list(*as_text, *_COLUMNS))
    documents = {_bare(row[1]) for row in found}
    texts = {id.hex: text for id, text in Document.objects.filter(pk__in=documents).values_list("pk", "text")}
    turn = {document: number for number, document in enumerate(places)}
    same: dict[str | None, str] = {}
    for row in found:
        document, code, topic = (same.setdefault(one, _bare(one)) for one in row[1:4])
        yield _line(_bare(row[0]), document, code, topic, texts[document], turn[document], row[4:])


def _line(id: str, document: str, code: str, topic: str, text: str, turn: int, values: tuple[Any, ...]) -> Line:
    start, end, coder, reduced, aspect, valence, position, key = values
    words = " ".join(text[start:end].split())
    folded, expression = words.casefold(), " ".join(reduced.casefold().split())
    order = (turn, start, end, position)
    search = f"{folded}\n{expression}"
    return Line(
        id, document, code, topic, start, end, coder, reduced, aspect, valence, key, order, words, expression, search
    )  # fmt: skip


def _bare(identity: str | None) -> str:
    return identity.replace("-", "") if identity else ""


def _ordered(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: line.order))
