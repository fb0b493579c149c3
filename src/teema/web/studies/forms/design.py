"""Forms of the design: the study itself, and a row of each of its lists."""

from __future__ import annotations

from typing import Any

from django import forms

from teema.web.history.seen_forms import SeenForm
from teema.web.studies.forms.worded import Day, Worded, choose, options, said
from teema.web.studies.models import Criterion, Service, Study
from teema.web.studies.models.parts import Part
from teema.web.studies.proposed_rules import proposed_rule


class StudyForm(SeenForm, Worded, forms.Form):
    """What the study is called and in which language it is done."""

    words = "web_studies.study"
    title = forms.CharField(max_length=300)
    language = forms.ChoiceField()

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        choose(self, "language", options("web_studies.study.languages", ("fi", "en")))


class SentenceForm(Worded, forms.Form):
    """An aim or a question. ``was`` is the sentence that is being changed, so that a change by another isn't lost."""

    words = "web_studies.sentence"
    text = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    was = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)


class RowForm(SeenForm, Worded, forms.Form):
    """A row of a list of one study, its columns by name; ``values`` are what an action writes."""

    def __init__(self, *args: Any, study: Study, row: Part | None = None, **given: Any) -> None:
        super().__init__(*args, initial=self.asked(row) if row else {}, **given)
        self.study, self.row = study, row

    def asked(self, row: Part) -> dict[str, Any]:
        """Return what the form shows of a row at first."""
        return {name: getattr(row, name) for name in self.base_fields}

    @property
    def values(self) -> dict[str, Any]:
        """Return the columns that the form gives."""
        return dict(self.cleaned_data)


class GroupForm(RowForm):
    """A customer group and its quota."""

    words = "web_studies.group"
    name = forms.CharField(max_length=200)
    quota = forms.IntegerField(required=False, min_value=0, max_value=10_000)


class RoundForm(RowForm):
    """A round and its dates."""

    words = "web_studies.round"
    name = forms.CharField(max_length=200)
    starts = Day(required=False)
    ends = Day(required=False)

    def clean(self) -> dict[str, Any]:
        """A round doesn't end before it starts."""
        given = super().clean() or self.cleaned_data
        if given.get("starts") and given.get("ends") and given["ends"] < given["starts"]:
            self.add_error("ends", said("web_studies.round.backwards"))
        return given


class CriterionForm(RowForm):
    """A criterion and how it is checked. Without a rule, the one that its sentence asks for is proposed."""

    words = "web_studies.criterion"
    text = forms.CharField(max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    rule = forms.ChoiceField(required=False)
    years = forms.FloatField(required=False, min_value=0, max_value=100)
    services = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, study: Study, row: Part | None = None, **given: Any) -> None:
        super().__init__(*args, study=study, row=row, **given)
        rules = ("judged", "years", "services") if row else ("", "judged", "years", "services")
        choose(self, "rule", options("web_studies.criterion.rules", rules))
        services = list(Service.objects.filter(study=study).values_list("key", "name"))
        choose(self, "services", services)
        if not services:
            del self.fields["services"]

    def asked(self, row: Part) -> dict[str, Any]:
        """Return a criterion's value in the field of its rule."""
        assert isinstance(row, Criterion)
        values: dict[str, Any] = {"text": row.text, "rule": row.rule}
        if row.rule == Criterion.Rule.YEARS:
            values["years"] = row.value
        if row.rule == Criterion.Rule.SERVICES:
            values["services"] = row.value.split(";")
        return values

    def clean(self) -> dict[str, Any]:
        """A rule needs what it compares with."""
        given = super().clean() or self.cleaned_data
        for rule in ("years", "services"):
            if given.get("rule") == rule and not given.get(rule):
                self.add_error(rule if rule in self.fields else None, said(f"web_studies.criterion.{rule}.missing"))
        return given

    @property
    def values(self) -> dict[str, Any]:
        """Return text, rule and the rule's value."""
        given = self.cleaned_data
        rule, value = (given["rule"], "") if given["rule"] else proposed_rule(given["text"])
        if given["rule"] == Criterion.Rule.YEARS:
            value = f"{given['years']:g}"
        if given["rule"] == Criterion.Rule.SERVICES:
            value = ";".join(given["services"])
        return {"text": given["text"], "rule": rule, "value": value}
