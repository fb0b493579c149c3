"""Forms of the interview guide."""

from __future__ import annotations

from django import forms

from teema.web.studies.forms.worded import Day, Worded


class GuideForm(Worded, forms.Form):
    """The guide's text, what changed in it, and whether it is to be a version of its own."""

    words = "web_studies.guide_form"
    text = forms.CharField(
        required=False, strip=False, max_length=100_000, widget=forms.Textarea(attrs={"rows": 26, "spellcheck": "true"})
    )
    note = forms.CharField(required=False, max_length=400)
    as_new = forms.BooleanField(required=False)
    seen = forms.CharField(widget=forms.HiddenInput)

    def clean_text(self) -> str:
        """Browsers send every line break as two characters; the guide holds one."""
        return "\n".join(self.cleaned_data["text"].splitlines())


class ReviewForm(Worded, forms.Form):
    """Who reviewed the guide, when, and what was said."""

    words = "web_studies.review_form"
    by = forms.CharField(max_length=200)
    on = Day()
    note = forms.CharField(required=False, max_length=400)
