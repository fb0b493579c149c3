"""A number on a page: a link to the segments that it counts. Its place on the page is its own, so that the way back ends at the same cell."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from html import escape
from typing import Literal, TypeAlias

from django.utils.safestring import SafeString

from teema.web.comparison.segments import address
from teema.web.studies.models import Study

Unit: TypeAlias = Literal["segments", "customers", "interviews"]
UNITS: tuple[Unit, ...] = ("customers", "interviews", "segments")


@dataclass(frozen=True, slots=True)
class Number:
    """What is shown, how many of which unit that is, and the address that opens them. A template writes it as ``{{ number }}``.

    Words that open segments are a number too: ``text`` is what is shown, ``count`` what stands behind it.
    """

    text: str
    count: int
    unit: Unit
    url: str

    @property
    def at(self) -> str:
        """Return the number's place on its page, the same each time that the page is made."""
        return place_of(self.url)

    def __str__(self) -> SafeString:
        """Return the link; where nothing was counted there is nothing to open, and the text stands alone."""
        text = escape(self.text)
        if not self.count:
            return SafeString(f'<span class="number" data-count="0">{text}</span>')
        looks = "number" if self.text[:1].isdigit() else "opens"
        return SafeString(
            f'<a class="{looks}" id="{self.at}" href="{escape(self.url)}"'
            f' data-count="{self.count}" data-unit="{self.unit}">{text}</a>'
        )

    __html__ = __str__


def number(
    study: Study, count: int, by: str, unit: Unit = "segments", text: str = "", told: str = "", **parameters: str
) -> Number:
    """Make a number of what a selection selects (``comparison/segments.py``); ``told`` stands above the opened segments.

    Without ``text`` the count itself is shown.
    """
    given = {**parameters, "told": told} if told else parameters
    return Number(text or str(count), count, unit, address(study, by, **given))


def place_of(url: str) -> str:
    """Return the place of a number on its page, told by what it opens: ``n`` and a digest of it."""
    return f"n{blake2b(url.encode(), digest_size=6).hexdigest()}"
