"""Who highlighted what and when: Taguette's highlights don't tell it, the commands that made them do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from teema.formats.databases import Row

_DATE = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)")


@dataclass(frozen=True, slots=True)
class Made:
    """By whom, as a login, and when, both empty where nobody tells."""

    login: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """Who made each highlight, by its number, and who put each tag on it; ``others`` counts the commands about anything else."""

    highlights: dict[int, Made] = field(default_factory=dict)
    tagged: dict[tuple[int, int], Made] = field(default_factory=dict)
    others: int = 0

    def of(self, highlight: int, tag: int | None = None) -> Made:
        """Return who put a tag on a highlight, or made the highlight."""
        made = self.tagged.get((highlight, tag)) if tag is not None else None
        return made or self.highlights.get(highlight, Made())


def history_of(rows: Iterable[Row]) -> History:
    """Gather who highlighted and tagged first: later commands for the same highlight change its tags."""
    highlights: dict[int, Made] = {}
    tagged: dict[tuple[int, int], Made] = {}
    others = 0
    for row in rows:
        payload = _payload(row.text("payload"))
        highlight = payload.get("highlight_id")
        if payload.get("type") != "highlight_add" or not isinstance(highlight, int):
            others += 1
            continue
        made = Made(row.text("user_login"), iso_date(row.text("date")))
        highlights.setdefault(highlight, made)
        for tag in _numbers(payload.get("tags")):
            tagged.setdefault((highlight, tag), made)
    return History(highlights, tagged, others)


def _payload(text: str) -> dict[str, Any]:
    try:
        payload = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return payload if isinstance(payload, dict) else {}


def _numbers(tags: object) -> list[int]:
    return [tag for tag in tags if isinstance(tag, int)] if isinstance(tags, list) else []


def iso_date(text: str) -> str:
    """Return a moment as ISO 8601 in universal time, which Taguette writes, empty where it is none.

    >>> iso_date("2026-11-23 08:36:43.030670"), iso_date("eilen")
    ('2026-11-23T08:36:43Z', '')
    """
    match = _DATE.match(text)
    return f"{match[1]}T{match[2]}Z" if match else ""
