"""Spans are checked against the words that they quote, and moved only where it is clear where the words went."""

from __future__ import annotations

import pytest

from teema.formats.placing import Placing, Words

REPEATED = "joo no joo " * 40


@pytest.mark.parametrize(
    ("text", "start", "end", "quoted", "place"),
    [
        ("hyvä hinta", 5, 10, "hinta", (5, 10)),
        ("hyvä\nhinta", 0, 10, "hyvä  hinta", (0, 10)),
        ("hyvä hinta", 5, 10, "", (5, 10)),
        ("hyvä hinta", 0, 4, "hinta", (5, 10)),
        ("hyvä hinta", 90, 99, "hinta", (5, 10)),
        ("hyvä hinta", -3, 2, "hinta", (5, 10)),
        ("hyvä hinta", 0, 4, "poissa", (0, 4)),
        ("hyvä hinta", 7, 40, "", None),
        ("hyvä hinta", 5, 5, "poissa", None),
        ("joo no joo no joo", 4, 6, "joo", (4, 6)),
        ("hinta " + "x " * 300 + "hinta", 1, 4, "hinta", (0, 5)),
        (REPEATED, 9999, 10002, "joo", None),
    ],
)
def test_places(text: str, start: int, end: int, quoted: str, place: tuple[int, int] | None) -> None:
    """Right positions stay; wrong ones go to the only or the clearly nearest place, else stay, or are none outside the text."""
    assert Placing().place(Words("a", text), start, end, quoted) == place


def test_counts_tell_what_became_of_spans() -> None:
    """Each span is counted once: verified, repaired, differing or outside; one that quotes nothing isn't counted."""
    placing, words = Placing(), Words("H1", "hyvä hinta")
    for start, end, quoted in ((0, 4, "hyvä"), (0, 4, "hinta"), (0, 4, "poissa"), (90, 99, "poissa"), (0, 4, "")):
        placing.place(words, start, end, quoted)
    assert (placing.verified, placing.repaired) == (1, 1)
    assert [(one.code, one.path, one.params) for one in placing.problems()] == [
        ("X164", "H1", {"count": 1}),
        ("X165", "H1", {"count": 1}),
    ]
