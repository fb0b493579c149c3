"""Filters of the register's pages."""

from __future__ import annotations

from django import template

from teema import wording
from teema.study.people import first_day
from teema.web.speaking import spoken

register = template.Library()


@register.filter
def since(written: str) -> str:
    """Write since when, as exactly as is known: 2015, 11/2015, 3.8.2015; what is no date stays as it is.

    >>> since("2015-11"), since("2015"), since("2015-08-03"), since("kauan sitten")
    ('11/2015', '2015', '3.8.2015', 'kauan sitten')
    """
    day, parts = first_day(written), written.split("-")
    if day is None or len(parts) == 1:
        return written
    return wording.day(day, spoken()) if len(parts) > 2 else f"{day.month}/{day.year}"
