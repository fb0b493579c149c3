"""Clouds of words by code: the words that are typical of a theme, sub-theme or label, each as large as it is frequent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from narwhals.typing import IntoDataFrame

from teema.analysis.words.coded import CodedWords, words_of_codings
from teema.analysis.words.keyness import LEAST_WORDS, KeyWord, KeyWords, Least, Reason, compared
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
    words: IntoWords | CodedWords,
    codings: IntoDataFrame,
    *,
    by: str = "theme",
    stop: Collection[str] = (),
    most: int = 30,
    min_count: int = 3,
    min_customers: int = 2,
    min_words: int = LEAST_WORDS,
) -> tuple[WordCloud, ...]:
    """Choose the words of each code's cloud, the codes in order. Words whose codings are known already may be given as they are.

    A word belongs to a cloud when it is commoner under the code than under the others (log ratio above 0), at least
    ``min_count`` times and in the words of ``min_customers`` customers. Of those the ``most`` with the greatest G² are
    chosen, which weighs frequency and difference together, and shown as large as they are frequent under the code.
    """
    coded = words if isinstance(words, CodedWords) else words_of_codings(words, codings)
    found = compared(coded, by, stop, Least(min_count, min_customers, min_words, 0.0), most)
    return tuple(_cloud(one) for one in found.values)


def _cloud(of: KeyWords) -> WordCloud:
    words = None if of.rows is None else tuple(sorted(of.rows, key=lambda word: (-word.count, word.lemma)))
    return WordCloud(of.value, of.n, of.words, of.reason, words)
