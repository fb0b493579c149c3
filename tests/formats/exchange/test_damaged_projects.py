"""Whatever a project holds, it becomes a study: nothing fails, and every coding is carried or counted as lost."""

from __future__ import annotations

from dataclasses import fields, replace
from random import Random
from typing import Any

import pytest

from teema.formats.exchange.from_study import project_of
from teema.formats.exchange.project import Project
from teema.formats.exchange.to_study import study_of
from teema.formats.transcripts.turns import find_turns
from teema.study import (
    Code,
    Codebook,
    Coding,
    Customer,
    Document,
    Interview,
    Kept,
    Memo,
    Person,
    Relevance,
    Span,
    Study,
    Topic,
)

TEXT = "H1: Puhelimeen ei vastata.\nH: Niin, eikä lasku ollut oikein."
PART = (
    '{"guid": "00000001-0000-4000-8000-000000000000", "start": 1, "end": 3, "values": {"a": "b"}, "documents": ["d1"]}'
)
STUDY = Study(
    "s",
    "S",
    codebook=Codebook((Code("a", "A", children=(Code("a-b", "B"), Code("a-c", "C"))),), (Topic("t", "T"), Topic("u", "U"))),
    customers=(Customer("K", group="kunta"), Customer("L")),
    people=(Person("K1", "K"),),
    documents=tuple(Document(f"d{number}", TEXT, find_turns(TEXT)) for number in range(3)),
    interviews=(Interview("1", "d0", customer="K", people=("K1",), minutes=5.5), Interview("2", "d1", customer="L")),
    codings=tuple(
        Coding(f"c{number}", f"d{number % 3}", Span(number, number + 9 - number % 2), ("a", "a-b", "a-c")[number % 3],
               "XY"[number % 2], ("", "t", "u")[number % 3], memo="m\n\nn", extra={"Oma": str(number)})
        for number in range(12)
    ),
    relevance=(Relevance("r", "d0", Span(3, 9), reason="turha"),),
    memos=(Memo("m", "Muista", "document:d0"), Memo("n", "Kysy", "coding:c1")),
    kept=tuple(Kept(kind, "refi", kind, about, PART) for kind, about in
               (("case_parts", ""), ("case_selection", "document:d0"), ("source_identity", "document:d1"), ("Link", ""))),
)  # fmt: skip
PROJECT = project_of(STUDY, "fi").project
GUIDS = [node.guid for root in PROJECT.codes for node in root.walk()] + [one.guid for one in PROJECT.notes]
ODD = ("", " ", "\0", "../x", "a;b", '"', "x" * 300, "key: value", "\u2028", "[" * 2000, "{}", "id,id\n1,1\n1")


def damaged(value: Any, random: Random, chance: float) -> Any:
    """Return a part of a project with some of it changed, left out or doubled."""
    hit = random.random() < chance
    if isinstance(value, str):
        return random.choice([*ODD, random.choice(GUIDS), value[: len(value) // 2], value * 2]) if hit else value
    if isinstance(value, int) and not isinstance(value, bool):
        return random.choice([-1, 0, 10**9, value + 1]) if hit else value
    if isinstance(value, tuple):
        kept = [damaged(one, random, chance) for one in value if random.random() > chance]
        return (*kept, random.choice(kept)) if hit and kept else tuple(kept)
    if isinstance(value, dict):
        return {damaged(key, random, chance): damaged(one, random, chance) for key, one in value.items()}
    if type(value).__module__ != Project.__module__:
        return value
    names = [one.name for one in fields(value) if one.name not in ("kind", "type")]
    return replace(value, **{name: damaged(getattr(value, name), random, chance) for name in names})


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_project_becomes_a_study(seed: int) -> None:
    """Text cut or swapped, things missing or doubled, identities that mean something else: a study comes of it, and goes out again."""
    random = Random(seed)
    project = damaged(PROJECT, random, random.choice([0.002, 0.01, 0.05, 0.2]))
    imported = study_of(project, "refi")
    transfer = imported.transfer
    lost = sum(one.count for one in transfer.dropped if one.what == "codings")
    assert transfer.found.codings == transfer.carried.codings + lost
    assert all(
        one.span.end <= len(imported.study.document_by_name[one.document].text) for one in imported.study.codings
    )
    assert len({one.id for one in imported.study.codings}) == len(imported.study.codings)
    study_of(project_of(imported.study, "en").project, "refi")
