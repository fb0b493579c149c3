"""Runs one command and prints as JSON how many seconds it took, the processor's seconds, and its peak memory in MB.

This process stays small on purpose: a process begins its life with the peak of the one that started it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time


def measured(command: list[str]) -> tuple[float, float, float]:
    """Return a command's seconds, those of the processor, and peak resident memory in MB (2²⁰ bytes).

    The processor's seconds tell a slow program from a busy machine. RuntimeError: the command fails.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1:])))
