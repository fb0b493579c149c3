"""Forms over what is there already: nobody saves over what somebody else wrote since the page was shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString

from teema.errors import Conflict
from teema.web.history.seen import mark_of
from teema.web.speaking import spoken
from teema.wording import day, explain

_NAME = "seen"


class SeenForm(forms.BaseForm):
    """Hold a form to what its writer saw. ``initial`` has the values as they are now, when it is shown and when it comes back.

    The page carries a mark of them among the hidden fields. Where somebody changed them meanwhile, what was written isn't valid (B506):
    the form says how they stand now, keeps the writer's words, and can be saved again.
    """

    def hidden_fields(self) -> list[Any]:
        """Return the hidden fields, the mark among them."""
        return [*super().hidden_fields(), *([self._field()] if self.initial else [])]

    def clean(self) -> dict[str, Any]:
        """Refuse what was written over another's change."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        was = self.data.get(self.add_prefix(_NAME), "")
        others = [name for name in self.changed_data if not self.fields[name].widget.is_hidden]
        if self.initial and was and was != self._mark() and others:
            now = "; ".join(f"{self.fields[name].label}: {self._told(name)}" for name in others)
            self.add_error(None, " ".join(explain(Conflict("B506", now=now), spoken())))
        return values

    def _mark(self) -> str:
        return mark_of({name: _plain(value) for name, value in self.initial.items()})

    def _field(self) -> SafeString:
        return format_html('<input type="hidden" name="{}" value="{}">', self.add_prefix(_NAME), self._mark())

    def _told(self, name: str) -> str:
        """Say what stands in a field now, as the form would."""
        field, value = self.fields[name], self.initial.get(name)
        choices = dict(_flat(getattr(field, "choices", ())))
        values = value if isinstance(value, list | tuple) else [] if value in (None, "") else [value]
        return ", ".join(choices.get(str(_plain(one)), "") or _written(one) for one in values) or "–"


def _plain(value: Any) -> Any:
    return (
        str(value.pk)
        if isinstance(value, Model)
        else [*map(_plain, value)]
        if isinstance(value, list | tuple)
        else value
    )


def _flat(choices: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for key, told in choices:
        if isinstance(told, list | tuple):
            yield from _flat(told)
        else:
            yield str(key), str(told)


def _written(value: Any) -> str:
    return day(value, spoken()) if isinstance(value, date) else str(value)
