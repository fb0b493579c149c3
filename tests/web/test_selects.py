"""Selections are written quickly, and say what Django's own templates would."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from teema.web.selects import QuickSelects

CHOICES = [
    ("", "–"),
    ("a", "A & <O>"),
    ("Ryhmä “1”", [("b", "B"), (3, "kolme")]),
]


class _Read(HTMLParser):
    """What a page holds: elements with their attributes, and words."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.held.append((tag, tuple(sorted(attrs, key=str))))

    def handle_endtag(self, tag: str) -> None:
        self.held.append(tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.held.append(data.strip())


def _held(page: str) -> list[object]:
    read = _Read()
    read.feed(page)
    return read.held


@pytest.mark.parametrize("value", ["", "a", 3, None, "unknown"])
@pytest.mark.parametrize("attrs", [{}, {"required": True, "disabled": False, "data-finds": 'say "x"', "id": "id_a"}])
@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple, forms.NullBooleanSelect])
def test_a_selection_says_what_djangos_own_says(
    widget: type[forms.Select], attrs: dict[str, object], value: object
) -> None:
    """The same elements, attributes and words, whatever is chosen."""
    made = widget(attrs=attrs)
    if widget is not forms.NullBooleanSelect:
        made.choices = CHOICES
    given = [value] if widget is forms.SelectMultiple else value
    ours, theirs = (made.render("field", given, renderer=one()) for one in (QuickSelects, DjangoTemplates))
    assert _held(ours) == _held(theirs)


def test_other_widgets_are_written_by_django() -> None:
    """Only selections are ours."""
    ours, theirs = (forms.Textarea().render("a", "<b>", renderer=one()) for one in (QuickSelects, DjangoTemplates))
    assert ours == theirs
