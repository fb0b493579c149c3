"""A number in a template, with the way to its segments: ``{% number study 3 "properties" unit="customers" theme="odotukset" %}``."""

from __future__ import annotations

from django import template

from teema.web.comparison import numbers
from teema.web.comparison.segments import address
from teema.web.studies.models import Study

register = template.Library()


@register.simple_tag
def opens(study: Study, name: str, **parameters: object) -> str:
    """Return the address of the segments behind a number; parameters that are None are left out."""
    return address(study, name, **_given(parameters))


@register.simple_tag
def number(
    study: Study,
    count: int,
    by: str,
    unit: numbers.Unit = "segments",
    text: str = "",
    told: str = "",
    **parameters: object,
) -> numbers.Number:
    """Write a number as a link to its segments; parameters that are None are left out."""
    return numbers.number(study, count, by, unit, text, told, **_given(parameters))


def _given(parameters: dict[str, object]) -> dict[str, str]:
    return {key: str(value) for key, value in parameters.items() if value is not None}
