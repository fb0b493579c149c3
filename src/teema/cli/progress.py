"""A progress bar on standard error: only where a person looks, and only for work over a second."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType

from teema.cli.console import Console

PATIENCE = 1.0
"""Seconds before a bar is drawn: quick work needs none."""
_WIDTH = 24


class Progress:
    """Show how far the work is. Call it with a stage's key and a fraction from 0 to 1; leaving it wipes the bar."""

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self._console, self._clock = console, clock
        self._seen = console.err.isatty()
        self._begun = clock()
        self._drawn = ""

    def __enter__(self) -> Progress:
        return self

    def __call__(self, stage: str, fraction: float) -> None:
        """Draw the bar anew if it has changed."""
        if not self._seen or self._clock() - self._begun < PATIENCE:
            return
        shown = bar(fraction, self._console.words(f"stages.{stage}"))
        if shown != self._drawn:
            self._write(f"\r{shown}\x1b[K")
            self._drawn = shown

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        self._console.err.write(text)
        self._console.err.flush()


def bar(fraction: float, stage: str) -> str:
    """Draw a bar as one line.

    >>> bar(0.5, "kuviot")
    '████████████············  50 % kuviot'
    """
    within = min(1.0, max(0.0, fraction))
    full = round(within * _WIDTH)
    return f"{'█' * full}{'·' * (_WIDTH - full)} {within * 100:3.0f} % {stage}"
