"""A document's parts as HTML. There are hundreds on a page, so they are written without a template."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Set
from hashlib import sha256
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from teema.web.coding.queries.reading import Part, parts_of
from teema.web.material.models import Document
from teema.wording import clock

_SECTION = (
    '<section class="turn{kind}" data-start="{start}"{turn}><header>{speaker}{time}</header>'
    '<p class="words">{words}</p><div class="margin"></div></section>\n'
)


_WRITTEN: Final = 16
"""Documents whose words are kept as they were written."""
_written: OrderedDict[bytes, SafeString] = OrderedDict()


def sections_of(document: Document, asking: Set[str]) -> SafeString:
    """Write each part as a section: who speaks and when, the words, and a margin for labels. ``asking`` are the interviewers' labels.

    The same words, turns and labels are written once: one reads a document again and again.
    """
    print_ = sha256(repr((document.text, document.turns, sorted(asking))).encode()).digest()
    made = _written.get(print_)
    if made is None:
        made = _written[print_] = mark_safe("".join(_section(part, asking) for part in parts_of(document)))  # noqa: S308 – every piece is escaped
        while len(_written) > _WRITTEN:
            _written.popitem(last=False)
    return made


def _section(part: Part, asking: Set[str]) -> str:
    return _SECTION.format(
        kind=" asks" if part.speaker in asking else "" if part.is_turn else " aside",
        start=part.start,
        turn=f' id="turn-{part.number}" data-turn="{part.number}"' if part.is_turn else "",
        speaker=f"<b>{escape(part.speaker)}</b>" if part.speaker else "",
        time=f"<time>{clock(part.from_ms)}</time>" if part.from_ms is not None else "",
        words=escape(part.words),
    )
