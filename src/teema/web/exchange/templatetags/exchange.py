"""What a transfer lost, and what was wrong in a study, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString

from teema.errors import Problem
from teema.web.speaking import spoken
from teema.web.templatetags.wording import say
from teema.wording import explain, number
from teema.wording import say as words

register = template.Library()
_NAMES_SHOWN = 6


@register.simple_tag
def lost(loss: Mapping[str, Any]) -> SafeString:
    """Say what was left out or kept aside, how many, the names of some, and why."""
    names = [" ".join(name.split()) for name in loss["names"]]
    shown = ", ".join(names[:_NAMES_SHOWN]) + (", …" if len(names) > _NAMES_SHOWN else "")
    key = "web_exchange.report.loss_named" if names else "web_exchange.report.loss"
    what, why = (words(spoken(), f"exchange.{part}.{loss[part]}") for part in ("what", "why"))
    return say(key, what=what, why=why, count=number(loss["count"], spoken()), names=shown)


@register.simple_tag
def problem(given: Mapping[str, Any]) -> dict[str, str]:
    """Return a problem's words and its place."""
    found = Problem(given["severity"], given["code"], given["path"], given["row"], dict(given["params"]))
    what, hint = explain(found, spoken())
    place = f"{found.path}:{found.row}" if found.row is not None else found.path
    kind = {"error": "error", "warning": "warning"}.get(found.severity, "info")
    return {"kind": kind, "code": found.code, "what": what, "hint": hint, "place": place}
