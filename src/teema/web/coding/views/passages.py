"""A document's parts as HTML. There are hundreds on a page, so they are written without a template."""

from __future__ import annotations

from collections.abc import Container, Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from teema.web.coding.queries.reading import Part
from teema.wording import clock

_SECTION = (
    '<section class="turn{kind}" data-start="{start}"{turn}><header>{speaker}{time}</header>'
    '<p class="words">{words}</p><div class="margin"></div></section>\n'
)


def sections_of(parts: Iterable[Part], asking: Container[str]) -> SafeString:
    """Write each part as a section: who speaks and when, the words, and a margin for labels. ``asking`` are the interviewers' labels."""
    return mark_safe("".join(_section(part, asking) for part in parts))  # noqa: S308 – every piece is escaped


def _section(part: Part, asking: Container[str]) -> str:
    return _SECTION.format(
        kind=" asks" if part.speaker in asking else "" if part.is_turn else " aside",
        start=part.start,
        turn=f' id="turn-{part.number}" data-turn="{part.number}"' if part.is_turn else "",
        speaker=f"<b>{escape(part.speaker)}</b>" if part.speaker else "",
        time=f"<time>{clock(part.from_ms)}</time>" if part.from_ms is not None else "",
        words=escape(part.words),
    )
