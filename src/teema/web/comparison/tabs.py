"""The pages of tables, as tabs of each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from teema.web.speaking import spoken
from teema.web.studies.models import Study
from teema.wording import say

PAGES: Final = ("tables", "matrix", "summaries", "topics")


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: ``count`` is none of ours, and the parts' template asks for it."""

    url: str
    title: str
    current: bool
    count: None = None


def tabs(study: Study, current: str) -> tuple[Tab, ...]:
    """Return the tabs, the current one told."""
    return tuple(
        Tab(
            reverse(f"comparison:{page}", kwargs={"study": study.slug}),
            say(spoken(), f"web_comparison.tabs.{page}"),
            page == current,
        )
        for page in PAGES
    )
