"""What ``import teema`` offers of words: counted, compared and drawn in a line each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from teema.analysis.whole import Results
from teema.analysis.whole import analyse as results_of
from teema.analysis.words import Collocations, Frequencies, Keyness, Spoken, WordCloud, WordNetwork, counted
from teema.analysis.words import collocations as collocates_of
from teema.analysis.words import frequencies as frequencies_of
from teema.analysis.words import keyness as keywords_of
from teema.analysis.words import word_clouds as clouds_of
from teema.analysis.words import word_network as network_of
from teema.analysis.words.association import LEAST_G2
from teema.analysis.words.coded import KEYS, words_of_codings
from teema.analysis.words.keyness import LEAST_COUNT, LEAST_WORDS
from teema.analysis.words.network import MOST
from teema.language import stop_words
from teema.notebook import explained, index_for
from teema.search import words_frame
from teema.study.study import Study
from teema.wording import Language

if TYPE_CHECKING:
    from teema.figures.drawing import Drawing
    from teema.report.shown_words import ShownWords
    from teema.report.words import Words

R = TypeVar("R")


@dataclass(frozen=True)
class Pictured(Generic[R]):
    """A result with its picture: a notebook shows the picture, ``result`` holds what was counted."""

    result: R
    drawing: Drawing | None = field(repr=False)

    def _repr_svg_(self) -> str | None:
        from teema.figures.draw import to_svg

        return to_svg(self.drawing) if self.drawing else None


@dataclass(frozen=True)
class _Counting:
    """The words of one round of a study, as a notebook counts them."""

    results: Results
    spoken: Spoken
    stop: Collection[str]

    def drawn(self) -> tuple[Words, ShownWords]:
        """Return what a picture needs: the words of the study's language, and what may be shown, which is everything."""
        from teema.report.disclosure import Disclosure
        from teema.report.shown_words import ShownWords
        from teema.report.words import Words

        language: Language = "fi" if self.results.study.language == "fi" else "en"
        disclosure = Disclosure(self.results.study, "working", language)
        return Words(self.results.study, language), ShownWords(self.results, disclosure)


def _counting(
    study: Study, round: str | None, stop: Collection[str] | None, interviewers: bool = False, set_aside: bool = False
) -> _Counting:
    results = results_of(study, round_=round, read_words=lambda study: words_frame(index_for(study)))
    own = stop_words(study.language, study.design.settings.stop_words) if stop is None else stop
    if not interviewers and not set_aside:
        return _Counting(results, results.words.spoken, own)
    frame = words_frame(index_for(study))
    return _Counting(results, counted(frame, interviewers, set_aside, round_=results.round), own)


@explained
def words(
    study: Study,
    *,
    round: str | None = None,
    most: int | None = None,
    stop: Collection[str] | None = None,
    interviewers: bool = False,
    set_aside: bool = False,
) -> Frequencies:
    """Count the words of a study: how often, by how many customers, in how many interviews, how often in 1,000 words.

    ``stop`` are the lemmas left out; by default the language's and the study's own. What interviewers say and passages set
    aside count only when asked for. UsageError (A102): an unknown round.

    >>> from teema.notebook import read
    >>> [(one.lemma, one.count, one.customers) for one in words(read("examples/palvelukeskus"), most=2).rows]
    [('ihminen', 138, 8), ('vuosi', 105, 8)]
    """
    of = _counting(study, round, stop, interviewers, set_aside)
    return frequencies_of(of.spoken, stop=of.stop, most=most)


@explained
def keyness(
    study: Study,
    *,
    by: str = "group",
    round: str | None = None,
    stop: Collection[str] | None = None,
    min_count: int = LEAST_COUNT,
    min_customers: int = 2,
    min_words: int = LEAST_WORDS,
    min_g2: float = LEAST_G2,
) -> Keyness:
    """Find the words typical of each group, customer or round, or of each theme, sub_theme, label, topic or other key of codings.

    UsageError: an unknown property (A101) or round (A102).

    >>> from teema.notebook import read
    >>> found = keyness(read("examples/palvelukeskus"), by="theme")
    >>> [(one.lemma, one.count, one.elsewhere) for one in found.of("odotukset").rows][:2]
    [('haluta', 6, 1), ('odottaa', 21, 7)]
    """
    of = _counting(study, round, stop)
    least = {"min_count": min_count, "min_customers": min_customers, "min_words": min_words}
    counted_by = words_of_codings(of.spoken, of.results.codings) if by in KEYS else of.spoken
    return keywords_of(counted_by, by=by, stop=of.stop, min_g2=min_g2, **least)


@explained
def collocations(
    study: Study,
    word: str,
    *,
    window: int = 5,
    round: str | None = None,
    stop: Collection[str] | None = None,
    min_count: int = 3,
    min_customers: int = 1,
) -> Collocations:
    """Find the words that stand near a word, given as its lemma, within its turn.

    >>> from teema.notebook import read
    >>> [(one.lemma, one.count, one.before) for one in collocations(read("examples/palvelukeskus"), "numero").rows][:2]
    [('suora', 10, 10), ('soittaa', 10, 4)]
    """
    of = _counting(study, round, stop)
    least = {"min_count": min_count, "min_customers": min_customers}
    return collocates_of(of.spoken, word, window=window, stop=of.stop, **least)


@explained
def word_network(
    study: Study, *, most: int = MOST, round: str | None = None, stop: Collection[str] | None = None
) -> Pictured[WordNetwork]:
    """Join the most frequent words to those that they share turns with, and draw them.

    >>> from teema.notebook import read
    >>> [(one.a, one.b, one.turns) for one in word_network(read("examples/palvelukeskus")).result.pairs][:1]
    [('jono', 'numero', 10)]
    """
    from teema.report.word_pictures import network_drawing

    of = _counting(study, round, stop)
    found = network_of(of.spoken, most=most, stop=of.stop)
    return Pictured(found, network_drawing(found, of.results.words.by_theme, *of.drawn()))


@explained
def word_clouds(
    study: Study,
    *,
    by: str = "theme",
    most: int = 30,
    round: str | None = None,
    stop: Collection[str] | None = None,
    min_words: int = LEAST_WORDS,
) -> Pictured[tuple[WordCloud, ...]]:
    """Choose the words typical of each theme, sub_theme or label, and draw them as clouds.

    >>> from teema.notebook import read
    >>> clouds = {one.code: one.words for one in word_clouds(read("examples/palvelukeskus"), most=3).result}
    >>> [(word.lemma, word.count) for word in clouds["odotukset"]]
    [('odottaa', 21), ('tarvita', 12), ('haluta', 6)]
    """
    from teema.report.word_pictures import clouds_drawing

    of = _counting(study, round, stop)
    found = clouds_of(of.spoken, of.results.codings, by=by, most=most, stop=of.stop, min_words=min_words)
    return Pictured(found, clouds_drawing(found, by, *of.drawn()))
