"""Indexes the words of a study's folder from nothing and prints as JSON the seconds it took and this process's peak memory in MB.

Reading the folder isn't counted; loading the dictionary is.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from teema.formats.folder import read_study


def main(folder: str) -> None:
    """Index and print."""
    study = read_study(folder).study
    with TemporaryDirectory() as out:
        begun = perf_counter()
        from teema.search import index_of

        words = len(index_of(study, Path(out)).tokens)
        seconds = perf_counter() - begun
    print(json.dumps((seconds, peak(), words)))


def peak() -> float:
    """Return this program's peak memory in MB. Linux counts the peak of the process that started it in with the usual figure, so it is asked otherwise."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    main(sys.argv[1])
