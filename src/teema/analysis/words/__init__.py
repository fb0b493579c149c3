"""What the material's words tell: frequencies, keyness, collocations, the network of words, and clouds of words by code.

Each analysis takes a frame of words (Polars or pandas; a row a word, in the order of documents and positions) or the words
that :func:`counted` chose of one, and returns numbers that know where their words stand.
"""

from __future__ import annotations

from teema.analysis.words.clouds import WordCloud, word_clouds
from teema.analysis.words.coded import CodedWords, words_of_codings
from teema.analysis.words.collocations import Collocate, Collocations, collocations
from teema.analysis.words.frequencies import Frequencies, Frequency, frequencies
from teema.analysis.words.keyness import Keyness, KeyWord, KeyWords, keyness
from teema.analysis.words.network import WordNetwork, WordNode, WordPair, word_network
from teema.analysis.words.spoken import Place, Places, Spoken, counted

__all__ = [
    "CodedWords",
    "Collocate",
    "Collocations",
    "Frequencies",
    "Frequency",
    "KeyWord",
    "KeyWords",
    "Keyness",
    "Place",
    "Places",
    "Spoken",
    "WordCloud",
    "WordNetwork",
    "WordNode",
    "WordPair",
    "collocations",
    "counted",
    "frequencies",
    "keyness",
    "word_clouds",
    "word_network",
    "words_of_codings",
]
