"""Forms whose labels and hints stand in the wording, so that no form holds a word."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from teema.web.speaking import spoken
from teema.wording import has, say


class Worded(forms.BaseForm):
    """Give each field the label ``WORDS.FIELD.label`` and, where there is one, the hint ``WORDS.FIELD.hint``."""

    words: ClassVar[str]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.label = said(f"{self.words}.{name}.label")
            if has(f"{self.words}.{name}.hint", spoken()):
                field.help_text = said(f"{self.words}.{name}.hint")


def said(key: str, /, **parts: object) -> str:
    """Return the words for a key in the language being spoken."""
    return say(spoken(), key, **parts)


def options(words: str, keys: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the choices of a field: each key with its words."""
    return [(key, said(f"{words}.{key or 'none'}")) for key in keys]


class Day(forms.DateField):
    """A date, asked with the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class Lines(forms.CharField):
    """A list written with one item a line.

    >>> Lines(required=False).clean("palkat\\n\\n matkat ")
    ['palkat', 'matkat']
    """

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """Write a list one item a line."""
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        """Return the items, empty ones left out."""
        return [line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()]


def choose(form: forms.BaseForm, name: str, choices: list[tuple[str, str]]) -> None:
    """Give a field its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
