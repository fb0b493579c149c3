"""Chapter: the words of the material: the commonest, those typical of groups and themes, and the company they keep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from teema.analysis.words import Collocate, Collocations, Frequency, Keyness, KeyWord, KeyWords
from teema.analysis.words.association import LEAST_G2
from teema.analysis.words.keyness import LEAST_COUNT, Reason
from teema.report.blocks import Block, Cell, Column, Heading, Line, Paragraph, Run, Table, cell
from teema.report.telling import Telling
from teema.report.words import Words

COMMONEST = 30
KEYWORDS = 8
COLLOCATES = 4
_PAIRS = 3
_NAMED = {"word": 1.6, "keyword": 1.6, "collocate": 1.6, "other": 1.6, "group": 2.4, "theme": 4.0, "sub_theme": 3.0}
"""The columns of words and names, and their weights."""


def vocabulary(telling: Telling) -> Iterator[Block]:
    """Tell the words that were used most, those that set groups and themes apart, and which go together."""
    if not shown_frequencies(telling):
        return
    yield Heading(telling.words.say("words.heading"), 1, "words")
    yield _counted(telling)
    yield frequencies_table(telling)
    yield from _network(telling)
    yield from _keyness(telling)
    yield from _company(telling)


def shown_frequencies(telling: Telling) -> list[Frequency]:
    """Return the lemmas that may be shown, the most frequent first."""
    return [one for one in telling.results.words.frequencies.rows if telling.shown_words.may(one.lemma, one.customers)]


def query_of(lemma: str) -> str:
    """Write a lemma as a search of the command line takes it.

    >>> query_of("palkka"), query_of("niin kuin")
    ('palkka', '\\'"niin kuin"\\'')
    """
    return f"'\"{lemma}\"'" if " " in lemma else lemma


def _counted(telling: Telling) -> Paragraph:
    words, found = telling.words, telling.results.words
    numbers = {"words": words.counted("words", found.frequencies.words), "n": words.number(found.frequencies.n)}
    left_out = "words.without_interviewers" if found.interviewers else "words.with_everyone"
    return Paragraph(
        (
            telling.run("words.counted", **numbers),
            Run(f" {words.say(left_out)} {words.say('words.stopped')}"),
            *telling.pointing("words.table_seen", "words"),
        )
    )


def frequencies_table(telling: Telling) -> Table:
    """Make the table of the commonest words."""
    words, found = telling.words, telling.results.words.frequencies
    keys = ("word", "count", "customers", "interviews", "rate")
    rows = tuple(frequency_row(telling, one) for one in shown_frequencies(telling)[:COMMONEST])
    note = words.say("words.note", n=words.number(found.n), words=words.number(found.words))
    title, sheet = words.say("words.table"), words.say("sheets.words")
    return Table("words", title, columns_of(telling, keys), rows, note, sheet=sheet)


def columns_of(telling: Telling, keys: tuple[str, ...]) -> tuple[Column, ...]:
    """Return a table's columns: words and names wide, numbers narrow."""
    say = telling.words.say
    return tuple(Column(say(f"words.columns.{key}"), key not in _NAMED, _NAMED.get(key, 1.0)) for key in keys)


def frequency_row(telling: Telling, one: Frequency) -> tuple[Cell, ...]:
    """Return a word's row: how often, by how many customers, in how many interviews, how often in 1,000 words."""
    n, said = telling.results.words.frequencies.n, telling.occurrences(one.places, query_of(one.lemma))
    return (
        cell(one.lemma),
        Cell((said,), one.count),
        _of_customers(said, one.customers, n),
        Cell((replace(said, text=telling.words.number(one.interviews)),), one.interviews),
        cell(telling.words.number(one.rate, 1)),
    )


def _of_customers(said: Line, k: int, n: int) -> Cell:
    """Make a cell that reads k/n and opens the words that a count opens."""
    return Cell((replace(said, text=f"{k}/{n}"),), k, n)


def _network(telling: Telling) -> Iterator[Block]:
    """Show which of the commonest words share turns, the clearest pairs in words."""
    if "lemma_network" not in telling.figures:
        return
    words, network = telling.words, telling.results.words.network
    pairs = [one for one in network.pairs if telling.shown_words.may_both(one.a, one.b, one.customers)][:_PAIRS]
    yield Paragraph(
        (
            *telling.pointing("words.network_seen", "lemma_network"),
            Run(f" {words.say('words.pairs')} "),
            *_pairs(telling, pairs),
        )
    )
    yield from telling.figure("lemma_network")


def _pairs(telling: Telling, pairs: list[Any]) -> Iterator[Run]:
    words, n = telling.words, telling.results.words.network.n
    for place, one in enumerate(pairs, 1):
        said = words.say("words.pair", a=one.a, b=one.b, turns=words.counted("turns", one.turns), k=one.customers, n=n)
        line = telling.occurrences(one.places, f'"{one.a} {one.b}"', said)
        yield Run(line.text, segments=line.segments, told=line.told)
        yield Run("." if place == len(pairs) else "; ")


def _keyness(telling: Telling) -> Iterator[Block]:
    """Show the words typical of each group and theme."""
    words, found = telling.words, telling.results.words
    by_group = [one for one in found.by_group.values if len(found.by_group.values) > 1]
    if not by_group and not found.by_theme.values:
        return
    yield Heading(words.say("words.keyness_heading"), 2, "keywords")
    yield telling.paragraph(
        "words.keyness", count=LEAST_COUNT, customers=telling.shown_words.least, g2=words.number(LEAST_G2, 2)
    )
    if by_group:
        yield keyness_table(telling, found.by_group, telling.results.groups)
    if found.by_theme.values:
        themes = tuple(theme.key for theme in telling.study.codebook.themes)
        yield keyness_table(telling, found.by_theme, themes)
        yield from _clouds(telling)


def _clouds(telling: Telling) -> Iterator[Block]:
    if "word_clouds" in telling.figures:
        yield Paragraph(telling.pointing("words.clouds_seen", "word_clouds"))
        yield from telling.figure("word_clouds")


def keyness_table(telling: Telling, found: Keyness, order: tuple[str, ...], most: int | None = KEYWORDS) -> Table:
    """Make the table of keywords of each group or theme, at most ``most`` of each; a row tells where there are none."""
    words, by = telling.words, found.by
    keys = (by, "keyword", "count", "elsewhere", "customers", "log_ratio", "log_likelihood")
    known = [value for value in order if any(one.value == value for one in found.values)]
    rest = [one.value for one in found.values if one.value not in order]
    rows = tuple(row for value in (*known, *rest) for row in _keyword_rows(telling, by, found.of(value), most))
    note = words.say(f"words.keyness_note.{by}")
    title, sheet = words.say(f"words.keyness_by.{by}"), words.say(f"sheets.keywords_{by}")
    return Table(f"keywords-{by}", title, columns_of(telling, keys), rows, note, sheet=sheet)


def _keyword_rows(telling: Telling, by: str, of: KeyWords, most: int | None) -> Iterator[tuple[Cell, ...]]:
    name = telling.text(telling.words.value(by, of.value))
    shown = [one for one in of.rows or () if telling.shown_words.may(one.lemma, one.customers)][:most]
    for one in shown:
        yield (name, *_keyword(telling, by, of, one))
    if not shown:
        why = why_none(telling.words, of.reason, of.words, hidden=bool(of.rows))
        yield (name, Cell((Line(why),), tone="absent"), *(cell() for _ in range(5)))


def why_none(words: Words, reason: Reason, n_words: int, *, hidden: bool) -> str:
    """Say why there are no words to show: too little to compare, nothing that stands out, or nothing that may be shown."""
    key = "hidden" if hidden else reason
    return words.say(f"words.reasons.{key}", words=words.counted("words", n_words))


def _keyword(telling: Telling, by: str, of: KeyWords, one: KeyWord) -> tuple[Cell, ...]:
    words, option = telling.words, {"group": "group", "theme": "theme", "sub_theme": "theme"}[by]
    said = telling.occurrences(one.places, f"{query_of(one.lemma)} --{option} {of.value}")
    return (
        cell(one.lemma),
        Cell((said,), one.count),
        Cell((telling.occurrences(one.places_elsewhere, query_of(one.lemma)),), one.elsewhere),
        _of_customers(said, one.customers, of.n),
        cell(words.number(one.log_ratio, 1, signed=True)),
        cell(words.number(one.log_likelihood, 1)),
    )


def _company(telling: Telling) -> Iterator[Block]:
    """Show what stands near the most telling words."""
    shown = [one for one in telling.results.words.company if _shown_company(telling, one)]
    if shown:
        yield Heading(telling.words.say("words.company_heading"), 2, "collocations")
        yield telling.paragraph("words.company", window=shown[0].window)
        yield company_table(telling, shown)


def _shown_company(telling: Telling, of: Collocations) -> list[Collocate]:
    """Return the collocates of a word that may be shown; none of a word that may not."""
    may = telling.shown_words.may
    if not may(of.node, max((one.customers for one in of.rows), default=0)):
        return []
    return [one for one in of.rows if may(one.lemma, one.customers)][:COLLOCATES]


def company_table(telling: Telling, found: list[Collocations]) -> Table:
    """Make the table of collocates, a few of each word."""
    words = telling.words
    keys = ("word", "collocate", "together", "before", "after", "customers", "log_dice", "log_likelihood")
    rows = tuple(_company_row(telling, of, one) for of in found for one in _shown_company(telling, of))
    title, sheet = words.say("words.company_table"), words.say("sheets.collocations")
    return Table("collocations", title, columns_of(telling, keys), rows, words.say("words.company_note"), sheet=sheet)


def _company_row(telling: Telling, of: Collocations, one: Collocate) -> tuple[Cell, ...]:
    words = telling.words
    query = f'"NEAR({of.node} {one.lemma}, {of.window - 1})"'
    said = telling.occurrences(one.places, query)
    return (
        cell(f"{of.node} ({words.number(of.occurrences)})"),
        cell(f"{one.lemma} ({words.number(one.total)})"),
        Cell((said,), one.count),
        Cell((telling.occurrences(one.places_before, query),), one.before),
        Cell((telling.occurrences(one.places_after, query),), one.after),
        _of_customers(said, one.customers, of.n),
        cell(words.number(one.log_dice, 1)),
        cell(words.number(one.log_likelihood, 1)),
    )
