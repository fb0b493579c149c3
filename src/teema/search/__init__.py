"""The words of a study, indexed: where each lemma stands, queries, words in context, and the words as a frame.

``index_of(study, folder)`` makes or updates the index; ``search`` and ``kwic`` ask it; ``words_frame`` lays it out for counting.
"""

from teema.search.frame import WORDS, words_frame
from teema.search.index import Index, forget, index_at, index_of
from teema.search.ordering import ORDERS, Order
from teema.search.searching import Answer, Line, Lines, Match, kwic, search
from teema.search.store import forget_at
from teema.search.where import Where

__all__ = [
    "ORDERS",
    "WORDS",
    "Answer",
    "Index",
    "Line",
    "Lines",
    "Match",
    "Order",
    "Where",
    "forget",
    "forget_at",
    "index_at",
    "index_of",
    "kwic",
    "search",
    "words_frame",
]
