"""Spans follow their words through any correction: the positions are what must never go wrong."""

from difflib import SequenceMatcher

from hypothesis import assume, given
from hypothesis import strategies as st

from teema.study.documents import Turn, turn_over
from teema.web.material.differing import changes_between
from teema.web.material.following import Moved, Moves

WORDS = st.text(alphabet="aäe\u0301o\u0308👍🏽kx-,", min_size=1, max_size=6).map(lambda word: word.strip("-,") or "k")
TEXTS = st.text(alphabet="aä \n👍🏽e\u0301k,.", max_size=80)


@given(TEXTS, TEXTS)
def test_what_changed_makes_the_one_text_into_the_other(before: str, after: str) -> None:
    """The changes are in order, don't overlap, and give the new text."""
    made, at = "", 0
    for one in changes_between(before, after):
        assert at <= one.start <= one.end
        made += before[at : one.start]
        assert len(made) == one.new_start
        made, at = made + after[one.new_start : one.new_end], one.end
    assert made + before[at:] == after


@given(TEXTS, TEXTS.filter(str.strip), st.data())
def test_no_span_is_ever_lost(before: str, after: str, data: st.DataObject) -> None:
    """Whatever the correction, a span stands on some words of the new text, and is doubtful where they aren't like its own."""
    assume(before.strip())
    start = data.draw(st.integers(0, len(before) - 1))
    end = data.draw(st.integers(start + 1, len(before)))
    moved = Moves.between(before, after).span(start, end)
    assert 0 <= moved.start < moved.end <= len(after)
    old, new = before[start:end], after[moved.start : moved.end]
    alike = old.split() == new.split() or SequenceMatcher(None, old, new, autojunk=False).ratio() >= 0.6
    assert moved.doubtful or alike


@given(st.lists(WORDS, min_size=3, max_size=12), st.lists(WORDS, max_size=4), st.data())
def test_edits_elsewhere_leave_a_spans_words_alone(words: list[str], put_in: list[str], data: st.DataObject) -> None:
    """Words put in and taken out before or after a span don't touch its words (each word told apart by its number)."""
    words = [f"{word}{number}" for number, word in enumerate(words)]
    first = data.draw(st.integers(1, len(words) - 2))
    last = data.draw(st.integers(first, len(words) - 2))
    cut, paste = data.draw(st.integers(0, first)), data.draw(st.integers(0, first))
    new = [f"{word}z{number}" for number, word in enumerate(put_in)]
    ahead = [*words[:paste], *new, *words[paste:first]][min(cut, paste) :]
    chosen = " ".join(words[first : last + 1])
    before = " ".join(words)
    after = " ".join([*ahead, chosen, *new, *words[last + 1 :]])
    start = before.index(chosen)
    moved = Moves.between(before, after).span(start, start + len(chosen))
    assert (after[moved.start : moved.end], moved.doubtful) == (chosen, False)


@given(st.lists(WORDS, min_size=2, max_size=10), st.data())
def test_what_is_put_into_a_span_belongs_to_it(words: list[str], data: st.DataObject) -> None:
    """Words typed in the midst of a span are within it."""
    words = [f"{word}{number}" for number, word in enumerate(words)]
    place = data.draw(st.integers(1, len(words) - 1))
    before, after = " ".join(words), " ".join([*words[:place], "uusi", *words[place:]])
    moved = Moves.between(f"Alku. {before} Loppu.", f"Alku. {after} Loppu.").span(6, 6 + len(before))
    assert (moved.start, moved.end) == (6, 6 + len(after))


def test_a_misheard_word_is_corrected_in_place() -> None:
    """A word at a span's edge that is heard otherwise stays in it, and so does one within it."""
    before, after = "No alkat tuli myöhäs taas.", "No palkat tuli myöhässä taas."
    moved = Moves.between(before, after).span(3, 20)
    assert (after[moved.start : moved.end], moved.doubtful) == ("palkat tuli myöhässä", False)


def test_words_that_went_are_doubtful() -> None:
    """A span whose words went stands on the nearest word; one whose words were moved, where they are now; both are told."""
    assert Moves.between("Yksi kaksi kolme", "Yksi kolme").span(5, 10) == Moved(5, 10, doubtful=True)
    moves = Moves.between(
        "Ensin tämä kohta. Sitten sanottiin jotain aivan muuta.",
        "Sitten sanottiin jotain aivan muuta. Ensin tämä kohta.",
    )
    assert moves.span(0, 16) == Moved(37, 53, doubtful=True)


def test_what_is_typed_at_the_edges_of_a_turn_is_the_turns() -> None:
    """The first and the last words of a turn are its own, the label and the next turn are left alone."""
    before, after = "H: Miten?\nK: Hyvin.", "H: No miten? Siis?\nK: Hyvin."
    turn = turn_over(before, 0, 9, "H")
    moved = Moves.between(before, after).turn(turn)
    assert moved == Turn(0, 18, "H", speech=3)
