"""The words as a frame."""

from __future__ import annotations

import polars as pl

from teema.search import WORDS, Index, index_of, words_frame
from teema.study import Study


def test_a_row_a_word_said(index: Index) -> None:
    """Every word of every turn has a row with its place, lemma and occasion; words outside turns have none."""
    frame = words_frame(index)
    assert frame.columns == list(WORDS)
    assert "alkusana" not in frame["lemma"].to_list()
    row = frame.filter(pl.col("lemma") == "jonottaa").row(0, named=True)
    assert row | {"start": 0, "end": 0} == {
        "document": "toka",
        "turn": 0,
        "position": 1,
        "start": 0,
        "end": 0,
        "lemma": "jonottaa",
        "interviewer": False,
        "set_aside": True,
        "interview": "2",
        "round": "2025",
        "customer": "B",
        "group": "yhteiso",
    }


def test_rows_stand_on_their_words(index: Index) -> None:
    """``start`` and ``end`` cut the word out of its document."""
    texts = index.study.document_by_name
    cut = [
        texts[name].text[start:end] for name, start, end in words_frame(index).select("document", "start", "end").rows()
    ]
    assert cut[:4] == ["Miten", "puhelinpalvelu", "toimii", "Puhelimeen"]


def test_interviewers_are_marked(index: Index) -> None:
    """Words of whoever interviews are marked in every document."""
    frame = words_frame(index)
    assert frame.filter(pl.col("interviewer"))["lemma"].to_list() == ["miten", "puhelinpalvelu", "toimia", "selvä"]


def test_a_study_without_words_has_an_empty_frame() -> None:
    """The columns are there all the same."""
    frame = words_frame(index_of(Study("s", "S")))
    assert (frame.height, frame.columns) == (0, list(WORDS))
