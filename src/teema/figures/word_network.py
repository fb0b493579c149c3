"""The word network of the sub-themes: each label as large as it is common, joined to what it occurs with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, TypeAlias

from teema.figures.drawing import Drawing
from teema.figures.network import WIDTH, Link, Node, Opening, Shown, drawn
from teema.wording import Language, listed, say

Measured: TypeAlias = Literal["segments", "customers", "themes"]
Within: TypeAlias = Literal["overlap", "turn", "interview"]

MOST_NODES: Final = 30
_LINKS_A_NODE: Final = 1.5


def word_network(
    nodes: Sequence[Node],
    links: Iterable[Link],
    themes: Mapping[str, str],
    *,
    language: Language,
    measured: Measured = "segments",
    within: Within = "turn",
    opening: Opening | None = None,
) -> Drawing | None:
    """Draw the network; None where nothing occurs.

    ``themes`` are the themes' names by key, in the codebook's order. The area of a word grows with its weight. The heaviest
    thirty labels and the strongest links are drawn; the note says what is left out. ``opening`` tells where words and lines lead.
    """
    shown = choose(nodes, links)
    if not shown.nodes:
        return None
    picture, height = drawn(shown, themes, opening)
    return Drawing(
        name="word_network",
        title=say(language, "figures.network.title"),
        content=picture,
        alt=_alt(shown, measured, language),
        note=_note(shown, measured, within, language),
        width=WIDTH,
        height=height,
        language=language,
    )


def choose(nodes: Sequence[Node], links: Iterable[Link]) -> Shown:
    """Keep the heaviest labels and the strongest links between them, ties together."""
    ranked = sorted((node for node in nodes if node.weight > 0), key=lambda node: (-node.weight, node.label))
    kept = tuple(ranked[:MOST_NODES])
    labels = {node.label for node in kept}
    candidates = [
        link for link in links if link.a in labels and link.b in labels and link.a != link.b and link.weight > 0
    ]
    candidates.sort(key=lambda link: (-link.weight, link.a, link.b))
    room = round(_LINKS_A_NODE * len(kept))
    least = candidates[room].weight + 1 if len(candidates) > room else 1
    strong = [link for link in candidates if link.weight >= min(least, candidates[0].weight)]
    return Shown(
        nodes=kept,
        links=tuple(strong),
        lighter=len(ranked) - len(kept),
        absent=tuple(node.label for node in nodes if node.weight <= 0),
        weaker=len(candidates) - len(strong),
    )


def _alt(shown: Shown, measured: Measured, language: Language) -> str:
    heaviest = listed((f"{node.label} {node.weight}" for node in shown.nodes[:5]), language)
    words = say(
        language, f"figures.network.alt.{measured}", labels=len(shown.nodes), heaviest=heaviest, links=len(shown.links)
    )
    if not shown.links:
        return words
    strongest = shown.links[0]
    return f"{words} " + say(
        language, "figures.network.alt.strongest", a=strongest.a, b=strongest.b, weight=strongest.weight
    )


def _note(shown: Shown, measured: Measured, within: Within, language: Language) -> str:
    said = [say(language, f"figures.network.measured.{measured}")]
    if any(node.themes for node in shown.nodes):
        said.append(say(language, "figures.network.badges"))
    said.append(say(language, f"figures.network.within.{within}" if shown.links else "figures.network.no_links"))
    if shown.weaker:
        said.append(say(language, "figures.network.weaker", least=shown.weakest, left_out=shown.weaker))
    if shown.lighter:
        said.append(say(language, "figures.network.lighter", kept=len(shown.nodes), left_out=shown.lighter))
    if shown.absent:
        said.append(say(language, "figures.network.absent", labels=listed(shown.absent, language)))
    return " ".join(said)
