"""Words, numbers and dates in templates: ``{% say "web.home.title" name=study.title %}``, ``{{ day_ | day }}``."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from teema import wording
from teema.web.speaking import spoken

register = template.Library()


@register.simple_tag
def say(key: str, **parts: Any) -> SafeString:
    """Return the words for a key; what is filled in is escaped, the words themselves are ours."""
    filled = {name: conditional_escape(value) for name, value in parts.items()}
    return mark_safe(conditional_escape(wording.say(spoken(), key)).format(**filled))  # noqa: S308 – both halves are escaped


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a date as the language does: 3.8.2016."""
    return wording.day(localtime(value).date() if isinstance(value, datetime) else value, spoken())


@register.filter
def hour(value: time) -> str:
    """Write an hour: 9.30 in Finnish, 9:30 in English."""
    return f"{value.hour}{'.' if spoken() == 'fi' else ':'}{value.minute:02}"


@register.filter
def month(value: date) -> str:
    """Write a month: elokuu 2026."""
    return f"{wording.say(spoken(), f'web.months.{value.month}')} {value.year}"


@register.simple_tag
def weekday(value: date) -> str:
    """Write a weekday in short: ma."""
    return wording.say(spoken(), f"web.weekdays.{value.isoweekday()}")


@register.filter
def moment(value: datetime) -> str:
    """Write a moment: 3.8.2016 14.05."""
    local = localtime(value)
    return f"{wording.day(local.date(), spoken())} {hour(local.time())}"


@register.filter
def clock(milliseconds: int | None) -> str:
    """Write a place in a recording: 00:12:05."""
    return wording.clock(milliseconds)


@register.filter
def number(value: float | None, decimals: int = 0) -> str:
    """Write a number with the language's separators."""
    return "" if value is None else wording.number(value, spoken(), decimals)


@register.filter
def listed(words: list[str]) -> str:
    """Join words as a sentence does."""
    return wording.listed(words, spoken())


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of the sprite; it says nothing to a screen reader: words stand beside it."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="/static/teema/icons.svg#{}"></use></svg>', name)
