"""How quick projects and workbooks come and go on the corpus, against the libraries alone on the same content in the same run."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measures import ROOT, Measurement
from bench.taguette_file import write_taguette
from teema.study import Study

_MEMORY = 500
_STEPS = (
    ("qdpx_out", "a REFI-QDA project out", 2000, "lxml and zip"),
    ("qdpx_in", "a REFI-QDA project in", 3000, "lxml and zip"),
    ("taguette_in", "a Taguette project in", 3000, "SQLite and HTML parser"),
    ("xlsx_out", "codings as a workbook", 2000, "xlsxwriter"),
)
"""Each step with its name, the milliseconds that it may take, and what it is held against."""


def measure_exchange(corpus: Path, study: Study, runs: int) -> Iterator[Measurement]:
    """Measure each step in processes of its own: its seconds against the reference's, and the process's peak memory."""
    with TemporaryDirectory() as folder:
        write_taguette(study, Path(folder) / "corpus.sqlite3")
        for step, name, target, reference in _STEPS:
            command = [sys.executable, "-m", "bench.exchanging", step, str(corpus), folder]
            taken = [json.loads(subprocess.check_output(command, cwd=ROOT)) for _ in range(runs)]
            seconds, theirs, peaks = zip(*taken, strict=True)
            values, reference_values = (tuple(1000 * one for one in side) for side in (seconds, theirs))
            yield Measurement(name, "ms", values, target, reference, reference_values)
            yield Measurement("  peak memory", "MB", peaks, _MEMORY)
