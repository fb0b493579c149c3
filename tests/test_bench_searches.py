"""The measurements of searching, at a small size: Teema and FTS5 find the same, and real texts are shared out as told."""

from __future__ import annotations

from pathlib import Path

from bench.corpus import Size, made_study
from bench.finnish_texts import write_transcripts
from bench.searches import measure_queries

from teema.formats.folder import read_study
from teema.search import index_of

SMALL = Size(documents=4, words=4_000, codings=300, dense=120, themes=4, sub_themes=3, topics=6, groups=2)


def test_queries_find_what_the_reference_finds() -> None:
    """Measuring stops with an error where FTS5 finds other turns: here it doesn't."""
    measured = list(measure_queries(index_of(made_study(SMALL)), runs=1))
    assert [one.reference != "" for one in measured] == [True, True, True, True, False]


def test_sentences_are_shared_out_as_transcripts(tmp_path: Path) -> None:
    """Each corpus is read in its own form, and repeated until there are enough words; without any there are none."""
    corpora = tmp_path / "corpora"
    (corpora / "ud").mkdir(parents=True)
    (corpora / "ud" / "a.conllu").write_text("# text = Talo on tässä.\n1\tTalo\n", encoding="utf-8")
    (corpora / "turku-ner").mkdir()
    (corpora / "turku-ner" / "b.tsv").write_text("Auto\tO\nmeni\tO\n", encoding="utf-8")
    assert write_transcripts(corpora, tmp_path / "texts", words=500) >= 500
    study = read_study(tmp_path / "texts").study
    assert {turn.speaker for document in study.documents for turn in document.turns} == {"H1", "Haastattelija"}
    assert write_transcripts(tmp_path / "texts", tmp_path / "none") == 0
