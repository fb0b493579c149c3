"""The form of a measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from teema.study.conclusions import MEASURE_STATUSES
from teema.web.history.seen import seen
from teema.web.improvement.actions.measures import COLUMNS
from teema.web.improvement.erasing import EVERYONE
from teema.web.improvement.models import Measure
from teema.web.results.queries.measures import Named, Names
from teema.web.studies.forms.worded import Day, Worded, choose, said


class MeasureForm(Worded, forms.Form):
    """A measure of one study; ``seen`` marks how it stood when its writer began."""

    words = "web_measures.form"
    title = forms.CharField(max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    findings = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    owner = forms.CharField(max_length=200, required=False)
    due = Day(required=False)
    status = forms.ChoiceField()
    indicator = forms.CharField(max_length=400, required=False)
    target = forms.CharField(max_length=400, required=False)
    value = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    visible_to = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    outcome = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, names: Names, *args: Any, measure: Measure | None = None, **options: Any) -> None:
        initial = {**_initial(measure), **options.pop("initial", {})}
        super().__init__(*args, initial=initial, **options)
        choose(self, "status", [(one, said(f"terms.statuses.{one}")) for one in MEASURE_STATUSES])
        everyone = {EVERYONE: Named(EVERYONE, said("web_measures.everyone"))}
        self._offer("findings", names.findings, initial["findings"], keyed=True)
        self._offer("value", names.values, initial["value"])
        self._offer("visible_to", {**everyone, **names.groups, **names.customers}, initial["visible_to"])

    def _offer(self, name: str, known: Mapping[str, Named], chosen: Iterable[str], *, keyed: bool = False) -> None:
        """Offer what the study knows, and what the measure names although the study knows it no more: saving loses nothing."""
        gone = {key: Named(key) for key in chosen if key not in known}
        choices = [(one.key, _worded(one, keyed=keyed)) for one in (*known.values(), *gone.values())]
        choose(self, name, choices)
        if not choices:
            del self.fields[name]

    @property
    def values(self) -> dict[str, Any]:
        """Return the columns as they are written."""
        return {name: self.cleaned_data[name] for name in COLUMNS if name in self.cleaned_data}


def _initial(measure: Measure | None) -> dict[str, Any]:
    if measure is None:
        return {"findings": [], "value": [], "visible_to": [], "status": MEASURE_STATUSES[0]}
    return {name: getattr(measure, name) for name in COLUMNS} | {"seen": seen(measure, *COLUMNS)}


def _worded(one: Named, *, keyed: bool) -> str:
    if not one.name:
        return said("web_measures.gone", name=one.key)
    return f"{one.key} · {one.name}" if keyed else one.name
