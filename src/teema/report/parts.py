"""The parts of a report put together as its plan says: chosen, ordered, with what was written between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from teema.report.blocks import Block, Bullets, Figure, Heading, Paragraph, Run, Table
from teema.report.plan import Place, Plan
from teema.report.sections import CHAPTERS, COREQ
from teema.report.sections.coreq import KEY, checklist, coreq
from teema.report.telling import Telling
from teema.report.written import written_blocks
from teema.wording import say

BY_TABLE: Final = frozenset({"appendix"})
"""Chapters whose sections are their tables and figures, without headings of their own."""


@dataclass(slots=True)
class Piece:
    """A chapter's beginning, or one of its sections; ``heading`` is empty for a table that is a section."""

    part: str
    heading: list[Block] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def chapters_of(plan: Plan) -> tuple[str, ...]:
    """Return the keys of a plan's chapters in order, each once; those that nobody knows are left out."""
    known = {*CHAPTERS, COREQ}
    return tuple(one for one in dict.fromkeys(plan.parts or CHAPTERS) if one in known)


def told(telling: Telling, plan: Plan) -> tuple[Block, ...]:
    """Tell the plan's chapters. A reference to a table or figure that isn't told falls away with its sentence."""
    placed = [one for key in chapters_of(plan) for one in _chapter(telling, plan, key)]
    known = {block.key for block, _ in placed if isinstance(block, Table | Figure)}
    blocks = tuple(kept for block, written in placed if (kept := _resolved(block, known, written)) is not None)
    return _located(telling, plan, blocks) if KEY in known else blocks


def _located(telling: Telling, plan: Plan, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Have the checklist say where the report tells each item: tables have their numbers only when all stand."""
    words = telling.words
    tables = [block.key for block in blocks if isinstance(block, Table)]
    shown = {key: f"{say(words.language, 'document.reference.table')} {place}" for place, key in enumerate(tables, 1)}
    table = checklist(telling, plan, shown)
    return tuple(table if isinstance(block, Table) and block.key == KEY else block for block in blocks)


def _chapter(telling: Telling, plan: Plan, key: str) -> list[tuple[Block, bool]]:
    """Return a chapter's blocks, each with whether somebody wrote it; a heading under which nothing is left goes too."""
    blocks = coreq(telling, plan) if key == COREQ else CHAPTERS[key](telling)
    pieces = pieces_of(key, blocks) or [Piece(key)]
    first, sections = pieces[0], [one for one in pieces[1:] if one.part not in plan.without]

    def written(part: str, place: Place) -> Iterator[tuple[Block, bool]]:
        for text in plan.at(part, place):
            yield from ((block, True) for block in written_blocks(text, telling.disclosure.clean))

    def piece(one: Piece) -> Iterator[tuple[Block, bool]]:
        yield from ((block, False) for block in one.heading)
        yield from written(one.part, "opening")
        yield from ((block, False) for block in one.blocks)

    inner = [*piece(first)]
    for one in sections:
        inner += [*written(one.part, "before"), *piece(one), *written(one.part, "after")]
    alone = len(inner) == len(first.heading)
    return [*written(key, "before"), *([] if alone else inner), *written(key, "after")]


def pieces_of(chapter: str, blocks: Iterable[Block]) -> list[Piece]:
    """Cut a chapter's blocks into its beginning and its sections."""
    pieces: list[Piece] = []
    for block in blocks:
        if isinstance(block, Heading) and (block.level <= 2 or not pieces):
            pieces.append(Piece(f"{chapter}/{block.key}" if pieces else chapter, [block]))
        elif chapter in BY_TABLE and isinstance(block, Table | Figure):
            pieces.append(Piece(f"{chapter}/{block.key}", [], [block]))
        else:
            pieces[-1].blocks.append(block)
    return pieces


def _resolved(block: Block, known: Collection[str], written: bool) -> Block | None:
    """Return a block without the references that lead nowhere; None when nothing of it is left."""
    if isinstance(block, Paragraph):
        runs = _standing(block.runs, known, written)
        return replace(block, runs=runs) if runs else None
    if isinstance(block, Bullets):
        return replace(block, items=tuple(Paragraph(_standing(one.runs, known, written)) for one in block.items))
    return block


def _standing(runs: tuple[Run, ...], known: Collection[str], written: bool) -> tuple[Run, ...]:
    """Return runs without lost references: what somebody wrote keeps its words, a chapter's whole sentence goes.

    A chapter makes such a sentence of three runs (``Telling.pointing``).
    """
    lost = [place for place, run in enumerate(runs) if run.ref and run.ref not in known]
    if not lost:
        return runs
    if written:
        return tuple(replace(run, ref="") if place in lost else run for place, run in enumerate(runs))
    gone = {near for place in lost for near in (place - 1, place, place + 1)}
    return tuple(run for place, run in enumerate(runs) if place not in gone)
