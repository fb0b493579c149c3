"""Faults of Teema's own: told without a word of the material, with what the makers need."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from teema.errors import TeemaError

FAILED, WRONG_USE, INTERRUPTED = 1, 2, 130
DEBUG = "TEEMA_DEBUG"


def fault_of_ours(fault: Exception, environment: Mapping[str, str]) -> TeemaError:
    """Turn an unforeseen exception into a coded one: its kind, and the places in Teema that it passed.

    The exception's own message is left out, because it may hold words of an interview. With TEEMA_DEBUG set, the
    exception is raised as it is.
    """
    if environment.get(DEBUG):
        raise fault
    return TeemaError("U199", kind=type(fault).__name__, places=_places(fault))


def _places(fault: Exception) -> str:
    passed, step = [], fault.__traceback__
    while step is not None:
        file = Path(step.tb_frame.f_code.co_filename)
        if "teema" in file.parts:
            inside = file.parts[len(file.parts) - file.parts[::-1].index("teema") :]
            passed.append(f"{'/'.join(inside)}:{step.tb_lineno}")
        step = step.tb_next
    return " > ".join(passed[-4:])
