"""The corpus that speed is measured on, at a small size. How long things take is no test: ``make bench`` tells."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.corpus import Size, made_study
from bench.measures import Measurement
from bench.references import (
    counts_of_crosstab,
    counts_of_pairs,
    crosstab_by_sql,
    loaded,
    overlaps_by_polars,
    turns_by_sql,
)

from teema.analysis.cooccurrence import cooccurrence
from teema.analysis.whole import analyse
from teema.formats.folder import read_study, write_study
from teema.study.tables import Frames

SMALL = Size(documents=4, words=4_000, codings=300, dense=120, themes=4, sub_themes=3, topics=6, groups=2)


def test_the_same_size_and_seed_make_the_same_study() -> None:
    """Measurements of different days are of the same material; another seed makes another."""
    assert made_study(SMALL) == made_study(SMALL)
    assert made_study(SMALL, seed=1).codings != made_study(SMALL).codings


def test_the_corpus_has_the_size_that_was_asked_for() -> None:
    """Words, codings, the dense document, sub-themes, topics, groups and customers are counted, not estimated."""
    study = made_study(SMALL)
    assert Frames(study).turns["words"].sum() == 4_000
    assert len(study.codings) == 300
    assert sum(coding.document == study.documents[0].name for coding in study.codings) == 120
    assert (len(study.documents), len(study.customers), len(study.design.groups)) == (4, 4, 2)
    assert (len(study.codebook.sub_themes), len(study.codebook.topics)) == (12, 6)
    assert len(study.codebook.labels) < len(study.codebook.sub_themes)


@pytest.mark.parametrize("size", [Size(1, 50, 3, 1, 2, 1, 1, 1), Size(2, 200, 10, 50, 3, 2, 3, 2)])
def test_any_size_makes_a_study(size: Size) -> None:
    """The smallest sizes work, and a dense document never takes more codings than there are."""
    study = made_study(size)
    assert len(study.codings) == size.codings
    assert len(study.documents) == size.documents


def test_the_corpus_reads_back_as_it_was(tmp_path: Path) -> None:
    """What is measured from memory and from the folder is the same study, and nothing in it is amiss."""
    study = made_study(SMALL)
    read = read_study(write_study(study, tmp_path / "corpus"))
    assert not read.problems
    assert (read.study.documents, read.study.codings) == (study.documents, study.codings)
    assert (read.study.findings, read.study.relevance) == (study.findings, study.relevance)


def test_teema_counts_what_plain_sql_and_polars_count() -> None:
    """A reference that counted something else would be no measure of speed."""
    results = analyse(made_study(SMALL))
    database = loaded(results.codings)
    overlaps = cooccurrence(results.codings, by="sub_theme", within="overlap")
    turns = cooccurrence(results.codings, by="sub_theme", within="turn")
    assert counts_of_crosstab(results.crosstab("sub_theme", "group")) == crosstab_by_sql(database)
    assert counts_of_pairs(overlaps) == overlaps_by_polars(results.codings)
    assert counts_of_pairs(turns) == turns_by_sql(database)


def test_a_target_is_met_by_the_median() -> None:
    """One slow run among quick ones misses nothing; without a target there is nothing to meet."""
    assert Measurement("a", "ms", (9.0, 1.0, 2.0), 3).met
    assert Measurement("a", "ms", (9.0, 4.0, 2.0), 3).met is False
    assert Measurement("a", "ms", (9.0,)).met is None
    assert Measurement("a", "ms", (2.0,), None, "SQL", (6.0,)).ratio == 3
