"""The forms of the comparison: the analyst's word on a customer's cell, and on a group's verdict."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from teema.study.conclusions import KINDS, STATES, VERDICTS
from teema.web.studies.forms.worded import Worded, choose, options

LINE = 2000


class JudgementForm(Worded, forms.Form):
    """What the state of a cell, or of one topic in it, is and why."""

    words: ClassVar = "web_gap.fields"
    state = forms.ChoiceField(widget=forms.RadioSelect)
    reason = forms.CharField(max_length=LINE, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **options_: Any) -> None:
        super().__init__(*args, **options_)
        choose(self, "state", options("terms.states", STATES))
        self.fields["seen"] = _seen()


class VerdictForm(Worded, forms.Form):
    """What is concluded of a group, in words of one's own, and what kind of a finding that is."""

    words: ClassVar = "web_gap.fields"
    verdict = forms.ChoiceField(widget=forms.RadioSelect)
    statement = forms.CharField(max_length=LINE, widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField()

    def __init__(self, *args: Any, **options_: Any) -> None:
        super().__init__(*args, **options_)
        choose(self, "verdict", options("terms.verdicts", VERDICTS))
        choose(self, "kind", options("terms.kinds", KINDS))
        self.fields["seen"] = _seen()


def _seen() -> forms.CharField:
    """Return the field that carries what was seen: it has no label."""
    return forms.CharField(required=False, widget=forms.HiddenInput)
