"""Guessing passwords is made slow: after a few misses a name waits. Kept in the server's memory only."""

from __future__ import annotations

import threading
from time import monotonic

from teema.errors import Forbidden

MISSES = 5
WAIT = 60.0
_MOST = 10_000
_missed: dict[str, tuple[int, float]] = {}
_lock = threading.Lock()


def require_patience(username: str) -> None:
    """Forbidden (B106): the name was missed too often within the last minute."""
    with _lock:
        count, at = _missed.get(username, (0, 0.0))
    if count >= MISSES and monotonic() - at < WAIT:
        raise Forbidden("B106", seconds=int(WAIT))


def missed(username: str) -> None:
    """Remember a wrong password; a minute without one begins the count anew."""
    now = monotonic()
    with _lock:
        if len(_missed) > _MOST:
            _missed.clear()
        count, at = _missed.get(username, (0, now))
        _missed[username] = (count + 1 if now - at < WAIT else 1, now)


def forget(username: str) -> None:
    """Begin the count anew: the right password came."""
    with _lock:
        _missed.pop(username, None)
