"""What is asked of a document."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from teema.study.materials import MATERIAL_KINDS
from teema.web.history.seen_forms import SeenForm
from teema.web.material.models import Document
from teema.web.material.words import said
from teema.web.studies.models import Customer, Group, Interview, Round


class WhatForm(forms.Form):
    """What a document is: one choice among its study's interviews, customers and the kinds of other material."""

    what = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, document: Document, **options: Any) -> None:
        super().__init__(*args, **options)
        self.document = document
        field: Any = self.fields["what"]
        field.label, field.choices = said("what.label"), self._choices()
        field.initial = _what(document)
        field.widget.attrs["data-autosubmit"] = ""

    @property
    def chosen(self) -> tuple[str, Any]:
        """Return what was chosen: ``interview`` (a row, or None), ``customer`` (a row) or ``kind`` (its key)."""
        kind, _, value = (self.cleaned_data["what"] or "interview:").partition(":")
        if kind == "interview":
            return kind, Interview.objects.get(study=self.document.study, pk=UUID(value)) if value else None
        return (
            (kind, Customer.objects.get(study=self.document.study, pk=UUID(value)))
            if kind == "customer"
            else (kind, value)
        )

    def _choices(self) -> list[Any]:
        study = self.document.study
        free = Interview.objects.filter(study=study, document=None).select_related("customer")
        interviews = [*([self.document.interview] if self.document.interview else []), *free]
        customers = Customer.objects.filter(study=study)
        groups = (
            ("interviews", [(f"interview:{one.pk}", _interview(one)) for one in interviews]),
            ("new", [(f"customer:{one.pk}", str(one)) for one in customers]),
            ("other", [(f"kind:{kind}", said(f"kinds.{kind}")) for kind in MATERIAL_KINDS]),
        )
        return [("interview:", said("what.unknown")), *((said(f"what.{name}"), some) for name, some in groups if some)]


def _what(document: Document) -> str:
    if document.interview_id:
        return f"interview:{document.interview_id}"
    return f"kind:{document.kind}" if document.kind else "interview:"


def _interview(interview: Interview) -> str:
    customer = f" · {interview.customer}" if interview.customer else ""
    return f"{interview.key}{customer}"


class MaterialForm(SeenForm, forms.Form):
    """What other material is about, when and of whom."""

    title = forms.CharField(max_length=400, required=False)
    day = forms.DateField(required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    customer = forms.ModelChoiceField(Customer.objects.none(), required=False)
    group = forms.ModelChoiceField(Group.objects.none(), required=False)
    round = forms.ModelChoiceField(Round.objects.none(), required=False, to_field_name="key")

    def __init__(self, *args: Any, document: Document, **options: Any) -> None:
        initial = {name: getattr(document, name) for name in ("title", "customer", "group")}
        initial |= {"day": document.date, "round": document.round.key if document.round else None}
        super().__init__(*args, **{"initial": initial, **options})
        for name, field in self.fields.items():
            field.label = said(f"describe.{name}")
        for name, model in (("customer", Customer), ("group", Group), ("round", Round)):
            choice: Any = self.fields[name]
            choice.queryset, choice.empty_label = model.objects.filter(study=document.study), said("none")


class TurnForm(forms.Form):
    """A turn's words, and the revision of the text that they were corrected in."""

    said = forms.CharField(required=False, strip=False)
    revision = forms.IntegerField(min_value=0)


class TextForm(forms.Form):
    """A document's whole text."""

    text = forms.CharField(strip=False, widget=forms.Textarea(attrs={"class": "control words", "rows": 30}))
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = said("text.label")


class ConfirmForm(forms.Form):
    """Which row stands where it should."""

    kind = forms.CharField()
    row = forms.UUIDField()
