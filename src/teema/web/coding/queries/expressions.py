"""The grid of all codings: those that a filter finds, in the order asked for, a page of rows with what each needs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Final
from uuid import UUID

from teema.search.collation import collated
from teema.web.coding.models import Code, Coding, Topic
from teema.web.coding.queries.codebook import records_of
from teema.web.coding.queries.sheet import Line, Place, Sheet, sheet_of
from teema.web.coding.queries.tree import Look, Node, looks_of, nodes_of
from teema.web.history.seen import seen
from teema.web.studies.models import Group, Study

NONE: Final = "-"
"""What asks for codings without a topic, a coder, a valence …"""
VALENCES: Final = {"1": 1, "0": 0, "-1": -1, NONE: None}
_NOWHERE: Final = Place("", "", "", "", "", "", "", beside=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the grid is asked for; empty is everything. Identities as addresses have them; ``sort`` begins with ``-`` for backwards.

    ``under`` is ``theme`` for codings that are in no sub-theme, ``layer`` is ``record`` for those that results count.
    """

    q: str = ""
    group: str = ""
    customer: str = ""
    document: str = ""
    code: str = ""
    topic: str = ""
    coder: str = ""
    valence: str = ""
    aspect: str = ""
    reduced: str = ""
    expression: str = ""
    under: str = ""
    layer: str = ""
    sort: str = ""

    @property
    def filters(self) -> dict[str, str]:
        """Return what narrows the grid."""
        return {name: value for name, value in asdict(self).items() if value and name != "sort"}


def asked(parameters: Mapping[str, str]) -> Asked:
    """Read what a grid's address asks for."""
    return Asked(**{field.name: parameters.get(field.name, "").strip() for field in fields(Asked)})


@dataclass(frozen=True, slots=True)
class Book:
    """The codebook as the grid needs it; by a code's identity in plain hexadecimal."""

    nodes: Sequence[Node]
    theme: Mapping[str, Code]
    sub_theme: Mapping[str, Code | None]
    turn: Mapping[str, int]
    look: Mapping[str, Look]
    topics: Mapping[str, Topic]
    groups: Mapping[str, Group]

    def branch(self, code: str) -> set[str]:
        """Return a code and everything below it."""
        found: set[str] = set()
        for node in self.nodes:
            parent = node.code.parent_id
            if node.code.pk.hex == code or (parent is not None and parent.hex in found):
                found.add(node.code.pk.hex)
        return found

    def aspect(self, line: Line) -> str:
        """Return a coding's aspect: its own, or else its code's."""
        return line.aspect or self.look[line.code].aspect


def book_of(study: Study) -> Book:
    """Return the codebook, the topics and the groups of a study."""
    nodes = nodes_of(study)
    themes: dict[str, Code] = {}
    subs: dict[str, Code | None] = {}
    for node in nodes:
        above = node.code.parent_id.hex if node.code.parent_id else ""
        themes[node.code.pk.hex] = themes.get(above, node.code)
        subs[node.code.pk.hex] = (subs[above] or node.code) if above else None
    turn = {node.code.pk.hex: number for number, node in enumerate(nodes)}
    looks = {pk.hex: look for pk, look in looks_of(nodes).items()}
    topics = {one.pk.hex: one for one in Topic.objects.filter(study=study)}
    return Book(
        nodes, themes, subs, turn, looks, topics, {one.pk.hex: one for one in Group.objects.filter(study=study)}
    )


@dataclass(frozen=True, slots=True)
class Grid:
    """The codings that were asked for, of all those that the study has."""

    asked: Asked
    sheet: Sheet
    book: Book
    lines: Sequence[Line]

    def rows(self, lines: Sequence[Line]) -> list[Row]:
        """Return lines as they are shown."""
        return [self._row(line) for line in lines]

    def _row(self, line: Line) -> Row:
        topic = self.book.topics.get(line.topic)
        return Row(
            line,
            UUID(line.id),
            self.sheet.places.get(line.document, _NOWHERE),
            self.book.theme[line.code],
            self.book.sub_theme[line.code],
            topic,
            self.book.groups.get(self.sheet.places[line.document].group),
            self.book.look[line.code].colour,
            self.book.aspect(line),
            marks(line.reduced, topic.pk if topic else None),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A coding as the grid shows it. ``seen`` marks its reduced expression and its topic as they were shown."""

    line: Line
    id: UUID
    place: Place
    theme: Code
    sub_theme: Code | None
    topic: Topic | None
    group: Group | None
    colour: str
    aspect: str
    seen: str


def marks(reduced: str, topic: UUID | None) -> str:
    """Mark a reduced expression and a topic as they are now: a page sends the marks back with what was written."""
    row = Coding(reduced=reduced, topic_id=topic)
    return f"{seen(row, 'reduced')}.{seen(row, 'topic')}"


Condition = Callable[[Line], bool]
Key = Callable[[Line], Any]


def grid_of(study: Study, wanted: Asked) -> Grid:
    """Return the codings of a study that are asked for, in the order asked for."""
    sheet, book = sheet_of(study), book_of(study)
    column = wanted.sort.removeprefix("-")
    attribute = _ALPHABETICAL.get(column)
    lines = [line for _, line in sheet.by(attribute)] if attribute else list(sheet.lines)
    for holds in (_known(book), *_conditions(study, wanted, sheet, book)):
        lines = [line for line in lines if holds(line)]
    key = (lambda line: getattr(line, attribute)) if attribute else _key(column, sheet, book)
    return Grid(
        wanted, sheet, book, lines if key is None else _sorted(lines, key, wanted.sort, in_order=bool(attribute))
    )


def _known(book: Book) -> Condition:
    """A coding may have come under a new code between the reading of the lines and that of the codebook, or the other way round."""
    return lambda line: line.code in book.turn


def _conditions(study: Study, wanted: Asked, sheet: Sheet, book: Book) -> Iterator[Condition]:
    """Yield what each filter asks of a line."""
    if wanted.layer:
        records = {document.hex: coder for document, coder in records_of(study).items()}
        yield lambda line: line.coder == records.get(line.document) and not sheet.places[line.document].beside
    if wanted.code:
        codes = book.branch(_identity(wanted.code))
        yield lambda line: line.code in codes
    if wanted.under:
        yield lambda line: book.sub_theme[line.code] is None
    if wanted.topic:
        topic = _identity(wanted.topic)
        yield lambda line: line.topic == topic
    if wanted.group or wanted.customer or wanted.document:
        documents = _documents(wanted, sheet.places.values())
        yield lambda line: line.document in documents
    if wanted.coder:
        coder = "" if wanted.coder == NONE else wanted.coder
        yield lambda line: line.coder == coder
    if wanted.valence:
        yield lambda line: line.valence == VALENCES.get(wanted.valence, NONE)
    if wanted.aspect:
        aspect = "" if wanted.aspect == NONE else wanted.aspect
        yield lambda line: book.aspect(line) == aspect
    yield from _of_words(wanted)


def _of_words(wanted: Asked) -> Iterator[Condition]:
    if wanted.reduced:
        yield lambda line: bool(line.expression) == (wanted.reduced == "with")
    if wanted.expression:
        expression = " ".join(wanted.expression.casefold().split())
        yield lambda line: line.expression == expression
    if wanted.q:
        words = " ".join(wanted.q.casefold().split())
        yield lambda line: words in line.search


def _documents(wanted: Asked, places: Collection[Place]) -> set[str]:
    """Return the documents of a group, a customer and a name: a document must fit all that are asked for."""
    fits = {
        "group": lambda place: place.group,
        "customer": lambda place: place.customer,
        "document": lambda place: place.document,
    }
    given = {name: _identity(value) for name in fits if (value := getattr(wanted, name))}
    return {one.document for one in places if all(fits[name](one) == value for name, value in given.items())}


def _identity(value: str) -> str:
    return "" if value == NONE else value.replace("-", "").lower()


def _key(column: str, sheet: Sheet, book: Book) -> Key | None:
    """Return what lines are ordered by for a column; a line for which that is ``""`` has nothing there."""
    places = sheet.places.items()
    if column == "topic":
        return _looked_up("topic", {key: collated(topic.name) for key, topic in book.topics.items()})
    if column == "theme":
        return _looked_up("code", {key: book.turn[theme.pk.hex] for key, theme in book.theme.items()})
    if column == "sub_theme":
        return _looked_up("code", {key: book.turn[sub.pk.hex] for key, sub in book.sub_theme.items() if sub})
    if column == "group":
        turn = {group: number for number, group in enumerate(book.groups)}
        return _looked_up("document", {key: turn[place.group] for key, place in places if place.group in turn})
    if column == "customer":
        return _looked_up("document", {key: collated(place.customer_name) for key, place in places})
    return _OWN.get(column) if column != "aspect" else book.aspect


def _looked_up(column: str, order: Mapping[str, Any]) -> Key:
    return lambda line: order.get(getattr(line, column), "")


_ALPHABETICAL: Final = {"words": "words", "reduced": "expression"}
_OWN: Final[dict[str, Key]] = {
    "document": lambda line: line.order,
    "coder": lambda line: line.coder.casefold(),
    "valence": lambda line: "" if line.valence is None else line.valence,
}
SORTS: Final = (
    "words",
    "reduced",
    "topic",
    "sub_theme",
    "theme",
    "group",
    "customer",
    "document",
    "coder",
    "valence",
    "aspect",
)


def _sorted(lines: list[Line], key: Key, sort: str, *, in_order: bool) -> list[Line]:
    """Order lines by a key, those that have nothing in it last either way."""
    filled = [line for line in lines if key(line) != ""]
    empty = [line for line in lines if key(line) == ""] if len(filled) < len(lines) else []
    if not in_order:
        filled.sort(key=key)
    return [*(reversed(filled) if sort.startswith("-") else filled), *empty]


@dataclass(frozen=True, slots=True)
class Offered:
    """What the filters offer to choose from, and how many codings still lack what."""

    customers: list[tuple[str, str]]
    coders: list[str]
    without: dict[str, int]
    total: int


def offered(grid: Grid) -> Offered:
    """Return what there is to choose from in the whole study."""
    lines, book = grid.sheet.lines, grid.book
    customers = {place.customer: place.customer_name for place in grid.sheet.places.values() if place.customer}
    named = sorted(((str(UUID(pk)), name) for pk, name in customers.items()), key=lambda one: collated(one[1]))
    without = {
        "reduced": sum(not line.expression for line in lines),
        "topic": sum(not line.topic for line in lines),
        "sub_theme": sum(book.sub_theme.get(line.code) is None for line in lines),
    }
    return Offered(named, sorted({line.coder for line in lines if line.coder}, key=collated), without, len(lines))
