"""The signs of the comparison: what a state looks like, in the figures' own marks."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from teema.figures.palette import STATE_MARKS
from teema.study.conclusions import State

register = template.Library()
_SIGNS: dict[State, SafeString] = {
    state: format_html(
        '<svg class="state-sign state-{}" viewBox="-1 -1 2 2" aria-hidden="true"><path d="{}"/></svg>', state, mark
    )
    for state, mark in STATE_MARKS.items()
}


@register.simple_tag
def state_sign(state: State) -> SafeString:
    """Draw a state's sign; it says nothing to a screen reader: words stand beside it."""
    return _SIGNS[state]
