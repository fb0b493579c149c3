"""The note on a coding: lines of ``key: value`` that survive what programs do to texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teema.formats.exchange.coding_notes import told, written
from teema.formats.exchange.plain_text import is_plain, quoted, unquoted
from teema.formats.source import canonical

WORDS = st.text(st.characters(exclude_categories=("Cs",))) | st.text('aä |":\n\\\u2028\u0308{', max_size=8)
KEYS = WORDS.filter(bool)


@given(st.dictionaries(KEYS, WORDS, max_size=4), st.booleans())
def test_any_values_are_read_back(values: dict[str, str], trimmed: bool) -> None:
    """Whatever keys and values are written are read back, also after a program made the text canonical and trimmed it."""
    note = written([("id", "c1"), *((key, value) for key, value in values.items() if key != "id")])
    found = told(canonical(note).strip() if trimmed else note)
    assert found is not None
    assert (found.values, found.rest) == ({"id": "c1"} | {key: values[key] for key in values if key != "id"}, "")


@given(WORDS)
def test_any_text_is_quoted_and_unquoted(text: str) -> None:
    """A quoted text is plain itself but for its quotation marks, and is read back; a plain one needs no quoting."""
    assert unquoted(quoted(text)) == text
    assert canonical(quoted(text)).strip() == quoted(text)
    assert not is_plain(text) or unquoted(canonical(text).strip()) == text


@given(WORDS)
def test_any_text_is_a_note_or_none(text: str) -> None:
    """Somebody's own words never fail to be read, and none of them vanish: they are values or the rest."""
    found = told(text, named=True)
    assert found is None or found.values


@pytest.mark.parametrize(
    ("note", "values", "rest"),
    [
        ("reduced: a: b", {"reduced": "a: b"}, ""),
        ("memo: eka\n|\n| toka", {"memo": "eka\n\ntoka"}, ""),
        ("valence: -1\n\nMuista tämä.\nOma: rivi", {"valence": "-1"}, "Muista tämä.\nOma: rivi"),
        ("valence: -1\nvalence: 1", {"valence": "-1"}, "valence: 1"),
        ("quote:\nOma sarake: x", {"quote": "", "Oma sarake": "x"}, ""),
        ('memo: " edessä"', {"memo": " edessä"}, ""),
    ],
)
def test_a_note_edited_by_hand_is_understood(note: str, values: dict[str, str], rest: str) -> None:
    """Lines are values up to the first that isn't one; what follows is somebody's own words."""
    found = told(note)
    assert found is not None
    assert (found.values, found.rest) == (values, rest)


@pytest.mark.parametrize("note", ["", "Hyvä kohta.", "Huomio: tärkeä", "| ja", "\nreduced: x"])
def test_a_note_of_anyone_else_is_none_of_teemas(note: str) -> None:
    """A note that doesn't begin with one of the keys is somebody's own words."""
    assert told(note) is None
