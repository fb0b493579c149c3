"""The codebook as plain data, and as rows in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from teema.errors import NotFound
from teema.study import Code as PlainCode
from teema.study import Codebook
from teema.web.coding.models import Code
from teema.web.studies.models import Study

COLOURS = tuple(f"c{number}" for number in range(10))


@dataclass(frozen=True, slots=True)
class Node:
    """A row of the codebook at its depth (0 for a theme), among its siblings; ``theme`` is the place of its theme."""

    code: Code
    depth: int
    theme: int
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Look:
    """What a node has of its own or from above: its colour (c0 … c9) and its aspect. ``inherited`` tells that the aspect is from above."""

    colour: str
    aspect: str
    inherited: bool


def nodes_of(study: Study) -> list[Node]:
    """Return the codebook's rows as they are read: each node before those below it."""
    children: dict[UUID | None, list[Code]] = {}
    for code in Code.objects.filter(study=study):
        children.setdefault(code.parent_id, []).append(code)
    themes = enumerate(children.get(None, []))
    last = len(children.get(None, [])) - 1
    return [
        node for place, theme in themes for node in _branch(Node(theme, 0, place, place == 0, place == last), children)
    ]


def _branch(node: Node, children: dict[UUID | None, list[Code]]) -> Iterator[Node]:
    yield node
    below = children.get(node.code.pk, [])
    for place, child in enumerate(below):
        yield from _branch(Node(child, node.depth + 1, node.theme, place == 0, child is below[-1]), children)


def looks_of(nodes: Iterable[Node]) -> dict[UUID, Look]:
    """Return each node's look. A theme without a colour of the ten has that of its place."""
    looks: dict[UUID, Look] = {}
    for node in nodes:
        code, above = node.code, looks.get(node.code.parent_id) if node.code.parent_id else None
        own = code.color if code.color in COLOURS else ""
        colour = own or (above.colour if above else COLOURS[node.theme % len(COLOURS)])
        aspect = code.aspect or (above.aspect if above else "")
        looks[code.pk] = Look(colour, aspect, bool(aspect) and not code.aspect)
    return looks


def tree_of(study: Study) -> Codebook:
    """Return the codebook's themes as plain data."""
    children: dict[UUID | None, list[Code]] = {}
    for code in Code.objects.filter(study=study):
        children.setdefault(code.parent_id, []).append(code)
    return Codebook(_plain(None, children))


def _plain(parent: UUID | None, children: dict[UUID | None, list[Code]]) -> tuple[PlainCode, ...]:
    return tuple(
        PlainCode(code.key, code.name, str(code.pk), code.label, children=_plain(code.pk, children))
        for code in children.get(parent, [])
    )


def code_of(study: Study, code: UUID) -> Code:
    """Return a code of a study. NotFound (B401): there is none."""
    found = Code.objects.select_related("study", "parent").filter(study=study, pk=code).first()
    if found is None:
        raise NotFound("B401")
    return found


def below(code: Code) -> list[Code]:
    """Return a code and everything below it, each before what lies below it."""
    rows = nodes_of(code.study)
    place = next(place for place, node in enumerate(rows) if node.code.pk == code.pk)
    found = [rows[place].code]
    for node in rows[place + 1 :]:
        if node.depth <= rows[place].depth:
            break
        found.append(node.code)
    return found


def path_of(code: Code) -> list[Code]:
    """Return the codes from the theme down to a code."""
    return [*(path_of(code.parent) if code.parent else []), code]
