"""Options of a selection in a template: ``{% options themes asked.theme %}``."""

from __future__ import annotations

from django import template

from teema.web import selects

register = template.Library()
register.simple_tag(selects.options)
