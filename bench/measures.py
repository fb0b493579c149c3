"""What is measured, how, and against which target."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Literal, TypeAlias, TypeVar

from bench.references import (
    counts_of_crosstab,
    counts_of_pairs,
    crosstab_by_sql,
    loaded,
    overlaps_by_polars,
    turns_by_sql,
)
from teema.analysis.cooccurrence import Within, cooccurrence
from teema.analysis.whole import Results, analyse
from teema.analysis.words import collocations, counted, frequencies, keyness, word_network
from teema.analysis.words.reading import words_of
from teema.formats.folder import read_study
from teema.study import Study

T = TypeVar("T")
Unit: TypeAlias = Literal["ms", "s", "KB", "MB"]
ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "palvelukeskus"
_TEEMA = (sys.executable, "-m", "teema")


@dataclass(frozen=True, slots=True)
class Runs:
    """How often each kind of thing is measured."""

    report: int = 3
    example: int = 5
    help: int = 9
    analysis: int = 21


QUICK = Runs(report=1, example=1, help=3, analysis=5)


@dataclass(frozen=True, slots=True)
class Measurement:
    """One thing measured: the median and the best of its runs against a target, and a reference's median of the same run."""

    name: str
    unit: Unit
    values: tuple[float, ...]
    target: float | None = None
    reference: str = ""
    reference_values: tuple[float, ...] = ()

    @property
    def median(self) -> float:
        """Return the middle of the runs."""
        return median(self.values)

    @property
    def met(self) -> bool | None:
        """Tell whether the median meets the target; None where there is none."""
        return None if self.target is None else self.median <= self.target

    @property
    def ratio(self) -> float | None:
        """Return how many times as quick as the reference Teema is; None without a reference."""
        return median(self.reference_values) / self.median if self.reference_values else None

    def as_json(self) -> dict[str, object]:
        """Return everything, ready to be written as JSON."""
        return {**asdict(self), "median": self.median, "best": min(self.values), "met": self.met, "ratio": self.ratio}


def measure(corpus: Path, runs: Runs) -> Iterator[Measurement]:
    """Measure everything: commands in processes of their own, then analyses in this one."""
    yield from _of_command("teema --help", [*_TEEMA, "--help"], runs.help, 0.3)
    with TemporaryDirectory() as out:
        yield from _of_command(
            "report of the example", [*_TEEMA, "report", str(EXAMPLE), "--out", out], runs.example, 5
        )
        report = [*_TEEMA, "report", str(corpus), "--out", out]
        yield from _of_command("whole report, every format", report, runs.report, 20, memory=700)
    seconds, read = timed(lambda: read_study(corpus), runs.example)
    yield Measurement("reading the corpus", "s", tuple(one / 1000 for one in seconds))
    yield from _analyses(read.study, runs.analysis)
    yield from _of_words(analyse(read.study, read_words=lambda study: words_of(study, corpus)), runs.analysis)


def _of_command(
    name: str, command: Sequence[str], runs: int, target: float, memory: float | None = None
) -> Iterator[Measurement]:
    """Measure a command in processes of its own: its time, the processor's, and its peak memory where that has a target."""
    watched = [sys.executable, str(Path(__file__).with_name("command.py")), *command]
    taken = [json.loads(subprocess.check_output(watched, cwd=ROOT)) for _ in range(runs)]
    seconds, worked, peaks = zip(*taken, strict=True)
    yield Measurement(name, "s", seconds, target)
    yield Measurement("  of the processor's time", "s", worked)
    if memory is not None:
        yield Measurement("  peak memory", "MB", peaks, memory)


def _analyses(study: Study, runs: int) -> Iterator[Measurement]:
    results = analyse(study)
    database = loaded(results.codings)
    groups, keys = results.groups, [sub.key for sub in study.codebook.sub_themes]
    yield _against(
        "crosstab, sub-themes × groups",
        15,
        lambda: counts_of_crosstab(results.crosstab("sub_theme", "group", keys, groups)),
        "SQL",
        lambda: crosstab_by_sql(database),
        runs,
    )
    yield _against(
        "co-occurrence, overlapping words",
        80,
        lambda: _together(results, "overlap"),
        "Polars",
        lambda: overlaps_by_polars(results.codings),
        runs,
    )
    yield _against(
        "co-occurrence, same turn", 80, lambda: _together(results, "turn"), "SQL", lambda: turns_by_sql(database), runs
    )
    values, _ = timed(lambda: _fresh(results).gap, runs)
    yield Measurement("gap, expectations and experiences", "ms", values, 60)


def _of_words(results: Results, runs: int) -> Iterator[Measurement]:
    """Measure what is counted of a million words, which are read once."""
    frame, stop = results.read_words(results.study), results.words.stop
    spoken, coded = results.words.spoken, results.words.coded
    measured: dict[str, tuple[float, Callable[[], object]]] = {
        "choosing the words that count": (300, lambda: counted(frame)),
        "frequencies": (200, lambda: frequencies(spoken, stop=stop)),
        "keyness, 3 groups": (200, lambda: keyness(spoken, by="group", stop=stop)),
        "keyness, 10 themes": (200, lambda: keyness(coded, by="theme", stop=stop)),
        "collocations of one word": (100, lambda: collocations(spoken, spoken.lemmas[0], stop=stop)),
        "network of 60 words": (300, lambda: word_network(spoken, stop=stop)),
    }
    for name, (target, work) in measured.items():
        values, _ = timed(work, runs)
        yield Measurement(f"words: {name}", "ms", values, target)


def _together(results: Results, within: Within) -> dict[tuple[str, str], tuple[int, ...]]:
    return counts_of_pairs(cooccurrence(results.codings, by="sub_theme", within=within))


def _fresh(results: Results) -> Results:
    """Return results of the same frames that have compared nothing yet."""
    fresh = Results(results.study, results.round, results.language)
    vars(fresh).update({name: getattr(results, name) for name in ("frames", "codings", "customers", "asked")})
    return fresh


def _against(
    name: str, target: float, ours: Callable[[], T], reference: str, theirs: Callable[[], T], runs: int
) -> Measurement:
    """Measure Teema and a reference in turn; ValueError when they don't count the same."""
    values, found = timed(ours, runs)
    reference_values, expected = timed(theirs, runs)
    if found != expected:
        raise ValueError(f"{name}: {reference} counts otherwise")
    return Measurement(name, "ms", values, target, reference, reference_values)


def timed(work: Callable[[], T], runs: int) -> tuple[tuple[float, ...], T]:
    """Return the milliseconds of some runs, after one that isn't counted, and what the work returns."""
    result = work()
    taken = []
    for _ in range(runs):
        begun = perf_counter()
        result = work()
        taken.append((perf_counter() - begun) * 1000)
    return tuple(taken), result
