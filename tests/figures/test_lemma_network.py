"""The network of lemmas draws the clearest links, and tells what it leaves out."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from teema.figures.draw import to_png, to_svg
from teema.figures.layout import overlaps
from teema.figures.lemma_network import MOST_LINKS, MOST_NODES, choose, lemma_network
from teema.figures.network import Node, place
from teema.figures.word_network import word_network

THEMES = {"odotukset": "Asiakasodotukset", "kokemukset": "Asiakaskokemukset"}


@dataclass(frozen=True)
class Together:
    """Two lemmas and the turns that hold both."""

    a: str
    b: str
    weight: int


NODES = (Node("ihminen", 138), Node("soittaa", 73, ("odotukset", "kokemukset")), Node("numero", 42), Node("jono", 32))
LINKS = (Together("jono", "numero", 10), Together("numero", "soittaa", 12))


def test_words_stand_with_their_counts_and_those_without_links_in_the_note() -> None:
    """A frequent word that belongs to no other is named, not drawn."""
    drawing = lemma_network(NODES, LINKS, THEMES, language="fi")
    assert drawing is not None
    words = re.findall(r"<text[^>]*>([^<]*)</text>", to_svg(drawing))
    assert words[words.index("soittaa") + 1] == "73"
    assert "ihminen" not in words
    assert "ihminen" in drawing.note


def test_the_clearest_links_are_kept_however_few_turns_they_have() -> None:
    """Links come the clearest first; the note tells how many weaker ones are left out."""
    nodes = [Node(f"sana{place}", 50 - place) for place in range(11)]
    links = [Together(a.label, b.label, 20 - place) for place, a in enumerate(nodes) for b in nodes[:place]]
    shown = choose(nodes, links)
    assert (shown.links, shown.weaker) == (tuple(links[:MOST_LINKS]), len(links) - MOST_LINKS)


def test_the_most_frequent_words_are_looked_at() -> None:
    """A link of a rarer word isn't drawn."""
    nodes = [Node(f"sana{place:02}", 99 - place) for place in range(MOST_NODES + 1)]
    assert choose(nodes, [Together(nodes[0].label, nodes[-1].label, 9)]).links == ()


def test_no_word_stands_over_another() -> None:
    """Boxes don't overlap, even where everything is joined."""
    nodes = [Node(f"pitkähkö sana {place}", 400 - 6 * place) for place in range(MOST_NODES)]
    links = [Together(nodes[place].label, nodes[place // 2].label, 80 - place) for place in range(1, MOST_NODES)]
    labels, _ = place(choose(nodes, links))
    assert len(labels) > 40
    assert not list(overlaps([one.centre for one in labels], [(one.wide, one.high) for one in labels]))


@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_figure_says_which_network_it_is(language) -> None:
    """Title, note and alternative text differ from those of the sub-themes' network, and the counts are told."""
    drawing = lemma_network(NODES, LINKS, THEMES, language=language)
    labels = word_network(NODES, LINKS, THEMES, language=language)
    assert drawing is not None
    assert labels is not None
    assert (drawing.name, labels.name) == ("lemma_network", "word_network")
    assert drawing.title != labels.title
    assert "soittaa 73" in drawing.alt
    assert "jono – numero 10" in drawing.alt


def test_same_input_same_bytes() -> None:
    """Twice the same drawing."""
    first, second = (lemma_network(NODES, LINKS, THEMES, language="fi") for _ in range(2))
    assert first is not None
    assert second is not None
    assert to_png(first) == to_png(second)


def test_nothing_to_draw() -> None:
    """Without words or links there is no figure."""
    assert lemma_network([], [], {}, language="fi") is None
    assert lemma_network(NODES, [], THEMES, language="fi") is None
