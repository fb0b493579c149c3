"""The word network shows what was counted, never one label over another, the same picture every time."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from teema.figures.draw import to_png, to_svg
from teema.figures.layout import arrange, overlaps
from teema.figures.lettering import SMALLEST
from teema.figures.network import WIDTH, Node, place
from teema.figures.word_network import MOST_NODES, choose, word_network

THEMES = {"odotukset": "Asiakasodotukset", "kokemukset": "Asiakaskokemukset"}


@dataclass(frozen=True)
class Together:
    """A link of two labels."""

    a: str
    b: str
    weight: int


NODES = (
    Node("palvelut", 12, ("odotukset", "kokemukset")),
    Node("asiakkuus", 7, ("odotukset",)),
    Node("häiriö- ja virhetilanteet", 3, ("kokemukset",)),
    Node("tapaamiset", 0, ("kokemukset",)),
)
LINKS = (Together("asiakkuus", "palvelut", 4), Together("häiriö- ja virhetilanteet", "palvelut", 1))


def many(count: int, words: str = "alateema") -> tuple[Node, ...]:
    """Return labels of falling weight."""
    return tuple(Node(f"{words} {i}", count - i, ("odotukset",)) for i in range(count))


def shown_words(svg: str) -> list[str]:
    """Return the words of a drawing in its order."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_words_and_counts_are_those_given() -> None:
    """Every label that occurs stands with its own count beside it; one that does not occur is named in the note."""
    drawing = word_network(NODES, LINKS, THEMES, language="fi")
    assert drawing is not None
    words = shown_words(to_svg(drawing))
    for node in NODES[:3]:
        assert words[words.index(node.label) + 1] == str(node.weight)
    assert "tapaamiset" not in words
    assert "tapaamiset" in drawing.note


def test_same_input_same_bytes() -> None:
    """The same nodes and links give the same SVG and PNG, in whatever order the links come."""
    first, second = (word_network(NODES, links, THEMES, language="fi") for links in (LINKS, LINKS[::-1]))
    assert first is not None
    assert second is not None
    assert to_svg(first) == to_svg(second)
    assert to_png(first) == to_png(second)


@pytest.mark.parametrize("count", [1, 2, 14, 60])
@pytest.mark.parametrize("words", ["ai", "hyvin pitkä alateeman nimi joka vie tilaa"])
@pytest.mark.parametrize("linked", [False, True])
def test_labels_never_overlap_and_stay_inside(count: int, words: str, linked: bool) -> None:
    """No label touches another or leaves the picture, and none is written smaller than 11 pixels."""
    nodes = many(count, words)
    links = [Together(nodes[0].label, node.label, 1 + i) for i, node in enumerate(nodes[1:])] if linked else []
    labels, height = place(choose(nodes, links))
    assert not list(overlaps([one.centre for one in labels], [(one.wide, one.high) for one in labels]))
    assert all(one.wide / 2 <= one.centre[0] <= WIDTH - one.wide / 2 for one in labels)
    assert all(one.high / 2 <= one.centre[1] <= height + 20 - one.high / 2 for one in labels)
    assert min(one.size for one in labels) >= SMALLEST


def test_equal_labels_are_placed_too() -> None:
    """Labels of one size and without links, which nothing pulls anywhere, are still kept apart."""
    places, _ = arrange([(100.0, 30.0)] * 12, {}, 660.0)
    assert not list(overlaps(places, [(100.0, 30.0)] * 12))


def test_many_labels_keep_the_heaviest() -> None:
    """Of sixty labels the thirty heaviest are drawn, and the note says how many are not."""
    drawing = word_network(many(60), [], THEMES, language="en")
    assert drawing is not None
    assert len(choose(many(60), []).nodes) == MOST_NODES
    assert "30" in drawing.note
    assert "alateema 31" not in to_svg(drawing)


def test_weak_links_are_left_out_together() -> None:
    """Links of equal weight are all drawn or all left out, and the note tells the limit and the number left out."""
    nodes = many(10)
    links = [Together(a.label, b.label, 1) for i, a in enumerate(nodes) for b in nodes[:i]]
    strong = [Together(nodes[0].label, nodes[1].label, 5)]
    shown = choose(nodes, [*links[1:], *strong])
    assert [link.weight for link in shown.links] == [5]
    assert shown.weaker == 44
    assert len(choose(nodes, links).links) == 45


def test_larger_is_more() -> None:
    """The area of a word follows its weight: four times the weight, twice the size."""
    labels, _ = place(choose((Node("a", 16), Node("b", 4)), []))
    assert labels[0].size == pytest.approx(2 * labels[1].size)


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("measured", ["segments", "customers", "themes"])
def test_alt_tells_the_heaviest_and_the_strongest(language, measured) -> None:
    """The alternative text names the heaviest label and the strongest link with their numbers; the note the weight."""
    drawing = word_network(NODES, LINKS, THEMES, language=language, measured=measured)
    assert drawing is not None
    assert "palvelut 12" in drawing.alt
    assert "asiakkuus – palvelut, 4" in drawing.alt
    assert drawing.note


def test_nothing_to_draw() -> None:
    """Without labels, or with labels that never occur, there is no figure."""
    assert word_network([], [], {}, language="fi") is None
    assert word_network([Node("a", 0)], [], {}, language="fi") is None
