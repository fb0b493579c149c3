"""Word clouds: every word stands free of the others and inside its panel, as large as it is frequent."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teema.figures.draw import to_png, to_svg
from teema.figures.layout import overlaps
from teema.figures.lettering import SMALLEST
from teema.figures.word_clouds import MOST_CLOUDS, WIDTH, Cloud, laid_out, word_clouds


@dataclass(frozen=True)
class Said:
    """A word and how often it occurs."""

    lemma: str
    count: int


WORDS = (Said("odottaa", 21), Said("soittaa", 11), Said("tarvita", 9), Said("haluta", 6))
CLOUDS = (Cloud("Asiakasodotukset", 0, WORDS), Cloud("Yhteistyö", 2, (), "liian vähän sanoja"))


def test_words_and_themes_are_those_given() -> None:
    """Each theme is named and numbered; one without words says why."""
    drawing = word_clouds(CLOUDS, customers=2, language="fi")
    assert drawing is not None
    svg = to_svg(drawing)
    assert all(f">{word.lemma}</text>" in svg for word in WORDS)
    assert all(f">{shown}</text>" in svg for shown in ("Asiakasodotukset", "1", "3", "liian vähän sanoja"))


def test_larger_is_more_frequent() -> None:
    """The area of a word follows its count; no word is too small to read."""
    words = laid_out(Cloud("a", 0, (Said("neljä", 16), Said("yksi", 4), Said("rara", 1)))).words
    assert words[0].size == pytest.approx(2 * words[1].size)
    assert words[2].size == SMALLEST
    assert all(one.size >= other.size for one, other in pairwise(words))


words = st.lists(
    st.tuples(st.text("abcdefghijklmnopäö", min_size=1, max_size=18), st.integers(3, 400)), min_size=1, max_size=30
)


@settings(max_examples=40, deadline=None)
@given(words)
def test_no_word_stands_over_another_or_outside(drawn: list[tuple[str, int]]) -> None:
    """Whatever the words; those that find no room are counted."""
    said = tuple(Said(*one) for one in sorted(drawn, key=lambda one: -one[1]))
    panel = laid_out(Cloud("a", 0, said))
    places, sizes = [(one.x, one.y) for one in panel.words], [(one.wide, one.high) for one in panel.words]
    assert not list(overlaps(places, [(wide - 0.11, high - 0.11) for wide, high in sizes]))
    assert all(abs(one.x) + one.wide / 2 <= WIDTH / 4 and abs(one.y) <= panel.high / 2 for one in panel.words)
    assert len(panel.words) + panel.left_out == len(said)


@pytest.mark.parametrize("language", ["fi", "en"])
def test_alt_tells_each_themes_words_with_their_counts(language) -> None:
    """And the note how many customers must have used a word."""
    drawing = word_clouds(CLOUDS, customers=3, language=language)
    assert drawing is not None
    assert "Asiakasodotukset: odottaa 21, soittaa 11" in drawing.alt
    assert "3" in drawing.note


def test_many_themes_are_cut_and_told() -> None:
    """At most twelve panels."""
    drawing = word_clouds([Cloud(f"t{place}", place, WORDS) for place in range(14)], customers=2, language="fi")
    assert drawing is not None
    assert f"t{MOST_CLOUDS - 1}<" in to_svg(drawing)
    assert f"t{MOST_CLOUDS}<" not in to_svg(drawing)
    assert "2" in drawing.note


def test_same_input_same_bytes() -> None:
    """Twice the same drawing."""
    first, second = (word_clouds(CLOUDS, customers=2, language="fi") for _ in range(2))
    assert first is not None
    assert second is not None
    assert to_png(first) == to_png(second)


def test_nothing_to_draw() -> None:
    """Without clouds, or without a word in any, there is no figure."""
    assert word_clouds([], customers=2, language="fi") is None
    assert word_clouds(CLOUDS[1:], customers=2, language="fi") is None
