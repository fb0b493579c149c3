"""The form of a study's settings."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from teema.study import Settings
from teema.web.history.seen_forms import SeenForm
from teema.web.studies.forms.worded import Lines, Worded, choose, said
from teema.web.studies.models import Round, Study


class SettingsForm(SeenForm, Worded, forms.Form):
    """What the analyst chose for the whole study. Each field is a setting of ``teema.study.Settings`` by name."""

    words = "web_studies.settings"
    round = forms.ChoiceField(required=False)
    length_bounds = forms.CharField(required=False, max_length=60)
    quote_minimum = forms.IntegerField(min_value=1, max_value=50)
    cell_minimum = forms.IntegerField(min_value=1, max_value=50)
    page_characters = forms.IntegerField(min_value=500, max_value=10_000)
    interviewers = Lines(required=False)
    stop_words = Lines(required=False)

    def __init__(self, *args: Any, study: Study, **options: Any) -> None:
        known = {name: study.settings.get(name, getattr(Settings(), name)) for name in self.base_fields}
        known["length_bounds"] = ", ".join(map(str, known["length_bounds"]))
        super().__init__(*args, initial=known, **options)
        rounds = Round.objects.filter(study=study).values_list("key", "name")
        choose(self, "round", [("", said("web_studies.settings.round.most")), *rounds])

    def clean_round(self) -> str | None:
        """No round chosen: the one with the most interviews."""
        return self.cleaned_data["round"] or None

    def clean_length_bounds(self) -> list[int]:
        """Return the bounds as whole years that rise."""
        given = re.split(r"[\s,;]+", self.cleaned_data["length_bounds"].strip(" ,;"))
        bounds = [int(one) for one in given if one.isdecimal()]
        if len(bounds) != len([one for one in given if one]) or sorted(set(bounds)) != bounds:
            raise forms.ValidationError(said("web_studies.settings.length_bounds.wrong"))
        return bounds
