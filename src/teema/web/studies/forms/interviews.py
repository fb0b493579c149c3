"""The form of an interview."""

from __future__ import annotations

from typing import Any

from django import forms

from teema.web.history.seen_forms import SeenForm
from teema.web.speaking import spoken
from teema.web.studies.models import Customer, Interview, Person, Round, Study
from teema.web.studies.queries.interviews import is_held
from teema.wording import say


def _say(key: str) -> str:
    return say(spoken(), f"web_interviews.{key}")


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # the class takes none when it runs
    """Representatives by pseudonym and role."""

    def label_from_instance(self, obj: Any) -> str:
        """Return how a person is named in the list."""
        return f"{obj.key} · {obj.role}" if obj.role else str(obj.key)


class PlanForm(forms.Form):
    """A new interview: of whom and when; the rest can be told later."""

    customer = forms.ModelChoiceField(Customer.objects.none(), empty_label="–")
    date = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    starts_at = forms.TimeField(required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    planned_min = forms.IntegerField(min_value=5, max_value=600, initial=60)

    def __init__(self, *args: Any, study: Study, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["customer"].queryset = Customer.objects.filter(study=study)  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            field.label = _say(f"fields.{name}")


class InterviewForm(SeenForm, forms.Form):
    """Everything about an interview."""

    status = forms.ChoiceField(widget=forms.RadioSelect)
    round = forms.ModelChoiceField(Round.objects.none(), required=False, empty_label="–")
    date = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    starts_at = forms.TimeField(required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    planned_min = forms.IntegerField(min_value=5, max_value=600, required=False)
    minutes = forms.FloatField(min_value=0, max_value=1000, required=False, localize=True)
    place = forms.CharField(max_length=200, required=False)
    interviewer = forms.CharField(max_length=120, required=False)
    coder = forms.CharField(max_length=120, required=False)
    people = PeopleField(Person.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    notes = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, posted: Any = None, *, interview: Interview, may_change: bool = True) -> None:
        super().__init__(posted, initial=_initial(interview))
        statuses = [(one.value, _say(f"status.{one.value}")) for one in Interview.Status]
        self.fields["status"].choices = statuses  # type: ignore[attr-defined]
        self.fields["round"].queryset = Round.objects.filter(study=interview.study)  # type: ignore[attr-defined]
        self.fields["round"].label_from_instance = lambda one: one.name  # type: ignore[attr-defined]
        people = Person.objects.filter(study=interview.study, customer=interview.customer)
        self.fields["people"].queryset = people  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            field.label, field.disabled = _say(f"fields.{name}"), not may_change
        for name in ("people", "minutes", "coder", "notes"):
            self.fields[name].help_text = _say(f"help.{name}")


def _initial(interview: Interview) -> dict[str, Any]:
    columns = (
        "status",
        "round",
        "date",
        "starts_at",
        "planned_min",
        "minutes",
        "place",
        "interviewer",
        "coder",
        "notes",
    )
    values = {name: getattr(interview, name) for name in columns}
    if is_held(interview) and interview.status != Interview.Status.CANCELLED:
        values["status"] = Interview.Status.HELD
    if interview.minutes is not None and interview.minutes.is_integer():
        values["minutes"] = int(interview.minutes)
    return values | {"people": [seat.person_id for seat in interview.seats.all()]}
