"""Tokens: what is one word, and where it stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teema.language import cuts, tokens


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
        ("[kunta A]:ssa ja [henkilö B]:lle, [kunta A]:han", ["kunta", "A", "ja", "henkilö", "B", "kunta", "A"]),
        ("[kuntä]:ss\u0061\u0308", ["kuntä"]),
        ("[person A]'s and [person B]’s car", ["person", "A", "and", "person", "B", "car"]),
        ("[H1]: joo [A]:SSA [A]:s2 [A]:kaikkialla", ["H1", "joo", "A", "SSA", "A", "s2", "A", "kaikkialla"]),
        ("(kunta A):ssa 's", ["kunta", "A", "ssa", "s"]),
        ("ПРИВЕТ мир, ñandú über", ["ПРИВЕТ", "мир", "ñandú", "über"]),
        ("snake_case a_1", ["snake", "case", "a", "1"]),
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


@given(st.text(alphabet=st.sampled_from("aÖs1 -:'].\n\u0301\t")), st.integers(0, 10))
def test_cuts_are_tokens(text: str, offset: int) -> None:
    """The plain tuples hold what the tokens hold."""
    whole = [(one.text, one.start, one.end, one.initial) for one in tokens(text, offset)]
    assert list(cuts(text, offset)) == whole


def test_offset_moves_places() -> None:
    """A turn's tokens can be placed in its document."""
    assert [(token.start, token.end) for token in tokens("no joo", 100)] == [(100, 102), (103, 106)]


def test_sentence_beginnings() -> None:
    """A token begins a sentence at the start, after a full stop, a line break or a speaker's label; not after a comma."""
    begin = [token.text for token in tokens("Alku on. Toinen, Matti\nH1: Kolmas NBC:n Uutiset") if token.initial]
    assert begin == ["Alku", "Toinen", "H1", "Kolmas"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" a b ", ["a"]),
        ("a  b\tc", ["a"]),
        ("a\n b", ["a", "b"]),
        ("]:ssa talo on", ["talo"]),
        ("[A]:ssa. Uusi [A]:n Talo", ["A", "Uusi"]),
    ],
)
def test_only_a_sentence_end_begins_a_sentence(text: str, expected: list[str]) -> None:
    """Spaces, however many, and endings after brackets neither begin a sentence nor hide its end."""
    assert [token.text for token in tokens(text) if token.initial] == expected
