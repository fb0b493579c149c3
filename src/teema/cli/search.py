"""``teema search``: the turns of a study that a query is found in."""

from __future__ import annotations

import json
import re
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from teema.cli.asking import narrowed, narrowing_options, opened_index
from teema.cli.console import Console
from teema.cli.options import Parser
from teema.cli.places import begins, place_in
from teema.wording import number

if TYPE_CHECKING:
    from teema.search import Answer, Match
    from teema.study import Document, Study

_SHOWN = 20
"""Turns shown on a screen unless told otherwise; as JSON all of them."""
_AROUND = 100
"""Characters shown on both sides of a hit, to the nearest space."""


def options(parser: Parser) -> None:
    """Declare the study, the query and what narrows it."""
    parser.place("study")
    parser.place("query")
    narrowing_options(parser)


def run(asked: Namespace, console: Console) -> int:
    """Show the turns found, each hit marked in its words."""
    from teema.search import search

    most = asked.most if asked.most is not None or asked.json else _SHOWN
    with opened_index(asked, console) as index:
        ways = {"all_readings": asked.all_readings, "parts": asked.parts}
        answer = search(index, asked.query, narrowed(asked), most=most, **ways)
        show = _show_json if asked.json else _show
        show(answer, asked, index.study, console)
    return 0


def _show(answer: Answer, asked: Namespace, study: Study, console: Console) -> None:
    for match in answer.matches:
        document = study.document_by_name[match.document]
        console.line(console.tint(place_in(document, match.turn, match.speaker), "quiet"))
        console.line(f"  {_marked(document, match, console)}\n")
    console.line(_summary(answer, console))
    if len(answer.matches) < answer.turns:
        shown, turns = (number(count, console.language) for count in (len(answer.matches), answer.turns))
        console.tell("search.more", shown=shown, turns=turns)
    if not answer.turns:
        console.tell("search.try")


def _summary(answer: Answer, console: Console) -> str:
    if not answer.turns:
        return console.words("search.nothing")
    language = console.language
    hits = "hits_one" if answer.hits == 1 else "hits"
    turns = "turns_one" if answer.turns == 1 else "turns"
    return console.words(
        "search.found",
        hits=console.words(f"search.{hits}", count=number(answer.hits, language)),
        turns=console.words(f"search.{turns}", count=number(answer.turns, language)),
    )


def _marked(document: Document, match: Match, console: Console) -> str:
    """Return what stands around the hits, with each hit between guillemets or in colour."""
    text, shown, last = document.text, [], match.start
    for start, end in _windows(document.text, match):
        shown.append("… " if start > last else "")
        shown.extend(_with_hits(text, match, start, end, console))
        last = end
    return re.sub(r"\s+", " ", "".join(shown)).strip() + (" …" if last < match.end else "")


def _with_hits(text: str, match: Match, start: int, end: int, console: Console) -> Iterator[str]:
    at = start
    for span in match.spans:
        if start <= span.start < end and span.start >= at:
            yield text[at : span.start]
            yield console.tint(span.of(text), "good") if console.colours else f"«{span.of(text)}»"
            at = span.end
    yield text[at:end]


def _windows(text: str, match: Match) -> list[tuple[int, int]]:
    """Return the stretches to show: some words around each hit, joined where they meet; the beginning where there is no hit."""
    wanted = [(span.start - _AROUND, span.end + _AROUND) for span in match.spans]
    found: list[tuple[int, int]] = []
    for start, end in wanted or [(match.start, match.start + 2 * _AROUND)]:
        start, end = _to_space(text, max(start, match.start), -1, match), _to_space(text, min(end, match.end), 1, match)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _to_space(text: str, at: int, step: int, match: Match) -> int:
    """Move a limit outwards to where no word is cut."""
    while match.start < at < match.end and not text[at - 1 : at + 1].isspace() and not text[at - (step < 0)].isspace():
        at += step
    return at


def _show_json(answer: Answer, asked: Namespace, study: Study, console: Console) -> None:
    matches = [_as_json(match, study.document_by_name[match.document]) for match in answer.matches]
    found = {"query": asked.query, "hits": answer.hits, "turns": answer.turns, "matches": matches}
    console.line(json.dumps(found, ensure_ascii=False, indent=1))


def _as_json(match: Match, document: Document) -> dict[str, object]:
    return {
        "document": match.document,
        "turn": match.turn,
        "speaker": match.speaker,
        "time": begins(document, match.turn),
        "start": match.start,
        "end": match.end,
        "text": document.text[match.start : match.end],
        "spans": [[span.start, span.end] for span in match.spans],
    }
