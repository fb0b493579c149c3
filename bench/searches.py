"""How quick the index of words is: made from nothing, brought up to date, and asked, against SQLite's FTS5 in the same run."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.finnish_texts import write_transcripts
from bench.measures import ROOT, Measurement, timed
from teema.search import Index, index_of, kwic, search
from teema.study import Study

DATA = "TEEMA_FINNISH"
"""The variable that names the folder of Finnish corpora."""
_BESIDE = ROOT.parent / "shared" / "data" / "finnish"
_COMMON = 1_000
"""Hits of the word that contexts are shown of."""


def measure_searches(corpus: Path, study: Study, runs: int) -> Iterator[Measurement]:
    """Measure indexing from cold in processes of its own, then updates and queries in this one."""
    yield from _cold("indexing the corpus", corpus)
    corpora = Path(os.environ.get(DATA, _BESIDE))
    with TemporaryDirectory() as out:
        if corpora.is_dir() and write_transcripts(corpora, Path(out) / "texts"):
            yield from _cold("indexing real Finnish", Path(out) / "texts")
    with TemporaryDirectory() as folder:
        index = index_of(study, Path(folder))
        yield _changed(study, Path(folder), runs)
        yield from measure_queries(index, runs)


def _cold(name: str, folder: Path) -> Iterator[Measurement]:
    command = [sys.executable, "-m", "bench.indexing", str(folder)]
    taken = [json.loads(subprocess.check_output(command, cwd=ROOT)) for _ in range(3)]
    seconds, peaks, words = zip(*taken, strict=True)
    yield Measurement(f"{name}, {words[0]:,} words", "s", seconds, 20)
    yield Measurement("  peak memory, the study included", "MB", peaks, 250)


def _changed(study: Study, folder: Path, runs: int) -> Measurement:
    """Change one document each time, with words never seen, and bring the index up to date."""
    first, *rest = study.documents
    taken = []
    for run in range(runs):
        longer = replace(first, text=f"{first.text} uusi{'abcdefghij'[run % 10] * (run + 1)} sanainen")
        begun = perf_counter()
        index_of(replace(study, documents=(longer, *rest)), folder).close()
        taken.append(perf_counter() - begun)
    return Measurement("a changed document", "s", tuple(taken), 0.3)


def measure_queries(index: Index, runs: int) -> Iterator[Measurement]:
    """Measure queries of each kind, and words in context; ValueError when FTS5 finds other turns."""
    reference = _full_text(index)
    lemmas = Counter(_lemmas(index))
    common = min(lemmas, key=lambda lemma: (abs(lemmas[lemma] - _COMMON), lemma))
    frequent = lemmas.most_common(1)[0][0]
    one, other = _neighbours(index)
    for name, asked, theirs in (
        (f"a lemma, {lemmas[common]:,} hits", common, f'lemma: "{common}"'),
        (f"a lemma, {lemmas[frequent]:,} hits", frequent, f'lemma: "{frequent}"'),
        ("a phrase", f'"{one} {other}"', f'lemma: "{one} {other}"'),
        ("NEAR", f"NEAR({one} {other}, 5)", f'lemma: NEAR("{one}" "{other}", 5)'),
    ):
        yield _against(name, lambda asked=asked: _found(index, asked), lambda theirs=theirs: reference(theirs), runs)
    values, lines = timed(lambda: kwic(index, frequent, most=_COMMON), runs)
    yield Measurement(f"words in context, {len(lines.lines):,} hits", "ms", values, 30)


def _against(name: str, ours: Callable[[], int], theirs: Callable[[], int], runs: int) -> Measurement:
    values, found = timed(ours, runs)
    reference_values, expected = timed(theirs, runs)
    if found != expected:
        raise ValueError(f"{name}: FTS5 finds {expected} turns, Teema {found}")
    return Measurement(f"{name}, the first 50 turns", "ms", values, 5, "FTS5, count", reference_values)


def _found(index: Index, asked: str) -> int:
    return search(index, asked, most=50).turns


def _lemmas(index: Index) -> list[str]:
    names = dict(index.store.every_lemma())
    return [names[key] for key in index.tokens.form.tolist()]


def _neighbours(index: Index) -> tuple[str, str]:
    """Return two different lemmas that often follow each other."""
    lemmas = _lemmas(index)
    pairs = Counter(pair for pair in pairwise(lemmas) if pair[0] != pair[1])
    return pairs.most_common(1)[0][0]


def _full_text(index: Index) -> Callable[[str], int]:
    """Index the same lemmas in FTS5 and return the function that counts the turns a query finds."""
    database = sqlite3.connect(":memory:")
    database.execute(
        """create virtual table words using fts5(lemma, content='', tokenize="ascii tokenchars '-''.,:'")"""
    )
    lemmas, pieces = _lemmas(index), index.tokens.piece.tolist()
    texts: dict[int, list[str]] = {}
    for piece, lemma in zip(pieces, lemmas, strict=True):
        texts.setdefault(piece, []).append(lemma)
    rows = ((piece + 1, " ".join(words)) for piece, words in texts.items())
    database.executemany("insert into words(rowid, lemma) values (?, ?)", rows)

    def count(asked: str) -> int:
        found: int = database.execute("select count(*) from words where words match ?", (asked,)).fetchone()[0]
        return found

    return count
