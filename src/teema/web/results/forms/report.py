"""Forms of the report: for whom it is, what is written at a part, an item of the checklist, a version's name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from teema.report.plan import EDITIONS, PLACES
from teema.study.design import Round
from teema.web.studies.forms.worded import Worded, choose, options
from teema.wording import LANGUAGES


class AudienceForm(Worded, forms.Form):
    """The edition, the language and the round of the report."""

    words = "web_report.form"
    edition = forms.ChoiceField(widget=forms.RadioSelect)
    language = forms.ChoiceField(required=False)
    round = forms.ChoiceField(required=False)

    def __init__(self, rounds: Iterable[Round], *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        choose(self, "edition", options("web_report.editions", EDITIONS))
        choose(self, "language", options("web_report.languages", ("", *LANGUAGES)))
        named = [(one.key, one.name) for one in rounds]
        choose(self, "round", [*options("web_report.rounds", ("",)), *named])
        if len(named) < 2:
            self.fields["round"].widget = forms.HiddenInput()


def _lines(text: str) -> str:
    """Browsers send every line break as two characters; a text holds one."""
    return "\n".join(text.splitlines())


class PassagesForm(Worded, forms.Form):
    """What is written before a part, under its heading, and after it."""

    words = "web_report.passages"
    before = forms.CharField(required=False, strip=False, max_length=50_000)
    opening = forms.CharField(required=False, strip=False, max_length=50_000)
    after = forms.CharField(required=False, strip=False, max_length=50_000)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, places: Iterable[str], *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for place in PLACES:
            if place in places:
                self.fields[place].widget = forms.Textarea(attrs={"rows": 8, "spellcheck": "true"})
            else:
                del self.fields[place]

    def texts(self) -> dict[str, str]:
        """Return the texts by place."""
        return {place: _lines(self.cleaned_data[place]) for place in PLACES if place in self.cleaned_data}


class AnswerForm(forms.Form):
    """What is answered to an item of the checklist, and where it is told."""

    answer = forms.CharField(required=False, max_length=5_000)
    where = forms.CharField(required=False, max_length=200)
    seen = forms.CharField(required=False)

    def clean_answer(self) -> str:
        """Return the answer with plain line breaks."""
        return _lines(self.cleaned_data["answer"])


class FreezeForm(Worded, forms.Form):
    """What a frozen version is called."""

    words = "web_report.freeze"
    name = forms.CharField(max_length=200)
