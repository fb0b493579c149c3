"""Whose words, and words coded as what, a search looks at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from teema.errors import UsageError
from teema.search.index import Index
from teema.study.codes import Code
from teema.study.codings import Coding
from teema.study.speakers import Speakers
from teema.study.study import Study

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Where:
    """What a search is narrowed to; an empty field narrows nothing. Capitals don't matter.

    ``speaker`` is a label in the transcripts, a person's pseudonym or an interviewer's name; ``group`` a group's key or name;
    ``theme`` the key, name or label of a theme or sub-theme; ``topic`` a topic's key or name. Words are under a theme or topic where a
    coding of record covers them.
    """

    speaker: str = ""
    group: str = ""
    theme: str = ""
    topic: str = ""


def open_to(index: Index, where: Where) -> Flags | None:
    """Tell of each token whether it may be looked at; None where all may.

    UsageError: an unknown speaker (W111), group (W112), theme (W113) or topic (W114).
    """
    study = index.study
    narrowings = [
        *([_of_speaker(index, where.speaker)] if where.speaker else ()),
        *([_of_group(index, where.group)] if where.group else ()),
        *([_coded(index, _under_theme(study, where.theme))] if where.theme else ()),
        *([_coded(index, _on_topic(study, where.topic))] if where.topic else ()),
    ]
    return np.logical_and.reduce(narrowings) if narrowings else None


def _of_speaker(index: Index, wanted: str) -> Flags:
    """Open the turns of a speaker."""
    speakers, key = Speakers(index.study, index.study.interview_of), wanted.casefold()
    chosen: list[bool] = []
    known: dict[str, None] = {}
    for document, pieces in zip(index.documents, index.pieces, strict=True):
        for piece in pieces:
            label = document.turns[piece.turn].speaker if piece.turn is not None else ""
            names = [name for name in (label, speakers.voice(document.name, label) or "") if name]
            known.update(dict.fromkeys(names[:1]))
            chosen.append(key in (name.casefold() for name in names))
    if not any(chosen):
        raise UsageError("W111", speaker=wanted, known=_listed(known))
    return np.array(chosen)[index.tokens.piece]


def _of_group(index: Index, wanted: str) -> Flags:
    """Open the documents whose interview is of a group's customer."""
    study = index.study
    keys = {group.key: group.name for group in study.design.groups}
    keys |= {one.group: one.group for one in study.customers if one.group and one.group not in keys}
    key = next((key for key, name in keys.items() if wanted.casefold() in (key.casefold(), name.casefold())), None)
    if key is None:
        raise UsageError("W112", group=wanted, known=_listed(keys))
    theirs = {one.id for one in study.customers if one.group == key}
    interviews = study.interview_of
    chosen = [
        name in interviews and interviews[name].customer in theirs for name in (one.name for one in index.documents)
    ]
    return np.repeat(np.array(chosen, bool), np.diff(index.tokens.bounds))


def _under_theme(study: Study, wanted: str) -> Callable[[Coding], bool]:
    """Choose the codings under a theme or sub-theme; a label chooses every sub-theme that bears it."""
    book, name = study.codebook, wanted.casefold()
    nodes = [book.codes[wanted]] if wanted in book.codes else [one for one in book.codes.values() if _bears(one, name)]
    if not nodes:
        raise UsageError("W113", theme=wanted, known=_listed(theme.key for theme in book.themes))
    keys = {below.key for node in nodes for below in node.walk()}
    return lambda coding: coding.code in keys


def _bears(code: Code, name: str) -> bool:
    return name in (code.key.casefold(), code.name.casefold(), code.shown.casefold())


def _on_topic(study: Study, wanted: str) -> Callable[[Coding], bool]:
    topics = study.codebook.topics
    name = wanted.casefold()
    keys = {one.key for one in topics if name in (one.key.casefold(), one.name.casefold())}
    if not keys:
        raise UsageError("W114", topic=wanted, known=_listed(one.key for one in topics))
    return lambda coding: coding.topic in keys


def _coded(index: Index, chosen: Callable[[Coding], bool]) -> Flags:
    """Open the words that a chosen coding of record covers, if only in part."""
    number = {document.name: place for place, document in enumerate(index.documents)}
    flags = np.zeros(len(index.tokens), bool)
    for coding in filter(chosen, index.study.codings_of_record):
        if coding.document in number:
            flags[index.under(number[coding.document], coding.span)] = True
    return flags


_MOST_NAMED = 20


def _listed(known: Iterable[str]) -> str:
    names: Collection[str] = list(known)
    return ", ".join([*list(names)[:_MOST_NAMED], *(["…"] if len(names) > _MOST_NAMED else [])]) or "–"
