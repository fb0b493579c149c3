"""What a form says when a field isn't filled in as it should be: in Teema's own words instead of Django's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import validators
from django.utils.functional import lazy

from teema.web.speaking import spoken
from teema.wording import say

_MESSAGES: Mapping[type[forms.Field], Mapping[str, str]] = {
    forms.Field: {"required": "required"},
    forms.IntegerField: {"invalid": "whole_number"},
    forms.FloatField: {"invalid": "number"},
    forms.DateField: {"invalid": "date"},
    forms.TimeField: {"invalid": "time"},
    forms.FileField: {"invalid": "file", "missing": "file", "empty": "empty_file"},
    forms.ChoiceField: {"invalid_choice": "choice"},
    forms.MultipleChoiceField: {"invalid_choice": "choice", "invalid_list": "choice"},
    forms.ModelChoiceField: {"invalid_choice": "choice"},
    forms.ModelMultipleChoiceField: {
        "invalid_choice": "choice",
        "invalid_list": "choice",
        "invalid_pk_value": "choice",
    },
    forms.UUIDField: {"invalid": "choice"},
}
_LIMITS: Mapping[type[validators.BaseValidator], str] = {
    validators.MinValueValidator: "at_least",
    validators.MaxValueValidator: "at_most",
    validators.MaxLengthValidator: "too_long",
}


def say_it_in_own_words() -> None:
    """Put the words of ``web_fields.toml`` in the place of Django's; before any form is made, for each takes them along."""
    for field, messages in _MESSAGES.items():
        words = {name: _later(key) for name, key in messages.items()}
        field.default_error_messages = {**field.__dict__.get("default_error_messages", {}), **words}
    for validator, key in _LIMITS.items():
        validator.message = _later(key, limit="%(limit_value)s")
    validators.validate_slug.message = _later("plain_name")


def _later(key: str, **parts: str) -> Any:
    """Return words that are looked up when they are shown, in the language of whoever sees them."""
    return lazy(lambda: say(spoken(), f"web_fields.{key}", **parts), str)()
