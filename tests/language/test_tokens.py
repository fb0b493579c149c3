"""Tokens: what is one word, and where it stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teema.language import tokens


def cut(text: str) -> list[str]:
    """Return the tokens' texts."""
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Etä-Lapin talous- ja velkaneuvonta", ["Etä-Lapin", "talous", "ja", "velkaneuvonta"]),
        ("NBC:n EU:ssa klo 12:30", ["NBC:n", "EU:ssa", "klo", "12:30"]),
        ("K1: Mitä? H:Niin", ["K1", "Mitä", "H", "Niin"]),
        ("vaa'alla don’t 'lainaus'", ["vaa'alla", "don’t", "lainaus"]),
        ("3,5 miljoonaa, 1.2.2024, 2000-luvulla", ["3,5", "miljoonaa", "1.2.2024", "2000-luvulla"]),
        ("COVID-19:n 5G 30-vuotias", ["COVID-19:n", "5G", "30-vuotias"]),
        ("joo – siis… [naurua] (2 s)", ["joo", "siis", "naurua", "2", "s"]),
        ("", []),
        ("😀 !? —", []),
    ],
)
def test_what_is_one_token(text: str, expected: list[str]) -> None:
    """Hyphens and apostrophes within, endings after a colon and numbers' signs belong to the token; nothing around it does."""
    assert cut(text) == expected


def test_places_are_code_points() -> None:
    """An emoji is one place, and a combining mark stays with its letter and counts."""
    text = "😀 aa\u0304k 👩‍🚒 loppu"
    found = [(token.text, token.start, token.end) for token in tokens(text)]
    assert found == [("aa\u0304k", 2, 6), ("loppu", 11, 16)]


@given(st.text(alphabet=st.sampled_from("aäÖ1 -:'.,\n😀\u0301e\u0308")))
def test_every_token_stands_where_it_says(text: str) -> None:
    """The text between start and end is the token, tokens don't overlap, and composing letters changes none of it."""
    last = 0
    for token in tokens(text):
        assert last <= token.start < token.end
        assert text[token.start : token.end] == token.text
        last = token.end
    composed = unicodedata.normalize("NFC", text)
    assert [unicodedata.normalize("NFC", one) for one in cut(text)] == cut(composed)


def test_offset_moves_places() -> None:
    """A turn's tokens can be placed in its document."""
    assert [(token.start, token.end) for token in tokens("no joo", 100)] == [(100, 102), (103, 106)]


def test_sentence_beginnings() -> None:
    """A token begins a sentence at the start, after a full stop, a line break or a speaker's label; not after a comma."""
    begin = [token.text for token in tokens("Alku on. Toinen, Matti\nH1: Kolmas NBC:n Uutiset") if token.initial]
    assert begin == ["Alku", "Toinen", "H1", "Kolmas"]
