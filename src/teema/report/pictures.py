"""Results → the report's figures. What has nothing to draw is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from teema.analysis.whole import Results
from teema.figures.draw import png_of, to_svg
from teema.figures.drawing import Drawing
from teema.figures.gap_matrix import gap_matrix
from teema.figures.services import services
from teema.figures.structure import structure
from teema.figures.sub_theme_by_group import sub_theme_by_group
from teema.figures.topics_by_valence import topic_row, topics_by_valence
from teema.report.blocks import Figure, Picture
from teema.report.disclosure import Disclosure
from teema.report.label_network import label_network
from teema.report.shown_words import ShownWords
from teema.report.word_pictures import clouds_drawing, network_drawing
from teema.report.words import Words


def draw_all(results: Results, words: Words, disclosure: Disclosure, each: Callable[[], None]) -> dict[str, Figure]:
    """Draw every figure that there is something for, by its key; ``each`` is called after each one."""
    found: dict[str, Figure] = {}
    for key, draw in _DRAWERS.items():
        drawing = draw(results, words, disclosure)
        if drawing:
            found[key] = _figure(key, drawing)
        each()
    return found


def _figure(key: str, drawing: Drawing) -> Figure:
    svg = to_svg(drawing)
    picture = Picture(svg, png_of(svg), drawing.alt, drawing.width, drawing.height)
    return Figure(key, drawing.name, drawing.title, picture, drawing.note)


def _word_network(results: Results, words: Words, disclosure: Disclosure) -> Drawing | None:
    return label_network(results, words.language)


def _gap_matrix(results: Results, words: Words, disclosure: Disclosure) -> Drawing | None:
    groups = {row.group: words.group(row.group or None) for row in results.gap.rows}
    return gap_matrix(results.gap.rows, groups, language=words.language)


def _sub_theme_by_group(results: Results, words: Words, disclosure: Disclosure) -> Drawing | None:
    book = results.study.codebook
    names = {sub.key: _within(book.theme_of[sub.key].name, sub.name) for sub in book.sub_themes}
    counted = {
        key: names[key] for key in names if any(results.by_group.cell(key, group).segments for group in results.groups)
    }
    groups = {group: words.group(group) for group in results.groups}
    return sub_theme_by_group(results.by_group, counted, groups, language=words.language) if groups else None


def _within(theme: str, sub_theme: str) -> str:
    return f"{theme}: {sub_theme}"


def _topics(results: Results, words: Words, disclosure: Disclosure) -> Drawing | None:
    return topics_by_valence(
        [topic_row(factor, words.topic(factor.topic), factor.balance.value) for factor in results.factors],
        language=words.language,
    )


def _structure(results: Results, words: Words, disclosure: Disclosure) -> Drawing | None:
    design = results.study.design
    aims = tuple(disclosure.clean(aim) for aim in design.aims)
    return structure(replace(results.study, design=replace(design, aims=aims)), language=words.language)


def _services(results: Results, words: Words, disclosure: Disclosure) -> Drawing | None:
    organisation = results.study.organisation
    shown = replace(organisation, name="") if disclosure.public else organisation
    asked = set(results.customers["customer"])
    customers = [customer for customer in results.study.customers if customer.id in asked]
    groups = {group: words.group(group) for group in results.groups}
    return services(shown, customers, groups, language=words.language)


def _lemma_network(results: Results, words: Words, disclosure: Disclosure) -> Drawing | None:
    found = results.words
    return network_drawing(found.network, found.by_theme, words, ShownWords(results, disclosure))


def _word_clouds(results: Results, words: Words, disclosure: Disclosure) -> Drawing | None:
    return clouds_drawing(results.words.clouds, "theme", words, ShownWords(results, disclosure))


_DRAWERS: Mapping[str, Callable[[Results, Words, Disclosure], Drawing | None]] = {
    "structure": _structure,
    "services": _services,
    "word_network": _word_network,
    "gap_matrix": _gap_matrix,
    "sub_theme_by_group": _sub_theme_by_group,
    "topics_by_valence": _topics,
    "lemma_network": _lemma_network,
    "word_clouds": _word_clouds,
}
