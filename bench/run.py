"""``python -m bench``: measures Teema on the made-up corpus and prints measured against target."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory

from bench.corpus import SEED, Size
from bench.exchange import measure_exchange
from bench.measures import QUICK, ROOT, Measurement, Runs, measure
from bench.searches import measure_searches
from bench.workbench import measure_workbench
from teema.formats.folder import read_study

_MARKS = {True: "✓", False: "✗", None: " "}
_HEADER = ("", "", "median", "best", "target", "reference", "ratio")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the table, and return 1 when ``--check`` was asked for and a target was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure whether Teema is quick enough.")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a target is missed")
    parser.add_argument("--quick", action="store_true", help="fewer runs: a first look")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every run as JSON too")
    parser.add_argument(
        "--corpus", type=Path, metavar="FOLDER", help="keep the corpus here, or use the one that stands here"
    )
    asked = parser.parse_args(argv)
    with TemporaryDirectory() as temporary:
        corpus = made(asked.corpus or Path(temporary) / "corpus")
        print(f"{machine()}\n{_size(Size())}\n")
        found = list(_told(_all(corpus, QUICK if asked.quick else Runs())))
    if asked.json:
        content = {"machine": machine(), "corpus": _size(Size()), "measurements": [one.as_json() for one in found]}
        asked.json.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    missed = [one.name for one in found if one.met is False]
    print(f"\nMissed: {', '.join(missed)}." if missed else "\nEvery target is met.")
    return 1 if missed and asked.check else 0


def _all(corpus: Path, runs: Runs) -> Iterable[Measurement]:
    yield from measure(corpus, runs)
    study = read_study(corpus).study
    yield from measure_searches(corpus, study, runs.analysis)
    yield from measure_exchange(corpus, study, runs.report)
    yield from measure_workbench(corpus)


def made(folder: Path) -> Path:
    """Make the corpus, in a process of its own, unless it stands already."""
    if not folder.exists():
        run([sys.executable, "-m", "bench.corpus", str(folder)], cwd=ROOT, check=True)
    return folder


def machine() -> str:
    """Name what was measured and on what."""
    return f"Teema {version('teema')} · Python {platform.python_version()} · {_processor()}, {os.cpu_count()} cores · {platform.system()}"


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def _size(size: Size) -> str:
    return (
        f"{size.documents} documents, {size.words:,} words, {size.themes * size.sub_themes} sub-themes, {size.topics} topics, "
        f"{size.codings:,} codings ({size.dense:,} in one document), {size.groups} groups; seed {SEED}"
    )


def _told(measured: Iterable[Measurement]) -> Iterable[Measurement]:
    """Print the table's rows as they come."""
    print(_line(_HEADER))
    for one in measured:
        print(_line(_row(one)), flush=True)
        yield one


def _row(one: Measurement) -> tuple[str, ...]:
    target = "" if one.target is None else f"≤ {_amount(one.target)} {one.unit}"
    reference = (
        f"{one.reference} {_amount(sorted(one.reference_values)[len(one.reference_values) // 2])} ms"
        if one.reference
        else ""
    )
    ratio = f"{one.ratio:.1f} ×" if one.ratio else ""
    amounts = (f"{_amount(value)} {one.unit}" for value in (one.median, min(one.values)))
    return (_MARKS[one.met], one.name, *amounts, target, reference, ratio)


def _amount(value: float) -> str:
    """Write three digits or so.

    >>> _amount(0.0841), _amount(8.13), _amount(643.2), _amount(15)
    ('0.08', '8.1', '643', '15')
    """
    if value == int(value) or value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 2 else f"{value:.2f}"


def _line(cells: Sequence[str]) -> str:
    mark, name, *others = cells
    return (
        f"{mark:<1} {name:<34}"
        + "".join(f"{other:>12}" for other in others[:3])
        + "".join(f"{other:>16}" for other in others[3:])
    )


if __name__ == "__main__":
    raise SystemExit(main())
