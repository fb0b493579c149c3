"""Clouds of words by code: the words that are typical of a theme, sub-theme or label, each as large as it is frequent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from narwhals.typing import IntoDataFrame

from teema.analysis.words.coded import words_of_codings
from teema.analysis.words.keyness import LEAST_WORDS, KeyWord, KeyWords, Reason, keyness
from teema.analysis.words.spoken import IntoWords


@dataclass(frozen=True, slots=True)
class WordCloud:
    """The words of a code, the most frequent first: a word's ``count`` is its weight. ``n`` is the code's customers.

    ``words`` is None where there is too little to compare; ``reason`` tells what. ``all_words`` are the words under the code.
    """

    code: Any
    n: int
    all_words: int
    reason: Reason
    words: tuple[KeyWord, ...] | None


def word_clouds(
    words: IntoWords,
    codings: IntoDataFrame,
    *,
    by: str = "theme",
    stop: Collection[str] = (),
    most: int = 30,
    min_count: int = 3,
    min_customers: int = 2,
    min_words: int = LEAST_WORDS,
) -> tuple[WordCloud, ...]:
    """Choose the words of each code's cloud, the codes in order.

    A word belongs to a cloud when it is commoner under the code than under the others (log ratio above 0), at least
    ``min_count`` times and in the words of ``min_customers`` customers. Of those the ``most`` with the greatest G² are
    chosen, which weighs frequency and difference together, and shown as large as they are frequent under the code.
    """
    coded = words_of_codings(words, codings)
    found = keyness(
        coded, by=by, stop=stop, min_count=min_count, min_customers=min_customers, min_words=min_words, min_g2=0.0
    )
    return tuple(_cloud(one, most) for one in found.values)


def _cloud(of: KeyWords, most: int) -> WordCloud:
    if of.rows is None:
        return WordCloud(of.value, of.n, of.words, of.reason, None)
    chosen = sorted(of.rows, key=lambda word: (-word.log_likelihood, word.lemma))[:most]
    return WordCloud(
        of.value, of.n, of.words, of.reason, tuple(sorted(chosen, key=lambda word: (-word.count, word.lemma)))
    )
