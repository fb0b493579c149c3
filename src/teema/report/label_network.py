"""The network of sub-theme labels (Figure 20), by any weight: in a report, and on a page where its words and lines lead on."""

from __future__ import annotations

from teema.analysis.cooccurrence import Edge
from teema.analysis.whole import Results
from teema.figures.drawing import Drawing
from teema.figures.network import Node, Opening
from teema.figures.word_network import Measured, Within, word_network
from teema.wording import Language


def label_network(
    results: Results,
    language: Language,
    *,
    measured: Measured = "segments",
    within: Within = "turn",
    least: int = 1,
    opening: Opening | None = None,
) -> Drawing | None:
    """Draw the labels, each as large as ``measured`` tells, joined where they meet at least ``least`` times; None where nothing is coded."""
    themes = {theme.key: theme.name for theme in results.study.codebook.themes}
    links = links_of(results, within, least)
    return word_network(
        nodes_of(results, measured),
        links,
        themes,
        language=language,
        measured=measured,
        within=within,
        opening=opening,
    )


def nodes_of(results: Results, measured: Measured) -> list[Node]:
    """Return the labels that occur, with their weight and the themes that they stand under."""
    book = results.study.codebook
    under = {
        label: tuple(book.theme_of[sub.key].key for sub in book.sub_themes if sub.shown == label)
        for label in book.labels
    }
    return [Node(one.key, getattr(one, measured), under.get(one.key, ())) for one in results.labels]


def links_of(results: Results, within: Within, least: int) -> tuple[Edge, ...]:
    """Return the pairs of labels that meet at least so many times, the heaviest first."""
    return tuple(edge for edge in results.met("label", within).pairs if edge.weight >= least)
