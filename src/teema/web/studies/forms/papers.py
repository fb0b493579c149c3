"""The form of the facts that the papers tell."""

from __future__ import annotations

from typing import Any

from django import forms

from teema.web.studies.forms.worded import Day, Lines, Worded, choose, options
from teema.web.studies.papers.notice import BASES

_PARAGRAPH = {"rows": 2}


class FactsForm(Worded, forms.Form):
    """Each field is a fact; empty ones stand as blanks in the papers."""

    words = "web_papers.facts"
    researcher = forms.CharField(required=False, max_length=200)
    contact = forms.CharField(required=False, max_length=200)
    controller_kind = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    school = forms.CharField(required=False, max_length=200)
    controller = forms.CharField(required=False, max_length=200)
    controller_contact = forms.CharField(required=False, max_length=300)
    dpo = forms.CharField(required=False, max_length=300)
    no_dpo = forms.BooleanField(required=False)
    purpose = forms.CharField(required=False, max_length=600, widget=forms.Textarea(attrs=_PARAGRAPH))
    basis = forms.ChoiceField(required=False)
    recipients = forms.CharField(required=False, max_length=400, widget=forms.Textarea(attrs=_PARAGRAPH))
    transfers = forms.CharField(required=False, max_length=400, widget=forms.Textarea(attrs=_PARAGRAPH))
    recordings_until = Day(required=False)
    texts_until = Day(required=False)
    archive = forms.CharField(required=False, max_length=200)
    minutes = forms.IntegerField(required=False, min_value=5, max_value=480)
    place = forms.CharField(required=False, max_length=200)
    reply_by = Day(required=False)
    topics = Lines(required=False)
    dated = Day(required=False)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        choose(self, "controller_kind", options("web_papers.facts.controller_kinds", ("organisation", "thesis")))
        choose(self, "basis", options("web_papers.facts.bases", ("", *BASES)))

    @property
    def groups(self) -> list[tuple[str, list[list[forms.BoundField]]]]:
        """Return the fields by what they tell of, under the wording's keys, those of one line together."""
        return [(name, [[self[one] for one in line.split()] for line in lines]) for name, lines in GROUPS.items()]


GROUPS = {
    "who": ("researcher contact", "controller_kind", "school", "controller controller_contact", "dpo", "no_dpo"),
    "why": ("purpose", "basis"),
    "where": ("recipients", "transfers", "recordings_until texts_until", "archive"),
    "interview": ("place", "minutes reply_by dated", "topics"),
}
"""The fields of each part of the form, line by line."""
