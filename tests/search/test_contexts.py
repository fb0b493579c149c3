"""Words in context: what stands around a hit, how far, and in which order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.search.conftest import document

from teema.search import ORDERS, Index, index_of, kwic, search
from teema.study import Document, Study


def test_contexts_stay_within_the_turn_and_cut_no_word(index: Index) -> None:
    """A line shows the words of the hit's own turn, as many whole ones as fit."""
    lines = kwic(index, "puhelin", width=12).lines
    assert [(line.left, line.hit, line.right) for line in lines] == [
        ("", "Puhelimeen", " ei vastata."),
        ("Soitan ", "puhelimella", ", mut ei."),
        ("Sitten ", "puhelimessa", " sanottiin:"),
    ]


def test_lines_know_their_place(index: Index) -> None:
    """A line names document, turn, speaker and the hit's code points."""
    line = kwic(index, "jonottaa").lines[0]
    text = index.study.document_by_name["toka"].text
    assert (line.document, line.turn, line.speaker, text[line.start : line.end]) == ("toka", 0, "A2", "Jonotin")


def test_lines_are_ordered_by_what_stands_beside() -> None:
    """By the right, by the left from the hit outwards, by the hit, by the speaker; å, ä and ö come last, as in Finnish."""
    text = "B: ä talo zeta\nA: b talo ålder\nC: b a talo äiti\nC: (c) Taloa adam"
    index = index_of(Study("s", "S", documents=(document("d", text),)))

    def order(by: str) -> list[str]:
        return [f"{line.left}{line.right}" for line in kwic(index, "talo", order=by).lines]  # type: ignore[arg-type]

    assert order("place") == ["ä  zeta", "b  ålder", "b a  äiti", "(c)  adam"]
    assert order("right") == ["(c)  adam", "ä  zeta", "b  ålder", "b a  äiti"]
    assert order("left") == ["b a  äiti", "b  ålder", "(c)  adam", "ä  zeta"]
    assert order("hit") == ["ä  zeta", "b  ålder", "b a  äiti", "(c)  adam"]
    assert order("speaker") == ["b  ålder", "ä  zeta", "b a  äiti", "(c)  adam"]


def test_every_order_shows_the_same_lines(index: Index) -> None:
    """Ordering loses no line, and the first few of an order are its first few."""
    for order in ORDERS:
        lines = kwic(index, "puhel* OR ei", order=order).lines
        assert sorted(line.start for line in lines) == sorted(line.start for line in kwic(index, "puhel* OR ei").lines)
        assert kwic(index, "puhel* OR ei", order=order, most=2).lines == lines[:2]


@settings(deadline=None)
@given(st.text("aä e\u0301😀\u200d\n.-", max_size=60))
def test_every_hit_stands_on_its_words(text: str) -> None:
    """Whatever the text, with emoji, joiners and combining marks, a hit's code points are the hit's words."""
    index = index_of(Study("s", "S", "xx", documents=(Document("d", text),)))
    for match in search(index, "a*").matches:
        for span in match.spans:
            assert span.of(text).casefold().startswith("a")
