"""Forms of a customer's representatives: what is known by pseudonym, real names apart, consents, withdrawal."""

from __future__ import annotations

from typing import Any

from django import forms

from teema.web.history.seen_forms import SeenForm
from teema.web.studies.forms.worded import Day, Worded, options, said
from teema.web.studies.models import Consent, Identity, Person, Service, Study


class PersonForm(SeenForm, Worded, forms.Form):
    """A representative by pseudonym. An empty pseudonym means the customer's next one."""

    words = "web_register.person"
    key = forms.CharField(max_length=200, required=False)
    role = forms.CharField(max_length=200, required=False)
    area = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    speaker = forms.CharField(max_length=200, required=False)

    def __init__(self, study: Study, *args: Any, person: Person | None = None, **values: Any) -> None:
        initial = {name: getattr(person, name) for name in ("key", "role", "area", "speaker")} if person else {}
        super().__init__(*args, initial=initial, **values)
        fields: Any = self.fields
        known = dict(Service.objects.filter(study=study).values_list("key", "name"))
        fields["area"].choices = list(
            (known | {key: key for key in initial.get("area", ()) if key not in known}).items()
        )
        if not fields["area"].choices:
            del fields["area"]
        fields["key"].required = person is not None
        if person:
            fields["key"].help_text = ""


class IdentityForm(Worded, forms.Form):
    """The real name behind a key."""

    words = "web_register.identity"
    name = forms.CharField(max_length=300, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    contact = forms.CharField(max_length=300, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    notes = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, identity: Identity | None = None, **values: Any) -> None:
        initial = {one: getattr(identity, one) for one in ("name", "contact", "notes")} if identity else {}
        super().__init__(*args, initial=initial, **values)


class ConsentForm(Worded, forms.Form):
    """What a person agreed to."""

    words = "web_register.consent"
    given_on = Day()
    way = forms.ChoiceField()
    recording = forms.BooleanField(required=False, initial=True)
    quoting = forms.BooleanField(required=False, initial=True)
    archiving = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        fields: Any = self.fields
        fields["way"].choices = options("web_register.consent.ways", ("written", "electronic", "oral"))
        fields["way"].initial = Consent.Way.WRITTEN


class ErasingForm(Worded, forms.Form):
    """Why something is erased, and its key to confirm it."""

    words = "web_register.erasing"
    reason = forms.CharField(max_length=400, required=False)
    confirm = forms.CharField(
        max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off", "data-confirm-input": ""})
    )

    def __init__(self, key: str, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.fields["confirm"].help_text = said("web_register.erasing.write", name=key)
