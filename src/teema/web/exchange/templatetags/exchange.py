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


@register.simple_tag
def code_change(change: Mapping[str, Any]) -> str:
    """Say what becomes of a code or a topic."""
    key = "added_under" if change["what"] == "added" and change["after"] else change["what"]
    level = words(spoken(), f"workbook.kinds.{change['level']}")
    cells = {name: change[name] or words(spoken(), "cli.apply.empty") for name in ("before", "after")}
    told = words(spoken(), f"cli.apply.codes.{key}", level=level, name=change["name"], **cells)
    if change["turned"]:
        was, becomes = (words(spoken(), f"terms.aspects.{one}") if one else "–" for one in change["turned"])
        told += words(spoken(), "cli.apply.codes.turned", was=was, becomes=becomes)
    return told + (words(spoken(), "cli.apply.codes.near", near=change["near"]) if change["near"] else "")


@register.simple_tag
def column_name(column: str) -> str:
    """Name a column of the workbook, on the sheet of codings or on the codebook's."""
    table = "code_columns" if column in ("name", "under", "label", "definition") else "columns"
    return words(spoken(), f"workbook.{table}.{column}")


@register.simple_tag
def conflict(given: Mapping[str, Any]) -> dict[str, str]:
    """Say what was changed in both, where, and its three values."""
    place = f"{given['sheet']}:{given['row']}" if given["row"] else given["sheet"]
    if given["column"]:
        cells = {name: _quoted(given[name]) for name in ("exported", "workbook", "study")}
        what = words(spoken(), "cli.apply.conflict_cells", column=column_name(given["column"]), **cells)
    else:
        what = words(spoken(), f"cli.apply.gone_in_{'study' if given['row'] else 'workbook'}")
    return {"place": place, "about": given["about"], "what": what}


def _quoted(text: str) -> str:
    return words(spoken(), "cli.apply.quoted", words=text) if text else words(spoken(), "cli.apply.empty")
