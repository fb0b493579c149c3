"""Positions of a text as it came lead to the same letters of the canonical text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from teema.formats.exchange.positions import Canonical
from teema.formats.source import canonical

RAW = st.text("aä\r\n\x00o\u0308\u0301👍\u0327\u1100\u1161\u11a8\u09c7\u09be \ufeff\u2028b", max_size=30)


@given(RAW)
def test_text_is_the_canonical_one(raw: str) -> None:
    """Mapping changes nothing in the text, and its ends are the text's ends."""
    mapped = Canonical.of(raw)
    assert mapped.text == canonical(raw)
    assert (mapped.at(0), mapped.at(len(raw))) == (0, len(mapped.text))


@given(RAW)
def test_positions_keep_their_order(raw: str) -> None:
    """A later position never comes before an earlier one, nor leaves the text."""
    mapped = Canonical.of(raw)
    places = [mapped.at(position) for position in range(len(raw) + 1)]
    assert places == sorted(places)


@given(
    st.lists(st.sampled_from(["äiti", "a\u0308iti", "👍", "o\u0327", "ja"]), max_size=8),
    st.sampled_from(["\r\n", "\n", "\r", "\u2028"]),
)
def test_each_word_stands_where_it_stood(words: list[str], line_break: str) -> None:
    """The words between two breaks are the same words, composed."""
    mapped, at = Canonical.of("".join(word + line_break for word in words)), 0
    for word in words:
        start, end = mapped.at(at), mapped.at(at + len(word))
        assert mapped.text[start:end] == canonical(word)
        at += len(word) + len(line_break)
