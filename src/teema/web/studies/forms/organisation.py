"""Forms of the organisation whose customers are asked."""

from __future__ import annotations

from typing import Any

from django import forms

from teema.web.history.seen_forms import SeenForm
from teema.web.studies.forms.design import RowForm
from teema.web.studies.forms.worded import Day, Lines, Worded
from teema.web.studies.models import Service
from teema.web.studies.models.parts import Part


class OrganisationForm(SeenForm, Worded, forms.Form):
    """What the organisation is."""

    words = "web_studies.organisation"
    name = forms.CharField(max_length=300, required=False)
    description = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}))


class ServiceForm(RowForm):
    """A service and the parts it consists of."""

    words = "web_studies.service"
    name = forms.CharField(max_length=200)
    parts = Lines(required=False)

    def asked(self, row: Part) -> dict[str, Any]:
        """A form has fields of its own: the service's stand under another name."""
        assert isinstance(row, Service)
        return {"name": row.name, "parts": row.fields}

    @property
    def values(self) -> dict[str, Any]:
        """Return the name and the parts."""
        return {"name": self.cleaned_data["name"], "fields": self.cleaned_data["parts"]}


class EventForm(RowForm):
    """Something that happened to the organisation, and when."""

    words = "web_studies.event"
    title = forms.CharField(max_length=300)
    date = Day(required=False)


class AimForm(RowForm):
    """A value or a strategic aim."""

    words = "web_studies.aim"
    name = forms.CharField(max_length=300)
    description = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
