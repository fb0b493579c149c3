"""Where words stand, as a line shows it: document, turn, speaker, time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teema.wording import clock

if TYPE_CHECKING:
    from teema.study import Document


def place_in(document: Document, turn: int | None, speaker: str) -> str:
    """Name a place: the document, the turn's number from 1, who speaks and when, as far as they are known."""
    number = "" if turn is None else f"{document.name}:{turn + 1}"
    return " · ".join(part for part in (number or document.name, speaker, begins(document, turn)) if part)


def begins(document: Document, turn: int | None) -> str:
    """Return when a turn begins in the recording as 00:12:05; nothing where that isn't known."""
    return clock(document.turns[turn].from_ms) if turn is not None else ""
