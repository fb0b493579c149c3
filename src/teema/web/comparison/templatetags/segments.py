"""A number in a template, with the way to its segments: ``{% opens study "properties" theme="odotukset" as url %}``."""

from __future__ import annotations

from django import template

from teema.web.comparison.segments import address
from teema.web.studies.models import Study

register = template.Library()


@register.simple_tag
def opens(study: Study, name: str, **parameters: object) -> str:
    """Return the address of the segments behind a number; parameters that are None are left out."""
    return address(study, name, **{key: str(value) for key, value in parameters.items() if value is not None})
