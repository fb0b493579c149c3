"""Everything that the words of one round tell: what the report shows of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import polars as pl

from teema.analysis.words.association import LEAST_G2
from teema.analysis.words.clouds import WordCloud, word_clouds
from teema.analysis.words.coded import CodedWords, words_of_codings
from teema.analysis.words.collocations import Collocations, collocations
from teema.analysis.words.frequencies import Frequencies, frequencies
from teema.analysis.words.keyness import Keyness, KeyWord, keyness
from teema.analysis.words.network import WordNetwork, word_network
from teema.analysis.words.spoken import Spoken

_MOST = 10


@dataclass(frozen=True)
class WordResults:
    """The results of the words that count. Each is worked out when first asked for, and then kept.

    ``interviewers`` tells whether anyone was known to interview: where nobody was, everything said counts. ``stop`` are the
    words left out.
    """

    spoken: Spoken
    codings: pl.DataFrame
    stop: Collection[str]
    interviewers: bool

    @cached_property
    def frequencies(self) -> Frequencies:
        """Every lemma, the most frequent first."""
        return frequencies(self.spoken, stop=self.stop)

    @cached_property
    def by_group(self) -> Keyness:
        """The words typical of each customer group."""
        return keyness(self.spoken, by="group", stop=self.stop)

    @cached_property
    def coded(self) -> CodedWords:
        """The words under codings."""
        return words_of_codings(self.spoken, self.codings)

    @cached_property
    def by_theme(self) -> Keyness:
        """The words typical of each theme."""
        return keyness(self.coded, by="theme", stop=self.stop)

    @cached_property
    def by_sub_theme(self) -> Keyness:
        """The words typical of each sub-theme."""
        return keyness(self.coded, by="sub_theme", stop=self.stop)

    @cached_property
    def clouds(self) -> tuple[WordCloud, ...]:
        """The words of each theme's cloud."""
        return word_clouds(self.coded, self.codings, by="theme", stop=self.stop)

    @cached_property
    def sub_theme_clouds(self) -> tuple[WordCloud, ...]:
        """The words of each sub-theme's cloud."""
        return word_clouds(self.coded, self.codings, by="sub_theme", stop=self.stop)

    @cached_property
    def network(self) -> WordNetwork:
        """The most frequent words, and which of them are said in the same turns."""
        return word_network(self.spoken, stop=self.stop)

    @cached_property
    def telling(self) -> tuple[KeyWord, ...]:
        """The keywords of groups and themes, those with the greatest G² first, each lemma once."""
        found = [word for by in (self.by_theme, self.by_group) for one in by.values for word in one.rows or ()]
        found.sort(key=lambda word: (word.log_likelihood, word.lemma))
        clearest = {word.lemma: word for word in found}
        return tuple(sorted(clearest.values(), key=lambda word: (-word.log_likelihood, word.lemma)))

    @cached_property
    def company(self) -> tuple[Collocations, ...]:
        """The clear collocates of the ten most telling words that have any which two customers share."""
        near = (self.collocations(word.lemma, min_customers=2, min_g2=LEAST_G2) for word in self.telling)
        return tuple(islice((one for one in near if one.rows), _MOST))

    def collocations(self, lemma: str, *, min_customers: int = 1, min_g2: float = 0.0) -> Collocations:
        """Return the collocates of one word."""
        return collocations(self.spoken, lemma, stop=self.stop, min_customers=min_customers, min_g2=min_g2)
