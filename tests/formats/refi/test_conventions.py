"""How positions were counted is found from what they select."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teema.formats.exchange.positions import Canonical
from teema.formats.refi.conventions import CANDIDATES, Convention, Counted, Mark, RawText, decide

WORDS = ["asiakas", "yö", "👍", "hinta", "liian", "kallis", "a\u0308iti", "se", "𝄞", "palvelu"]


def stored(raw: RawText, index: int, way: Convention) -> int:
    """Return how a program would write a place of the raw text."""
    before = raw.text[:index].replace("\r\n", "\n") if way.break_length == 1 else raw.text[:index]
    units = len(before.encode("utf-16-le")) // 2 if way.unit == "u16" else len(before)
    return units + (way.mark and raw.marked) - way.end_in


@st.composite
def selected(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """Draw a text of lines and some of its words as spans of the raw text."""
    lines = draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), min_size=2, max_size=8))
    text = "\r\n".join(" ".join(line) for line in lines)
    starts = [0, *(index + 1 for index, letter in enumerate(text) if letter in " \n")]
    chosen = draw(st.lists(st.sampled_from(starts), min_size=1, max_size=10))
    ends = [min(index for index in (*_ends(text), len(text)) if index > start) for start in chosen]
    return text, list(zip(chosen, ends, strict=True))


def _ends(text: str) -> list[int]:
    return [index for index, letter in enumerate(text) if letter in " \r"]


@settings(max_examples=200, deadline=None)
@given(selected(), st.sampled_from(CANDIDATES), st.booleans())
def test_with_quotes_every_span_is_found_under_every_convention(
    drawn: tuple[str, list[tuple[int, int]]], way: Convention, end_in: bool
) -> None:
    """Under whichever convention positions were written, the decided one leads to the same words."""
    text, spans = drawn
    raw = RawText(text, marked=True)
    marks = [Mark(stored(raw, s, way), stored(raw, e, way), text[s:e]) for s, e in spans]
    decided = decide([(raw, marks)], "").of(0)
    counted = Counted(raw, decided)
    mapped = Canonical.of(counted.base)
    for mark in marks:
        start, end = counted.span(mark.start, mark.end)
        assert mapped.text[mapped.at(start) : mapped.at(end)] == Canonical.of(mark.name).text


TEXT = "Eka rivi 👍 tässä.\r\nToka rivi on tässä.\r\nKolmas 👍 rivi loppuu tähän.\r\nHyvin meni se."


def marks_of(raw: RawText, words: str, way: Convention) -> list[Mark]:
    """Mark words without quoting them, as a program would that names nothing."""
    found = [(raw.text.index(word), raw.text.index(word) + len(word)) for word in words.split()]
    return [Mark(stored(raw, start, way), stored(raw, end, way)) for start, end in found]


@pytest.mark.parametrize("way", CANDIDATES, ids=lambda way: way.named(True))
def test_without_quotes_whole_words_tell(way: Convention) -> None:
    """A convention that cuts words is not the one."""
    raw = RawText(TEXT, marked=True)
    assert decide([(raw, marks_of(raw, "Toka Kolmas loppuu Hyvin meni", way))], "").convention == way


def test_an_end_that_is_counted_in_shows_itself() -> None:
    """A program that writes the last character's own position is understood where several selections tell it."""
    raw = RawText("yksi kaksi kolme neljä viisi")
    marks = [Mark(0, 3), Mark(5, 9), Mark(11, 15), Mark(17, 21)]
    assert decide([(raw, marks)], "").convention == Convention(end_in=True)


def test_what_fits_two_conventions_is_said_and_the_programs_own_is_taken() -> None:
    """Where two conventions read equally well, the one that the named program uses is taken, and the other is named."""
    raw = RawText("a\r\n!?!?!")
    decided = decide([(raw, [Mark(4, 5)])], "ATLAS.ti 23")
    assert decided.convention == Convention("cp", 1)
    assert decided.close is not None


def test_a_source_of_its_own_way_is_read_in_it() -> None:
    """A project put together from several programs may count one source otherwise; that must be clear."""
    raw = RawText(TEXT)
    usual, other = Convention("u16", 2), Convention("cp", 1)
    words = "Toka Kolmas loppuu Hyvin meni"
    sources = [(raw, marks_of(raw, words, way)) for way in (usual, usual, other)]
    decided = decide(sources, "")
    assert (decided.of(0), decided.of(1), decided.of(2)) == (usual, usual, other)


def test_no_selections_decide_nothing() -> None:
    """Without selections, or with texts in which all count alike, nothing is close."""
    assert decide([], "").close is None
    assert decide([(RawText("joo"), [Mark(0, 3)])], "NVivo").close is None


@pytest.mark.parametrize("way", CANDIDATES)
def test_a_name_cut_short_tells_where_its_selection_begins(way: Convention) -> None:
    """A name of the first thirty characters, with no sign that it is cut, is enough to tell the ways of counting apart."""
    text = "Eka rivi 👍 tässä.\r\nToka 👍 rivi.\r\nKolmas rivi kertoo hinnasta paljon 👍 ja loppuu sitten.\r\nHyvin meni se."
    words = "Kolmas rivi kertoo hinnasta paljon 👍 ja loppuu"
    raw, start = RawText(text, marked=True), text.index(words)
    mark = Mark(stored(raw, start, way), stored(raw, start + len(words), way), words[:30])
    counted = Counted(raw, decide([(raw, [mark])], "").convention)
    first, last = counted.span(mark.start, mark.end)
    assert counted.base[first:last] == words


def test_half_of_a_few_selections_cut_at_their_last_letter_are_told_of() -> None:
    """Few selections don't show that a program counts the last character in, but that it may is told."""
    text = RawText("se on kallis hinta ja hyvä")
    decision = decide([(text, [Mark(6, 11)])], "")
    assert (decision.convention.end_in, decision.close) == (False, Convention(end_in=True))
    assert decide([(text, [Mark(6, 12)])], "").close is None
