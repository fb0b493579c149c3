"""The network of words and the clouds of words as drawings, in a report and in a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from teema.analysis.words import Keyness, WordCloud, WordNetwork
from teema.figures.drawing import Drawing
from teema.figures.lemma_network import lemma_network
from teema.figures.network import Node
from teema.figures.word_clouds import Cloud, word_clouds
from teema.report.sections.vocabulary import why_none
from teema.report.shown_words import ShownWords
from teema.report.words import Words

Opens: TypeAlias = Callable[[str, str], str]
"""Gives the address of the places of a lemma under a code."""


@dataclass(frozen=True, slots=True)
class _Joined:
    """Two lemmas and how many turns hold both."""

    a: str
    b: str
    weight: int


def network_drawing(network: WordNetwork, by_theme: Keyness, words: Words, shown: ShownWords) -> Drawing | None:
    """Draw the lemmas of a network with the themes that each is typical of; None where none are joined."""
    typical: dict[str, list[str]] = {}
    for one in by_theme.values:
        for word in one.rows or ():
            if shown.may(word.lemma, word.customers):
                typical.setdefault(word.lemma, []).append(one.value)
    kept = [one for one in network.nodes if shown.may(one.lemma, one.customers)]
    nodes = [Node(one.lemma, one.count, tuple(typical.get(one.lemma, ()))) for one in kept]
    links = [_Joined(one.a, one.b, one.turns) for one in network.pairs if shown.may_both(one.a, one.b, one.customers)]
    themes = {theme.key: theme.name for theme in words.study.codebook.themes}
    return lemma_network(nodes, links, themes, language=words.language)


def clouds_drawing(
    clouds: Iterable[WordCloud], by: str, words: Words, shown: ShownWords, opens: Opens | None = None
) -> Drawing | None:
    """Draw the clouds of codes in the codebook's order, each with its theme's number and colour; None where none has words.

    ``opens`` gives the address that a code's word leads to, where the drawing stands on a page.
    """
    order = _order(by, words)
    found = sorted(clouds, key=lambda one: order.index(one.code) if one.code in order else len(order))
    drawn = [_cloud(one, by, order, words, shown, opens) for one in found]
    return word_clouds(drawn, customers=shown.least, language=words.language)


def _order(by: str, words: Words) -> Sequence[str]:
    book = words.study.codebook
    if by == "label":
        return book.labels
    return [code.key for code in (book.themes if by == "theme" else book.sub_themes)]


def _cloud(of: WordCloud, by: str, order: Sequence[str], words: Words, shown: ShownWords, opens: Opens | None) -> Cloud:
    book, themes = words.study.codebook, [theme.key for theme in words.study.codebook.themes]
    theme = book.theme_of.get(of.code)
    place = themes.index(theme.key) if theme else order.index(of.code) if of.code in order else len(order)
    name = words.value(by, of.code)
    chosen = [word for word in of.words or () if shown.may(word.lemma, word.customers)]
    why = why_none(words, of.reason, of.all_words, hidden=bool(of.words))
    leads = partial(opens, of.code) if opens else None
    return Cloud(f"{theme.name}: {name}" if theme and by == "sub_theme" else name, place, chosen, why, leads)
