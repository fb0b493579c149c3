"""Positions follow the words when words are replaced, whatever the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teema.pseudonyms.positions import Edit, PositionMap, replaced
from teema.study import Span, Turn

LETTERS = "ab ä😀👩\u200d👧e\u0301\n:[]漢"


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """Draw a text and edits in it: in order, apart, some side by side."""
    text = draw(st.text(LETTERS, min_size=1, max_size=30))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    edits = [
        Edit(start, end, draw(st.text(LETTERS, min_size=1, max_size=5)), draw(st.sampled_from(["", ":n", ":han"])))
        for start, end in pairwise(cuts)
        if draw(st.booleans())
    ]
    return text, edits


def span_in(text: str) -> st.SearchStrategy[Span]:
    """Draw a span of a text."""
    return st.integers(0, len(text) - 1).flatmap(
        lambda start: st.integers(start + 1, len(text)).map(lambda end: Span(start, end))
    )


@given(st.data(), edited())
def test_a_span_covers_the_words_that_it_covered(data: st.DataObject, drawn: tuple[str, list[Edit]]) -> None:
    """The new words are the old ones with the edits made; a span that cuts into a replaced word takes the whole of it."""
    text, edits = drawn
    span = data.draw(span_in(text))
    cut = [edit for edit in edits if edit.start < span.end and span.start < edit.end]
    start, end = min([span.start, *(edit.start for edit in cut)]), max([span.end, *(edit.end for edit in cut)])
    inside = [Edit(edit.start - start, edit.end - start, edit.replacement, edit.ending) for edit in cut]
    new, places = replaced(text, edits)
    assert places.span(span).of(new) == replaced(text[start:end], inside)[0]


@given(st.data(), edited())
def test_the_way_back(data: st.DataObject, drawn: tuple[str, list[Edit]]) -> None:
    """The inverse brings every boundary back that didn't lie within a replaced word."""
    text, edits = drawn
    span = data.draw(span_in(text))
    within = [at for edit in edits for at in (span.start, span.end) if edit.start < at < edit.end]
    there = replaced(text, edits)[1]
    assert within or there.inverse().span(there.span(span)) == span


@given(st.data(), edited())
def test_replacing_back_is_the_identity(data: st.DataObject, drawn: tuple[str, list[Edit]]) -> None:
    """The old words put in the new places give the old text."""
    text, edits = drawn
    new, places = replaced(text, edits)
    back = [Edit(place[2], place[3], text[place[0] : place[1]]) for place in places.places]
    assert replaced(new, back)[0] == text


def test_a_turn_keeps_its_label_speech_and_times() -> None:
    """The words begin where the label ends, also when the label is a name."""
    text = "Matti: joo"
    new, places = replaced(text, [Edit(0, 5, "[henkilö A]")])
    turn = places.turn(Turn(0, 10, "Matti", 5, 900, 7))
    assert (turn.from_ms, turn.to_ms, turn.speaker) == (5, 900, "Matti")
    assert (new[turn.start : turn.end], new[turn.speech :]) == (new, "joo")


@pytest.mark.parametrize("span", [Span(0, 3), Span(3, 9)])
def test_no_edits_move_nothing(span: Span) -> None:
    """A text without names keeps its positions."""
    assert PositionMap().span(span) == span
