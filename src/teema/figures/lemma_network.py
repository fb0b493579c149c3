"""The network of words: the most frequent lemmas, joined to those that they share turns with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from teema.figures.drawing import Drawing
from teema.figures.network import WIDTH, Link, Node, Shown, drawn
from teema.wording import Language, listed, say

MOST_NODES: Final = 60
MOST_LINKS: Final = 50


def lemma_network(
    nodes: Sequence[Node], links: Sequence[Link], themes: Mapping[str, str], *, language: Language
) -> Drawing | None:
    """Draw the network of lemmas; None where no two belong together.

    A node's weight is its occurrences, a link's the turns that hold both; ``links`` come the clearest first. ``themes`` are
    the themes' names by key: a lemma's themes are those that it is typical of. The most frequent sixty are looked at, the
    clearest fifty links drawn, and words without any left out.
    """
    shown = choose(nodes, links)
    if not shown.links:
        return None
    picture, height = drawn(shown, themes)
    return Drawing(
        name="lemma_network",
        title=say(language, "figures.lemmas.title"),
        content=picture,
        alt=_alt(shown, language),
        note=_note(shown, language),
        width=WIDTH,
        height=height,
        language=language,
    )


def choose(nodes: Sequence[Node], links: Sequence[Link]) -> Shown:
    """Keep the clearest links between the most frequent lemmas, and the lemmas that have any."""
    ranked = sorted(nodes, key=lambda node: (-node.weight, node.label))[:MOST_NODES]
    labels = {node.label for node in ranked}
    known = [link for link in links if link.a in labels and link.b in labels]
    kept = known[:MOST_LINKS]
    joined = {end for link in kept for end in (link.a, link.b)}
    chosen = tuple(node for node in ranked if node.label in joined)
    alone = tuple(node.label for node in ranked if node.label not in joined)
    return Shown(chosen, tuple(kept), 0, alone, len(known) - len(kept))


def _alt(shown: Shown, language: Language) -> str:
    heaviest = listed((f"{node.label} {node.weight}" for node in shown.nodes[:5]), language)
    clearest = listed((f"{link.a} – {link.b} {link.weight}" for link in shown.links[:3]), language)
    counts = {"lemmas": len(shown.nodes), "links": len(shown.links)}
    return say(language, "figures.lemmas.alt", **counts, heaviest=heaviest, clearest=clearest)


def _note(shown: Shown, language: Language) -> str:
    said = [say(language, "figures.lemmas.note")]
    if any(node.themes for node in shown.nodes):
        said.append(say(language, "figures.lemmas.badges"))
    if shown.weaker:
        said.append(say(language, "figures.lemmas.weaker", kept=len(shown.links), left_out=shown.weaker))
    if shown.absent:
        said.append(say(language, "figures.lemmas.alone", lemmas=listed(shown.absent, language)))
    return " ".join(said)
