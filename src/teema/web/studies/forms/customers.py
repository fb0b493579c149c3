"""Forms of the register of customers."""

from __future__ import annotations

from typing import Any

from django import forms

from teema.web.history.seen_forms import SeenForm
from teema.web.studies.forms.worded import Worded, options, said
from teema.web.studies.models import Criterion, CriterionCheck, Customer, Group, Service, Study
from teema.web.studies.queries.customers import owns
from teema.web.studies.registers.cells import read_since

OWNING = ("", "yes", "no")


class Since(forms.CharField):
    """Since when someone has been a customer, as exactly as is known: 2016, 3/2016, 31.3.2016.

    >>> Since(required=False).clean("3/2016")
    '2016-03'
    """

    def clean(self, value: Any) -> str:
        """Return it as a study writes it."""
        written = super().clean(value)
        found = read_since(written) if written else ""
        if found is None:
            raise forms.ValidationError(said("web_register.customer.since.wrong"))
        return found


class CustomerForm(SeenForm, Worded, forms.Form):
    """A customer of one study. An empty key means the next free one."""

    words = "web_register.customer"
    name = forms.CharField(max_length=200, required=False)
    key = forms.CharField(max_length=200, required=False)
    group = forms.ModelChoiceField(Group.objects.none(), required=False)
    since = Since(max_length=40, required=False)
    services = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    shareholder = forms.ChoiceField(required=False)
    notes = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, study: Study, *args: Any, customer: Customer | None = None, **values: Any) -> None:
        initial = _initial(customer) if customer else {}
        super().__init__(*args, initial=initial, **values)
        self.customer = customer
        fields: Any = self.fields
        fields["group"].queryset = Group.objects.filter(study=study)
        fields["group"].empty_label = said("web_register.customer.group.none")
        known = dict(Service.objects.filter(study=study).values_list("key", "name"))
        fields["services"].choices = list(
            (known | {key: key for key in initial.get("services", ()) if key not in known}).items()
        )
        if not fields["services"].choices:
            del fields["services"]
        fields["shareholder"].choices = options("web_register.owner", OWNING)
        fields["key"].required = customer is not None
        if customer:
            fields["key"].help_text = ""

    def clean(self) -> dict[str, Any]:
        """A customer is known by a name or a key."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("name") and not given.get("key"):
            self.add_error("name", said("web_register.customer.name.missing"))
        if self.customer and given.get("shareholder") == _owner(self.customer):
            given["shareholder"] = (
                self.customer.shareholder
            )  # "12 %" says more than yes: it stays unless the choice changes
        return given


def _initial(customer: Customer) -> dict[str, Any]:
    columns = ("name", "key", "group", "since", "services", "notes")
    return {name: getattr(customer, name) for name in columns} | {"shareholder": _owner(customer)}


def _owner(customer: Customer) -> str:
    return {None: "", True: "yes", False: "no"}[owns(customer)]


class JudgingForm(Worded, forms.Form):
    """A person's word on one criterion for a customer; an exception needs its reason."""

    words = "web_register.judging"
    criterion = forms.UUIDField(widget=forms.HiddenInput)
    word = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    exception = forms.CharField(max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, criterion: Criterion, check: CriterionCheck | None = None, **values: Any) -> None:
        initial = {"criterion": criterion.pk, "word": _word(check), "exception": check.exception if check else ""}
        super().__init__(*args, initial=initial, auto_id=f"id_{criterion.pk}_%s", **values)
        fields: Any = self.fields
        ruled = criterion.rule != Criterion.Rule.JUDGED
        words = ("", "exception") if ruled else ("", "met", "unmet", "exception")
        fields["word"].choices = options(
            "web_register.judging.words_ruled" if ruled else "web_register.judging.words", words
        )

    def clean(self) -> dict[str, Any]:
        """An exception says why it is made."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("word") == "exception" and not given.get("exception", "").strip():
            self.add_error("exception", said("web_register.judging.exception.missing"))
        return given

    @property
    def judgement(self) -> dict[str, Any]:
        """Return what the action records."""
        word = self.cleaned_data["word"]
        exception = self.cleaned_data["exception"].strip() if word == "exception" else ""
        return {"met": {"met": True, "unmet": False}.get(word), "exception": exception}


def _word(check: CriterionCheck | None) -> str:
    if check is None:
        return ""
    return "exception" if check.exception else {True: "met", False: "unmet", None: ""}[check.met]
