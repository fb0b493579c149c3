"""Tables of words that stand only in the workbook: all the words, the keywords of every sub-theme, every pair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from teema.analysis.words import WordPair
from teema.report.blocks import Cell, Table, cell
from teema.report.sections.vocabulary import columns_of, frequency_row, keyness_table, shown_frequencies
from teema.report.telling import Telling

MOST_WORDS = 1_000


def vocabulary_tables(telling: Telling) -> Iterator[Table]:
    """Yield the tables that have anything to show."""
    telling = replace(telling, opens_words=False)
    if not shown_frequencies(telling):
        return
    yield _every_word(telling)
    found = telling.results.words.by_sub_theme
    if any(one.rows for one in found.values):
        yield keyness_table(telling, found, tuple(sub.key for sub in telling.study.codebook.sub_themes), None)
    if telling.results.words.network.pairs:
        yield _every_pair(telling)


def _every_word(telling: Telling) -> Table:
    words = telling.words
    keys = ("word", "count", "customers", "interviews", "rate")
    rows = tuple(frequency_row(telling, one) for one in shown_frequencies(telling)[:MOST_WORDS])
    note, sheet = words.say("words.all_note", most=words.number(MOST_WORDS)), words.say("sheets.words_all")
    return Table("words-all", words.say("words.all_table"), columns_of(telling, keys), rows, note, sheet=sheet)


def _every_pair(telling: Telling) -> Table:
    words, network = telling.words, telling.results.words.network
    keys = ("word", "other", "turns", "customers", "share", "log_likelihood")
    shown = [one for one in network.pairs if telling.shown_words.may_both(one.a, one.b, one.customers)]
    rows = tuple(_pair_row(telling, one) for one in shown)
    note, sheet = words.say("words.pairs_note"), words.say("sheets.pairs")
    return Table("word-pairs", words.say("words.pairs_table"), columns_of(telling, keys), rows, note, sheet=sheet)


def _pair_row(telling: Telling, one: WordPair) -> tuple[Cell, ...]:
    words = telling.words
    return (
        cell(one.a),
        cell(one.b),
        telling.number(one.turns),
        telling.count(one.customers, telling.results.words.network.n),
        cell(words.number(one.share, 2)),
        cell(words.number(one.log_likelihood, 1)),
    )
