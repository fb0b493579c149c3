"""A frame of words from a few lines of speech."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

WORDS = {
    "document": pl.String,
    "turn": pl.Int32,
    "position": pl.Int32,
    "start": pl.Int32,
    "end": pl.Int32,
    "lemma": pl.String,
    "interviewer": pl.Boolean,
    "set_aside": pl.Boolean,
    "interview": pl.String,
    "round": pl.String,
    "customer": pl.String,
    "group": pl.String,
}
Say = Callable[..., pl.DataFrame]


@pytest.fixture(scope="session")
def said() -> Say:
    """Return what makes frames of words; see :func:`words_of`."""
    return words_of


def words_of(*lines: str) -> pl.DataFrame:
    """Make a frame of words, a line a turn: ``k1 kunta: apua tarvitaan``.

    A customer is a document, ``?`` an unknown customer or group; ``H k1`` is the interviewer's turn with k1. A word in square
    brackets was set aside. The words are their own lemmas, written one after another with a space between.
    """
    rows: list[tuple[object, ...]] = []
    ends: dict[str, tuple[int, int, int]] = {}
    groups: dict[str, str | None] = {}
    for line in lines:
        who, _, spoken = line.partition(":")
        *asked, customer = who.split()[:2] if who.startswith("H ") else who.split()[:1]
        groups.setdefault(customer, None)
        if not asked and len(who.split()) > 1:
            groups[customer] = None if who.split()[1] == "?" else who.split()[1]
        turn, position, start = ends.get(customer, (-1, 0, 0))
        for word in spoken.split():
            lemma = word.strip("[]")
            place = (customer, turn + 1, position, start, start + len(lemma), lemma)
            known = None if customer == "?" else customer
            rows.append((*place, bool(asked), word.startswith("["), f"i-{customer}", "2026", known, groups[customer]))
            position, start = position + 1, start + len(lemma) + 1
        ends[customer] = (turn + 1, position, start)
    rows.sort(key=lambda row: (list(ends).index(str(row[0])), row[2]))
    return pl.DataFrame(rows, schema=WORDS, orient="row")
