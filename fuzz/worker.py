"""A warm process that reads one case after another, within limits: ``python -m fuzz.worker READER``.

It is told a path a line on its standard input, and answers each with a line of JSON on its standard output. The processor's time and
the memory of each case are measured here; a case that takes too long is ended by the system, and the process with it.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fuzz.material import Reader
from fuzz.readers import reader
from fuzz.xml import SECRET
from teema.errors import TeemaError
from teema.wording import has

SECONDS = 5
"""The processor's seconds that a case may take."""
_ROOM = 1_500_000_000
"""Bytes of addresses beyond those of the warm process, so that a case that goes wild fails here and not the machine."""
_STATUS = Path("/proc/self/status")
_RESET = Path("/proc/self/clear_refs")


def tried(asked: Reader, path: Path) -> dict[str, Any]:
    """Read a case and tell how it ended, in how many of the processor's seconds, and at what peak of memory in MB (2²⁰ bytes)."""
    _forget_peak()
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    begun = time.process_time()
    ending, found = _ending(asked, path)
    seconds = time.process_time() - begun
    signal.setitimer(signal.ITIMER_PROF, 0)
    peak = _peak()
    if found is not None and SECRET in repr(found):
        ending = {"verdict": "leak"}
    return {**ending, "seconds": seconds, "peak": peak}


def _ending(asked: Reader, path: Path) -> tuple[dict[str, str], object]:
    try:
        found, problems = asked.read(path)
    except TeemaError as told:
        return _with_words("refused", [told]), None
    except BaseException:  # noqa: BLE001 - whatever gets through is what this program looks for
        return {"verdict": "traceback", "detail": traceback.format_exc(limit=-12)[-6000:]}, None
    return _with_words("warned" if problems else "read", problems), found


def _with_words(verdict: str, told: Sequence[Any]) -> dict[str, str]:
    """Tell the codes, and whether each has words."""
    codes = sorted({each.code for each in told})
    dumb = [code for code in codes if not has(f"errors.{code}.what", "fi") or not has(f"errors.{code}.what", "en")]
    return {"verdict": "wordless" if dumb else verdict, "code": " ".join(dumb or codes)}


def _forget_peak() -> None:
    if _RESET.exists():
        _RESET.write_text("5")


def _peak() -> float:
    """Return the peak of resident memory in MB: since `_forget_peak` on Linux, elsewhere since the process began."""
    if _STATUS.exists():
        lines = _STATUS.read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if _STATUS.exists():
        lines = _STATUS.read_text().splitlines()
        size = next(int(line.split()[1]) for line in lines if line.startswith("VmSize")) * 2**10
        resource.setrlimit(resource.RLIMIT_AS, (size + _ROOM, size + _ROOM))


def main() -> None:
    """Answer until the input ends."""
    asked = reader(sys.argv[1])
    if asked is None:
        raise SystemExit(f"no reader: {sys.argv[1]}")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    is_warm = False
    for line in sys.stdin:
        answer = tried(asked, Path(json.loads(line)))
        print(json.dumps(answer), file=answers, flush=True)
        if not is_warm:
            _limit()
            is_warm = True


if __name__ == "__main__":
    main()
