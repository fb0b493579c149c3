"""Words of this part of the work."""

from __future__ import annotations

from teema.web.speaking import spoken
from teema.wording import say


def said(key: str, /, **parts: object) -> str:
    """Return the words for a key of ``web_material`` in the language being spoken."""
    return say(spoken(), f"web_material.{key}", **parts)
