"""Times as transcripts write them → milliseconds."""

from __future__ import annotations

import re

_PARTS = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,7})|-(\d)(?![\d:]))?(?!\d)")

LONGEST_S = 10_000_000
"""Seconds beyond which a number is no time of a recording: 115 days."""


def milliseconds(written: str) -> int | None:
    """Read ``h:mm:ss``, ``mm:ss``, a fraction after a point or comma, or f4's tenths after a hyphen.

    >>> milliseconds("1:02:03.5"), milliseconds("00:43,810"), milliseconds("#00:01:23-4#"), milliseconds("0:75")
    (3723500, 43810, 83400, None)
    """
    match = _PARTS.search(written)
    return _value(match) if match else None


def span(written: str) -> tuple[int | None, int | None]:
    """Read one time, or from and to.

    >>> span("[00:43.810 --> 00:47.850]"), span("0:12")
    ((43810, 47850), (12000, None))
    """
    values = [_value(match) for match in _PARTS.finditer(written)][:2]
    return (*values, None, None)[:2]  # type: ignore[return-value]


def _value(match: re.Match[str]) -> int | None:
    hours, minutes, seconds, fraction, tenths = match.groups()
    if int(seconds) > 59 or (hours and int(minutes) > 59):
        return None
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return 1000 * whole + (100 * int(tenths) if tenths else int(f"{fraction or 0:0<3}"[:3]))
