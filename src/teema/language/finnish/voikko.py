"""The native library Voikko, where the machine has it: one instance a thread, since an instance serves one at a time."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import libvoikko

Analysis: TypeAlias = dict[str, str]
Analyse: TypeAlias = Callable[[str], list[Analysis]]

FOLDER = "TEEMA_VOIKKO"
"""The variable that names the folder of the library and of its dictionary, where the system doesn't know them."""
_HOMEBREW = "/opt/homebrew/lib"
_of_thread = threading.local()


def find_voikko() -> tuple[Analyse, str] | None:
    """Return the function that analyses a form, and the library's version; None without the library or its Finnish dictionary."""
    try:
        import libvoikko
    except ImportError:
        return None
    try:
        _instance().terminate()
    except (OSError, libvoikko.VoikkoException):  # no native library, or no dictionary
        return None
    return _analyse, str(libvoikko.Voikko.getVersion())


def _instance() -> libvoikko.Voikko:
    import libvoikko

    place = _place()
    libvoikko.Voikko.setLibrarySearchPath(place)
    return libvoikko.Voikko("fi", path=place)


def _place() -> str | None:
    """Return the folder of the library where the system's own search wouldn't find it; None elsewhere."""
    named = os.environ.get(FOLDER) or (_HOMEBREW if sys.platform == "darwin" else "")
    return named if named and os.path.isdir(named) else None


def _analyse(form: str) -> list[Analysis]:
    instance = getattr(_of_thread, "voikko", None)
    if instance is None:
        instance = _of_thread.voikko = _instance()
    found: list[Analysis] = instance.analyze(form)
    return found
