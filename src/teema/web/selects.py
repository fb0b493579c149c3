"""How a form's selections are written: all options in one go, where Django renders two templates for each of hundreds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

_SELECT: Final = "django/forms/widgets/select.html"


class QuickSelects(DjangoTemplates):
    """Django's way of writing forms, but for selections."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Write a widget; a selection with what Django's own template would say of it."""
        if template_name == _SELECT:
            return select(context["widget"])
        return super().render(template_name, context, request)


def select(widget: Mapping[str, Any]) -> SafeString:
    """Write a selection: its options, in groups where they have names.

    >>> select({"name": "a", "attrs": {"required": True}, "optgroups": []})
    '<select name="a" required></select>'
    """
    written = "".join(_group(name, options) for name, options, _ in widget["optgroups"])
    return format_html('<select name="{}"{}>{}</select>', widget["name"], flatatt(widget["attrs"]), SafeString(written))


def _group(name: str | None, options: Iterable[Mapping[str, Any]]) -> SafeString:
    lines = SafeString("".join(map(_option, options)))
    return format_html('<optgroup label="{}">{}</optgroup>', name, lines) if name else lines


def _option(one: Mapping[str, Any]) -> str:
    attributes = flatatt(one["attrs"]) if one["attrs"] else ""
    return f'<option value="{conditional_escape(str(one["value"]))}"{attributes}>{conditional_escape(one["label"])}</option>'


def options(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """Write options, the chosen one marked.

    >>> options([("a", "A & O"), ("b", "B")], "b")
    '<option value="a">A &amp; O</option><option value="b" selected>B</option>'
    """
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((key, SafeString(" selected" if key == chosen else ""), name) for key, name in choices),
    )
