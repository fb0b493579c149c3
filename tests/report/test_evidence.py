"""Segments: codings by their ids, words found by where they stand."""

from __future__ import annotations

import pytest

from teema.report.evidence import HIT_CONTEXT, Segments, hit
from teema.report.words import Words
from teema.study import Code, Codebook, Coding, Document, Span, Study, Turn

TEXT = "H: Miten menee?\nA: No palkka tuli taas myöhässä.\n"
DOCUMENT = Document("k@1", TEXT, (Turn(0, 16, "H", speech=3), Turn(16, len(TEXT), "A", 5_000, speech=19)))


@pytest.fixture
def segments() -> Segments:
    """Return the segments of a study of one document and one coding."""
    book = Codebook((Code("t", "Teema"),))
    study = Study("s", "S", documents=(DOCUMENT,), codebook=book, codings=(Coding("c1", "k@1", Span(22, 28), "t"),))
    return Segments(study, Words(study, "fi"))


def test_words_found_stand_in_their_turn(segments: Segments) -> None:
    """The address names document and place; what surrounds them in the turn is around them, and they mean nothing more."""
    found = segments[hit(("k@1", 22, 28))]
    assert (found.where, found.before, found.said, found.means) == ("k@1 · A · 00:00:05", "No ", "palkka", "")
    assert found.after == " tuli taas myöhässä."
    assert segments["c1"].means == "Teema"


def test_a_long_turn_is_cut_around_them() -> None:
    """So many characters on either side, at a word's edge."""
    words = "sana " * 100
    study = Study("s", "S", documents=(Document("d", f"{words}TÄSSÄ {words}", (Turn(0, 1006),)),))
    found = Segments(study, Words(study, "fi"))[hit(("d", 500, 505))]
    assert found.said == "TÄSSÄ"
    assert len(found.before) <= HIT_CONTEXT
    assert found.before.startswith("…sana")
    assert found.after.endswith("sana…")


@pytest.mark.parametrize("address", ["muu@0-3", "k@1@5-5", "k@1@a-3", "k@1", "c2", ""])
def test_an_address_of_nothing_leads_nowhere(segments: Segments, address: str) -> None:
    """Unknown documents, empty stretches and unknown codings."""
    assert address not in segments
    with pytest.raises(KeyError):
        segments[address]


def test_codings_are_listed_and_words_found_are_not(segments: Segments) -> None:
    """Any words may be addressed; a study with documents has something to open even without codings."""
    assert (list(segments), len(segments), hit(("k@1", 0, 2)) in segments) == (["c1"], 1, True)
    study = Study("s", "S", documents=(DOCUMENT,))
    assert (len(Segments(study, Words(study, "fi"))), bool(Segments(study, Words(study, "fi")))) == (0, True)
    assert not Segments(Study("s", "S"), Words(study, "fi"))
