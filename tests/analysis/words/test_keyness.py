"""Which words are typical of a group or a theme."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teema.analysis.words import counted, keyness, words_of_codings
from teema.analysis.words.association import log_likelihood, log_ratio
from teema.errors import UsageError

Engine = Callable[[pl.DataFrame], Any]
Say = Callable[..., pl.DataFrame]
LINES = (
    "k1 kunta: palkka palkka palkka hyvä ja ja",
    "k2 kunta: palkka palkka apu hyvä ja ja",
    "k3 yhteisö: apu apu apu hyvä ja ja",
    "k4 yhteisö: apu apu hyvä hyvä ja ja",
)
LOW: dict[str, Any] = {"min_words": 1, "min_count": 3, "min_g2": 0.0}


def codings_of(*rows: tuple[str, int, int, str | None]) -> pl.DataFrame:
    """Make codings of a document, start, end and theme."""
    schema = {"document": pl.String, "start": pl.Int64, "end": pl.Int64, "theme": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_each_value_against_all_others(engine: Engine, said: Say) -> None:
    """A keyword carries both sides' counts and the customers who say it here; what is commoner elsewhere isn't one."""
    found = keyness(engine(said(*LINES)), by="group", stop={"ja"}, **LOW)
    assert [one.value for one in found.values] == ["kunta", "yhteisö"]
    kunta = found.of("kunta")
    assert (kunta.words, kunta.words_elsewhere, kunta.n, kunta.reason) == (12, 12, 2, "ok")
    assert kunta.rows is not None
    (palkka,) = kunta.rows
    assert (palkka.lemma, palkka.count, palkka.elsewhere, palkka.customers) == ("palkka", 5, 0, 2)
    assert palkka.log_ratio == pytest.approx(float(log_ratio(5, 0, 12, 12)))
    assert palkka.log_likelihood == pytest.approx(float(log_likelihood(5, 0, 12, 12)))
    assert list(palkka.places) == [("k1", 0, 6), ("k1", 7, 13), ("k1", 14, 20), ("k2", 0, 6), ("k2", 7, 13)]
    (apu, _) = found.of("yhteisö").rows or ()
    assert (apu.count, apu.elsewhere) == (len(apu.places), len(apu.places_elsewhere))
    assert list(apu.places_elsewhere) == [("k2", 14, 17)]


def test_the_greatest_difference_first(engine: Engine, said: Say) -> None:
    """Among words above the line of G², the log ratio decides."""
    found = keyness(engine(said(*LINES)), by="group", stop={"ja"}, **LOW).of("yhteisö")
    assert [one.lemma for one in found.rows or ()] == ["apu", "hyvä"]
    strict = keyness(engine(said(*LINES)), by="group", stop={"ja"}, **{**LOW, "min_g2": 2.0}).of("yhteisö")
    assert [one.lemma for one in strict.rows or ()] == ["apu"]


def test_a_keyword_is_no_single_customers(engine: Engine, said: Say) -> None:
    """What one customer repeats isn't typical of the group."""
    frame = engine(said("k1 kunta: kiuas kiuas kiuas kiuas", "k2 kunta: apu apu apu", "k3 yhteisö: tuki tuki apu"))
    found = keyness(frame, by="group", **LOW).of("kunta")
    assert "kiuas" not in [one.lemma for one in found.rows or ()]
    alone = keyness(frame, by="group", min_customers=1, **LOW).of("kunta")
    assert "kiuas" in [one.lemma for one in alone.rows or ()]


def test_too_little_to_compare(engine: Engine, said: Say) -> None:
    """Where a side is too small, there is no result but a reason."""
    frame = engine(said(*LINES, "k5 pieni: apu apu apu"))
    found = keyness(frame, by="group", min_words=5)
    assert (found.of("pieni").rows, found.of("pieni").reason) == (None, "too_few_words")
    one = keyness(frame, by="group", min_words=3).of("pieni")
    assert (one.rows, one.reason) == (None, "too_few_customers")
    assert keyness(frame, by="round", min_words=1).of("2026").reason == "too_few_words"
    assert keyness(frame, by="group", min_words=1).of("muu").rows is None


def test_words_without_the_value_are_on_neither_side(engine: Engine, said: Say) -> None:
    """A customer whose group nobody knows isn't everybody else."""
    frame = engine(said(*LINES, "k9 ?: palkka palkka palkka"))
    assert keyness(frame, by="group", stop={"ja"}, **LOW) == keyness(
        engine(said(*LINES)), by="group", stop={"ja"}, **LOW
    )


def test_an_unknown_property_is_named(engine: Engine, said: Say) -> None:
    """The error says what there is."""
    with pytest.raises(UsageError, match="A101"):
        keyness(engine(said(*LINES)), by="väri")
    with pytest.raises(UsageError, match="A101"):
        keyness(words_of_codings(said(*LINES), codings_of()), by="group")


def test_nothing_is_said(engine: Engine, said: Say) -> None:
    """Zero rows have no values."""
    assert keyness(engine(said()), by="group").values == ()
    assert keyness(words_of_codings(engine(said()), engine(codings_of())), by="theme").values == ()


def test_a_word_under_two_codings_of_a_theme_counts_once(engine: Engine, said: Say) -> None:
    """Spans overlap, repeat and cut words; a word that a span touches is under it."""
    frame = engine(said("k1 kunta: apu tuki palkka hyvä", "k2 kunta: apu tuki palkka hyvä"))
    codings = engine(
        codings_of(
            ("k1", 0, 8, "odotukset"),
            ("k1", 5, 10, "odotukset"),
            ("k1", 0, 3, "odotukset"),
            ("k2", 0, 2, "odotukset"),
            ("k1", 9, 20, "kokemukset"),
            ("k2", 4, 16, "kokemukset"),
            ("k2", 0, 99, None),
            ("muu", 0, 99, "kokemukset"),
        )
    )
    found = keyness(words_of_codings(frame, codings), by="theme", **{**LOW, "min_count": 1})
    expectations, experiences = found.of("odotukset"), found.of("kokemukset")
    assert (expectations.words, experiences.words) == (4, 4)
    (apu,) = expectations.rows or ()
    assert (apu.lemma, apu.count, apu.customers, apu.elsewhere) == ("apu", 2, 2, 0)


def test_a_word_under_two_themes_is_on_the_side_of_each(engine: Engine, said: Say) -> None:
    """And never on the other side of a theme that it is under."""
    frame = engine(said("k1 kunta: apu apu tuki", "k2 kunta: apu apu tuki"))
    spans = [(customer, 0, end, theme) for customer in ("k1", "k2") for theme, end in (("a", 7), ("b", 12))]
    found = keyness(words_of_codings(frame, engine(codings_of(*spans))), by="theme", **{**LOW, "min_count": 1})
    assert (found.of("a").words, found.of("a").words_elsewhere) == (4, 2)
    assert (found.of("b").words, found.of("b").words_elsewhere, found.of("b").reason) == (6, 0, "too_few_words")


spans = st.tuples(
    st.sampled_from(["k1", "k2"]), st.integers(0, 30), st.integers(1, 12), st.sampled_from(["a", "b", None])
)


@given(st.lists(spans, max_size=12))
def test_joining_finds_what_comparing_every_pair_finds(
    said: Say, drawn: list[tuple[str, int, int, str | None]]
) -> None:
    """The words under a theme are those that share a character with any of its spans."""
    frame = said("k1 kunta: no se palkka on hyvä että apu", "k2 kunta: no se palkka on hyvä että apu")
    rows = [(document, start, start + length, theme) for document, start, length, theme in drawn]
    coded = words_of_codings(counted(frame), codings_of(*rows))
    row, opens, themes = coded.by("theme")
    expected = {
        theme: [
            place
            for place, (document, start, end) in enumerate(frame.select("document", "start", "end").iter_rows())
            if any(one[0] == document and one[3] == theme and one[1] < end and start < one[2] for one in rows)
        ]
        for theme in {one[3] for one in rows} - {None}
    }
    assert {theme: row[opens[i] : opens[i + 1]].tolist() for i, theme in enumerate(themes)} == expected
