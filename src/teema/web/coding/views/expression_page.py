"""What the page of the grid shows: the filters with what they offer, the heads with their orders, the rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Paginator

from teema.study.codes import ASPECTS
from teema.web.coding.actions.expressions import Edit
from teema.web.coding.queries import expressions as queries
from teema.web.coding.queries.tree import Node
from teema.web.coding.views.lines import Writing
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest
from teema.web.studies.rights import may
from teema.wording import say, table

PAGE: Final = 100
HEADS: Final = (("words",), ("reduced",), ("topic",), ("sub_theme", "theme"), ("customer", "group"), ("document", "coder"), ("valence", "aspect"))  # fmt: skip
"""The columns by which each head orders: two stand in one where they are read together."""
VALENCES: Final = (("1", "positive"), ("0", "mixed"), ("-1", "negative"), (queries.NONE, "none"))
VIEWS: Final = {
    "reduced": {"reduced": "without"},
    "topic": {"topic": queries.NONE},
    "sub_theme": {"under": "theme"},
}
"""What is still to be done, as what it takes to find it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A code to choose, written at its depth and, to be found by, with what it stands under."""

    id: str
    indented: str
    path: str


def context_of(request: StudyRequest, written: Iterable[Edit] = ()) -> dict[str, Any]:
    """Gather what the page shows; ``written`` is what somebody wrote that couldn't be saved."""
    grid = queries.grid_of(request.study, queries.asked(request.GET))
    page = Paginator(grid.lines, PAGE).get_page(request.GET.get("page"))
    can, rows, book = may(request.membership.role, "coding.change"), grid.rows(list(page.object_list)), grid.book
    own = None if request.membership.role == "lead" else {"", request.membership.coder}
    mine = {one.coding: one for one in written}
    topics = [(str(one.pk), one.name) for one in book.topics.values()]
    return {
        "asked": grid.asked,
        "asked_document": grid.sheet.places.get(grid.asked.document.replace("-", "")),
        "found": len(grid.lines),
        "offered": queries.offered(grid),
        "page": page,
        "rows": rows,
        "table": Writing(request.study, own).rows(
            rows, {row.id: _mine(row, mine.get(row.id)) for row in rows}, can=can
        ),
        "can": can,
        "seen": f"{grid.sheet.moment.newest}-{grid.sheet.moment.turn}",
        "heads": [_head(names, grid.asked.sort) for names in HEADS],
        "sorts": queries.SORTS,
        "views": VIEWS,
        "codes": choices(book.nodes),
        "topic_choices": topics,
        "group_choices": [(str(one.pk), one.name) for one in book.groups.values()],
        "valences": VALENCES,
        "aspects": [*((one, one) for one in ASPECTS), (queries.NONE, "none")],
        "own_aspects": [
            *((one, f"web_expressions.aspects.{one}") for one in ASPECTS),
            (queries.NONE, "web_expressions.many.as_code"),
        ],
        "topics": [name for _, name in topics],
        "words": table(spoken(), "web_expressions.island"),
        "page_width": "full",
    }


def choices(nodes: Sequence[Node]) -> list[Choice]:
    """Return the codebook to choose from."""
    paths: dict[Any, str] = {None: ""}
    found = []
    for node in nodes:
        above = paths[node.code.parent_id]
        paths[node.code.pk] = f"{above} › {node.code.name}" if above else node.code.name
        found.append(Choice(str(node.code.pk), "\u2003" * node.depth + node.code.name, paths[node.code.pk]))
    return found


def _mine(row: queries.Row, edit: Edit | None) -> dict[str, str]:
    """Return what somebody wrote where it differs from what stands."""
    stands = {"reduced": row.line.reduced, "topic": row.topic.name if row.topic else ""}
    written = {"reduced": edit.reduced, "topic": edit.topic} if edit else {}
    return {name: value for name, value in written.items() if value is not None and value.strip() != stands[name]}


def _head(names: Sequence[str], sort: str) -> dict[str, Any]:
    """Return a head: its columns' names, what pressing each orders by, and how the lines are ordered now."""
    backwards = sort.startswith("-")
    now = sort.removeprefix("-") in names
    return {
        "name": names[0],
        "sorted": ("descending" if backwards else "ascending") if now else "",
        "links": [_order(name, sort) for name in names],
    }


def _order(name: str, sort: str) -> dict[str, str]:
    following = {name: f"-{name}", f"-{name}": ""}.get(sort, name)
    icons = {name: "arrow-up", f"-{name}": "arrow-down"}
    return {"name": say(spoken(), f"web_expressions.columns.{name}"), "sort": following, "icon": icons.get(sort, "")}
