"""The charts show the counts they were given, the same bytes every time, and nothing for nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from teema.figures.draw import to_png, to_svg
from teema.figures.drawing import Drawing
from teema.figures.gap_matrix import gap_matrix
from teema.figures.sub_theme_by_group import sub_theme_by_group
from teema.figures.topics_by_valence import MOST_TOPICS, TopicRow, topic_row, topics_by_valence
from teema.study.conclusions import STATES, State, Verdict

GROUPS = {"kunta": "Kunnat", "yhteisö": "Yhteisöt"}


@dataclass(frozen=True)
class Row:
    """A row of a comparison."""

    group: str
    sub_theme: str
    n: int
    states: Mapping[State, int]
    proposed: Verdict
    confirmed: Verdict | None = None


@dataclass(frozen=True)
class Count:
    """A cell of a table."""

    customers: int = 0
    segments: int = 0
    n: int = 0


@dataclass(frozen=True)
class Counts:
    """A table of counts."""

    cells: Mapping[tuple[str, str], Count] = field(default_factory=dict)

    def cell(self, row: str, column: str) -> Count:
        """Return a cell."""
        return self.cells.get((row, column), Count(n=4))


ROWS = (
    Row("kunta", "palvelut", 4, {"met": 2, "unmet": 1, "silent": 1}, "partly", "differ"),
    Row("yhteisö", "palvelut", 2, {"expectation_only": 1, "not_asked": 1}, "not_comparable"),
)
TABLE = Counts({("p", "kunta"): Count(3, 11, 4), ("a", "yhteisö"): Count(1, 2, 2)})
TOPICS = (
    TopicRow("tavoitettavuus", 5, 8, 1, 1, 3, -0.5),
    TopicRow("raportointi", 7, 8, 6, 0, 1, 0.75),
    TopicRow("laskutus", 1, 8, 0, 0, 0, None),
)


def drawn(language: str = "fi") -> tuple[Drawing, ...]:
    """Return all charts of the small data above."""
    made = (
        gap_matrix(ROWS, GROUPS, language=language),
        sub_theme_by_group(TABLE, {"p": "palvelut", "a": "asiakkuus"}, GROUPS, language=language),
        topics_by_valence(TOPICS, language=language),
    )
    return tuple(one for one in made if one is not None)


def words(drawing: Drawing) -> list[str]:
    """Return the words of a drawing."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", to_svg(drawing))


@pytest.mark.parametrize("place", range(3))
def test_same_input_same_bytes(place: int) -> None:
    """Drawing twice gives the same SVG and the same PNG."""
    first, second = drawn()[place], drawn()[place]
    assert to_svg(first) == to_svg(second)
    assert to_png(first) == to_png(second)


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("language", ["fi", "en"])
def test_words_for_everyone(place: int, language: str) -> None:
    """Every chart has a title, a note and an alternative text that the SVG carries, with counts in it."""
    drawing = drawn(language)[place]
    assert drawing.title
    assert drawing.note
    assert re.search(r"\d", drawing.alt)
    assert 'role="img"' in to_svg(drawing)


@pytest.mark.parametrize("place", range(3))
def test_drawn_at_the_size_given(place: int) -> None:
    """The SVG is as large as the drawing says, as wide as a page's text, and no letter is under 11 pixels."""
    drawing = drawn()[place]
    svg = to_svg(drawing)
    assert f'width="{drawing.width:g}" height="{drawing.height:g}"' in svg
    assert drawing.width == 680
    assert min(float(size) for size in re.findall(r'font-size="([\d.]+)', svg)) >= 11


def test_a_square_for_every_customer() -> None:
    """A cell holds one square for every customer, in the order of the states, named by its hint; the legend adds one each."""
    drawing = drawn()[0]
    assert isinstance(drawing.content, dict)
    hints = [tile["hint"] for data in drawing.content["datasets"].values() for tile in data if tile.get("hint")]
    assert sorted(hints) == sorted(
        ["täyttyi"] * 3 + ["ei täyttynyt"] * 2 + ["ei mainintaa"] * 2 + ["vain odotus"] * 2 + ["ei kysytty"] * 2
    )


def test_confirmed_differs_from_proposed() -> None:
    """A confirmed verdict is ticked, a proposed one is not, and an overruled proposal is told in the note."""
    drawing = drawn()[0]
    assert "✓ eroaa" in words(drawing)
    assert "ei vertailtavissa" in words(drawing)
    assert drawing.note.endswith("poikkeaa ehdotetusta: 1.")


def test_many_customers_and_groups_fit() -> None:
    """Forty customers in one cell, or seven groups side by side, are drawn on the page."""
    one = gap_matrix([Row("a", "x", 45, dict.fromkeys(STATES, 5), "partly")], {"a": "A"}, language="fi")
    many = gap_matrix(
        [Row(key, "x", 3, {"met": 3}, "not_comparable") for key in "abcdefg"],
        dict.fromkeys("abcdefg", "Ryhmä"),
        language="fi",
    )
    for drawing in (one, many):
        assert drawing is not None
        tiles = [tile for data in drawing.content["datasets"].values() for tile in data if "wide" in tile]
        assert all(tile["x"] >= 0 and tile["x"] + tile["wide"] <= drawing.width for tile in tiles)
        assert all(tile["y"] + tile["high"] <= drawing.height for tile in tiles)


def test_shares_of_groups() -> None:
    """A cell reads k/n with its segments; a group that said nothing reads 0/n."""
    shown = words(drawn()[1])
    assert {"3/4", "ilmauksia 11", "1/2", "ilmauksia 2"} <= set(shown)
    assert shown.count("0/4") == 2


def test_disc_area_follows_segments() -> None:
    """Discs compare by area: 11 segments to 2."""
    drawing = drawn()[1]
    areas = [disc["area"] for data in drawing.content["datasets"].values() for disc in data if "area" in disc]
    assert max(areas) / min(areas) == pytest.approx(11 / 2)


def test_topics_by_spread() -> None:
    """The most widespread topic comes first; customers by sign are written in their bars, balance with a decimal comma."""
    shown = words(drawn()[2])
    assert shown.index("raportointi") < shown.index("tavoitettavuus") < shown.index("laskutus")
    assert {"6", "3", "7/8", "+0,8", "−0,5", "–"} <= set(shown)


def test_numbers_of_narrow_bars_have_a_column() -> None:
    """Where one customer is too thin for a number, all numbers stand in a column."""
    drawing = topics_by_valence([TopicRow("laskutus", 52, 60, 30, 1, 21, 0.1)], language="fi")
    assert drawing is not None
    assert "21 / 1 / 30" in words(drawing)


def test_many_topics_say_what_is_left_out() -> None:
    """Only the most widespread topics are drawn, and the note counts the rest."""
    drawing = topics_by_valence([TopicRow(f"aihe {i}", 50 - i, 60, 1, 0, 0, 1.0) for i in range(40)], language="en")
    assert drawing is not None
    assert sum(word.startswith("aihe") for word in words(drawing)) == MOST_TOPICS
    assert "10" in drawing.note


def test_row_of_a_factor() -> None:
    """Mixed are the customers with both signs who lean neither way."""

    @dataclass(frozen=True)
    class Factor:
        customers: int = 4
        n: int = 8
        positive_customers: tuple[str, ...] = ("a",)
        negative_customers: tuple[str, ...] = ("b",)
        contradicted: tuple[str, ...] = ("b", "c")

    assert topic_row(Factor(), "laskutus", 0.0) == TopicRow("laskutus", 4, 8, 1, 1, 1, 0.0)


def test_nothing_to_draw() -> None:
    """Without rows, counts or customers there is no figure."""
    assert gap_matrix([], GROUPS, language="fi") is None
    assert gap_matrix(ROWS, {}, language="fi") is None
    assert sub_theme_by_group(Counts(), {"p": "palvelut"}, GROUPS, language="fi") is None
    assert sub_theme_by_group(TABLE, {}, {}, language="fi") is None
    assert topics_by_valence([], language="fi") is None
    assert topics_by_valence([TopicRow("laskutus", 0, 8, 0, 0, 0)], language="fi") is None
